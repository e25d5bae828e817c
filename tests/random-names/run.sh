#!/bin/sh
# run.sh FROM TO - the programs of these seeds that generate.mjs makes, in the simulator and for real.
# GENERATOR names another folder of tests/ with a generate.mjs, BATCH how many of its programs make one file.
#
# Forty, or BATCH, make one file, for most of the time goes into starting the compiler and Wine. What they
# print must be the same on both sides; if it is not, each is run by itself.
#
# Prints a line for each seed that differs, and the counts; status 1 if any differs.
# The files of such seeds are kept in build/, in a folder of that name.
# FAULTLAB_REAL and FAULTLAB_SIM name other programs than core/run and build/sim.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# = 2 ] || { echo "usage: run.sh FROM TO (seeds)" >&2; exit 2; }
command -v node >/dev/null || { echo "run.sh: node is missing; install it with 'apt-get install nodejs'" >&2; exit 2; }
real=${FAULTLAB_REAL:-$top/core/run} sim=${FAULTLAB_SIM:-$top/build/sim}
name=${GENERATOR:-random-names}
kept=$top/build/$name
mkdir -p "$kept" || exit 2
tmp=$(mktemp -d "$kept/work.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# Compiled programs are of no use a second time: they go with $tmp. Wine's folder is the common one.
export FAULTLAB_BUILD="$tmp/build"
mkdir -p "$FAULTLAB_BUILD" "$top/build/wine" && ln -s "$top/build/wine" "$FAULTLAB_BUILD/wine"

# Both sides of the seeds $1 to $2.
play() {
	node "$top/tests/$name/generate.mjs" "$1" "$2" >"$tmp/lab.c" || exit 2
	timeout 600 "$sim" run "$tmp/lab.c" >"$tmp/sim" 2>"$tmp/sim.err" </dev/null
	sim_status=$?
	"$real" --no-trace --timeout 300 "$tmp/lab.c" >"$tmp/real" 2>"$tmp/real.err" </dev/null
	real_status=$?
	rm -rf "$FAULTLAB_BUILD"/core/cache/*
}

# One program by itself: what neither side takes says nothing, and what clang cannot compile yet, or dies of, neither.
alone() {
	play "$1" "$1"
	if [ $real_status = 2 ] && grep -qE 'cannot compile this|frontend command failed|not a compile-time constant' "$tmp/real.err"; then
		beyond=$((beyond + 1))
	elif [ $real_status = 2 ] && [ $sim_status = 2 ]; then
		refused=$((refused + 1))
	elif [ $real_status != $sim_status ] || ! cmp -s "$tmp/real" "$tmp/sim"; then
		differ=$((differ + 1))
		cp "$tmp/lab.c" "$kept/seed-$1.c"
		echo "not ok seed $1: real $real_status $(grep -a -m 1 error: "$tmp/real.err"), sim $sim_status $(grep -a -m 1 error: "$tmp/sim.err")"
	fi
}

first=$1 differ=0 beyond=0 refused=0
while [ "$first" -le "$2" ]; do
	last=$((first + ${BATCH:-40} - 1))
	[ $last -le "$2" ] || last=$2
	play "$first" "$last"
	if [ $real_status != 0 ] || [ $sim_status != 0 ] || ! cmp -s "$tmp/real" "$tmp/sim"; then
		while [ "$first" -le "$last" ]; do
			alone "$first"
			first=$((first + 1))
		done
	fi
	first=$((last + 1))
done
echo "$name: seeds $1 to $2: $differ differ ($refused are no C on either side, $beyond are beyond clang)"
[ $differ = 0 ]
