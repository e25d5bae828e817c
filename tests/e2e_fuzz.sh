#!/bin/sh
# A hundred random memory programs give the same answers on both sides.
cd "$(dirname "$0")/.." || exit 2
. tests/check.sh
core/run --serve || exit 1
trap 'core/run --stop-server; rm -rf "$tmp"' EXIT

it 'agrees with the compiled program on a hundred random programs'
LIMIT=300 run tests/fuzz-real/run.sh 100
status_is 0
out_has '0 batches diverge'
finish
