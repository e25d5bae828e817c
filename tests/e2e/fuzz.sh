#!/bin/sh
# Random programs give the same answers on both sides.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine

seeds=$(size 25 200)

it "agrees with the compiled program on $seeds random programs of memory calls"
run tests/fuzz-real/run.sh memory "$seeds"
status_is 0
out_has "^fuzz-real .*: $seeds seeds of 300 operations, 0 batches diverge"

it "agrees with the compiled program on $seeds random programs of sections and views"
run tests/fuzz-real/run.sh sections "$seeds"
status_is 0
out_has "^fuzz-real .*: $seeds seeds of 300 operations, 0 batches diverge"

it "agrees with the compiled program on $seeds random trees of __try"
run tests/fuzz-real/run.sh seh "$seeds"
status_is 0
out_has "^fuzz-real .*: $seeds seeds of 300 operations, 0 batches diverge"
finish
