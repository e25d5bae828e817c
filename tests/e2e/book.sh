#!/bin/sh
# e2e_book.sh - the lab book of a real run, in a real browser.
#
# The founding workload's recorded trace against a simulator that runs out of
# commit at the 37th fault; a lab whose name, source and output are markup; and
# one with known Wine differences. With a folder as argument, screenshots and
# PDFs are left there.
# Needs build/viz, build/sim, node, npm (for playwright-core and axe-core) and chromium.
set -u
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

for tool in node npm "${CHROMIUM:-chromium}"; do
	command -v "$tool" >/dev/null || { echo "not ok - $tool is there (install it: .ci/setup test)"; exit 1; }
done
if [ ! -d tests/browser/node_modules/axe-core ]; then
	(cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent) || { echo "not ok - npm installs the browser test's libraries"; exit 1; }
fi

# A diagram of structures for one step, as another command leaves it beside the book.
mkdir -p "$work/book/structures"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="9"/></svg>' >"$work/book/structures/step-0002.svg"

founding=docs/labs/01-demand-commit known=docs/labs/13-demand-zero-and-soft-faults
build/sim run --commit-available 36 --trace "$work/sim.jsonl" $founding/lab.c >/dev/null
build/sim run --trace "$work/agree.jsonl" $founding/lab.c >/dev/null
build/sim run --trace "$work/known.jsonl" $known/lab.c >/dev/null
build/viz book --out "$work/book" $founding/real.jsonl "$work/sim.jsonl" &&
	build/viz book --out "$work/agree" $founding/real.jsonl "$work/agree.jsonl" &&
	build/viz book --out "$work/known" $known/real.jsonl "$work/known.jsonl" &&
	build/viz book --out "$work/hostile" tests/data/traces/hostile-real.jsonl tests/data/traces/hostile-sim.jsonl ||
	{ echo "not ok - the books are written"; exit 1; }
size=$(wc -c <"$work/agree/index.html")
if [ "$size" -le 1500000 ]; then
	echo "ok - the book of 80 pages has at most 1.5 MB ($size bytes)"
else
	echo "not ok - the book of 80 pages has at most 1.5 MB ($size bytes)"
	exit 1
fi
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") node tests/browser/book.mjs "$work/book/index.html" "$work/hostile/index.html" "$work/known/index.html" ${1:+"$1"}
