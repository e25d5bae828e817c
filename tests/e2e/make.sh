#!/bin/sh
# `make lab` as a user meets it: in a fresh copy, again, with recorded traces, with bad input.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

# A copy without anything built, in a path with a space.
copy="$tmp/fault lab"
mkdir "$copy"
tar -c --exclude=./build --exclude=./out --exclude=./.git --exclude=node_modules . | tar -x -C "$copy"
cd "$copy" || exit 2
name=01-demand-commit
# What is built in the copy is only to run: it need not be quick.
export OPT='-O1' LTO=
book=out/$name

# The labs that are handed out: folders, and files beside a lab.c. Of them the ones that die, fail or are stopped,
# and one that ends well.
all=$(find docs/labs -mindepth 1 -maxdepth 1 -type d; find docs/labs -name '*.c' ! -name lab.c)
some=$(printf '%s\n' "$all" | grep -E '/(02|04|09)-')
labs=$(size "$some" "$all")
[ -n "$labs" ] || exit 2

faults() { grep -c '"type":"fault"' "$1"; }

# whole BOOK: everything that a lab book consists of is there, and nothing else
whole() {
	there "$1/index.html" "$1/report.txt" "$1/real.jsonl" "$1/sim.jsonl"
	[ "$(find "$1" -mindepth 1 -maxdepth 1 | wc -l)" = 5 ] || wrong "$1 holds something else:" "$(ls -A "$1")"
	dots=$(find "$1/frames" -name 'step-*.dot' | wc -l)
	[ "$dots" -gt 0 ] || wrong "no pictures in $1/frames"
	[ "$dots" = "$(find "$1/frames" -name 'step-*.svg' | wc -l)" ] || wrong 'not every .dot has its .svg'
}

# clean DIR: nothing in it, not even a hidden remainder
clean() { [ -z "$(ls -A "$1" 2>/dev/null)" ] || wrong "left in $1: $(ls -A "$1")"; }

it 'builds all, runs the founding workload on both sides and leaves a book'
run make lab
status_is 0
err_has '^building the simulator and the drawing program (once'
err_has 'setting up Wine in .*(once'
err_has 'compiling the tracing runtime (once'
err_has "^$name: running it for real and in the simulator$"
err_has '^drawing 164 pictures$'
out_has 'REAL and SIM agree'
out_has "$book/index.html"
whole $book
[ "$(faults $book/real.jsonl)" = 80 ] || wrong 'not 80 faults on the real side'
[ "$(faults $book/sim.jsonl)" = 80 ] || wrong 'not 80 faults in the simulator'
file_has $book/report.txt 'REAL and SIM agree'

it 'compiles nothing and says the same the second time'
cp $book/sim.jsonl "$tmp/first.jsonl"
find build -name '*.o' -printf '%p %T@\n' | sort >"$tmp/before"
run make lab V=1
status_is 0
! has "$err" -w once || wrong 'it says again what is done once'
find build -name '*.o' -printf '%p %T@\n' | sort >"$tmp/after"
[ -s "$tmp/after" ] || wrong 'nothing was compiled the first time'
same "$tmp/before" "$tmp/after"
same $book/sim.jsonl "$tmp/first.jsonl"
whole $book

it 'takes a .c file and a folder for the books, both with spaces in their paths'
mkdir -p "$tmp/my labs"
printf '%s\n' '#include <stdio.h>' 'int main(void) { puts("said"); return 7; }' >"$tmp/my labs/first lab.c"
run make lab LAB="$tmp/my labs/first lab.c" OUT="$tmp/my books"
status_is 0
whole "$tmp/my books/first lab"
file_has "$tmp/my books/first lab/sim.jsonl" '"code":7'

it 'hands options to the simulator, and to it alone'
printf '%s\n' '#include <windows.h>' 'int main(void) { return VirtualAlloc(0, 409600, MEM_COMMIT, PAGE_READWRITE) ? 0 : 3; }' >"$tmp/much.c"
run make lab LAB="$tmp/much.c" OUT="$tmp/less" SIMFLAGS="--commit-available 9"
file_has "$tmp/less/much/sim.jsonl" '"code":3'
file_has "$tmp/less/much/real.jsonl" '"code":0'

it 'refuses options that are none, or do something else'
for flags in '--commit-available' '--commit-available x' '--trace /tmp/x' 'a.c' '--policy ../x' '--commit-available 9 --check' '*'; do
	run make lab LAB="$tmp/much.c" OUT="$tmp/refused" SIMFLAGS="$flags"
	status_is 2
	err_has SIMFLAGS
	clean "$tmp/refused"
done

it 'adds the structures behind each step if asked to'
run make lab STRUCTURES=yes OUT="$tmp/with structures"
status_is 0
file_has "$tmp/with structures/01-demand-commit/structures/step-0003.svg" 'PAGE TABLES'
[ "$(find "$tmp/with structures/01-demand-commit/structures" -name '*.svg' | wc -l)" = 164 ] || wrong 'not a diagram for every step'

it 'makes the books of labs that die, fail or are stopped'
for lab in $labs; do
	run make lab LAB="$lab" OUT="$tmp/all"
	status_is 0
	whole "$tmp/all/$(basename "$lab" .c)"
done

it 'needs neither Wine nor a compiler for Windows with a recorded trace'
mkdir "$tmp/bin"
for tool in wine wine64 wineserver clang-19 x86_64-w64-mingw32-gcc; do
	printf '#!/bin/sh\necho %s >>"%s"\nexit 99\n' $tool "$tmp/called" >"$tmp/bin/$tool"
	chmod +x "$tmp/bin/$tool"
done
for lab in $labs; do
	run env PATH="$tmp/bin:$PATH" make lab REAL=recorded LAB="$lab" OUT="$tmp/recorded"
	status_is 0
	whole "$tmp/recorded/$(basename "$lab" .c)"
	file_has "$tmp/recorded/$(basename "$lab" .c)/index.html" -i 'recorded'
done
[ ! -e "$tmp/called" ] || wrong "it called $(cat "$tmp/called")"

it 'takes a recorded trace that stands beside a .c file'
cp docs/labs/$name/lab.c "$tmp/beside.c"
cp docs/labs/$name/real.jsonl "$tmp/beside.real.jsonl"
run viz/commands/lab --real recorded --out "$tmp/recorded" "$tmp/beside.c"
status_is 0
whole "$tmp/recorded/beside"

it 'makes the book all the same when the sides diverge, with status 1'
sed '/"type":"filter"/s/EXCEPTION_CONTINUE_EXECUTION/EXCEPTION_CONTINUE_SEARCH/' docs/labs/$name/real.jsonl >"$tmp/beside.real.jsonl"
run viz/commands/lab --real recorded --out "$tmp/recorded" "$tmp/beside.c"
status_is 1
out_has 'DIVERGE'
whole "$tmp/recorded/beside"
it 'shows a divergence as a result, and no error of make, to who types make lab or make grade'
run make lab REAL=recorded LAB="$tmp/beside.c" OUT="$tmp/recorded"
status_is 0
out_has 'DIVERGE'
! has "$err" -F '***' || wrong 'make speaks of an error'
run make grade REAL=no LAB=docs/assignments/1-filter/start.c SPEC=docs/assignments/1-filter/spec OUT="$tmp/graded"
status_is 0
out_has -E '^ *[0-6] .* total$'
! has "$err" -F '***' || wrong 'make speaks of an error'

it 'refuses a recorded trace that was cut inside a line, and keeps the older book'
before=$(cksum <"$tmp/recorded/beside/index.html")
head -c 20000 docs/labs/$name/real.jsonl >"$tmp/beside.real.jsonl"
run viz/commands/lab --real recorded --out "$tmp/recorded" "$tmp/beside.c"
status_is 2
err_has 'real.jsonl'
[ "$before" = "$(cksum <"$tmp/recorded/beside/index.html")" ] || wrong 'the older book was touched'
whole "$tmp/recorded/beside"

# ---- bad input: each its own message, status 2, nothing left behind ----

# refuses WHAT PATTERN ARGUMENT...: viz/commands/lab and make say no, in these words
refuses() {
	pattern=$1
	shift
	mkdir -p "$tmp/none"
	run viz/commands/lab --real recorded --out "$tmp/none" "$@"
	status_is 2
	err_has -e "$pattern"
	clean "$tmp/none"
}

it 'says that there is no such lab'
refuses 'no-such-lab: no such' no-such-lab
run make lab LAB=no-such-lab OUT="$tmp/none"
status_is 2
err_has 'no-such-lab: no such'
clean "$tmp/none"

it 'says that LAB is empty'
refuses 'LAB is empty' ''

it 'says that a folder holds no lab'
refuses 'folder without lab.c' docs

it 'says that a file is no C file, no file at all, or empty'
refuses 'not a .c file' README.md
mkdir "$tmp/dir.c"
refuses 'without lab.c' "$tmp/dir.c"
: >"$tmp/empty.c"
refuses 'empty.c is empty' "$tmp/empty.c"

it 'says that nothing was recorded'
cp docs/labs/$name/lab.c "$tmp/fresh.c"
refuses 'no recorded run' "$tmp/fresh.c"

it 'names file, line and column of a syntax error, before the compiler of the real side speaks'
printf 'int main(void)\n{\n\treturn 1 +;\n}\n' >"$tmp/wrong.c"
run viz/commands/lab --out "$tmp/none" "$tmp/wrong.c"
status_is 2
err_has 'wrong\.c:3:[0-9]*: error: '
clean "$tmp/none"

it 'says which option it does not know'
refuses 'no such option' --no-such-option
run viz/commands/lab --real sometimes docs/labs/$name
status_is 2
err_has sometimes

it 'says that OUT cannot be made or written'
run make lab REAL=recorded OUT=/dev/null/books
status_is 2
err_has '/dev/null/books'

it 'never replaces a folder that is not a lab book'
mkdir -p "$tmp/mine/$name"
echo precious >"$tmp/mine/$name/thesis.txt"
run viz/commands/lab --real recorded --out "$tmp/mine" docs/labs/$name
status_is 2
err_has 'thesis.txt'
file_has "$tmp/mine/$name/thesis.txt" precious
run viz/commands/lab --real recorded --out docs/labs docs/labs/$name
status_is 2
there docs/labs/$name/lab.c docs/labs/$name/real.jsonl

it 'leaves nothing behind on a full disk'
# A limit on file size stands in for the disk: writes fail in the same place.
mkdir -p "$tmp/full"
run sh -c "trap '' XFSZ; ulimit -f 40; exec viz/commands/lab --real recorded --out '$tmp/full' docs/labs/$name"
status_is 2
err_has .
clean "$tmp/full"

# without TOOL...: a PATH with every command of the system but these
without() {
	rm -rf "$tmp/system"
	mkdir "$tmp/system"
	ln -s /usr/bin/* "$tmp/system/"
	for tool in "$@"; do
		rm -f "$tmp/system/$tool"
	done
}

it 'says so when dot is missing'
without dot
run env PATH="$tmp/system" viz/commands/lab --real recorded --out "$tmp/none" docs/labs/$name
status_is 2
err_has -w -e dot -e graphviz
clean "$tmp/none"

it 'says so when Wine is missing'
without wine wine64 wineserver
run env PATH="$tmp/system" viz/commands/lab --out "$tmp/none" docs/labs/$name
status_is 2
err_has -i wine
clean "$tmp/none"

core/run --stop-server
finish
