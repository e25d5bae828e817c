#!/bin/sh
# Question sheets and their grading, as an instructor and a student use them.
#
# Every lab gives a sheet, from the simulator and from its recorded real trace; the
# page is filled in and saved in a real browser, and what it saves is graded.
# Needs build/viz, build/sim, node, npm (for playwright-core and axe-core) and chromium.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
viz=build/viz

# fill KEY SHEET: the key's answer lines appended to the blank sheet, for the last one counts
fill() { cat "$2"; sed -n '/^[0-9]*[a-d]: /p' "$1"; }

# ---- every lab ----
for lab in docs/labs/*/; do
	name=$(basename "$lab")
	it "asks about $name, and its key gets every point"
	build/sim run --trace "$tmp/$name.jsonl" "$lab/lab.c" >/dev/null 2>&1
	run $viz quiz --out "$tmp/$name" --key --seed 5 "$tmp/$name.jsonl"
	status_is 0
	there "$tmp/$name/quiz.txt" "$tmp/$name/quiz.html" "$tmp/$name/key.txt"
	run $viz grade --seed 5 "$tmp/$name/key.txt" "$tmp/$name.jsonl"
	status_is 0
	[ "$(tail -n 1 "$out" | awk '$1 == $2 && $1 > 0 { print $3 }')" = total ] || wrong "not every point: $(tail -n 1 "$out")"
	run $viz grade "$tmp/$name/quiz.txt" "$tmp/$name.jsonl"
	status_is 1
	[ "$(tail -n 1 "$out" | awk '{ print $1 }')" = 0 ] || wrong "a blank sheet has points: $(tail -n 1 "$out")"
	run $viz quiz --key "$lab/real.jsonl"
	status_is 0
	err_has 'This is a real trace'
	cp "$out" "$tmp/real.txt"
	run $viz grade "$tmp/real.txt" "$lab/real.jsonl"
	status_is 0
done

trace=$tmp/01-demand-commit.jsonl
sheet=$tmp/01-demand-commit/quiz.txt key=$tmp/01-demand-commit/key.txt

# ---- the sheet ----
it 'gives the same bytes for the same seed, whatever the locale is'
$viz quiz --seed 9 "$trace" >"$tmp/one.txt"
run env LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo $viz quiz --seed 9 "$trace"
out_like "$tmp/one.txt"

it 'gives other questions for another seed'
run $viz quiz --seed 10 "$trace"
! sed 1d "$out" | cmp -s - "$tmp/one.txt" || wrong 'the same sheet'
[ "$(grep -h -c '^---- Question' "$out")" = 8 ] || wrong 'not 8 questions'
grep '^---- Question' "$out" >"$tmp/other.steps"
grep '^---- Question' "$tmp/one.txt" >"$tmp/one.steps"
! cmp -s "$tmp/one.steps" "$tmp/other.steps" || wrong 'the same steps'

it 'is the sheet that the documentation shows, on every machine'
run $viz quiz --seed 6 --questions 2 "$trace"
[ "$(head -n 1 "$out")" = "$(sed -n 's/^    \(FaultLab quiz 2; seed 6;.*\)/\1/p' docs/teach/quiz.md | head -n 1)" ] || wrong "the first line is $(head -n 1 "$out")"

it 'writes key.txt only when it is asked to, and no key into the sheet'
run $viz quiz --out "$tmp/plain" "$trace"
status_is 0
not_there "$tmp/plain/key.txt"
! grep -q 'Why:' "$tmp/plain/quiz.txt" || wrong 'the sheet tells'

it 'asks fewer questions of a short trace, and says so'
printf 'int main(void)\n{\n\treturn 3;\n}\n' >"$tmp/three.c"
build/sim run --trace "$tmp/three.jsonl" "$tmp/three.c" >/dev/null 2>&1
run $viz quiz "$tmp/three.jsonl"
status_is 0
err_has 'The trace has not more to ask about: 1 question instead of 8'
out_has 'not more to ask about'

it 'asks about two traces what they agree on'
build/sim run --commit-available 36 --trace "$tmp/limit.jsonl" docs/labs/01-demand-commit/lab.c >/dev/null 2>&1
run $viz quiz --key docs/labs/01-demand-commit/real.jsonl "$tmp/limit.jsonl"
status_is 0
err_has 'REAL and SIM differ on'
cp "$out" "$tmp/both.txt"
run $viz grade "$tmp/both.txt" docs/labs/01-demand-commit/real.jsonl "$tmp/limit.jsonl"
status_is 0

it 'lets nothing of a hostile trace act'
run $viz quiz --html --questions 40 tests/data/traces/hostile-sim.jsonl
status_is 0
[ "$(grep -c '<script' "$out")" = 1 ] || wrong 'more than one script'
run $viz quiz --key --questions 40 tests/data/traces/hostile-sim.jsonl
[ "$(tr -d '\n' <"$out" | LC_ALL=C tr -dc '\000-\037\177' | wc -c)" = 0 ] || wrong 'control characters'
cp "$out" "$tmp/hostile.txt"
run $viz grade "$tmp/hostile.txt" tests/data/traces/hostile-sim.jsonl
status_is 0

it 'refuses what it cannot use'
for bad in "quiz" "quiz --seed x $trace" "quiz --seed -1 $trace" "quiz --questions 0 $trace" "quiz --questions 100 $trace" "quiz --seed" \
	"quiz --pass 5 $trace" "quiz --html --out $tmp/x $trace" "quiz $tmp/none" "quiz $trace $trace" \
	"grade $sheet" "grade --out x $sheet $trace" \
	"grade --pass 101 $sheet $trace" "grade $tmp/none $trace" "grade . $trace" "grade $sheet $tmp/none"; do
	# shellcheck disable=SC2086  # words
	run $viz $bad
	status_is 2
	err_has 'viz: '
done

it 'says when the disk is full'
run sh -c "$viz quiz $trace >/dev/full"
status_is 1
err_has 'cannot write'
run sh -c "$viz grade $sheet $trace >/dev/full"
status_is 1
err_has 'cannot write'
run $viz quiz --out /dev/full/x "$trace"
status_is 1

# ---- grading ----
it 'takes the whole sheet with the answers in it, or the answer lines alone'
fill "$key" "$sheet" >"$tmp/filled.txt"
run $viz grade --seed 5 "$tmp/filled.txt" "$trace"
status_is 0
grep '^[0-9]*[a-d]: ' "$key" >"$tmp/lines.txt"
run $viz grade --seed 5 "$tmp/lines.txt" "$trace"
status_is 0
run $viz grade "$tmp/lines.txt" "$trace"
err_has 'taken as the sheet of seed 1'

it 'takes them as Windows writes them'
sed 's/$/\r/' "$tmp/filled.txt" | sed '1s/^/\xef\xbb\xbf/' >"$tmp/dos.txt"
run $viz grade --seed 5 "$tmp/dos.txt" "$trace"
status_is 0
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$tmp/filled.txt"; } >"$tmp/utf16.txt"
run $viz grade --seed 5 "$tmp/utf16.txt" "$trace"
status_is 0

it 'makes every single wrong answer cost'
grep -o '^[0-9]*[a-d]: ' "$key" | tr -d ': ' >"$tmp/labels"
while read -r label; do
	{ cat "$key"; echo "$label: zzz"; } >"$tmp/wrong.txt"
	run $viz grade "$tmp/wrong.txt" "$trace"
	status_is 1
	out_has '("zzz"). It is'
done <"$tmp/labels"

it 'gives nothing for every choice at once'
{ cat "$sheet"; sed 's/$/: A B C D/' "$tmp/labels"; } >"$tmp/all.txt"
run $viz grade "$tmp/all.txt" "$trace"
status_is 1
[ "$(tail -n 1 "$out" | awk '{ print $1 }')" = 0 ] || wrong "$(tail -n 1 "$out")"

it 'lets --pass decide the status'
{ cat "$key"; echo "1a: zzz"; } >"$tmp/wrong.txt"
run $viz grade --pass 80 "$tmp/wrong.txt" "$trace"
status_is 0
run $viz grade --pass 100 "$tmp/wrong.txt" "$trace"
status_is 1

it 'does not let a student choose the seed'
run $viz grade --seed 6 "$key" "$trace"
status_is 2
err_has 'is the sheet of seed 5, not of seed 6'
run $viz grade --seed 6 "$tmp/lines.txt" "$trace"
status_is 1
run $viz grade --questions 3 "$key" "$trace"
status_is 2

it 'says that a sheet is about another trace'
run $viz grade "$key" "$tmp/02-out-of-pages.jsonl"
status_is 2
err_has 'about another trace than'
run $viz grade "$key" "$tmp/limit.jsonl"
status_is 2

it 'grades what is no answer as none'
: >"$tmp/empty"
head -c 100000 build/viz >"$tmp/binary"
{ head -n 1 "$sheet"; printf '1a: '; head -c 10000000 /dev/zero | tr '\0' x; } >"$tmp/long"
for file in empty binary long; do
	run $viz grade --seed 5 "$tmp/$file" "$trace"
	status_is 1
	out_has 'no answer. It is'
	[ "$(wc -c <"$out")" -lt 20000 ] || wrong 'the result is long'
done
printf 'FaultLab quiz 7; seed 5; questions 8; trace 0; lab x\n' >"$tmp/future"
run $viz grade "$tmp/future" "$trace"
status_is 2
err_has 'format 7'

it 'names answers to what is not asked'
{ cat "$key"; echo "77b: A"; } >"$tmp/stray.txt"
run $viz grade "$tmp/stray.txt" "$trace"
status_is 0
err_has 'answers 77b, which is not asked'

it 'writes JSON, and the file of Gradescope'
run $viz grade --json --gradescope "$tmp/results.json" "$tmp/wrong.txt" "$trace"
status_is 1
node -e 'const fs = require("fs"), a = JSON.parse(fs.readFileSync(process.argv[1])), b = JSON.parse(fs.readFileSync(process.argv[2]));
	if (a.points !== b.score || a.most !== 8 || b.tests.length !== 8 || b.visibility !== "after_due_date") process.exit(1);
	if (b.tests.filter((t) => t.status === "passed").length !== 7 || b.tests.some((t) => t.max_score !== 1)) process.exit(1);' \
	"$out" "$tmp/results.json" ||
	wrong 'not what is documented'
run $viz grade --gradescope /dev/full/x "$key" "$trace"
status_is 1
not_there "$tmp/results.json.tmp"

# ---- the page ----
it 'is a page that saves what grade reads'
$viz quiz --html tests/data/traces/hostile-sim.jsonl >"$tmp/hostile.html" 2>/dev/null
in_browser sheet.mjs "$tmp/01-demand-commit/quiz.html" "$key" "$tmp/saved.txt" "$tmp/hostile.html"
run $viz grade --seed 5 "$tmp/saved.txt" "$trace"
status_is 0
finish
