#!/bin/sh
# Grading of labs: the box, the specification, one lab, and a class.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
# Where the graders work: what is here of theirs is of this script.
TMPDIR=$tmp
export TMPDIR
core/run --prepare >/dev/null || exit 1
SPEC=docs/assignments/1-filter/spec RIGHT=tests/class/right

# ---- the specification ----

spec() { printf '%s\n' "$@" >"$tmp/spec"; }
run build/sim run --trace "$tmp/right.jsonl" $RIGHT/1-filter.c

it 'gives all points to a trace that shows all, and says where it looked'
run build/viz check $SPEC "$tmp/right.jsonl"
status_is 0
out_has '8       8  total'
out_has 'Holds in the simulator; the real side was not asked.'
it 'names file, line and cure of a mistake in a specification'
spec 'title x' 'need 1 something' 'check count fualt == 3'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
status_is 2
err_has "spec:3: there is no type of event 'fualt'"
spec 'need something' 'check no fault'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
err_has 'spec:1: .need. needs its points first'
spec 'need 1 x' 'check count fault'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
err_has 'spec:2: this is a value and no check'
spec 'need 1 x' 'need 2 y' 'check no fault'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
err_has 'spec:2: the need above has no check'
spec '# nothing'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
status_is 2
err_has 'nothing is asked for'
it 'loses the points of what does not hold, and tells what was found and where'
spec 'need 1.5 two dozen and one' 'check count fault state=reserved == 25' 'hint Count again.' \
	'need 0.5 one handler' 'check count handler == 1'
run build/viz check "$tmp/spec" "$tmp/right.jsonl"
status_is 1
out_has 'Count again. Asked in the simulator: count fault state=reserved == 25; found 24; the first at step 1, line 44.'
out_has '0.5       2  total'
it 'passes with the percentage that was asked for'
run build/viz check --pass 25 "$tmp/spec" "$tmp/right.jsonl"
status_is 0
run build/viz check --pass 26 "$tmp/spec" "$tmp/right.jsonl"
status_is 1
it 'writes the three files whole, and none when the disk is full'
run build/viz check --out "$tmp/res" --gradescope "$tmp/gs.json" "$tmp/spec" "$tmp/right.jsonl"
there "$tmp/res/result.txt" "$tmp/res/result.json" "$tmp/res/results.json"
same "$tmp/res/results.json" "$tmp/gs.json"
run node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); if (r.tests.length !== 2 || r.tests[0].max_score !== 1.5) process.exit(1)' "$tmp/gs.json"
status_is 0
run sh -c 'build/viz check "$1" "$2" >/dev/full' - "$tmp/spec" "$tmp/right.jsonl"
status_is 2
err_has 'cannot write the results'
it 'asks a trace anything that a specification can'
run build/viz ask 'count fault' "$tmp/right.jsonl"
out_has '^25 '
run build/viz ask 'count fault == 26' "$tmp/right.jsonl"
status_is 1
run build/viz ask 'count' "$tmp/right.jsonl"
status_is 2

# ---- one lab ----

for a in 1-filter 2-guard-stack 3-write-barrier; do
	it "gives all points of assignment $a to its solution, on both sides"
	run viz/commands/grade/lab --spec docs/assignments/$a/spec --out "$tmp/one" $RIGHT/$a.c
	status_is 0
	out_has 'Holds on both sides'
	there "$tmp/one/real.jsonl" "$tmp/one/sim.jsonl" "$tmp/one/results.json"
done
it 'gives all points to a vectored handler, on both sides'
run viz/commands/grade/lab --spec $SPEC --out "$tmp/one" $RIGHT/1-filter-vectored.c
status_is 0
it 'gives few points to what the student starts from'
run viz/commands/grade/lab --spec $SPEC --real no docs/assignments/1-filter/start.c
status_is 1
it 'gives the box all files of a folder, under the names that the student gave them'
folder="$tmp/my solution"
mkdir "$folder" "$folder/parts" "$folder/.git"
sed 's/^#define PAGES .*/#include "util.h"/' $RIGHT/1-filter.c >"$folder/my \$(solution).c"
printf '#include "parts/pages.h"\n' >"$folder/util.h"
printf '#define PAGES 24\n' >"$folder/parts/pages.h"
head -c 300000 /dev/zero >"$folder/picture.png"
ln -s /etc/passwd "$folder/link" && mkfifo "$folder/pipe" && : >"$folder/.git/x.h"
run viz/commands/grade/lab --spec $SPEC --out "$tmp/one" "$folder"
status_is 0
out_has 'Holds on both sides'
file_has "$tmp/one/sim.jsonl" -F '"lab":"my $(solution).c"'
echo 'int wrong = ;' >>"$folder/parts/pages.h"
run viz/commands/grade/lab --spec $SPEC --real no "$folder"
out_has 'It does not compile. .*parts/pages.h:2:13: error'
sed -i 2d "$folder/parts/pages.h"
# refuses_folder PATTERN: with no points, and this reason
refuses_folder() {
	run viz/commands/grade/lab --spec $SPEC --real no "$folder"
	status_is 1
	out_has "$1"
}
it 'takes from a folder no link, no pipe, nothing large and not too much'
mv "$folder/util.h" "$folder/real.h" && ln -s real.h "$folder/util.h"
refuses_folder 'util.h in the folder is a link or no plain file'
rm "$folder/util.h" && mkfifo "$folder/util.h"
refuses_folder 'util.h in the folder is a link or no plain file'
rm "$folder/util.h" && mv "$folder/real.h" "$folder/util.h"
head -c 300000 /dev/zero >"$folder/data.h"
refuses_folder 'data.h in the folder is larger than 256 KiB'
rm "$folder/data.h"
for n in 1 2 3 4 5; do head -c 250000 /dev/zero >"$folder/$n"; done
refuses_folder 'more than 64 files or 1024 KiB'
rm "$folder"/[1-5]
seq 70 | while read -r n; do : >"$folder/$n"; done
refuses_folder 'more than 64 files'
it 'is not taken for broken by a status that the box has as well'
printf 'int main(void) { return 126; }\n' >"$tmp/status.c"
run viz/commands/grade/lab --spec $SPEC "$tmp/status.c"
status_is 1
# Whatever a file is refused for, its writer has to know; and a program may print in any language.
it 'tells the reason of any refusal, and reads text of any language'
printf '\377\376i\0n\0t\0' >"$tmp/utf16.c"
run viz/commands/grade/lab --real no --spec $SPEC "$tmp/utf16.c"
status_is 1
out_has 'It does not compile. ' 'error: the file is in UTF-16, which the compiler does not read: save it as UTF-8'
printf '/* faultlab: --ws-max 5 Größe */\nint main(void) { return 0; }\n' >"$tmp/line.c"
run viz/commands/grade/lab --real no --spec $SPEC "$tmp/line.c"
status_is 1
out_has 'It does not compile. ' "a lab cannot ask for 'Größe' here"
printf 'need 1 "it prints"\ncheck some output text="Größe — 大小 \\x9b\\n"\n' >"$tmp/text.spec"
printf '#include <stdio.h>\rint main(void)\r{\r\tprintf("Größe — 大小 \\x9b\\n");\r\treturn 0;\r}\r' >"$tmp/text.c"
run viz/commands/grade/lab --real no --spec "$tmp/text.spec" "$tmp/text.c"
status_is 0

it 'says what is wrong with the arguments, and that a tool is missing'
run viz/commands/grade/lab --spec $SPEC "$tmp/nothing.c"
status_is 2
err_has 'no such file'
run viz/commands/grade/lab $RIGHT/1-filter.c
status_is 2
err_has 'give --spec'
run env PATH="$tmp/bin" /bin/bash -c 'mkdir -p "$0"' "$tmp/bin"
for tool in bash sh timeout dd cat dirname mktemp mkdir rm head tail stat find sed grep tr cut chmod mv cp; do
	ln -sf "$(command -v $tool)" "$tmp/bin/$tool" 2>/dev/null ||
		{ mkdir -p "$tmp/bin" && ln -sf "$(command -v $tool)" "$tmp/bin/$tool"; }
done
run env PATH="$tmp/bin" viz/commands/grade/lab --spec $SPEC $RIGHT/1-filter.c
status_is 3
err_has 'bubblewrap is missing'
it 'names the remedy when the system refuses a sandbox, for a class once and before it begins'
mkdir "$tmp/refusing" "$tmp/two" "$tmp/ubuntu" "$tmp/ubuntu/proc" "$tmp/ubuntu/proc/sys" "$tmp/ubuntu/proc/sys/kernel"
printf '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n' >"$tmp/refusing/bwrap"
chmod +x "$tmp/refusing/bwrap"
echo 1 >"$tmp/ubuntu/proc/sys/kernel/apparmor_restrict_unprivileged_userns"
cp $RIGHT/1-filter.c "$tmp/two/1.c" && cp $RIGHT/1-filter.c "$tmp/two/2.c"
refused() {
	run env PATH="$tmp/refusing:$PATH" FAULTLAB_MACHINE="$tmp/ubuntu" "$@"
	status_is 3
	err_has 'setting up uid map: Permission denied; AppArmor forbids it .*apparmor_parser -r'
	[ "$(wc -l <"$err")" = 1 ] || wrong "said more than once: $(cat "$err")"
}
ln -sf "$PWD/build/warden" "$tmp/refusing/"
refused viz/commands/grade/lab --spec $SPEC --real no $RIGHT/1-filter.c
refused viz/commands/grade/class --spec $SPEC --real no --out "$tmp/no-class" "$tmp/two"
[ -z "$(ls -A "$tmp/no-class")" ] || wrong "left: $(ls -A "$tmp/no-class")"
it 'ends when it is told to, and leaves nothing running'
# Processes of a lab in a box: in another world of processes than this one.
in_a_box() {
	for p in $(grep -lsa '/lab\.exe' /proc/[0-9]*/cmdline); do
		[ "$(readlink "${p%cmdline}ns/pid")" = "$(readlink /proc/self/ns/pid)" ] || echo "$p"
	done
}
somebody_runs() { [ -n "$(in_a_box)" ]; }
nobody_runs() { ! somebody_runs; }
await nobody_runs
sed 's/^limit seconds .*/limit seconds 3/' $SPEC >"$tmp/short"
printf '#ifdef __clang__\n#define END for (;;) ;\n#else\n#define END\n#endif\nint main(void) { END return 0; }\n' >"$tmp/loop.c"
viz/commands/grade/lab --spec "$tmp/short" "$tmp/loop.c" >/dev/null 2>&1 &
pid=$!
await somebody_runs || wrong 'the lab was not started'
kill -TERM $pid
wait $pid
status=$?
ran='kill -TERM'
status_is 143
await nobody_runs || wrong "there is $(in_a_box)"
it 'ends a class when it is told to, and leaves nothing of it'
mkdir "$tmp/loops" && cp "$tmp/loop.c" "$tmp/loops/1.c" && cp "$tmp/loop.c" "$tmp/loops/2.c"
viz/commands/grade/class --spec "$tmp/short" --out "$tmp/ended" --jobs 1 "$tmp/loops" >/dev/null 2>&1 &
pid=$!
await somebody_runs || wrong 'the lab was not started'
kill -TERM $pid
wait $pid
status=$?
ran='kill -TERM'
status_is 143
await nobody_runs || wrong "there is $(in_a_box)"
[ -z "$(ls -A "$tmp/ended")" ] || wrong "there is $(ls -A "$tmp/ended")"
it 'asks for what was not given, before anything is installed or built'
run make grade LAB=$RIGHT/1-filter.c
status_is 2
err_has 'SPEC is missing'
run make grade SPEC=$SPEC
err_has 'LAB is missing'
run make class SPEC=$SPEC
err_has 'SUBMISSIONS is missing'

# ---- a class ----

node -e 'require("net").createServer(s => { require("fs").writeFileSync(process.argv[1], "called"); s.end(); })
	.listen(0, "127.0.0.1", function () { console.log(this.address().port); })' "$tmp/called" >"$tmp/port" &
server=$!
echo 'the secret of the host 4711' >"$tmp/secret"
await test -s "$tmp/port"
class=$(size 52 200) full=$(size 5 64)
it "grades a class of $class, right, wrong, empty and hostile, in one command"
run env SECRET="$tmp/secret" TARGET="$tmp/owned" PORT="$(cat "$tmp/port")" tests/class/make.sh "$tmp/class" "$class"
status_is 0
run viz/commands/grade/class --spec "$tmp/short" --out "$tmp/graded" "$tmp/class"
status_is 0
out_has "$class submissions, $class graded: $full with all points"
it 'gives each what it is worth'
run node -e '
	const fs = require("fs"), got = new Map(JSON.parse(fs.readFileSync(process.argv[1])).submissions.map(s => [s.name, s.points]));
	for (const line of fs.readFileSync(process.argv[2], "utf8").trim().split("\n")) {
		const i = line.indexOf(" "), name = line.slice(i + 1);
		if (got.get(name) !== Number(line.slice(0, i))) console.log(name, "wanted", line.slice(0, i), "got", got.get(name));
	}
	if (got.size !== Number(process.argv[3])) console.log(got.size, "submissions");' \
	"$tmp/graded/summary.json" "$tmp/class.expected" "$class"
status_is 0
[ ! -s "$out" ] || wrong "$(head -n 5 "$out")"

student() { printf '%s' "$tmp"/graded/students/s[0-9][0-9][0-9]-"$1"; }

it 'lets nobody read a file of the host, call out, or write anywhere'
file_has "$(student reads-host.c)/real.said" 'secret file: -2'
file_has "$(student network.c)/real.said" 'connected: no'
file_has "$(student writes-host.c)/real.said" '0: refused'
file_has "$(student writes-host.c)/real.said" '4: refused'
file_has "$(student writes-host.c)/real.said" 'setting: refused'
file_has "$(student writes-host.c)/real.said" 'hidden memory: refused'
file_has "$(student incbin.c)/real.said" 'Could not find incbin file'
grep -rl 'secret of the host' "$tmp/graded" >"$out" && wrong "the secret got out: $(cat "$out")"
[ ! -e "$tmp/called" ] || wrong 'somebody called out'
[ ! -e "$tmp/owned" ] || wrong 'somebody wrote a file'
[ ! -e owned ] || wrong 'a name was run as a command'
it 'stops who takes too much, and says of what'
file_has "$(student fork-bomb.c)/result.txt" 'it started more processes than it may'
file_has "$(student real-memory-hog.c)/result.txt" 'it took more memory than it may'
file_has "$(student memory-hog.c)/result.txt" 'it took more memory than it may'
file_has "$(student output-flood.c)/result.txt" 'it printed more than it may'
file_has "$(student endless-loop.c)/result.txt" 'did not end within 20000000 steps'
file_has "$(student fills-disk.c)/real.said" 'full'
it 'gives nothing for a forged trace, and judges the rest by the trace that cannot be forged'
file_has "$(student forged-trace.c)/real.jsonl" 'Windows 11'
file_has "$(student forged-trace.c)/result.txt" '0       9  total'
file_has "$(student forged-sim-trace.c)/result.txt" 'its trace from there cannot be judged'
file_has "$(student garbage-trace.c)/result.txt" 'no trace that can be read'
it 'finds out who shows the simulator another face'
file_has "$(student two-faced.c)/result.txt" 'Asked on the real side'
it 'prints nothing that moves a terminal or is a formula'
LC_ALL=C grep -rlP '[\x00-\x08\x0b-\x1f\x7f]' "$tmp"/graded/summary.txt "$tmp"/graded/students/*/result.txt >"$out" &&
	wrong "control bytes in $(cat "$out")"
it 'leaves no process behind'
left() { grep -lsa "$tmp/faultlab[-]grade" /proc/[0-9]*/cmdline; in_a_box; }
none_left() { [ -z "$(left)" ]; }
await none_left || for p in $(left); do
	wrong "still there: $(tr '\0' ' ' <"$p" | cut -c1-200)"
done
it 'says of who has all points that nothing is missing, though one side was not asked'
mkdir "$tmp/few" && cp "$tmp/class/s000-right.c" "$tmp/few/" && : >"$tmp/few/.DS_Store"
run viz/commands/grade/class --spec $SPEC --real no --out "$tmp/few.out" "$tmp/few"
out_has 's000-right.c .* 100%  all of it$'
out_has '1 submissions, 1 graded'
it 'counts the same for all when the real side is not asked, whether a lab runs, is stopped or does not compile'
echo 'int main(void) { return 0 }' >"$tmp/few/wrong.c"
echo 'int main(void) { for (;;) ; }' >"$tmp/few/stopped.c"
: >"$tmp/few/empty.c"
run viz/commands/grade/class --spec $SPEC --real no --out "$tmp/few.out" "$tmp/few"
out_has 'mean 25%$'
! has "$out" 'both sides' || wrong 'the table has what nobody was asked'
[ "$(sed '/^"/!d; s/^"[^"]*",[0-9]*,//; s/,.*//' "$tmp/few.out/summary.csv" | sort | uniq -c | tr -s ' ')" = ' 4 8' ] ||
	wrong "not four of 8 points: $(cat "$tmp/few.out/summary.csv")"
run build/viz check --sim-only --no-real why $SPEC "$tmp/right.jsonl"
status_is 2
it 'does not take a class from the folder in which its results are to be'
run viz/commands/grade/class --spec $SPEC --real no --out "$tmp/few/out" "$tmp/few"
status_is 2
err_has 'lies in the folder of the submissions'
it 'gives the same to the byte to who is graded alone, later'
mkdir "$tmp/again"
cp "$tmp"/class/s000-*.c "$tmp"/class/s060-*.c "$tmp"/class/s171-*.c "$tmp/again/"
run viz/commands/grade/class --spec "$tmp/short" --jobs 1 --out "$tmp/alone" "$tmp/again"
status_is 0
for s in "$tmp"/alone/students/*; do
	for f in result.txt result.json results.json sim.jsonl; do
		same "$s/$f" "$tmp/graded/students/${s##*/}/$f"
	done
done
it 'refuses to write where something else is'
mkdir "$tmp/other" && : >"$tmp/other/thesis.tex"
run viz/commands/grade/class --spec $SPEC --out "$tmp/other" "$tmp/again"
status_is 2
err_has 'thesis.tex'
kill $server
finish
