#!/bin/sh
# run.sh FROM TO - labs, traces and results that are damaged, given to sim and viz built with sanitizers.
#
# Whatever a student types and whatever a trace holds, the programs end with a
# status of their own: no crash, no sanitizer report, no invariant broken, no hang.
# Prints a line for each seed that is not ok and the counts; status 1 if any.
# What was not ok stays in build/fuzz/.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# = 2 ] || { echo "usage: run.sh FROM TO (seeds)" >&2; exit 2; }
bin=$top/build/asan kept=$top/build/fuzz
mkdir -p "$kept" || exit 2
tmp=$(mktemp -d "$kept/work.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
export ASAN_OPTIONS=detect_leaks=0
${CC:-gcc} -std=gnu11 -O1 -w -o "$tmp/mutate" "$top/tests/fuzz/mutate.c" || exit 2

set --  "$1" "$2" "$top"/docs/labs/*/*.c "$top"/tests/labs/*.c
from=$1 to=$2
shift 2
good=0 bad=0

# pick N FILE...: the N-th of the files, round and round
pick() { n=$1; shift; shift $((n % $#)); echo "$1"; }

# sound WHAT SEED FILE STATUS: nothing but a status of the program's own, and a clean standard error
sound() {
	if [ "$4" -ge 128 ] || [ "$4" = 70 ] || grep -q -e Sanitizer -e 'runtime error' "$tmp/err"; then
		bad=$((bad + 1))
		cp "$3" "$kept/$1-$2"
		echo "not ok $1 seed $2: status $4, $(grep -m 1 -e Sanitizer -e 'runtime error' "$tmp/err")"
	else
		good=$((good + 1))
	fi
}

# A short recorded trace in each format, and results of replays.
"$bin/sim" replay --policy fifo,lru --frames 3,4 --curve --json "$top/tests/data/replay/walk.lackey" >"$tmp/result.json" || exit 2
"$bin/sim" replay --frames 3 --events "$tmp/events.jsonl" "$top/tests/data/replay/walk.lackey" >/dev/null || exit 2
head -n 400 "$top/tests/data/replay/walk.lackey" >"$tmp/short.lackey"
sed -n 's/^[I ][ LSM] \([0-9a-f]*\),.*/\1/p' "$tmp/short.lackey" >"$tmp/short.text"
head -c 4000 "$tmp/short.lackey" >"$tmp/short.u64"

# replayed SEED: a damaged trace, and damaged results
replayed() {
	trace=$(pick "$1" "$tmp/short.lackey" "$tmp/short.text" "$tmp/short.u64")
	"$tmp/mutate" "$1" jsonl "$trace" >"$tmp/damaged"
	for format in guess "${trace##*.}" page64; do
		option="--format $format"
		[ "$format" != guess ] || option=
		# shellcheck disable=SC2086  # an option and its value
		timeout -s KILL 600 "$bin/sim" replay $option --policy fifo,lru --frames 2,9 --threads 3 --curve --json "$tmp/damaged" \
			>/dev/null 2>"$tmp/err"
		sound replay "$1-$format" "$tmp/damaged" $?
	done
	result=$(pick "$1" "$tmp/result.json" "$tmp/events.jsonl")
	"$tmp/mutate" "$1" jsonl "$result" >"$tmp/damaged"
	timeout -s KILL 600 "$bin/viz" plot --out "$tmp/plot.svg" "$tmp/damaged" >/dev/null 2>"$tmp/err"
	sound plot "$1" "$tmp/damaged" $?
}

seed=$from
while [ "$seed" -le "$to" ]; do
	lab=$(pick "$seed" "$@")
	"$tmp/mutate" "$seed" c "$lab" >"$tmp/lab.c"
	timeout -s KILL 600 "$bin/sim" run --check --max-steps 2000000 --trace "$tmp/sim.jsonl" "$tmp/lab.c" >/dev/null 2>"$tmp/err"
	sound lab "$seed" "$tmp/lab.c" $?
	real=$(dirname "$lab")/real.jsonl
	[ -f "$real" ] || real=$top/docs/labs/01-demand-commit/real.jsonl
	"$tmp/mutate" "$seed" jsonl "$real" >"$tmp/real.jsonl"
	[ -s "$tmp/sim.jsonl" ] || "$bin/sim" run --trace "$tmp/sim.jsonl" "$lab" >/dev/null 2>&1
	timeout -s KILL 600 "$bin/viz" compare "$tmp/real.jsonl" "$tmp/sim.jsonl" >/dev/null 2>"$tmp/err"
	sound trace "$seed" "$tmp/real.jsonl" $?
	"$tmp/mutate" "$seed" jsonl "$tmp/sim.jsonl" >"$tmp/damaged"
	timeout -s KILL 600 "$bin/viz" show --all --width 40 "$tmp/damaged" >/dev/null 2>"$tmp/err"
	sound show "$seed" "$tmp/damaged" $?
	timeout -s KILL 600 "$bin/viz" structure --step $((seed % 20 + 1)) --out "$tmp/structure.dot" "$tmp/damaged" >/dev/null 2>"$tmp/err"
	sound structure "$seed" "$tmp/damaged" $?
	timeout -s KILL 600 "$bin/viz" quiz --key --questions 99 --seed "$seed" "$tmp/damaged" >"$tmp/key.txt" 2>"$tmp/err"
	sound quiz "$seed" "$tmp/damaged" $?
	"$tmp/mutate" "$seed" jsonl "$tmp/key.txt" >"$tmp/answers.txt"
	timeout -s KILL 600 "$bin/viz" grade "$tmp/answers.txt" "$tmp/damaged" >/dev/null 2>"$tmp/err"
	sound grade "$seed" "$tmp/answers.txt" $?
	spec=$(pick "$seed" "$top"/docs/assignments/*/spec)
	timeout -s KILL 600 "$bin/viz" check "$spec" "$tmp/real.jsonl" "$tmp/damaged" >/dev/null 2>"$tmp/err"
	sound check "$seed" "$tmp/damaged" $?
	"$tmp/mutate" "$seed" c "$spec" >"$tmp/spec"
	timeout -s KILL 600 "$bin/viz" check "$tmp/spec" "$tmp/sim.jsonl" >/dev/null 2>"$tmp/err"
	sound spec "$seed" "$tmp/spec" $?
	replayed "$seed"
	rm -f "$tmp/sim.jsonl"
	seed=$((seed + 1))
done
echo "fuzz: seeds $from to $to: $good runs sound, $bad not"
[ "$bad" = 0 ]
