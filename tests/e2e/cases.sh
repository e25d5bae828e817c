#!/bin/sh
# The worked cases of tests/data/cases.jsonl as an ordinary Win32 program, in the simulator and for real.
#
# In the simulator every case holds. Under Wine the cases of tests/cases/wine.txt do not, and no others:
# one that begins to hold is told as well, so that the list stays true.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
command -v node >/dev/null || { echo "not ok node is missing: 'make setup' installs it"; exit 1; }
cp tests/cases/player.c "$tmp" || exit 2
node tests/cases/write.mjs tests/data/cases.jsonl >"$tmp/cases.h" || exit 2

it 'there are cases to play, and those that cannot be played are few'
run grep -c '"=' "$tmp/cases.h"
[ "$(cat "$out")" -ge 170 ] || wrong "only $(cat "$out") cases"

it 'every case holds in the simulator, and its invariants after every step'
run build/sim run --check "$tmp/player.c"
status_is 0
if grep -q '^not ok' "$out"; then wrong "$(grep '^not ok' "$out" | head -n 5)"; fi
if ! grep -q '^ok' "$out"; then wrong 'nothing was played'; fi

it 'on the real side those fail that are listed for Wine, and no others'
run core/run --no-trace "$tmp/player.c"
status_is 0
sed -n 's/^not ok \([^:]*\): .*/\1/p' "$out" | sort -u >"$tmp/failed"
grep -v '^#' tests/cases/wine.txt | sort -u >"$tmp/listed"
if ! diff "$tmp/listed" "$tmp/failed" >"$tmp/diff"; then
	wrong "listed (<) or failed (>) alone:" "$(head -n 8 "$tmp/diff")"
fi
finish
