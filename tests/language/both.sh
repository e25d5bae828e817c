#!/bin/sh
# both.sh LAB.c... - the simulator against the real compiler, one program after the other.
#
# Each program is compiled by clang and run on Windows (or under Wine), and run in
# the simulator. They agree if standard output is the same, byte for byte, and the
# exit status is. What it reads is in LAB.in, if there is such a file. A program with a
# recorded output beside it (LAB.out, and LAB.status if that is not 0) must give that on
# both sides; --record writes it from the real side, --sim asks the simulator alone.
#
# Prints `ok NAME` or `not ok NAME` and why; status 1 if any is not ok.
# FAULTLAB_REAL and FAULTLAB_SIM name other programs than core/run and build/sim.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
real=${FAULTLAB_REAL:-$top/core/run} sim=${FAULTLAB_SIM:-$top/build/sim}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/faultlab.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
record='' sides=both count=0 failed=0

run_real() {
	"$real" --no-trace --timeout 600 "$1" >"$tmp/real" 2>"$tmp/real.err" <"$input"
	real_status=$?
}

run_sim() {
	timeout -k 5 600 "$sim" run "$1" >"$tmp/sim" 2>"$tmp/sim.err" <"$input"
	sim_status=$?
}

# differ NAME STATUS FILE NAME STATUS FILE: say in what; true if they do differ.
differ() {
	[ "$2" = "$5" ] || { echo "    status: $1 $2, $4 $5"; }
	cmp -s "$3" "$6" || { echo "    output ($1 <, $4 >):"; diff -a "$3" "$6" | head -n 10 | sed 's/^/    /'; }
	[ "$2" != "$5" ] || ! cmp -s "$3" "$6"
}

# The reasons why this program is not ok, or nothing.
judge() {
	expected=${1%.c}.out
	[ -f "$1" ] || { echo "    there is no such file"; return; }
	! grep -a -m 1 "^$1:[0-9]*:[0-9]*: error:" "$tmp/sim.err" | sed 's/^/    /' | grep . || return
	if [ $sides = both ]; then
		run_real "$1"
		differ real "$real_status" "$tmp/real" sim "$sim_status" "$tmp/sim" && tail -n 3 "$tmp/real.err" "$tmp/sim.err"
	fi
	[ -f "$expected" ] || return 0
	want=0
	[ ! -f "${1%.c}.status" ] || want=$(cat "${1%.c}.status")
	differ recorded "$want" "$expected" sim "$sim_status" "$tmp/sim"
}

keep() {
	run_real "$1"
	cp "$tmp/real" "${1%.c}.out"
	rm -f "${1%.c}.status"
	[ "$real_status" = 0 ] || echo "$real_status" >"${1%.c}.status"
}

for lab in "$@"; do
	case $lab in
	--record) record=yes; continue ;;
	--sim) sides=sim; continue ;;
	esac
	input=${lab%.c}.in
	[ -f "$input" ] || input=/dev/null
	[ -z "$record" ] || keep "$lab"
	count=$((count + 1))
	run_sim "$lab"
	why=$(judge "$lab")
	if [ -z "$why" ]; then
		echo "ok $lab"
	else
		failed=$((failed + 1))
		printf 'not ok %s\n%s\n' "$lab" "$why"
	fi
done
echo "both: $count programs, $failed differ"
[ $failed = 0 ] && [ $count -gt 0 ]
