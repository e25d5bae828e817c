#!/bin/sh
# The real side as a user meets it: core/run with good labs, bad labs, and bad luck.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
core=core/run
demand=docs/labs/01-demand-commit/lab.c
keep_wine

# lab TEXT: a lab of these lines, as $tmp/lab.c
lab() { printf '%s\n' "$@" >"$tmp/lab.c"; }

# events FILE TYPE: how many of them
events() { grep -c "^{\"type\":\"$2\"" "$1"; }

# the members of the last event of a type, one a line
last() { grep "^{\"type\":\"$2\"" "$1" | tail -n 1; }

it 'runs the founding workload: 80 faults, each continued'
run $core --trace "$tmp/t.jsonl" $demand
status_is 0
out_has 'wrote 327680 bytes, committed 80 pages'
for type in fault filter; do
	[ "$(events "$tmp/t.jsonl" $type)" = 80 ] || wrong "not 80 events of type $type"
done
file_has "$tmp/t.jsonl" '^{"type":"exit","step":[0-9]*,"line":0,"code":0'

it 'tells the platform, the lab and its source in the first line'
file_has "$tmp/t.jsonl" '^{"type":"begin","schema":1,"side":"real","lab":"lab.c","platform":"[^"]* [0-9.]*","page_size":4096,"granularity":65536,"encoding":"utf-8","source":"/\*\\n'

it 'numbers the steps without a gap'
sed 1d "$tmp/t.jsonl" | sed 's/.*"step":\([0-9]*\),.*/\1/' >"$tmp/steps"
seq 0 $(($(wc -l <"$tmp/steps") - 1)) | cmp -s - "$tmp/steps" || wrong 'a step is missing'

it 'names the line of the store, of the filter and of the call in it'
line=$(grep -n "buffer\[i\] = 'x'" $demand | cut -d: -f1)
[ "$(grep -c "^{\"type\":\"fault\",\"step\":[0-9]*,\"line\":$line," "$tmp/t.jsonl")" = 80 ] || wrong "the faults are not in line $line"
file_has "$tmp/t.jsonl" "^{\"type\":\"filter\",\"step\":[0-9]*,\"line\":$((line + 1)),"

it 'shows the committed page resident only after the retry'
grep '"type":"call".*"flAllocationType":"MEM_COMMIT"' "$tmp/t.jsonl" | head -n 1 >"$tmp/commit"
file_has "$tmp/commit" '"resident":0}.*"commit_pages":1,"working_set_pages":0,"reserved_pages":80}'
grep '"type":"filter"' "$tmp/t.jsonl" | head -n 1 >"$tmp/filter"
file_has "$tmp/filter" '"resident":1}.*"commit_pages":1,"working_set_pages":1,"reserved_pages":80}'

it 'tells of the moment after the retry: the guard page that the filter has set still stands'
run $core --trace "$tmp/g.jsonl" docs/labs/05-guard-page/lab.c
grep '"type":"filter"' "$tmp/g.jsonl" | head -n 1 >"$tmp/filter"
file_has "$tmp/filter" '"retried":true,.*"resident":2}.*"protect":"PAGE_READWRITE|PAGE_GUARD"'

it 'says that a retry has raised an exception again'
run $core --trace "$tmp/r.jsonl" docs/labs/04-broken-filters/always-continue.c
file_has "$tmp/r.jsonl" '"type":"filter".*"retried":false'
has "$tmp/r.jsonl" '"retried":true' && wrong 'one of them was not'

it 'tells a partly resident run page by page'
run $core --trace "$tmp/u.jsonl" docs/labs/03-commit-up-front/lab.c
status_is 0
file_has "$tmp/u.jsonl" '"type":"output".*"resident":40,"resident_runs":\[\[0,40\]\]'

it 'writes the same trace again, but for the addresses'
run $core --trace "$tmp/v.jsonl" $demand
sed 's/"0x[0-9a-f]*"/"A"/g' "$tmp/t.jsonl" >"$tmp/t"
sed 's/"0x[0-9a-f]*"/"A"/g' "$tmp/v.jsonl" >"$tmp/v"
same "$tmp/t" "$tmp/v"

for source in tests/labs/*.c; do
	[ -e "$source" ] && [ ! -e "${source%.c}.real" ] && [ ! -e "${source%.c}.differs" ] && [ -f "${source%.c}.out" ] || continue
	it "$source prints and returns what it should, for real"
	run $core "$source"
	want=0
	[ ! -f "${source%.c}.status" ] || want=$(cat "${source%.c}.status")
	status_is "$want"
	out_like "${source%.c}.out"
done

it 'says the same without the tracer'
for name in last-error two-reservations filter-locals write-barrier code-in-handler except-in-finally; do
	run $core --no-trace tests/labs/$name.c
	status_is 0
	out_like tests/labs/$name.out
done

it 'tells sections by the order of their creation, and views as reservations'
lab '#include <windows.h>' 'int main(void) {' \
	'HANDLE a = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | SEC_RESERVE, 0, 0x10000, NULL);' \
	'HANDLE b = CreateFileMappingW(INVALID_HANDLE_VALUE, NULL, PAGE_READONLY, 0, 0x10000, NULL);' \
	'char *v = MapViewOfFile(b, FILE_MAP_COPY, 0, 0, 0);' \
	'VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);' \
	'MapViewOfFileEx(a, FILE_MAP_ALL_ACCESS, 0, 0, 0, NULL);' \
	'CloseHandle(a); MapViewOfFile(a, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, 0); UnmapViewOfFile(v); CloseHandle((HANDLE)0x123); return 0; }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 0
# told API PATTERN: the events of that call, as one text
told() { grep "\"api\":\"$1\"" "$tmp/n.jsonl" >"$tmp/told"; file_has "$tmp/told" "$2"; }
told CreateFileMappingA '"hFile":"INVALID_HANDLE_VALUE",.*"flProtect":"PAGE_READWRITE|SEC_RESERVE",.*"result":"H0"'
told CreateFileMappingW '"flProtect":"PAGE_READONLY",.*"result":"H1"'
told MapViewOfFile '"hFileMappingObject":"H1","dwDesiredAccess":"FILE_MAP_COPY",.*"at":"A0+0x0",.*"protect":"PAGE_WRITECOPY","alloc_protect":"PAGE_WRITECOPY","type":"MEM_MAPPED"'
told MapViewOfFileEx '"hFileMappingObject":"H0","dwDesiredAccess":"FILE_MAP_ALL_ACCESS",.*"lpBaseAddress":"0x0"},.*"at":"A2+0x0",.*"state":"MEM_RESERVE","protect":"0x0","alloc_protect":"PAGE_READWRITE","type":"MEM_MAPPED"'
told MapViewOfFile '"hFileMappingObject":"H0","dwDesiredAccess":"FILE_MAP_READ|FILE_MAP_WRITE",.*"error":6'
told UnmapViewOfFile '"at":"A0+0x0",.*{"at":"A0+0x0","size":"0x10000","state":"MEM_FREE"}'
told CloseHandle '"hObject":"H0"},"result":"TRUE"'
told CloseHandle '"hObject":"0x123"},"result":"FALSE","error":6'

it 'tells the calls on the working set, by whichever name'
lab '#include <windows.h>' '#include <psapi.h>' 'int main(void) { SIZE_T a, b; HANDLE me = GetCurrentProcess();' \
	'EmptyWorkingSet(me); K32EmptyWorkingSet(me); SetProcessWorkingSetSize(me, (SIZE_T)-1, (SIZE_T)-1);' \
	'return !GetProcessWorkingSetSize(me, &a, &b); }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 0
[ "$(grep -c '"api":"EmptyWorkingSet"' "$tmp/n.jsonl")" = 2 ] || wrong 'not two calls of EmptyWorkingSet'
told SetProcessWorkingSetSize '"dwMinimumWorkingSetSize":"0xffffffffffffffff","dwMaximumWorkingSetSize":"0xffffffffffffffff"},"result":"TRUE"'
told GetProcessWorkingSetSize '"out":{"lpMinimumWorkingSetSize":"0x[0-9a-f]*","lpMaximumWorkingSetSize":"0x[0-9a-f]*"}'

it 'keeps what nested handlers know of their exceptions'
run $core --trace "$tmp/n.jsonl" tests/labs/code-in-handler.c
status_is 0
sed -n 's/^{"type":"handler",.*"code":"\([^"]*\)".*/\1/p' "$tmp/n.jsonl" | head -n 4 | tr '\n' ' ' >"$tmp/codes"
file_has "$tmp/codes" '^0xe0000002 0xe0000001 EXCEPTION_ACCESS_VIOLATION 0xe0000002 $'

it 'tells of the __finally blocks and how they were entered'
run $core --trace "$tmp/n.jsonl" tests/labs/finally.c
status_is 0
sed -n 's/^{"type":"finally",.*"abnormal":\([a-z]*\).*/\1/p' "$tmp/n.jsonl" | tr '\n' ' ' >"$tmp/abnormal"
file_has "$tmp/abnormal" '^false false true true $'

it 'reports an unhandled exception as Windows would, and dies of it'
run $core --trace "$tmp/n.jsonl" tests/labs/unhandled.c
status_is 5
err_has '^unhandled.c:11: .*0xC0000005 (EXCEPTION_ACCESS_VIOLATION): write of address 0x0000000000000000'
tail -n 1 "$tmp/n.jsonl" >"$tmp/last"
file_has "$tmp/last" '^{"type":"unhandled","step":[0-9]*,"line":11,"code":"EXCEPTION_ACCESS_VIOLATION","access":"write","address":"0x0","at":"0x0"'

it 'leaves output alone, byte for byte'
lab '#include <stdio.h>' 'int main(void) { int i; for (i = 0; i < 256; i++) putchar(i); return 0; }'
run $core "$tmp/lab.c"
status_is 0
awk 'BEGIN { for (i = 0; i < 256; i++) printf "%03o\n", i }' >"$tmp/want"
od -An -v -to1 -w1 "$out" | tr -d ' ' | cmp -s - "$tmp/want" || wrong 'the bytes are not 0 to 255'

it 'hands over the arguments after --, whatever is in them'
lab '#include <stdio.h>' 'int main(int argc, char **argv) { int i; for (i = 1; i < argc; i++) printf("[%s]", argv[i]); return argc; }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c" -- --trace 'two words' 'q"uote' '*' '' 'back\'
status_is 7
out_is '[--trace][two words][q"uote][*][][back\]'
file_has "$tmp/n.jsonl" '"args":\["--trace","two words","q\\"uote","\*","","back\\\\"\]'

it 'hands over its standard input, or a file, and says what is wrong with that'
lab '#include <stdio.h>' 'int main(void) { int a, b = 0, n; n = scanf("%d %d", &a, &b); printf("%d %d\n", n, b); return 0; }'
printf '5 6\n' >"$tmp/input"
for trace in --no-trace --timeout=20; do
	run $core $trace --input "$tmp/input" "$tmp/lab.c"
	out_is '2 6
'
	run sh -c "$core $trace '$tmp/lab.c' <'$tmp/input'"
	out_is '2 6
'
	run $core $trace "$tmp/lab.c"
	out_is '-1 0
'
done
run $core --input "$tmp/none" "$tmp/lab.c"
status_is 2
err_has 'none: no such file'
run $core --input "$tmp" "$tmp/lab.c"
status_is 2

it 'gives the low eight bits of the exit code, however the lab ends'
for end in 'return 0x12f;' 'exit(0x12f);' 'ExitProcess(0x12f);' '_exit(0x12f);' 'TerminateProcess(GetCurrentProcess(), 0x12f);'; do
	lab '#include <windows.h>' '#include <stdlib.h>' "int main(void) { $end }"
	run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
	status_is 47
	last "$tmp/n.jsonl" exit >"$tmp/last"
	file_has "$tmp/last" '"code":303'
done

it 'traces what the lab writes after exit() was called'
lab '#include <stdio.h>' '#include <stdlib.h>' 'static void bye(void) { printf("bye\n"); }' 'int main(void) { atexit(bye); return 0; }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
tail -n 2 "$tmp/n.jsonl" >"$tmp/last"
file_has "$tmp/last" '^{"type":"output".*"text":"bye\\n"'
file_has "$tmp/last" '^{"type":"exit"'

it 'traces to standard output, and then the lab speaks on standard error'
run $core --trace - $demand
status_is 0
[ "$(events "$out" fault)" = 80 ] || wrong 'standard output is not the trace'
err_has '^released$'

it 'marks a trace that is recorded to be handed out'
run $core --recorded --trace "$tmp/n.jsonl" $demand
file_has "$tmp/n.jsonl" '^{"type":"begin".*"recorded":true'

it 'stops a filter that continues for ever, and says where'
run $core --trace "$tmp/n.jsonl" docs/labs/04-broken-filters/always-continue.c
status_is 124
err_has '^always-continue.c:[0-9]*: stopped: .*100 times'
lab '#include <windows.h>' '#include <stdio.h>' 'int main(void) { char *page = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
__try { *page = 1; } __except (putchar(46), EXCEPTION_CONTINUE_EXECUTION) { } return 0; }'
run $core --trace "$tmp/endless.jsonl" "$tmp/lab.c"
status_is 124
err_has '^lab.c:[0-9]*: stopped: .*10000 times'
[ "$(wc -c <"$out")" = 10000 ] || wrong "it printed $(wc -c <"$out") dots"
run build/sim run --trace "$tmp/s.jsonl" "$tmp/lab.c"
status_is 124
err_has 'was raised 10000 times at line [0-9]* with no reservation changed'
run build/viz compare "$tmp/endless.jsonl" "$tmp/s.jsonl"
status_is 0
[ "$(events "$tmp/n.jsonl" fault)" = 100 ] || wrong 'not 100 faults'
last "$tmp/n.jsonl" exit >"$tmp/last"
file_has "$tmp/last" '"code":124,"reason":"stopped'

it 'stops a lab that waits for ever, with a whole trace'
lab '#include <windows.h>' 'int main(void) { Sleep(INFINITE); }'
run $core --timeout 1 --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 124
err_has '^lab.c:[0-9]*: stopped: still running after 1 s$'
last "$tmp/n.jsonl" exit >"$tmp/last"
file_has "$tmp/last" '"code":124,"reason":"stopped: still running after 1 s"'

it 'stops a lab that computes for ever, by the processor time that a grader allows it'
lab 'int main(void)' '{' 'volatile int i = 0;' 'for (;;)' 'i++;' '}'
run env FAULTLAB_PROCESSOR_TIME=1 $core --timeout 500 --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 124
err_has '^lab.c:[45]: stopped: still running after 1 s of processor time$'
last "$tmp/n.jsonl" exit >"$tmp/last"
file_has "$tmp/last" '"code":124,"reason":"stopped: still running after 1 s of processor time"'

it 'stops a lab that raises for ever'
lab '#include <windows.h>' 'int main(void) { for (;;) { __try { RaiseException(1, 0, 0, 0); } __except (1) { } } }'
run $core "$tmp/lab.c"
status_is 124
err_has 'lab.c:2: stopped after 1000000 events'

it 'says that a trace was cut when the lab died without a word'
lab '#include <windows.h>' 'int main(void) { BOOL (WINAPI *end)(HANDLE, UINT) = TerminateProcess; end((HANDLE)-1, 9); }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 9
err_has 'trace is cut'
sed -i 's/, 9)/, 1)/' "$tmp/lab.c"
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 1
err_has 'trace is cut'
! has "$err" 'cannot write' || wrong 'it blames the place of the trace'

it "shows the compiler's words about the student's own text"
rm -f "$tmp/n.jsonl"
lab '#include <windows.h>' 'int main(void)' '{' '	__try { int x = ; } __except (1) { }' '}'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab.c:4:18: error: expected expression'
not_there "$tmp/n.jsonl"

it 'takes no lab for another that begins with the same headers'
# Each is right only if what it defines itself, before or behind the headers, is what counts.
says() {
	for trace in '' --no-trace; do
		run $core $trace "$tmp/lab.c"
		status_is 0
		out_is "$1
"
	done
}
lab '/* the usual' '   beginning */' '#include <stdio.h>' '#include <windows.h> // all of it' '' '#undef max' '#undef PAGE_READONLY' \
	'enum { PAGE_READONLY = 77 };' 'static int max(int a, int b) { return a + b; }' \
	'#define GetLastError(x) (x + 1)' 'int main(void) { printf("%d %d %d %d\n", max(1, 2), PAGE_READONLY, GetLastError(4), __LINE__); return 0; }'
says '3 77 5 11'
lab '#define UNICODE' '#include <windows.h>' '#include <stdio.h>' 'int main(void) { printf("%d\n", (int)sizeof(TCHAR)); return 0; }'
says 2
lab '/* #include <windows.h> */ typedef int BOOL;' '#include <stdio.h>' 'int main(void) { BOOL b = 4; printf("%d\n", b); return 0; }'
says 4
lab '/*' '#include <windows.h>' '*/' '#include <stdio.h>' 'typedef long long DWORD;' 'int main(void) { printf("%d\n", (int)sizeof(DWORD)); return 0; }'
says 8
lab '#include <windows.h>' '#include <stdio.h>' 'int main(void) { PROCESS_MEMORY_COUNTERS c; c.cb = 1; return printf("%d\n", c.cb); }'
run $core "$tmp/lab.c"
status_is 2
err_has "lab.c:3:18: error: use of undeclared identifier 'PROCESS_MEMORY_COUNTERS'"

it 'compiles the headers of many labs once'
runtime=$($core --prepare)
heads() { grep -L -v -e spelling.h -e stdio.h -e windows.h "$runtime"/head-*/head.h | xargs grep -l stdio.h | wc -l; }
lab '#include <windows.h>' '#include <stdio.h>' 'int main(void) { puts("a"); return 0; }'
says a
lab '#include <stdio.h>  /* in another order, and twice */' '#include <windows.h>' '#include <stdio.h>' 'int main(void) { puts("b"); return 0; }'
says b
[ "$(heads)" = 1 ] || wrong 'there is not one folder for these headers'
run $core --prepare "$tmp/lab.c"
status_is 0
out_is "$runtime
"

it 'takes a precompiled header that is not there for an empty one, and says so, as the simulator does'
mkdir -p "$tmp/project"
printf '#include "StdAfx.h"\n#include "UTIL.H"\nint main(void) { return util(); }\n' >"$tmp/project/lab.c"
echo 'static int util(void) { return 7; }' >"$tmp/project/util.h"
for program in "$core" "$core --no-trace" 'build/sim run'; do
	# shellcheck disable=SC2086
	run $program "$tmp/project/lab.c"
	status_is 7
	err_has 'lab.c:1:.* note: StdAfx.h is not there, and is taken for an empty file'
done

it 'begins in wmain, with the arguments'
lab '#include <windows.h>' '#include <stdio.h>' 'int wmain(int argc, wchar_t **argv) { wprintf(L"%d %s %hs\n", argc, argv[1], "narrow"); return 0; }'
run $core --no-trace "$tmp/lab.c" -- one
out_is '2 one narrow
'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c" -- one
out_is '2 one narrow
'
file_has "$tmp/n.jsonl" '"args":\["one"\]'
file_has "$tmp/n.jsonl" '"type":"output",.*"text":"2 one narrow\\n"'
rm "$tmp/n.jsonl"

it 'names an unknown function, and a missing main'
lab 'int main(void)' '{' '	return Frobnicate(3);' '}'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab.c:3:9: error: .*Frobnicate'
lab 'int frobnicate(int);' 'int main(void) {' 'return frobnicate(3);' '}'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab.c:3:1: error: unknown function frobnicate'
lab 'int helper(void) { return 1; }'
run $core --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab.c:1:1: error: .*main'
not_there "$tmp/n.jsonl"

# refuses STATUS TEXT ARGUMENT...
refuses() {
	want=$1 text=$2
	shift 2
	run $core "$@"
	status_is "$want"
	err_has "$text"
	[ ! -s "$out" ] || wrong 'something is on standard output'
}

it 'tells apart the ways in which there is no lab'
: >"$tmp/empty.c"
refuses 2 'no such file' --trace "$tmp/n.jsonl" "$tmp/none.c"
refuses 2 'is a directory' --trace "$tmp/n.jsonl" "$tmp"
refuses 2 'is empty' --trace "$tmp/n.jsonl" "$tmp/empty.c"
refuses 2 'not a regular file' --trace "$tmp/n.jsonl" /dev/null
refuses 2 'which lab'
refuses 2 'one lab at a time' a.c b.c
refuses 2 'unknown option --nonsense' --nonsense
refuses 2 'platform' --platform dos $demand
refuses 3 'this is not WSL' --platform wsl $demand
refuses 2 'seconds' --timeout 0 $demand
refuses 2 'needs a value' --trace
not_there "$tmp/n.jsonl"

it 'refuses before it runs when the trace cannot be written'
refuses 1 'no such folder' --trace "$tmp/none/t.jsonl" $demand
refuses 1 'is a directory' --trace "$tmp" $demand

it 'reports a full disk'
run $core --trace /dev/full $demand
status_is 1
err_has 'cannot write /dev/full: No space left on device'

it 'names the package of a tool that is missing'
mkdir "$tmp/bin"
for tool in bash sh env cat dirname basename readlink uname sed awk grep tr head tail od sha256sum cut stat mkdir mktemp rm mv cp \
	flock timeout touch gcc cmp ln wine wineserver; do
	ln -s "$(command -v $tool)" "$tmp/bin/$tool" || wrong "no $tool"
done
refuses_without() {
	run env PATH="$tmp/bin" FAULTLAB_CLANG= "$PWD/core/run" "$demand"
	status_is 3
	err_has "$1"
	err_has 'make setup'
}
refuses_without 'clang-19'
ln -s "$(command -v clang-19)" "$tmp/bin/clang-19"
lab "int main(void) { return $$; }"
demand_was=$demand demand=$tmp/lab.c
refuses_without 'gcc-mingw-w64-x86-64'
demand=$demand_was

it 'refuses a compiler that does not cover a plain store in a __try block'
cat >"$tmp/bin/blind-clang" <<-END
#!/bin/sh
# clang as it was before: calls are covered, loads and stores are not
for a do shift; [ "\$a" = -fasync-exceptions ] && a=-fexceptions; set -- "\$@" "\$a"; done
exec clang-19 "\$@"
END
chmod +x "$tmp/bin/blind-clang"
run env FAULTLAB_CLANG="$tmp/bin/blind-clang" $core $demand
status_is 3
err_has 'clang-19'

it 'is at home in any folder, with any name'
mkdir -p "$tmp/a folder/x"
cp $demand "$tmp/a folder/my \"lab\" \$1 é;.c"
top=$PWD
cd "$tmp/a folder/x" || exit 2
run "$top/$core" --trace "t \$1.jsonl" "../my \"lab\" \$1 é;.c"
cd "$top" || exit 2
status_is 0
[ "$(events "$tmp/a folder/x/t \$1.jsonl" fault)" = 80 ] || wrong 'not 80 faults'
grep -q "^{\"type\":\"fault\",\"step\":[0-9]*,\"line\":$line," "$tmp/a folder/x/t \$1.jsonl" || wrong 'the line is lost'

it 'runs two labs at once'
$core --trace "$tmp/p.jsonl" $demand >"$tmp/p.out" 2>&1 &
other=$!
run $core --trace "$tmp/q.jsonl" docs/labs/02-out-of-pages/lab.c
status_is 7
wait $other || wrong 'the other one failed'
[ "$(events "$tmp/p.jsonl" fault)-$(events "$tmp/q.jsonl" fault)" = 80-81 ] || wrong 'the traces are mixed up'

it 'leaves nothing behind but what it keeps'
for left in build/core/new.* build/core/run.*; do
	[ -e "$left" ] || continue
	pid=${left%.*}
	kill -0 "${pid##*.}" 2>/dev/null || wrong "$left is left over"
done
it 'removes what a killed run left, and nothing of a run that is at work, of another machine, or of others'
# shellcheck source=core/folders.sh
. core/folders.sh
scratch_machine
sh -c 'echo $$' >"$tmp/gone"
gone=$(cat "$tmp/gone") here=new.$scratch_here
for left in "$here.$gone.abcdef" "$here.$$.abcdef" "new.elsewhere.$gone.abcdef" new.abcdef; do
	mkdir -p "$tmp/left/$left/folder"
done
mkdir "$tmp/theirs"
ln -s "$tmp/theirs" "$tmp/left/$here.$gone.symlnk"
scratch_make "$tmp/left/new" || wrong "$scratch_why"
rmdir "$scratch_new"
printf '%s\n' "$here.$gone.symlnk" "$here.$$.abcdef" "new.elsewhere.$gone.abcdef" new.abcdef | sort >"$tmp/want"
(cd "$tmp/left" && printf '%s\n' * | sort) >"$out"
out_like "$tmp/want"

it 'publishes folders in one place at once: each takes it whole, and none ends inside of another'
for n in 1 2 3 4; do
	mkdir -p "$tmp/published/of.$n/new"
	echo "$n" >"$tmp/published/of.$n/new/file"
	publish_folder "$tmp/published/of.$n/new" "$tmp/published/place" &
done
wait
[ "$(find "$tmp/published/place" -mindepth 1)" = "$tmp/published/place/file" ] || wrong "there is: $(find "$tmp/published/place")"
[ "$(find "$tmp/published" -path '*/old.?/file' | wc -l)" = 3 ] || wrong "there is: $(find "$tmp/published")"

# ---- a Wine that is damaged, hangs, or loses its server: played by stand-ins, in a folder of its own ----

stand_in() { printf '#!/bin/sh\n%s\n' "$2" >"$tmp/played/$1" && chmod +x "$tmp/played/$1"; }
mkdir -p "$tmp/played" "$tmp/kept/core"
ln -s "$(core/run --prepare)" "$tmp/kept/core/"
stand_in wineserver 'exit 0'
made='cd "$WINEPREFIX" && mkdir -p dosdevices drive_c/windows/system32 && : >system.reg && : >"$WINEPREFIX/drive_c/windows/system32/kernel32.dll"'
# played COMMAND...: with that Wine, whose patience is short
played() {
	run env PATH="$tmp/played:$PATH" FAULTLAB_WINE="$tmp/played/wine" FAULTLAB_BUILD="$tmp/kept" FAULTLAB_PATIENCE=$patience \
		$core "$@"
}
patience=600
lab 'int main(void) { return 0; }'
begun='rm -f "$(printf %s "${FAULTLAB_UNBEGUN#Z:}" | tr "\\\\" /)"'

it "names the part of Wine's folder that is missing, and makes the folder anew when asked to"
stand_in wine "case \$1 in wineboot) $made ;; cmd) ;; *) exit 53 ;; esac"
played --repair
status_is 0
rm "$tmp/kept/wine/drive_c/windows/system32/kernel32.dll" || wrong 'it was not made'
played --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 3
err_has "Wine's folder lacks drive_c/windows/system32/kernel32.dll; 'core/run --repair' makes it anew"
played --repair
status_is 0
[ -e "$tmp/kept/wine/drive_c/windows/system32/kernel32.dll" ] || wrong 'it is not there again'
played --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 1
err_has 'the lab did not start (status 53)'
played --no-trace "$tmp/lab.c"
status_is 1
err_has 'the lab did not start (status 53)'

it 'starts a lab once more of which nothing has run, and no other'
stand_in wine "case \$1 in cmd) exit ;; esac; echo run >>'$tmp/starts'; [ \$(wc -l <'$tmp/starts') = 2 ] || exit 9; $begun; echo good; exit 5"
: >"$tmp/starts"
played --no-trace "$tmp/lab.c"
status_is 5
err_has 'lab.c was not started (status 9); it is started once more'
[ "$(cat "$out")" = good ] || wrong "it printed: $(cat "$out")"
stand_in wine "case \$1 in cmd) exit ;; esac; echo run >>'$tmp/starts'; $begun; exit 9"
: >"$tmp/starts"
played --no-trace "$tmp/lab.c"
status_is 9
[ "$(wc -l <"$tmp/starts")" = 1 ] || wrong 'it was started twice'

it 'ends a Wine that hangs, and says after how long'
stand_in wine 'sleep 1000'
patience=2
played --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 3
err_has 'Wine did not start within 2 seconds and was ended'
played --repair
status_is 3
err_has 'Wine did not set itself up in .* within 2 seconds and was ended'
it "does not take it for a success when Wine's server is ended under a lab"
patience=600
stand_in wine "case \$1 in wineboot) $made ;; cmd) ;; *) $begun; [ -z \"\$FAULTLAB_TRACE\" ] || echo '{\"type\":\"begin\"}' >\"\$(printf %s \"\${FAULTLAB_TRACE#Z:}\" | tr '\\\\' /)\" ;; esac"
played --repair
played --trace "$tmp/n.jsonl" "$tmp/lab.c"
status_is 123
err_has "Wine's server was ended while .*lab.c ran"
played --no-trace "$tmp/lab.c"
status_is 123
err_has "Wine's server was ended while .*lab.c ran"

it 'takes a lab that was stopped for one, also if a server could be started after it'
stand_in wine "case \$1 in wineboot) $made ;; cmd) ;; *) $begun; exit 124 ;; esac"
played --no-trace "$tmp/lab.c"
status_is 124
! has "$err" "server was ended" || wrong 'it blames the server'

it 'makes itself a home where the checkout is not to be written to, or says what to set'
if [ "$(id -u)" = 0 ]; then as='setpriv --reuid=65534 --clear-groups'; else as=''; fi
chmod 711 "$tmp"
mkdir -m 777 "$tmp/home"
mkdir -p "$tmp/shared/build" && cp -r core "$tmp/shared/core" && chmod -R a+rX,a-w "$tmp/shared"
# shellcheck disable=SC2086
run $as env -u FAULTLAB_BUILD -u XDG_CACHE_HOME HOME="$tmp/home" "$tmp/shared/core/run" --where
out_is "$tmp/home/.cache/faultlab
"
# shellcheck disable=SC2086
run $as env -u XDG_CACHE_HOME -u FAULTLAB_BUILD HOME=/proc "$tmp/shared/core/run" $demand
status_is 1
err_has "set FAULTLAB_BUILD to a folder that is"
[ "$(wc -l <"$err")" = 1 ] || wrong 'not one line'
chmod -R u+w "$tmp/shared"

it 'links what FaultLab for Windows links'
# What own.lds wants is not wanted there: that linker has sections of its own.
sed -n '/^\(tracer\|lab\)_sources=(/,/)/p' core/run | sed 's/.*(//; s/).*//' | tr -s ' ' '\n' | grep . | grep -vx own | sort -u >"$tmp/here"
sed -n '/^static void add_runtime/,/};/p' viz/commands/windows/lab.c | grep -o '"[a-z0-9_]*"' | tr -d '"' | sort >"$tmp/there"
diff "$tmp/here" "$tmp/there" >"$out" || wrong "core/run (<) and viz/commands/windows/lab.c (>) differ:" "$(cat "$out")"

it 'knows its options and its version'
run $core --help
status_is 0
out_has 'Usage: core/run'
run $core --version
status_is 0
out_has '0\.1\.0'
finish
