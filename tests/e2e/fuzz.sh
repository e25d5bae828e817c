#!/bin/sh
# Random programs give the same answers on both sides.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
core/run --serve || exit 1
trap 'core/run --stop-server; rm -rf "$tmp"' EXIT

it 'agrees with the compiled program on a hundred random programs of memory calls'
LIMIT=300 run tests/fuzz-real/run.sh memory 100
status_is 0
out_has '100 seeds of 300 operations, 0 batches diverge'

it 'agrees with the compiled program on a hundred random programs of sections and views'
LIMIT=300 run tests/fuzz-real/run.sh sections 100
status_is 0
out_has '100 seeds of 300 operations, 0 batches diverge'

it 'agrees with the compiled program on a hundred random trees of __try'
LIMIT=300 run tests/fuzz-real/run.sh seh 100
status_is 0
out_has '100 seeds of 300 operations, 0 batches diverge'
finish
