#!/bin/sh
# run.sh FROM TO - the programs of these seeds that generate.mjs makes, in the simulator and for real: as random-names/run.sh does it.
GENERATOR=random-code BATCH=400 exec "$(dirname "$0")/../random-names/run.sh" "$@"
