#!/bin/sh
# e2e_book.sh - the lab book of a real run, in a real browser.
#
# The founding workload's recorded trace against a simulator that runs out of
# commit at the 37th fault; and a lab whose name, source and output are markup.
# Needs build/viz, build/sim, node, npm (for playwright-core) and chromium.
set -u
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

for tool in node npm "${CHROMIUM:-chromium}"; do
	command -v "$tool" >/dev/null || { echo "not ok - $tool is there (install it: .ci/setup test)"; exit 1; }
done
if [ ! -d tests/browser/node_modules/playwright-core ]; then
	(cd tests/browser && npm install --no-audit --no-fund --silent) || { echo "not ok - npm installs playwright-core"; exit 1; }
fi
build/sim run --commit-available 36 --trace "$work/sim.jsonl" docs/labs/01-demand-commit/lab.c >/dev/null
build/viz book --out "$work/book" docs/labs/01-demand-commit/real.jsonl "$work/sim.jsonl" &&
	build/viz book --out "$work/hostile" tests/data/traces/hostile-real.jsonl tests/data/traces/hostile-sim.jsonl ||
	{ echo "not ok - the books are written"; exit 1; }
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") node tests/browser/book.mjs "$work/book/index.html" "$work/hostile/index.html" ${1:+"$1"}
