#!/bin/sh
# run.sh FROM TO - the programs of these seeds that generate.mjs makes, in the simulator and for real.
#
# Forty make one file, for most of the time goes into starting the compiler and Wine. Each prints
# lines that begin with its seed: they must be the same on both sides.
#
# Prints a line for each seed that differs, and the counts; status 1 if any differs.
# The files of such seeds are kept in build/random-names/.
# FAULTLAB_REAL and FAULTLAB_SIM name other programs than core/run and build/sim.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# = 2 ] || { echo "usage: run.sh FROM TO (seeds)" >&2; exit 2; }
command -v node >/dev/null || { echo "run.sh: node is missing; install it with 'apt-get install nodejs'" >&2; exit 2; }
real=${FAULTLAB_REAL:-$top/core/run} sim=${FAULTLAB_SIM:-$top/build/sim}
kept=$top/build/random-names
mkdir -p "$kept" || exit 2
tmp=$(mktemp -d "$kept/work.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# Compiled programs are of no use a second time: they go with $tmp. Wine's folder is the common one.
export FAULTLAB_BUILD="$tmp/build"
mkdir -p "$FAULTLAB_BUILD" "$top/build/wine" && ln -s "$top/build/wine" "$FAULTLAB_BUILD/wine"

# The seeds whose lines are not the same in both outputs, and a file that one side refuses as a whole.
compare() {
	[ "$real_status" = 0 ] && [ "$sim_status" = 0 ] ||
		echo "not ok seeds $first to $last: real $real_status '$(grep -a -m 1 error: "$tmp/real.err")', sim $sim_status '$(grep -a -m 1 error: "$tmp/sim.err")'"
	awk -v first="$first" -v last="$last" '
		FNR == NR { one[$1] = one[$1] "\n" $0; next }
		{ two[$1] = two[$1] "\n" $0 }
		END { for (seed = first; seed <= last; seed++) if (one[seed] != two[seed]) print "not ok seed " seed }' "$tmp/real" "$tmp/sim"
}

first=$1 differ=0
while [ "$first" -le "$2" ]; do
	last=$((first + 39))
	[ $last -le "$2" ] || last=$2
	lab=$tmp/$first.c
	node "$top/tests/random-names/generate.mjs" "$first" "$last" >"$lab" || exit 2
	timeout 600 "$sim" run "$lab" >"$tmp/sim" 2>"$tmp/sim.err" </dev/null
	sim_status=$?
	"$real" --no-trace --timeout 300 "$lab" >"$tmp/real" 2>"$tmp/real.err" </dev/null
	real_status=$?
	why=$(compare)
	if [ -n "$why" ]; then
		echo "$why"
		differ=$((differ + $(echo "$why" | grep -c .)))
		cp "$lab" "$kept/seed-$first.c"
	fi
	rm -rf "$FAULTLAB_BUILD"/core/cache/* "$lab"
	first=$((last + 1))
done
echo "random-names: seeds $1 to $2: $differ differ"
[ $differ = 0 ]
