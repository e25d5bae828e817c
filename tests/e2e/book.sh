#!/bin/sh
# The lab book of a real run, in a real browser.
#
#	tests/e2e/book.sh [FOLDER]      leaves screenshots and PDFs in FOLDER
#
# The founding workload's recorded trace against a simulator that runs out of commit at the 37th fault; a lab whose
# name, source and output are markup; one with known Wine differences; one that raises exceptions before it reserves anything;
# labs 9 and 17.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
viz=build/viz sim=build/sim
founding=docs/labs/01-demand-commit known=docs/labs/13-demand-zero-and-soft-faults

it 'writes the books'
# A diagram of structures for one step, as another command leaves it beside the book.
mkdir -p "$tmp/book/structures"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="9"/></svg>' >"$tmp/book/structures/step-0002.svg"
run $sim run --commit-available 36 --trace "$tmp/sim.jsonl" $founding/lab.c
run $viz book --out "$tmp/book" --title "Lab <1>: a test" $founding/real.jsonl "$tmp/sim.jsonl"
status_is 0
run $sim run --trace "$tmp/agree.jsonl" $founding/lab.c
run $viz book --out "$tmp/agree" $founding/real.jsonl "$tmp/agree.jsonl"
status_is 0
run $sim run --trace "$tmp/known.jsonl" $known/lab.c
run $viz book --out "$tmp/known" $known/real.jsonl "$tmp/known.jsonl"
status_is 0
run $viz book --out "$tmp/hostile" tests/data/traces/hostile-real.jsonl tests/data/traces/hostile-sim.jsonl
status_is 0

run $sim run --trace "$tmp/alone.jsonl" tests/labs/vectored.c
run $viz book --out "$tmp/alone" "$tmp/alone.jsonl"
status_is 0

for lab in 09-nested-handlers 17-copy-on-write; do
	run $sim run --trace "$tmp/$lab.jsonl" docs/labs/$lab/lab.c
	run $viz book --out "$tmp/$lab" docs/labs/$lab/real.jsonl "$tmp/$lab.jsonl"
	status_is 0
done

it 'has at most 1.5 MB for 80 pages'
size=$(wc -c <"$tmp/agree/index.html")
[ "$size" -gt 0 ] && [ "$size" -le 1500000 ] || wrong "the book has $size bytes"

it 'is right in a browser'
in_browser book.mjs "$tmp/book/index.html" "$tmp/hostile/index.html" "$tmp/known/index.html" "$tmp/alone/index.html" \
	"$tmp/09-nested-handlers/index.html" "$tmp/17-copy-on-write/index.html" ${1:+"$1"}
finish
