#!/bin/sh
# run.sh FROM TO - programs that csmith makes of these seeds, in the simulator and for real.
#
# A random program computes a checksum over all its variables. It must be the same
# on both sides, or the simulator misunderstands C. Some random programs never end:
# one that the simulator does not finish in 300 million operations, nor the host's own
# compiler's program in two seconds of processor time, is skipped and counted as such.
#
# Prints a line for each seed that is not ok, and the counts; status 1 if any differs.
# The programs that differ are kept in build/random-c/.
# FAULTLAB_REAL and FAULTLAB_SIM name other programs than core/run and build/sim.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# = 2 ] || { echo "usage: run.sh FROM TO (seeds)" >&2; exit 2; }
command -v csmith >/dev/null || { echo "run.sh: csmith is missing; install it with 'apt-get install csmith'" >&2; exit 2; }
real=${FAULTLAB_REAL:-$top/core/run} sim=${FAULTLAB_SIM:-$top/build/sim}
kept=$top/build/random-c
mkdir -p "$kept" || exit 2
tmp=$(mktemp -d "$kept/work.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
cp "$top/tests/random-c/csmith.h" "$tmp" || exit 2

# Compiled programs are of no use a second time: they go with $tmp. Wine's folder is the common one.
export FAULTLAB_BUILD="$tmp/build"
mkdir -p "$FAULTLAB_BUILD" "$top/build/wine" && ln -s "$top/build/wine" "$FAULTLAB_BUILD/wine"

# Does it end natively? Far quicker to ask than a program under Wine, which has to be killed.
ends() {
	"${CC:-gcc}" -w -O0 -o "$tmp/native" "$1" && (ulimit -t 2; exec "$tmp/native")
} >/dev/null 2>&1

run_real() {
	"$real" --no-trace --timeout 300 "$1" >"$tmp/real" 2>"$tmp/real.err" </dev/null
	real_status=$?
}

seed=$1 agree=0 skipped=0 differ=0
while [ "$seed" -le "$2" ]; do
	lab=$tmp/$seed.c
	(cd "$tmp" && csmith --float --seed "$seed" >"$lab" 2>/dev/null)      # it leaves a file behind
	timeout 600 "$sim" run --max-steps 300000000 "$lab" >"$tmp/sim" 2>"$tmp/sim.err" </dev/null
	sim_status=$?
	if [ $sim_status = 124 ] && ! ends "$lab"; then
		skipped=$((skipped + 1)) seed=$((seed + 1))
		continue
	fi
	if [ $sim_status = 124 ]; then
		timeout 600 "$sim" run "$lab" >"$tmp/sim" 2>"$tmp/sim.err" </dev/null
		sim_status=$?
	fi
	run_real "$lab"
	# a Wine server on its way out is no difference in C: what differs must do so twice
	[ $sim_status = $real_status ] && cmp -s "$tmp/sim" "$tmp/real" || run_real "$lab"
	rm -rf "$FAULTLAB_BUILD"/core/cache/*
	if [ $sim_status = $real_status ] && cmp -s "$tmp/sim" "$tmp/real"; then
		agree=$((agree + 1))
	else
		differ=$((differ + 1))
		cp "$lab" "$kept/seed-$seed.c"
		echo "not ok seed $seed: real $real_status '$(tail -n 1 "$tmp/real")', sim $sim_status '$(tail -n 1 "$tmp/sim")'"
	fi
	rm -f "$lab"
	seed=$((seed + 1))
done
echo "random-c: seeds $1 to $2: $agree agree, $differ differ, $skipped never end"
[ $differ = 0 ]
