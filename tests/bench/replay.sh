#!/bin/sh
# replay.sh - how fast sim replay is, in accesses a second and beside what memory gives.
#
# The reference of every row is the streaming limit, measured here and now: the same
# trace mapped and added up. Ten times the fastest public simulator that we know
# (libCacheSim; 47, 35, 36 and 20 million accesses a second for FIFO, LRU, Clock and OPT
# where streaming gives 1,000) is where the goals come from. Nothing passes or fails.
#
# Traces are made when they are missing from build/bench: sort under valgrind takes a
# minute. With PEER=/path/to/cachesim that program runs the same trace, as
#
#	PEER TRACE oracleGeneral fifo|lru|clock|belady FRAMES --ignore-obj-size 1
#
# which is libCacheSim's command line; any program that takes it will do. Its wall time
# counts, its output does not.
set -u
cd "$(dirname "$0")/../.." || exit 2
runs=${RUNS:-5}
dir=build/bench traces=build/traces sim=build/sim
words=24000             # lines to sort: some 44 million accesses
mkdir -p $dir || exit 2

die() { echo "bench: $*" >&2; exit 1; }

# made FILE COMMAND...: the command's output as that file, whole or not at all
made() {
	file=$dir/$1
	shift
	[ -s "$file" ] || { "$@" >"$file.new" && mv "$file.new" "$file"; } || die "$file could not be made"
}

record() {
	echo "recording sort under valgrind, once" >&2
	LC_ALL=C valgrind --tool=lackey --trace-mem=yes --log-file="$dir/lackey.new" sort "$dir/words.txt" >/dev/null || return 1
	cat "$dir/lackey.new" && rm "$dir/lackey.new"
}

made words.txt $traces words $words
made sort.lackey record
made sort.u64 $traces u64 $dir/sort.lackey
made zipf.page64 $traces zipf 20000000 1048576
made scan.page64 $traces scan 20000000 1048576
made hits.page64 $traces loop 40000000 16
made misses.page64 $traces loop 10000000 4096

# ---- measuring ----

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR ? v[int((NR + 1) / 2)] : 0) }'; }

# timed COMMAND...: the median of what it prints, runs times
timed() {
	i=0
	while [ $i -lt "$runs" ]; do
		"$@" || return 1
		i=$((i + 1))
	done | median
}

replay_once() { $sim replay --json "$@" 2>/dev/null | sed -n 's/.*"seconds":\([0-9.]*\).*/\1/p'; }

# The curve's own time is not in the result: it is that of the command.
curve_once() { build/measure 1 $sim replay --curve --json "$1" | awk '{ printf "%.6f\n", $2 / 1000 }'; }

peer_once() {
	build/measure 1 "$PEER" $dir/sort.oracleGeneral oracleGeneral "$1" 64 --ignore-obj-size 1 | awk '{ printf "%.6f\n", $2 / 1000 }'
}

size() { wc -c <"$1"; }
accesses() { echo $(($(size "$1") / 8)); }

# calc EXPRESSION: a number with two decimals, or - if it cannot be had
calc() { awk "BEGIN { x = 0; if ($2 > 0) x = $1; if (x > 0) printf \"%.2f\", x; else printf \"-\" }"; }

# share RATE: of the streaming limit
share() { [ "$1" = - ] && echo - || calc "$1 / $limit" "$1"; }

row() { printf '  %-40s %10s  %-12s %8s  %s\n' "$@"; }

# rate NAME TRACE GOAL OPTION...: a row of one run
rate() {
	name=$1 trace=$dir/$2 goal=$3
	shift 3
	s=$(timed replay_once "$@" "$trace")
	m=$(calc "$(accesses "$trace") / ${s:-0} / 1e6" "${s:-0}")
	row "$name" "$m" 'M/s' "$(share "$m")" "$goal"
}

# ---- the table ----

limit_s=$(timed $traces sum $dir/sort.u64)
limit=$(calc "$(accesses $dir/sort.u64) / $limit_s / 1e6" "$limit_s")
echo "sort: $(accesses $dir/sort.u64) accesses; medians of $runs runs; the share is of the streaming limit"
row '' '' '' share goal
row 'streaming limit: a mapped file added up' "$limit" 'M/s' 1.00 ''
rate 'fifo, 64 frames, sort' sort.u64 'at least 0.47' --policy fifo --frames 64
rate 'clock, 64 frames, sort' sort.u64 'at least 0.36' --policy clock --frames 64
rate 'lru, 64 frames, sort' sort.u64 'at least 0.28' --policy lru --frames 64
rate 'opt, 64 frames, sort, end to end' sort.u64 'at least 0.10' --policy opt --frames 64
rate 'lru, 4096 frames, Zipf over 1 Mi pages' zipf.page64 '' --policy lru --frames 4096
rate 'fifo, 4096 frames, scan of 1 Mi pages' scan.page64 '' --policy fifo --frames 4096
rate 'lru, hits alone' hits.page64 'at least 0.33' --policy lru --frames 64

for policy in fifo lru; do
	s=$(timed replay_once --policy $policy --frames 64 $dir/misses.page64)
	row "$policy, every access misses" "$(calc "${s:-0} / $(accesses $dir/misses.page64) * 1e9" "${s:-0}")" 'ns a fault' '' 'at most 60'
done

lru=$(timed replay_once --policy lru --frames 64 $dir/sort.u64)
curve=$(timed curve_once $dir/sort.u64)
row 'LRU curve, every size, sort' "$(calc "$curve / $(accesses $dir/sort.u64) * 1e9" "$curve")" 'ns an access' \
	"$(calc "$curve / ${lru:-0}" "${lru:-0}")" 'less than 5 LRU runs (share: of one)'
s=$(timed replay_once --policy fifo --frames 64 $dir/sort.lackey)
row 'text of lackey, parsed and replayed' "$(calc "$(size $dir/sort.lackey) / ${s:-0} / 1e6" "${s:-0}")" 'MB/s' '' 'at least 150'
peak=$(build/measure 1 $sim replay --policy lru --curve $dir/sort.u64 | awk '{ print $6 }')
row 'peak memory, lru and curve, sort' "$(calc "$peak / 1024" "$peak")" 'MiB' '' "the trace has $(($(size $dir/sort.u64) >> 20))"

# ---- recording: processor time of everything that takes part ----

# cpu COMMAND...: seconds of it and of all its children, the median
cpu() {
	for _ in $(seq "$runs"); do
		( LC_ALL=C "$@" >/dev/null 2>&1 </dev/null; times >"$dir/times" )
		tail -n 1 "$dir/times" | tr 'ms' '  ' | awk '{ print $1 * 60 + $2 + $3 * 60 + $4 }'
	done | median
}
by_lackey() { valgrind --tool=lackey --trace-mem=yes --log-fd=9 sort "$dir/words.txt" 9>&1 >/dev/null | $sim replay --frames 64 -; }

if [ -x build/recorder/faultlab-amd64-linux ]; then
	alone=$(cpu valgrind -q --tool=none sort "$dir/words.txt")
	ours=$(cpu $sim record --frames 64 -- sort "$dir/words.txt")
	LC_ALL=C $sim record --out $dir/sort.runs -- sort "$dir/words.txt" >/dev/null 2>&1
	theirs=$(runs=1 cpu by_lackey)
	row 'sort under valgrind, nothing recorded' "$alone" 's' '' ''
	row 'recorded and replayed, lru, 64 frames' "$ours" 's' "$(calc "$ours / $alone" "$alone")" 'at most 2.5 (share: of the row above)'
	row 'lackey, piped into replay' "$theirs" 's' "$(calc "$theirs / $ours" "$ours")" 'at least 100 (share: of the row above)'
	for policy in fifo clock lru; do
		s=$(timed replay_once --policy $policy --frames 64 $dir/sort.runs)
		m=$(calc "$(accesses $dir/sort.u64) / ${s:-0} / 1e6" "${s:-0}")
		row "$policy, 64 frames, sort, from runs" "$m" 'M/s' "$(share "$m")" ''
	done
else
	echo '  (no recorder here: it is built where the headers of valgrind are)'
fi

# ---- peers ----

part=1000000
for policy in fifo lru clock; do
	s=$(timed $traces peer $policy 64 $dir/sort.u64 $part)
	m=$(calc "$part / ${s:-0} / 1e6" "${s:-0}")
	row "peer: the oracle of the tests, $policy" "$m" 'M/s' "$(share "$m")" ''
done
if [ -n "${PEER:-}" ]; then
	made sort.oracleGeneral $traces oracle-general $dir/sort.u64
	for policy in fifo clock lru belady; do
		s=$(timed peer_once $policy)
		m=$(calc "$(accesses $dir/sort.u64) / ${s:-0} / 1e6" "${s:-0}")
		row "peer: $(basename "$PEER"), $policy" "$m" 'M/s' "$(share "$m")" ''
	done
fi

# ---- the picture ----

if $sim replay --policy fifo,clock,lru,opt --frames 8,12,16,20,24,28,32,48,64,96,128,192,256,384 \
	--curve --json $dir/sort.u64 >$dir/sort.json &&
	build/viz plot --out $dir/sort.svg $dir/sort.json; then
	echo "  faults over memory size: $dir/sort.svg"
fi
