#!/bin/sh
# Recorded traces: that those here still fit their labs, how one is recorded, and comparisons of two and of three.
#
# There is no Windows here. Where a trace of Windows is needed, one of Wine or of the simulator is given the name
# of Windows: $tmp/as-wine.jsonl and $tmp/as-sim.jsonl say in their names what they really are.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine
viz=build/viz
windows='Windows 10.0.19045'

# named PLATFORM TRACE: the same trace, as if that had run it
named() { sed "1s/\"side\":\"sim\"/\"side\":\"real\"/;1s/\"platform\":\"[^\"]*\"/\"platform\":\"$1\"/" "$2"; }

# last TEXT: the last line of what was printed has it
last() { tail -n 1 "$out" | grep -qF -- "$1" || wrong "the last line is: $(tail -n 1 "$out")"; }

# recording LAB.c: the name of its recorded trace
recording() { case $1 in */lab.c) echo "${1%/*}/real.jsonl" ;; *) echo "${1%.c}.real.jsonl" ;; esac; }

# ---- the recordings that are handed out ----

for lab in docs/labs/*/*.c; do
	it "$lab is what its recorded trace was recorded from, and the simulator does the same"
	rm -f "$tmp/sim.jsonl"          # never that of the lab before
	run build/sim run --trace "$tmp/sim.jsonl" "$lab"
	run $viz compare "$(recording "$lab")" "$tmp/sim.jsonl"
	status_is 0
	err_empty
	# A lab that asks for a small machine (docs/reference/language.md) has it in the simulator only.
	grep '^note: ' "$out" | grep -v -e '^note: REAL ran with all memory, SIM with .*: what is resident is not compared$' >"$tmp/notes"
	[ ! -s "$tmp/notes" ] || wrong "$(cat "$tmp/notes")"
done

# ---- three traces ----

lab=docs/labs/13-demand-zero-and-soft-faults
build/sim run --trace "$tmp/sim.jsonl" $lab/lab.c >/dev/null || exit 1
cp $lab/real.jsonl "$tmp/wine.jsonl"
named "$windows" "$tmp/wine.jsonl" >"$tmp/as-wine.jsonl"
named "$windows" "$tmp/sim.jsonl" >"$tmp/as-sim.jsonl"
known=$(build/viz compare "$tmp/wine.jsonl" "$tmp/sim.jsonl" | grep -c '  known Wine difference no-trim')

it 'names the columns of three traces by their platforms, and ends with 0 if all agree'
plain=docs/labs/09-nested-handlers
build/sim run --trace "$tmp/plain.jsonl" $plain/lab.c >/dev/null
named "$windows" $plain/real.jsonl >"$tmp/plain-as-wine.jsonl"
run $viz compare "$tmp/plain-as-wine.jsonl" $plain/real.jsonl "$tmp/plain.jsonl"
status_is 0
err_empty
out_has "^ step   line  event      $windows  *Wine 8.0  *FaultLab sim  *verdict"
out_has '^Windows 10.0.19045 and FaultLab sim agree: '
last "$windows, Wine 8.0 and FaultLab sim agree: "

it 'calls a listed difference confirmed where Windows does as the simulator'
run $viz compare "$tmp/as-sim.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 0
[ "$known" -gt 1 ] || wrong 'the lab has no such difference any more'
[ "$(grep -c '  known Wine difference no-trim, confirmed by the Windows trace: ' "$out")" = "$known" ] || wrong "not $known steps"
out_has "^known Wine difference no-trim, $known steps confirmed by the Windows trace: "
! has "$out" '!!' || wrong 'it is alarmed'

it 'tells loudly that Windows does as Wine: a listed difference is refuted, and does not excuse the simulator'
run $viz compare "$tmp/as-wine.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 1
[ "$(grep -c '  !! known Wine difference no-trim REFUTED by the Windows trace: ' "$out")" = "$known" ] || wrong "not $known steps"
out_has "^known Wine difference no-trim, $known steps REFUTED by the Windows trace: "
out_has "^!! $windows does as Wine 8.0 does, not as the entry no-trim says: FaultLab sim is wrong there, or the entry is"
out_has "^$windows and FaultLab sim DIVERGE at step "
last 'REFUTED by the Windows trace'

it 'says who stands alone where no entry speaks of it'
sed 's/"text":"one page back: a/"text":"one page back: b/' "$tmp/sim.jsonl" >"$tmp/other.jsonl"
run $viz compare "$tmp/as-sim.jsonl" "$tmp/wine.jsonl" "$tmp/other.jsonl"
status_is 1
out_has '  !! only FaultLab sim differs: text: FaultLab sim "one page back: b'
out_has '^!! Windows 10.0.19045 and Wine 8.0 agree against FaultLab sim at 1 step, first at step 13: the simulator is wrong there'
named "$windows" "$tmp/other.jsonl" >"$tmp/odd-windows.jsonl"
run $viz compare "$tmp/odd-windows.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 1
out_has '  ≠ only Windows 10.0.19045 differs: text: '
named 'Wine 9.0' "$tmp/other.jsonl" >"$tmp/odd-wine.jsonl"
run $viz compare "$tmp/as-sim.jsonl" "$tmp/odd-wine.jsonl" "$tmp/sim.jsonl"
status_is 1
out_has 'agree against Wine 9.0 at 1 step, first at step 13: the table of known Wine differences has no entry for it'

it 'names the trace that lacks a step'
# What follows the missing step is numbered anew, as a run without it would.
awk '/"text":"empty: done/ { gone = 1; next } gone { match($0, /"step":[0-9]+/); n = substr($0, RSTART + 7, RLENGTH - 7) - 1
	sub(/"step":[0-9]+/, "\"step\":" n) } { print }' "$tmp/as-sim.jsonl" >"$tmp/short.jsonl"
run $viz compare "$tmp/short.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 1
out_has '  ≠ Windows 10.0.19045 has no such step'

it 'takes the three in any order'
run $viz compare "$tmp/sim.jsonl" "$tmp/as-wine.jsonl" "$tmp/wine.jsonl"
status_is 1
out_has "^!! $windows does as Wine 8.0 does"
run $viz compare "$tmp/wine.jsonl" "$tmp/sim.jsonl" "$tmp/as-sim.jsonl"
status_is 0
out_has "$known steps confirmed by the Windows trace"

it 'confirms nothing where there is no Windows'
named 'Wine 9.0' "$tmp/wine.jsonl" >"$tmp/wine9.jsonl"
run $viz compare "$tmp/wine9.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 0
! has "$out" 'confirmed' || wrong 'it confirms'
out_has "^known Wine difference no-trim, $known steps of Wine 8.0 and FaultLab sim: "

it 'says all that as JSON'
run $viz compare --json "$tmp/as-wine.jsonl" "$tmp/wine.jsonl" "$tmp/sim.jsonl"
status_is 1
cp "$out" "$tmp/three.json"
run node -e '
const o = JSON.parse(require("fs").readFileSync(process.argv[1]));
const bad = o.steps.filter(s => s.verdict === "diverge");
console.log(o.result, o.traces.map(t => t.name).join("+"), o.pairs.map(p => p.result).join("+"), o.known["no-trim"].refuted,
	bad.length, bad.every(s => s.alone === 2 && s.known.id === "no-trim" && s.known.windows === "refuted"));' "$tmp/three.json"
out_has "^diverge Windows 10.0.19045+Wine 8.0+FaultLab sim agree+diverge+agree $known $known true\$"

it 'reports a full disk, and a file that is no trace'
run sh -c "$viz compare $tmp/as-sim.jsonl $tmp/wine.jsonl $tmp/sim.jsonl >/dev/full"
status_is 1
err_has 'cannot write'
: >"$tmp/empty"
run $viz compare "$tmp/as-sim.jsonl" "$tmp/wine.jsonl" "$tmp/empty"
status_is 2
err_has 'is empty'

# ---- two traces ----

it 'compares Windows with Wine, whichever is named first, and the table applies'
for pair in as-sim:wine wine:as-sim; do
	run $viz compare "$tmp/${pair%:*}.jsonl" "$tmp/${pair#*:}.jsonl"
	status_is 0
	out_has '^ step   line  event      Wine 8.0  *Windows 10.0.19045  *verdict'
	last "agree: 30 steps, 0 exceptions on each side, 48 page faults (Windows 10.0.19045) ($known known Wine differences)"
done

it 'excuses nothing between Windows and the simulator'
run $viz compare "$tmp/as-wine.jsonl" "$tmp/sim.jsonl"
status_is 1
! has "$out" 'known Wine difference' || wrong 'it excuses'
last 'REAL and SIM DIVERGE'

it 'excuses nothing between two of one side, and names them by what tells them apart'
run $viz compare "$tmp/wine.jsonl" "$tmp/wine9.jsonl"
status_is 0
last 'Wine 8.0 and Wine 9.0 agree: 30 steps'
run $viz compare "$tmp/sim.jsonl" "$tmp/other.jsonl"
status_is 1
last 'sim.jsonl and other.jsonl DIVERGE at step 13 (output): text: sim.jsonl "one page back: a'
named 'Wine 9.0' "$tmp/sim.jsonl" >"$tmp/wine9-as-sim.jsonl"
run $viz compare "$tmp/wine.jsonl" "$tmp/wine9-as-sim.jsonl"
status_is 1
! has "$out" 'known Wine difference' || wrong 'it excuses one Wine against another'
run $viz compare "$tmp/wine.jsonl" "$tmp/wine.jsonl"
status_is 0
last 'first and second agree: 30 steps'

it 'shows where two policies part, with other memory as well'
build/sim run --ws-max 3 --policy fifo --trace "$tmp/fifo.jsonl" docs/labs/15-replacement/lab.c >/dev/null
build/sim run --ws-max 3 --policy lru --trace "$tmp/lru.jsonl" docs/labs/15-replacement/lab.c >/dev/null
run $viz compare "$tmp/fifo.jsonl" "$tmp/lru.jsonl"
status_is 1
out_has '^note: fifo.jsonl ran with .*policy fifo, lru.jsonl with .*policy lru$'
out_has 'change of page_faults: fifo.jsonl "+[0-9]*", lru.jsonl'

it 'draws only one of each side, and says what compares two of one'
run $viz book --out "$tmp/book" "$tmp/wine.jsonl" "$tmp/as-sim.jsonl"
status_is 2
err_has 'are both traces of the real side, and book takes one of each side; viz compare'
not_there "$tmp/book"

# ---- two versions of a lab ----

it 'names the first line in which the sources differ, in the report, in JSON and on standard error'
sed 's/one page back/a page is back/' $lab/lab.c >"$tmp/lab.c"
line=$(grep -n 'a page is back' "$tmp/lab.c" | head -n 1 | cut -d: -f1)
build/sim run --trace "$tmp/newer.jsonl" "$tmp/lab.c" >/dev/null
run $viz compare "$tmp/wine.jsonl" "$tmp/newer.jsonl"
status_is 1
err_has "^viz: note: the traces are of two versions of lab.c; the sources differ first in line $line: REAL .*one page back.*, SIM .*a page is back"
out_has "^note: the traces are of two versions of lab.c; the sources differ first in line $line: "
run $viz compare "$tmp/as-sim.jsonl" "$tmp/wine.jsonl" "$tmp/newer.jsonl"
[ "$(grep -c '^note: the traces are of two versions' "$out")" = 1 ] || wrong 'not one note in the report: the first two are of one version'
[ "$(wc -l <"$err")" = 1 ] || wrong 'not one note on standard error'
run $viz compare --json "$tmp/wine.jsonl" "$tmp/newer.jsonl"
out_has "\"sources_differ\":{\"fact\":\"line $line\""

it 'does not care how lines end: a checkout under Windows is no other version'
mkdir "$tmp/crlf"
sed 's/$/\r/' $lab/lab.c >"$tmp/crlf/lab.c"
build/sim run --trace "$tmp/crlf.jsonl" "$tmp/crlf/lab.c" >/dev/null
file_has "$tmp/crlf.jsonl" -F '<windows.h>\r\n'
run $viz compare "$tmp/wine.jsonl" "$tmp/crlf.jsonl"
status_is 0
err_empty

it 'warns if the lab was given other arguments, like another version'
run build/sim run --trace "$tmp/with.jsonl" $plain/lab.c -- one two
run $viz compare $plain/real.jsonl "$tmp/with.jsonl"
status_is 0
err_has '^viz: note: the traces are of runs with different arguments of lab.c; they differ first in argument 1: REAL "nothing", SIM "one"$'
out_has '^note: the traces are of runs with different arguments of lab.c; '
run $viz compare --json $plain/real.jsonl "$tmp/with.jsonl"
out_has '"arguments_differ":{"fact":"argument 1","real":"nothing","sim":"one"}'

it 'warns in make lab REAL=recorded, and keeps the status of the comparison'
mkdir "$tmp/changed"
sed '1s/^/\/* changed *\/ /' $plain/lab.c >"$tmp/changed/lab.c"
cp $plain/real.jsonl "$tmp/changed/real.jsonl"
run viz/commands/lab --real recorded --out "$tmp/out" "$tmp/changed"
status_is 0
err_has 'two versions of lab.c; the sources differ first in line 1: '
[ "$(grep -c 'two versions' "$err")" = 1 ] || wrong 'it says so twice'
file_has "$tmp/out/changed/report.txt" '^note: the traces are of two versions of lab.c'

# ---- recording ----

mkdir "$tmp/my lab"
cat >"$tmp/my lab/lab.c" <<'END'
#include <stdio.h>
#include <windows.h>
int main(int argc, char **argv)
{
	char *p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);

	p[0] = 'x';
	printf("%s\n", argc > 1 ? argv[1] : "nobody");
	return 0;
}
END

it 'records a lab beside its source, says what and where, and leaves nothing else'
run viz/commands/record "$tmp/my lab"
status_is 0
out_is "$tmp/my lab/real.jsonl: Wine 8.0, 3 steps; a second run did the same
"
file_has "$tmp/my lab/real.jsonl" '"recorded":true,"recorded_by":"FaultLab [0-9.]*","source":"#include'
[ "$(find "$tmp/my lab" -mindepth 1 -printf '%P\n' | sort | tr '\n' ' ')" = 'lab.c real.jsonl ' ] ||
	wrong "there is: $(ls -A "$tmp/my lab")"

it 'says in a report by which version it was recorded'
run build/sim run --trace "$tmp/sim1.jsonl" "$tmp/my lab/lab.c"
run $viz compare "$tmp/my lab/real.jsonl" "$tmp/sim1.jsonl"
status_is 0
out_has '^REAL  Wine 8.0 (recorded by FaultLab [0-9.]*)$'

it 'records a .c file as NAME.real.jsonl, with arguments, and the same bytes again'
cp "$tmp/my lab/lab.c" "$tmp/one.c"
run viz/commands/record "$tmp/one.c" -- somebody
status_is 0
file_has "$tmp/one.real.jsonl" '"text":"somebody'
cp "$tmp/one.real.jsonl" "$tmp/before"
run viz/commands/record --real wine "$tmp/one.c" -- somebody
status_is 0
same "$tmp/one.real.jsonl" "$tmp/before"

it 'does not replace a trace of Windows by one of Wine, unless forced to'
named "$windows" "$tmp/before" >"$tmp/one.real.jsonl"
cp "$tmp/one.real.jsonl" "$tmp/windows"
run viz/commands/record "$tmp/one.c"
status_is 1
err_has 'was recorded on Windows 10.0.19045; this run was under Wine 8.0, and FORCE=yes'
same "$tmp/one.real.jsonl" "$tmp/windows"
run viz/commands/record --force "$tmp/one.c"
status_is 0
file_has "$tmp/one.real.jsonl" '"platform":"Wine 8.0"'

it 'refuses a lab that does not do the same twice, unless forced to, and says so then too'
cat >"$tmp/clock.c" <<'END'
#include <stdio.h>
#include <windows.h>
int main(void)
{
	return !VirtualAlloc(NULL, GetTickCount() % 1000000 * 4096ull + 4096, MEM_RESERVE, PAGE_NOACCESS);
}
END
run viz/commands/record "$tmp/clock.c"
status_is 1
err_has 'does not do the same twice: first run and second run DIVERGE at step'
not_there "$tmp/clock.real.jsonl"
run viz/commands/record --force "$tmp/clock.c"
status_is 0
out_has 'NOT reproducible: '
there "$tmp/clock.real.jsonl"

it 'names what is wrong with a lab, a place or an option, and writes nothing'
printf 'int main(void) { return x; }\n' >"$tmp/bad.c"
run viz/commands/record "$tmp/bad.c"
status_is 2
err_has 'bad.c:1:25: error'
not_there "$tmp/bad.real.jsonl"
run viz/commands/record "$tmp/none.c"
status_is 2
err_has 'none.c: no such file'
run viz/commands/record --real recorded "$tmp/one.c"
status_is 2
err_has "to record it can be auto, windows, wsl or wine"
mkdir "$tmp/taken" "$tmp/taken/real.jsonl"
cp "$tmp/one.c" "$tmp/taken/lab.c"
run viz/commands/record "$tmp/taken"
status_is 1
err_has 'is in the way: it is not a file'
run viz/commands/record --real wsl "$tmp/one.c"
status_is 3
err_has 'this is not WSL'
run viz/commands/record --help
status_is 0
run viz/commands/record --version
out_has '^FaultLab [0-9.]*$'
[ -z "$(find "$tmp" -name '.faultlab*')" ] || wrong "left: $(find "$tmp" -name '.faultlab*')"

it 'does all that as make record'
run make record LAB="$tmp/my lab" ARGS=hello
status_is 0
out_has 'real.jsonl: Wine 8.0, 3 steps; a second run did the same'
file_has "$tmp/my lab/real.jsonl" '"text":"hello'
run make record LAB="$tmp/clock.c"
status_is 2
run make record LAB="$tmp/clock.c" FORCE=yes
status_is 0
finish
