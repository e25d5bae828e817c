#!/bin/sh
# The page: the simulator, the drawings and the book as WebAssembly, in one index.html.
#
#	tests/e2e/web.sh [FOLDER]       leaves screenshots in FOLDER
#
# What it is built with is installed if it is missing. The modules under node make the same bytes as the native programs;
# then the page itself, opened as a file, in a real browser.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

it 'is built'
run make --no-print-directory -s dist-web
status_is 0
there build/web/index.html build/web/site/service.js

it 'has at most 1.5 MB'
size=$(wc -c <build/web/index.html)
[ "$size" -gt 0 ] && [ "$size" -le 1500000 ] || wrong "the page has $size bytes"

it 'makes the same bytes under node as the native programs'
for lab in docs/labs/*/lab.c; do
	name=$(basename "$(dirname "$lab")")
	(cd "$(dirname "$lab")" && "$OLDPWD/build/sim" run --trace "$tmp/$name.jsonl" lab.c >"$tmp/$name.txt" 2>&1)
	build/viz frames --out "$tmp/$name" "$(dirname "$lab")/real.jsonl" "$tmp/$name.jsonl" || wrong "$name: no frames"
done
in_browser modules.mjs build/web "$tmp"

it 'works in a browser'
in_browser web.mjs build/web docs/labs/05-guard-page/real.jsonl ${1:+"$1"}
finish
