#!/bin/sh
# The simulator as a user meets it: output, exit status, traces, and bad input.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=build/sim
demand=docs/labs/01-demand-commit/lab.c

# lab TEXT: a lab of these lines, as $tmp/lab.c
lab() { printf '%s\n' "$@" >"$tmp/lab.c"; }

it 'prints what the lab prints and ends as it ends'
lab '#include <stdio.h>' 'int main(void)' '{' 'printf("one %d\n", 2);' 'return 300 + 7;' '}'
run $sim run "$tmp/lab.c"
status_is 51
out_is 'one 2
'
err_empty

it 'hands the arguments after -- to the lab'
lab '#include <stdio.h>' 'int main(int argc, char **argv) { puts(argv[2]); return argc; }'
run $sim run "$tmp/lab.c" -- --trace 'two words'
status_is 3
out_is 'two words
'

it 'shows the page faults of the founding workload, and traces each'
run $sim run --trace "$tmp/t.jsonl" $demand
status_is 0
[ "$(grep -c '"type":"fault"' "$tmp/t.jsonl")" = 80 ] || wrong "not 80 faults in the trace"
file_has "$tmp/t.jsonl" '"type":"exit"'

it 'writes the same bytes when run again'
run $sim run --trace "$tmp/u.jsonl" $demand
status_is 0
same "$tmp/t.jsonl" "$tmp/u.jsonl"

it 'tells in a trace what the variables hold, and which of them changed'
lab '#include <stdio.h>' 'int total = 3; unsigned quiet = 9;' \
	'static int twice(int n) { int result = 2 * n; puts("in"); return result; }' \
	'int main(void) { signed char c = -5; void *p = &total; puts("one"); total = twice(c); { int c = 8; puts("two"); } return 0; }'
run $sim run --trace "$tmp/v.jsonl" "$tmp/lab.c"
status_is 0
said() { grep "\"text\":\"$1" "$tmp/v.jsonl" | sed 's/.*"variables":\(\[[^]]*\]\).*/\1/' >"$tmp/said"; }
said one
file_has "$tmp/said" '{"name":"total","value":"3","changed":true}'
file_has "$tmp/said" '{"name":"c","value":"-5","function":"main","changed":true}'
file_has "$tmp/said" '{"name":"p","value":"0x'
said in
file_has "$tmp/said" '{"name":"n","value":"-5","function":"twice","changed":true},{"name":"result","value":"-10","function":"twice","changed":true}]'
! grep -q '"main"\|quiet' "$tmp/said" || wrong "told of what the function cannot name, or of what did not change"
said two
file_has "$tmp/said" '{"name":"total","value":"-10","changed":true}'
file_has "$tmp/said" '{"name":"c","value":"8","function":"main","changed":true}'

it 'answers with the commit limit when memory and page file are promised away'
lab '#include <windows.h>' '#include <stdio.h>' 'int main(void) { char *p = VirtualAlloc(NULL, 400 << 12, MEM_COMMIT, PAGE_READWRITE);' \
	'printf("%d %lu\n", p != NULL, GetLastError()); return 0; }'
run $sim run --frames 32 --pagefile 100 "$tmp/lab.c"
status_is 0
out_is '0 1455
'

it 'traces to standard output, and then the lab speaks on standard error'
lab '#include <stdio.h>' 'int main(void) { puts("said"); return 0; }'
run $sim run --trace - "$tmp/lab.c"
status_is 0
out_has '^{"type":"begin","schema":1,"side":"sim"'
out_has '"type":"exit"'
err_has '^said$'
grep -qv '^{' "$out" && wrong "a line of standard output is no trace line"

it 'keeps every invariant of the model through the founding workload'
run $sim run --check $demand
status_is 0

it 'ends a lab that dies of an access violation with status 5 and says so'
lab 'int main(void)' '{' 'volatile int *p = 0;' '*p = 1;' 'return 0;' '}'
run $sim run --trace "$tmp/dead.jsonl" "$tmp/lab.c"
status_is 5
err_has -i 'c0000005'
file_has "$tmp/dead.jsonl" '"type":"unhandled"'

it 'stops a lab that does not end'
lab 'int main(void) { for (;;) ; }'
run $sim run --max-steps 100000 --trace "$tmp/stop.jsonl" "$tmp/lab.c"
status_is 124
err_has .
file_has "$tmp/stop.jsonl" '"code":124'

it 'stops a trace that does not end before it fills the disk'
lab '#include <windows.h>' 'int main(void)' '{' 'MEMORY_BASIC_INFORMATION m;' \
	'for (;;) VirtualQuery(main, &m, sizeof m);' '}'
run $sim run --max-steps 1000000 --trace "$tmp/stop.jsonl" "$tmp/lab.c"
status_is 124
file_has "$tmp/stop.jsonl" '"code":124'
[ "$(wc -c <"$tmp/stop.jsonl")" -lt 150000 ] || wrong 'more was told than a million operations allow'

# Asking for a reservation counts as 256 steps: half a thousand million, if each event asks for all that live.
it 'tells of what changed, however much there is beside it'
cat >"$tmp/many.c" <<'E'
#include <windows.h>
char *p[2000];
int main(void)
{
	for (int i = 0; i < 2000; i++)
		p[i] = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_READWRITE);
	for (int i = 0; i < 2000; i++)
		*(char *)VirtualAlloc(p[i], 4096, MEM_COMMIT, PAGE_READWRITE) = 1;
	for (int i = 0; i < 2000; i++)
		__try { p[i][4096] = 1; } __except (EXCEPTION_EXECUTE_HANDLER) { p[i][1] = 2; }
	return 7;
}
E
run $sim run --max-steps 300000000 --trace "$tmp/many.jsonl" "$tmp/many.c"
status_is 7

it 'stops a lab whose processor time is up, and keeps its trace'
lab '#include <string.h>' 'static char a[1 << 24];' 'int main(void) { for (;;) memset(a, 1, sizeof a); }'
run sh -c "ulimit -S -t 1; exec $sim run --trace '$tmp/stop.jsonl' '$tmp/lab.c'"
status_is 124
err_has 'lab.c:3: stopped: the lab did not end within its processor time'
file_has "$tmp/stop.jsonl" '"code":124'

it 'stops a filter that always continues'
lab '#include <windows.h>' 'int main(void)' '{' 'volatile int *p = 0;' '__try {' '*p = 1;' \
	'} __except (EXCEPTION_CONTINUE_EXECUTION) {' '}' 'return 0;' '}'
run $sim run "$tmp/lab.c"
status_is 124
err_has .

# ---- bad input: each its own message, status 2, no trace left ----

it 'says which lab is missing'
run $sim run --trace "$tmp/none.jsonl" "$tmp/missing.c"
status_is 2
err_has 'missing.c'
not_there "$tmp/none.jsonl"

it 'says that a folder is no lab'
run $sim run --trace "$tmp/none.jsonl" "$tmp"
status_is 2
err_has "$tmp"
not_there "$tmp/none.jsonl"

it 'says that an empty file is no lab'
: >"$tmp/empty.c"
run $sim run --trace "$tmp/none.jsonl" "$tmp/empty.c"
status_is 2
err_has 'empty.c'
not_there "$tmp/none.jsonl"

it 'names file, line and column of a syntax error'
lab 'int main(void)' '{' '	return 1 +;' '}'
run $sim run --trace "$tmp/none.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab\.c:3:[0-9][0-9]*: error: '
out_is ''
not_there "$tmp/none.jsonl"

it 'names an unknown function and its line'
lab '#include <windows.h>' 'int main(void)' '{' '	return (int)NoSuchCall(1);' '}'
run $sim run --trace "$tmp/none.jsonl" "$tmp/lab.c"
status_is 2
err_has 'lab\.c:4:[0-9]*: error: .*NoSuchCall'
not_there "$tmp/none.jsonl"

it 'leaves an older trace alone when the lab has an error'
echo old >"$tmp/old.jsonl"
run $sim run --trace "$tmp/old.jsonl" "$tmp/lab.c"
status_is 2
file_has "$tmp/old.jsonl" '^old$'

it 'survives a lab that is no text'
head -c 4096 build/sim >"$tmp/binary.c"
run $sim run "$tmp/binary.c"
status_is 2

it 'reports a full disk under the trace'
run $sim run --trace /dev/full $demand
[ "$status" != 0 ] || wrong "status is 0"
err_has '/dev/full'

it 'reports a full disk under the output'
lab '#include <stdio.h>' 'int main(void) { puts("said"); return 0; }'
run sh -c "$sim run '$tmp/lab.c' >/dev/full"
[ "$status" != 0 ] || wrong "status is 0"
err_has .

it 'refuses a trace where no file can be, with the status that --help says, before the lab speaks'
for place in "$tmp/no/such/folder.jsonl" "$tmp"; do
	run $sim run --trace "$place" $demand
	status_is 1
	err_has "$place: cannot be written: "
	out_is ''
done

it 'refuses an option that it does not know, and a missing value'
run $sim run --no-such-option $demand
status_is 2
err_has 'no-such-option'
run $sim run --max-steps
status_is 2
run $sim run --frames many $demand
status_is 2
err_has many

# refused "OPTION VALUE" WHY: status 2, a message, and nothing run
refused() {
	# shellcheck disable=SC2086  # an option and its value are two words
	run $sim run $1 $demand
	status_is 2
	out_is ''
	err_has -e "$2"
}

it 'refuses a machine that there cannot be, and says what there can be'
refused '--frames 0' 'frames needs a whole number from 16 up, not 0'
refused '--frames 15' 'from 16 up'
refused '--frames -1' 'from 16 up'
refused '--frames 0x20' 'not 0x20'
refused '--frames abc' 'not abc'
refused '--frames 99999999999' 'at most 16777216'
refused '--frames 99999999999999999999999' 'frames needs a whole number'
refused '--pagefile -1' 'pagefile needs a whole number from 0 up'
refused '--pagefile 99999999999' 'at most'
refused '--ws-max 0' 'ws-max needs a whole number from 1 up'
refused '--ws-max ten' 'not ten'
refused '--policy unknown' 'policy unknown is unknown; .* lru'
refused '--policy opt' 'opt needs to know the future'
for option in --frames --pagefile --ws-max --policy; do
	run $sim run $demand $option
	status_is 2
	err_has -e "$option needs"
done

# asks WORDS: a lab whose comment asks for that machine
asks() { lab '/*' ' * A lab.' " *	faultlab: $1" ' */' '#include <stdio.h>' 'int main(void) { faultlab: puts("said"); return 0; }'; }
# ran_with TEXT: what the trace says of the machine
ran_with() {
	status_is 0
	err_has '^said$'
	head -n 1 "$out" | grep -q -e "$1" || wrong "the trace does not say $1: $(head -n 1 "$out" | cut -c 1-200)"
}

it 'gives a lab the machine that a line of its text asks for, unless the command line says otherwise'
asks '--ws-max 40 --policy lru'
run $sim run --trace - "$tmp/lab.c"
ran_with '"limits":{"ws_max":40,"policy":"lru"}'
run $sim run --policy fifo --frames 64 --trace - "$tmp/lab.c"
ran_with '"limits":{"frames":64,"ws_max":40,"policy":"fifo"}'
printf '// faultlab: --pagefile 7\r\n#include <stdio.h>\r\nint main(void) { puts("said"); return 0; }' >"$tmp/lab.c"
run $sim run --trace - "$tmp/lab.c"
ran_with '"limits":{"pagefile":7}'
lab '#include <stdio.h>' 'int main(void) { faultlab: puts("said"); return 0; }'
run $sim run --trace - "$tmp/lab.c"
ran_with '"source"'
lab '// faultlab: --commit-available 3' '#include <windows.h>' \
	'int main(void) { return VirtualAlloc(NULL, 4 << 12, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE) ? 0 : GetLastError() & 255; }'
run $sim run "$tmp/lab.c"
status_is $((1455 & 255))

# refuses_to_ask WORDS COLUMN TEXT
refuses_to_ask() {
	asks "$1"
	run $sim run --trace "$tmp/asked.jsonl" "$tmp/lab.c"
	status_is 2
	out_is ''
	err_has -e "^$tmp/lab\.c:3:$2: error: .*$3"
	[ ! -e "$tmp/asked.jsonl" ] || wrong "a trace was written for: $1"
}

it 'refuses what a lab cannot ask for, by file and line, and writes nothing'
refuses_to_ask '' 13 'such as --ws-max 40'
refuses_to_ask '--trace /tmp/x' 14 "'--trace' here: it may have --frames, .*--policy"
refuses_to_ask '--check' 14 "'--check'"
refuses_to_ask '--max-steps 5' 14 "'--max-steps'"
refuses_to_ask '--ws-max 40 lru' 26 "'lru'"
refuses_to_ask '--policy lru --ws-max' 27 'ws-max needs a whole number from 1 up'
refuses_to_ask '--ws-max 0' 14 'not 0'
refuses_to_ask '--frames 99999999999' 14 'at most 16777216'
refuses_to_ask '--ws-max 4 --ws-max 5' 25 'stands twice'
# shellcheck disable=SC2016  # for the lab, not for this shell
refuses_to_ask '--policy ../x;$(id)' 14 'is unknown; .* lru'
refuses_to_ask "$(printf '%0200d\033[2J' 7)" 14 'cannot ask for .0*. here'
lab '// faultlab: --ws-max 5' '// faultlab: --policy lru' 'int main(void) { return 0; }'
run $sim run "$tmp/lab.c"
status_is 2
err_has 'lab\.c:2:4: error: a second line of this kind'

it 'runs in the smallest machine and in one that is larger than the host'
run $sim run --frames 16777216 --pagefile 67108864 --ws-max 99999999999 $demand
status_is 0
run $sim run --frames 16 --pagefile 0 $demand
status_is 2
err_has 'no room for the stack'

it 'refuses to run nothing'
run $sim
status_is 2
run $sim run
status_is 2

it 'explains itself'
run $sim --help
status_is 0
out_has -e --trace
out_has -e --max-steps
err_empty
run $sim --version
status_is 0
out_has '[0-9]\.[0-9]'

it 'takes a lab whose path has spaces'
mkdir -p "$tmp/my labs"
lab '#include <stdio.h>' 'int main(void) { puts("said"); return 0; }'
mv "$tmp/lab.c" "$tmp/my labs/first lab.c"
run $sim run --trace "$tmp/my labs/t.jsonl" "$tmp/my labs/first lab.c"
status_is 0
file_has "$tmp/my labs/t.jsonl" '"lab":"first lab.c"'

it 'hands standard input to the lab as text, or the file of --input, and nothing that nobody asked for'
cat >"$tmp/reads.c" <<'END'
#include <stdio.h>
int main(void)
{
	int n = 0;
	char line[20] = "";
	printf("%d", scanf("%d", &n));
	getchar();
	printf(" %d [%s]", n, fgets(line, sizeof line, stdin) ? line : "none");
	printf(" %d %d\n", getchar(), feof(stdin) != 0);
	return 0;
}
END
printf '42\r\nabc\r\n' >"$tmp/input"
run sh -c "$sim run '$tmp/reads.c' <'$tmp/input'"
status_is 0
out_has '^1 42 \[abc$'
out_has '^\] -1 1$'
run $sim run --input "$tmp/input" "$tmp/reads.c"
status_is 0
out_has '^1 42 \[abc$'
run sh -c "$sim run '$tmp/reads.c' </dev/null"
out_has '^-1 0 \[none\] -1 1$'
run $sim run --input "$tmp/nothing" "$tmp/reads.c"
status_is 2
err_has "sim: the input $tmp/nothing cannot be read: No such file or directory"
run $sim run --input "$tmp" "$tmp/reads.c"
status_is 2
err_has 'it is a folder'

it 'answers what no program should ask of the library, and harms nobody'
run sh -c "$sim run --check tests/data/hostile-library.c </dev/null"
status_is 0
out_has '^Wed Apr -1 -1:-1:-1 1899$'
out_has '^ab-1$'
err_has 'no command is run here: rm -rf /'

finish
