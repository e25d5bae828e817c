#!/bin/sh
# FaultLab for plain Windows, from the unpacked archive in a folder with a space in its name, under Wine.
# There is no Graphviz and no clang for Windows here: tests/windows/relay.c stands in for both.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
for tool in zip unzip x86_64-w64-mingw32-gcc wineserver dot clang-19; do
	command -v $tool >/dev/null || { echo "e2e_windows: $tool is missing"; exit 1; }
done
make --no-print-directory -s dist-windows >"$tmp/made" || { echo 'not ok the archive is made'; exit 1; }
keep_wine

top=$PWD
here="$tmp/a class"
mkdir -p "$here/tools" "$here/relay"
unzip -q "$(cat "$tmp/made")" -d "$here" && mv "$here"/faultlab-*-windows "$here/faultlab" || exit 1
x86_64-w64-mingw32-gcc -O1 -D__USE_MINGW_ANSI_STDIO=1 -o "$here/tools/dot.exe" tests/windows/relay.c || exit 1

windows() { printf 'Z:%s' "$1" | tr / '\\'; }
wine=/usr/lib/wine/wine64
[ -x $wine ] || wine=$(command -v wine64 || command -v wine)
export WINEPREFIX="$top/build/wine" WINEARCH=win64 WINEDEBUG=-all
export RELAY_UNIX="$here/relay" RELAY_SCRIPT="$top/tests/windows/relay.sh"
RELAY=$(windows "$here/relay")
export RELAY
unset DISPLAY WAYLAND_DISPLAY WINEPATH

# sim, viz, faultlab ARGUMENT...: those of the archive
sim() { run "$wine" "$here/faultlab/bin/sim.exe" "$@"; }
viz() { run "$wine" "$here/faultlab/bin/viz.exe" "$@"; }
faultlab() { run "$wine" cmd /c faultlab.cmd --no-open "$@"; }

it 'holds what its README promises, and the README ends its lines as Windows does'
there "$here/faultlab/README.txt" "$here/faultlab/faultlab.cmd" "$here/faultlab/licences/jansson.txt"
[ "$(grep -c "$(printf '\r')\$" "$here/faultlab/README.txt")" = "$(wc -l <"$here/faultlab/README.txt")" ] || wrong 'lines without CR'
for lab in docs/labs/*/; do
	name=$(basename "$lab")
	there "$here/faultlab/labs/$name/lab.exe" "$here/faultlab/labs/$name/lab.traced.exe" "$here/faultlab/labs/$name/handout.md"
done

it 'needs no library that Windows has not'
for program in sim viz faultlab weave; do
	x86_64-w64-mingw32-objdump -p "$here/faultlab/bin/$program.exe" | sed -n 's/.*DLL Name: //p' |
		grep -ivE '^(kernel32|msvcrt|shell32|advapi32|user32)\.dll$' >"$out" && wrong "$program.exe wants $(cat "$out")"
done

# Each kind of lab once: a page fault, a guard page, nested handlers, paging, sections, a giant reservation.
labs=$(size 'docs/labs/01-*/ docs/labs/05-*/ docs/labs/09-*/ docs/labs/13-*/ docs/labs/17-*/ docs/labs/18-*/' 'docs/labs/*/')
mkdir "$tmp/linux" "$tmp/wine"
for lab in $labs; do
	name=$(basename "$lab")
	it "simulates $name to the same bytes as on Linux"
	build/sim run --trace "$tmp/linux/$name.jsonl" "${lab}lab.c" >"$tmp/linux/out" 2>"$tmp/linux/err"
	want=$?
	sim run --trace "$(windows "$tmp/wine/$name.jsonl")" "${lab}lab.c"     # the same name: it is on the lab's stack
	status_is $want
	out_like "$tmp/linux/out"
	same "$tmp/linux/$name.jsonl" "$tmp/wine/$name.jsonl"

	it "compares and tells $name in the same words"
	build/viz compare "$lab/real.jsonl" "$tmp/linux/$name.jsonl" >"$tmp/linux/out"
	want=$?
	viz compare "$lab/real.jsonl" "$tmp/wine/$name.jsonl"
	status_is $want
	out_like "$tmp/linux/out"
done

it 'has compiled labs whose runs agree with the simulator, as the recorded ones do'
for lab in $labs; do
	name=$(basename "$lab")
	FAULTLAB_TRACE=$(windows "$tmp/real.jsonl") run "$wine" "$here/faultlab/labs/$name/lab.traced.exe"
	build/viz compare "${lab}real.jsonl" "$tmp/linux/$name.jsonl" >/dev/null
	want=$?
	run build/viz compare "$tmp/real.jsonl" "$tmp/linux/$name.jsonl"
	status_is $want
	rm -f "$tmp/real.jsonl"
done
run "$wine" "$here/faultlab/labs/01-demand-commit/lab.exe"
status_is 0
out_has '^wrote 327680 bytes, committed 80 pages'

it 'draws the same DOT, and tells the steps in the same words'
name=05-guard-page
build/viz frames --out "$tmp/linux/frames" docs/labs/$name/real.jsonl "$tmp/linux/$name.jsonl"
viz frames --out "$(windows "$tmp/wine/frames")" docs/labs/$name/real.jsonl "$tmp/linux/$name.jsonl"
status_is 0
diff -r "$tmp/linux/frames" "$tmp/wine/frames" >/dev/null || wrong 'the DOT differs'
build/viz structure --step 3 --out "$tmp/linux/s.dot" "$tmp/linux/$name.jsonl"
viz structure --step 3 --out "$(windows "$tmp/wine/s.dot")" "$tmp/linux/$name.jsonl"
same "$tmp/linux/s.dot" "$tmp/wine/s.dot"
build/viz show --all docs/labs/$name/real.jsonl "$tmp/linux/$name.jsonl" >"$tmp/linux/out"
viz show --all docs/labs/$name/real.jsonl "$tmp/linux/$name.jsonl"
out_like "$tmp/linux/out"

it 'replays a trace of each format to the same table'
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%x\n", 4096 * ((i * 7919) % 300) + i % 4096 }' >"$tmp/t.txt"
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%c\\0\\0\\0\\0\\0\\0\\0", 97 + (i * 7) % 26 }' | sed 's/\\0/\x0/g' >"$tmp/t.page64"
for format in text page64; do
	[ $format = text ] && file=$tmp/t.txt || file=$tmp/t.page64
	build/sim replay --format $format --policy fifo,lru,opt,ws --frames 16,64 --curve --threads 2 "$file" \
		>"$tmp/linux/out" 2>"$tmp/linux/err"
	want=$?
	sim replay --format $format --policy fifo,lru,opt,ws --frames 16,64 --curve --threads 2 "$(windows "$file")"
	status_is $want
	# What is told of speed is left out.
	sed -E '/%/s/ +[0-9.]+$//; s/[0-9.]+ M accesses/M accesses/' "$tmp/linux/out" >"$tmp/a"
	sed -E '/%/s/ +[0-9.]+$//; s/[0-9.]+ M accesses/M accesses/' "$out" >"$tmp/b"
	[ -s "$tmp/a" ] || wrong 'Linux prints no table'
	same "$tmp/a" "$tmp/b"
done

it 'weaves the same text'
printf '# 1 "lab.c"\nint main(void) {\n__try { VirtualAlloc(0, 1, 2, 3); } __except (1) { printf("x"); }\n}\n' >"$tmp/lab.i"
gcc -std=gnu11 -o "$tmp/weave" core/weave.c
"$tmp/weave" <"$tmp/lab.i" >"$tmp/woven"
"$wine" "$here/faultlab/bin/weave.exe" <"$tmp/lab.i" >"$out" 2>"$err"
out_like "$tmp/woven"
file_has "$tmp/woven" 'fl_VirtualAlloc(2, 0, 1, 2, 3)'

it 'takes and makes files of any name'
cp docs/labs/02-out-of-pages/lab.c "$here/Übung ñ.c"
sim run --trace "$(windows "$here/Spur ü.jsonl")" "$(windows "$here/Übung ñ.c")"
status_is 7
file_has "$here/Spur ü.jsonl" '"lab":"Übung'

it 'ends with the statuses that it has elsewhere, and leaves no half file'
sim run 'Z:\no\such.c'
status_is 2
sim run --trace 'Z:\no\such\folder\t.jsonl' docs/labs/01-demand-commit/lab.c
[ "$status" != 0 ] || wrong 'status 0'
sim run tests/labs/unhandled.c
status_is 5
printf 'int main(void)\n{\n\treturn nothing;\n}\n' >"$tmp/bad.c"
sim run --trace "$(windows "$tmp/bad.jsonl")" "$(windows "$tmp/bad.c")"
status_is 2
err_has 'bad.c:3:9: error: '
not_there "$tmp/bad.jsonl"
printf 'int main(void) { for (;;) ; }\n' >"$tmp/endless.c"
sim run --max-steps 1000 "$(windows "$tmp/endless.c")"
status_is 124
viz compare "$(windows "$tmp/none.jsonl")" "$tmp/linux/$name.jsonl"
status_is 2
viz show --all "$(windows "$tmp/linux")"
status_is 2

cd "$here/faultlab" || exit 1

it 'without Graphviz compares all the same, and says where it is to be had'
faultlab 'labs\05-guard-page'
status_is 3
out_has '^REAL and SIM agree'
err_has 'Graphviz is missing.*winget install'
there out/05-guard-page/report.txt out/05-guard-page/real.jsonl out/05-guard-page/sim.jsonl
not_there out/05-guard-page/index.html

WINEPATH=$(windows "$here/tools")
export WINEPATH

it 'with it leaves the lab book of a lab that is ready'
faultlab --out "$(windows "$here/my out")" 'labs\05-guard-page'
status_is 0
out_has '^REAL and SIM agree: 33 steps'
there "$here/my out/05-guard-page/index.html" "$here/my out/05-guard-page/report.txt"
[ "$(find "$here/my out/05-guard-page/frames" -name '*.svg' | wc -l)" -gt 10 ] || wrong 'pictures are missing'

it 'takes the recorded run when there is no compiler, and says so'
mkdir mine
cp labs/06-protection/lab.c labs/06-protection/real.jsonl mine/
faultlab mine
status_is 0
err_has 'no clang is in PATH, so the real run is the recorded one'
there out/mine/index.html

it 'without either shows the simulator alone, and says what is missing'
cp labs/06-protection/lab.c 'my lab.c'
faultlab 'my lab.c'
status_is 3
err_has 'no clang is in PATH.*winget install'
there 'out/my lab/index.html'
faultlab --record 'my lab.c'
status_is 3
not_there 'my lab.real.jsonl'

cp ../tools/dot.exe ../tools/clang.exe

it 'with a clang compiles and runs a lab of my own'
faultlab 'my lab.c' -- one 'two words'
status_is 0
file_has 'out/my lab/real.jsonl' '^{"type":"begin","schema":1,"side":"real","lab":"my lab.c","platform":"Wine .*"args":\["one","two words"\],"source":'
there 'out/my lab/index.html'

it 'records a run that can be handed out'
faultlab --record 'my lab.c'
status_is 0
file_has 'my lab.real.jsonl' '^{"type":"begin".*"recorded":true'

it "shows the compiler's words about a lab that does not compile"
printf '#include <windows.h>\nint main(void)\n{\n\t__try { int x = ; } __except (1) { }\n}\n' >bad.c
faultlab bad.c
status_is 2
err_has 'bad.c:4:18: error: expected expression'
not_there out/bad

it 'says what is wrong with its arguments'
faultlab
status_is 2
err_has 'which lab'
faultlab no-such-lab
status_is 2
err_has 'no-such-lab.*no such file or folder'
faultlab --wrong mine
status_is 2
faultlab --help
status_is 0
out_has '^usage: faultlab'

cd "$top" || exit 1
finish
