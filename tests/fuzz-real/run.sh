#!/bin/sh
# run.sh [memory|sections|seh [SEEDS [FIRST [OPERATIONS]]]] - random programs, the same on both sides.
#
# memory.c plays calls and touches, sections.c views of sections: outputs and traces are compared. seh.c plays trees
# of __try blocks: its outputs are compared, of programs that nobody traces, for they
# say all that there is to say.
#
# Seeds are played in batches, one process each; then the outputs and the traces
# are compared. A batch that differs is taken apart: which seed, and after how many
# operations the difference first shows. Its last lines say what was asked.
#
# A step that the table of known Wine differences names is none. Not compared is residency:
# a VirtualLock that the host refuses half-way leaves it pages that are filled on commit,
# so what is resident depends on the whole history.
cd "$(dirname "$0")/../.." || exit 2
kind=${1:-memory} seeds=${2:-100} first=${3:-1} operations=${4:-300} batch=25
lab=tests/fuzz-real/$kind.c
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# play FIRST LAST OPERATIONS: both sides, into $tmp/{real,sim}.{out,jsonl}; false: they differ
play() {
	: >"$tmp/table"
	: >"$tmp/differs"
	"play_$kind" "$@"
}

play_seh() {
	build/sim run --check "$lab" -- "$@" >"$tmp/sim.out" 2>"$tmp/sim.err" || { echo "sim: status $?"; cat "$tmp/sim.err"; return 1; }
	core/run --no-trace --timeout 300 "$lab" -- "$@" >"$tmp/real.out" 2>"$tmp/real.err" ||
		{ echo "real: status $?"; cat "$tmp/real.err"; return 1; }
	cmp -s "$tmp/real.out" "$tmp/sim.out"
}

play_sections() { play_memory "$@"; }

play_memory() {
	build/sim run --check --trace "$tmp/sim.jsonl" "$lab" -- "$@" >"$tmp/sim.out" 2>"$tmp/sim.err" ||
		{ echo "sim: status $?"; cat "$tmp/sim.err"; return 1; }
	core/run --timeout 300 --trace "$tmp/real.jsonl" "$lab" -- "$@" >"$tmp/real.out" 2>"$tmp/real.err" ||
		{ echo "real: status $?"; cat "$tmp/real.err"; return 1; }
	sed -i -E 's/,"resident":[0-9]+//g; s/,"resident_runs":\[(\[[0-9]+,[0-9]+\],?)*\]//g; s/,"working_set_pages":[0-9]+//g' \
		"$tmp/real.jsonl" "$tmp/sim.jsonl"
	build/viz compare "$tmp/real.jsonl" "$tmp/sim.jsonl" >"$tmp/table"
	[ $? -le 1 ] || { cat "$tmp/table"; return 1; }
	grep '≠' "$tmp/table" >"$tmp/differs"
	[ ! -s "$tmp/differs" ] && cmp -s "$tmp/real.out" "$tmp/sim.out"
}

# shrink SEED: the fewest operations that show it
shrink() {
	low=0 high=$operations
	while [ $((high - low)) -gt 1 ]; do
		middle=$(((low + high) / 2))
		if play "$1" "$1" "$middle" >/dev/null; then low=$middle; else high=$middle; fi
	done
	play "$1" "$1" "$high"
	echo "DIVERGENCE: seed $1, after $high operations ($lab -- $1 $1 $high)"
	diff "$tmp/real.out" "$tmp/sim.out" | head -n 6
	head -n 3 "$tmp/differs"
	echo "the last that both sides printed:"
	tail -n 12 "$tmp/sim.out"
}

: >"$tmp/met"
played=0 bad=0 known=0 from=$first last=$((first + seeds - 1))
while [ "$from" -le "$last" ]; do
	to=$((from + batch - 1))
	[ "$to" -le "$last" ] || to=$last
	if ! play "$from" "$to" "$operations"; then
		seed=$from
		while [ "$seed" -le "$to" ] && play "$seed" "$seed" "$operations"; do seed=$((seed + 1)); done
		shrink "$seed"
		bad=$((bad + 1))
	fi
	known=$((known + $(grep -c 'known Wine difference [a-z0-9-]*:' "$tmp/table")))
	sed -n 's/^known Wine difference \([a-z0-9-]*\), .*/\1/p' "$tmp/table" >>"$tmp/met"
	played=$((to - first + 1))
	from=$((to + 1))
done
# An entry of the table that no longer occurs should go; these are the ones to ask about.
if [ "$kind" = memory ]; then
	sed -n 's/^\t{ "\([a-z0-9-]*\)", .*/\1/p' viz/compare/wine.c | sort >"$tmp/entries"
	# shellcheck disable=SC2046  # on one line
	echo "known Wine differences that these programs did not meet:" $(sort -u "$tmp/met" | comm -23 "$tmp/entries" -)
fi
echo "fuzz-real $kind: $played seeds of $operations operations, $bad batches diverge," \
	"$known steps are known Wine differences"
[ $bad = 0 ]
