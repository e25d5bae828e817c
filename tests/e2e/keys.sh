#!/bin/sh
# The keys to the labs' questions: made from runs, whole, without a doubt, and changed when a lab changes.
# shellcheck disable=SC2016,SC2086  # backquotes are Markdown; lists of words
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

# questions FILE: the lines under "## Questions", up to the next heading
questions() { sed -n '/^## Questions/,/^## [^Q]/p' "$1" | grep -v '^## '; }

# A lab of our own to damage: the founding one.
copy() {
	rm -rf "$tmp/labs" && mkdir -p "$tmp/labs"
	cp -r docs/labs/01-demand-commit "$tmp/labs/"
	lab=$tmp/labs/01-demand-commit
}

it 'makes the keys of all labs with one command'
run viz/commands/keys --out "$tmp/all"
status_is 0
err_empty
for lab in docs/labs/[0-9]*/; do
	there "$tmp/all/keys/$(basename "$lab").md"
done
for left in "$tmp"/all/.[!.]*; do
	[ ! -e "$left" ] || wrong "$left was left behind"
done

it 'makes the same bytes again, in the place of the old ones'
run viz/commands/keys --out "$tmp/again"
run viz/commands/keys --out "$tmp/again"
status_is 0
diff -r "$tmp/all" "$tmp/again" >"$out" || wrong 'two makings differ'

for lab in docs/labs/[0-9]*/; do
	name=$(basename "$lab")
	ran="(a look at $name)"
	it "$name: 5 to 7 questions, each with an answer by query, or to think about and with a reason"
	questions "$lab/handout.md" | awk '
		function close_one() {
			if (!n) return
			if (!because) print "question " n " has no reason"
			if (!answer && !think) print "question " n " has no answer by query"
			if (answer && think) print "question " n " is to think about, and has an answer"
			read += answer > 0
		}
		/^[0-9]+\. / {
			close_one()
			n++
			if ($1 != n ".") print "question " $1 " is not number " n
			answer = because = 0
			think = /^[0-9]+\. \*To /
		}
		/<!-- answer/ { answer++ }
		/<!-- because: / { because++ }
		END {
			close_one()
			if (n < 5 || n > 7) print n " questions"
			if (read < 4) print "only " read " can be read off a trace"
		}' >"$out"
	[ ! -s "$out" ] || wrong "$(cat "$out")"

	it "$name: the key has every question, an answer for each that a trace can answer, and no query left"
	key=$tmp/all/keys/$name.md
	[ "$(grep -c '^[0-9]*\. ' "$key")" = "$(questions "$lab/handout.md" | grep -c '^[0-9]*\. ')" ] || wrong 'questions are missing'
	[ "$(grep -c '\*\*Answer: ..*\.\*\*' "$key")" = "$(grep -c '<!-- answer' "$lab/handout.md")" ] || wrong 'answers are missing'
	! grep -nE '<!--|-->|[{}]|Answer: \.' "$key" >"$out" || wrong "left in the key: $(head -n 1 "$out")"

	it "$name: the questions alone tell no answer"
	run build/viz key --questions "$lab/handout.md"
	status_is 0
	! grep -nE '<!--|-->|Answer|because:' "$out" >"$tmp/leak" || wrong "told: $(head -n 1 "$tmp/leak")"
	questions "$lab/handout.md" | grep -v '<!--' | sed '/^$/d' >"$tmp/plain"
	sed '1d;/^$/d;/^## /d' "$out" | cmp -s - "$tmp/plain" || wrong 'the questions are not those of the handout'

	it "$name: no reason holds a number of the run that was written by hand where a query would do"
	! grep -nE '<!-- because:.*[^0-9a-z#^_.{}][0-9]+ (faults|exceptions|alarms|pages are|pages were|handlers)' "$lab/handout.md" |
		grep -vE '\{[^}]*\} (faults|exceptions|alarms|pages are|pages were|handlers)' >"$out" || wrong "$(head -n 1 "$out")"
done

it 'changes the key when the lab changes'
copy
rm "$lab/real.jsonl"
sed 's/#define PAGES 80/#define PAGES 81/' docs/labs/01-demand-commit/lab.c >"$lab/lab.c"
run viz/commands/keys --out "$tmp/changed" "$lab"
status_is 0
file_has "$tmp/changed/keys/01-demand-commit.md" -F '**Answer: 81.**'
! cmp -s "$tmp/changed/keys/01-demand-commit.md" "$tmp/all/keys/01-demand-commit.md" || wrong 'the key is the old one'

it 'makes no key when the sides answer differently, and says where'
copy
sed 's/#define PAGES 80/#define PAGES 81/' docs/labs/01-demand-commit/lab.c >"$lab/lab.c"
run viz/commands/keys --out "$tmp/differ" "$lab"
status_is 1
err_has 'handout.md:[0-9]*: the two sides answer differently: count fault'
err_has 'keys: 01-demand-commit: there is no key'
not_there "$tmp/differ/keys"

it 'makes no key when a trace has no answer, and says where'
copy
sed -i 's/answer: count fault -->/answer: first handler code -->/' "$lab/handout.md"
run viz/commands/keys --out "$tmp/none" "$lab"
status_is 1
err_has -E 'handout.md:[0-9]+: the trace has no answer to: first handler code'
not_there "$tmp/none/keys"

it 'names the line and the word of a query that is none'
copy
sed -i 's/{distinct fault page}/{distinct fault paige}/' "$lab/handout.md"
line=$(grep -n paige "$lab/handout.md" | cut -d: -f1)
run viz/commands/keys --out "$tmp/none" "$lab"
status_is 2
err_has "handout.md:$line: there is no field 'paige'"

it 'refuses a comment without an end, which would show what it hides'
copy
sed -i 's/answer: list fault state -->/answer: list fault state/' "$lab/handout.md"
sed -i '/answer: list fault state/,$ s/-->//' "$lab/handout.md"
run build/viz key --questions "$lab/handout.md"
status_is 2
err_has -E 'handout.md:[0-9]+: the comment has no end'
out_is ''

it 'refuses a brace without an end'
copy
sed -i 's/{count fault} faults. -->/{count fault faults. -->/' "$lab/handout.md"
run viz/commands/keys --out "$tmp/none" "$lab"
status_is 2
err_has 'a brace is not closed'

it 'names the lab that does not compile, and keeps the keys that were there'
copy
run viz/commands/keys --out "$tmp/keep" "$lab"
echo 'int main(void) { return nothing; }' >"$lab/lab.c"
run viz/commands/keys --out "$tmp/keep" "$lab" docs/labs/05-guard-page
status_is 2
err_has 'keys: 01-demand-commit: lab.c left no trace: .*lab.c:1:'
err_has 'nothing was written'
same "$tmp/keep/keys/01-demand-commit.md" "$tmp/all/keys/01-demand-commit.md"

it 'runs what a handout asks for, and names a run that cannot be'
copy
sed -i 's/^## Questions/<!-- run tight: --commit-available 10 -->\n## Questions/; s/answer: count fault -->/answer tight: count fault -->/' "$lab/handout.md"
run viz/commands/keys --out "$tmp/run" "$lab"
status_is 0
file_has "$tmp/run/keys/01-demand-commit.md" -F '**Answer: 11.** `count fault` in tight'
sed -i 's/--commit-available 10/--trace \/etc\/passwd/' "$lab/handout.md"
run viz/commands/keys --out "$tmp/run" "$lab"
status_is 2
err_has 'the run tight left no trace: --trace is no option for a run'

it 'asks the simulator alone where the handout says so'
copy
sed -i 's/#define PAGES 80/#define PAGES 81/' "$lab/lab.c"
printf '# T\n\n## Questions\n1. How many?\n   <!-- answer on sim: count fault -->\n   <!-- because: {on sim: count fault}. -->\n' >"$lab/handout.md"
run viz/commands/keys --out "$tmp/sim" "$lab"
status_is 0
file_has "$tmp/sim/keys/01-demand-commit.md" -F '**Answer: 81.** `count fault` (simulator only)'

it 'touches nothing that is no key'
mkdir -p "$tmp/way/keys" && echo mine >"$tmp/way/keys/notes.txt"
run viz/commands/keys --out "$tmp/way" docs/labs/05-guard-page
status_is 2
err_has 'it holds notes.txt, which is no key'
there "$tmp/way/keys/notes.txt"

it 'says that a folder is no lab, or has no handout'
mkdir -p "$tmp/empty" && run viz/commands/keys --out "$tmp/none" "$tmp/empty"
status_is 2
err_has 'has no lab.c'
copy && rm "$lab/handout.md"
run viz/commands/keys --out "$tmp/none" "$lab"
status_is 2
err_has 'has no handout.md'

it 'reports a full disk'
run sh -c 'build/viz key --questions docs/labs/05-guard-page/handout.md >/dev/full'
status_is 2
err_has 'cannot write the key'

it 'refuses two traces of one name'
run build/viz key docs/labs/05-guard-page/handout.md a=docs/labs/05-guard-page/real.jsonl a=docs/labs/01-demand-commit/real.jsonl
status_is 2
err_has 'have the same name'

it 'says of a real trace what only the simulator knows'
run build/viz ask 'count resolved' docs/labs/05-guard-page/real.jsonl
status_is 1
out_has 'only the simulator knows'
build/sim run --trace "$tmp/5.jsonl" docs/labs/05-guard-page/lab.c >/dev/null
run build/viz ask 'count resolved kind=demand-zero' docs/labs/05-guard-page/real.jsonl "$tmp/5.jsonl"
status_is 0
out_has 'REAL: (only the simulator knows'
out_has 'SIM: 6 '

it 'has --help and --version'
run viz/commands/keys --help
status_is 0
out_has 'usage: viz/commands/keys'
run viz/commands/keys --version
status_is 0
out_has FaultLab
run viz/commands/keys --nonsense
status_is 2
err_has 'no such option'

finish
