#!/bin/sh
# bench.sh - how long the founding workload takes, side against side, in one run.
#
# Times of different days or machines say little, so all is measured here and now
# and told as ratios. The compiled program is timed as core/run starts it, but
# without core/run's own work: the command that starts Wine is replaced by one
# that starts it many times under build/measure. Nothing here passes or fails.
set -u
cd "$(dirname "$0")/../.." || exit 2
lab=${1:-docs/labs/01-demand-commit/lab.c}
runs=${RUNS:-15}
dir=$PWD/build/bench
mkdir -p "$dir" || exit 2

die() { echo "bench: $*" >&2; exit 1; }

# field NAME FILE: the number after NAME in a line of measure
field() { awk -v name="$1" '{ for (i = 1; i < NF; i++) if ($i == name) print $(i + 1) }' "$2"; }

# ratio A B: how often B goes into A
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", (b > 0 ? a / b : 0) }'; }

# under_wine NAME OPTION...: the compiled lab, $runs times under a warm Wine
under_wine() {
	name=$1
	shift
	core/run "$@" "$lab" >/dev/null || die "core/run failed"
	FAULTLAB_WINE=$dir/wine core/run "$@" "$lab" >"$dir/$name" || die "core/run failed"
}

real_wine=$(command -v /usr/lib/wine/wine64 || command -v wine64 || command -v wine) || die "Wine is missing"
printf '#!/bin/sh\nexec "%s" %d "%s" "$@"\n' "$PWD/build/measure" "$runs" "$real_wine" >"$dir/wine"
chmod +x "$dir/wine"

trap 'core/run --stop-server' EXIT
core/run --serve || die "no Wine server"
under_wine plain --no-trace
under_wine traced --trace "$dir/real.jsonl"
build/measure "$runs" build/sim run --trace "$dir/sim.jsonl" "$lab" >"$dir/sim" || die "the simulator failed"
build/measure "$runs" build/sim run "$lab" >"$dir/quiet" || die "the simulator failed"

sim=$(field median_ms "$dir/sim") plain=$(field median_ms "$dir/plain") traced=$(field median_ms "$dir/traced")
peak=$(field peak_kib "$dir/sim")
echo "$lab: $(grep -c '"type":"fault"' "$dir/sim.jsonl") faults; medians of $runs runs"
printf '  %-42s %8.1f ms   peak %.1f MiB (limit 64)\n' 'simulator, trace on' "$sim" "$(ratio "$peak" 1024)"
printf '  %-42s %8.1f ms\n' 'simulator, no trace' "$(field median_ms "$dir/quiet")"
printf '  %-42s %8.1f ms   %s times the simulator\n' 'compiled, Wine warm, no trace' "$plain" "$(ratio "$plain" "$sim")"
printf '  %-42s %8.1f ms   %s times the simulator\n' 'compiled, Wine warm, traced' "$traced" "$(ratio "$traced" "$sim")"

draws=$(((runs + 4) / 5))
build/measure $draws build/viz compare "$dir/real.jsonl" "$dir/sim.jsonl" >"$dir/compare" || die "the sides diverge"
# From nothing: frames that are there already and would be the same are not drawn again.
build/measure $draws sh -c "rm -rf '$dir/book' && exec build/viz book --out '$dir/book' '$dir/real.jsonl' '$dir/sim.jsonl'" \
	>"$dir/whole" || die "viz book failed"
build/measure $draws sh -c "cd '$dir/book/frames' && dot -Tsvg step-*.dot >/dev/null" >"$dir/dot" || die "dot failed"
build/measure $draws sh -c "cd '$dir/book/frames' && { dot -Tsvg step-*[02468]-*.dot >/dev/null & dot -Tsvg step-*[13579]-*.dot >/dev/null; wait; }" \
	>"$dir/dots" || die "dot failed"
build/measure $draws build/viz book --out "$dir/book" "$dir/real.jsonl" "$dir/sim.jsonl" >"$dir/again" || die "viz book failed"
sed 's/^#define PAGES .*/#define PAGES 1000/' docs/labs/01-demand-commit/lab.c >"$dir/many.c"
build/sim run --trace "$dir/many.jsonl" "$dir/many.c" >/dev/null || die "the simulator failed"
build/measure 1 sh -c "rm -rf '$dir/many' && exec build/viz book --out '$dir/many' '$dir/many.jsonl'" >"$dir/many.txt" || die "viz book failed"
first=$(find "$dir/book/frames" -name 'step-*.dot' | sort | head -n 1)
build/measure $draws dot -Tsvg "$first" >"$dir/one" || die "dot failed"
frames=$(find "$dir/book/frames" -name 'step-*.dot' | wc -l)

book=$(field median_ms "$dir/whole") dot=$(field median_ms "$dir/dot") one=$(field median_ms "$dir/one")
echo "its lab book: $frames frames; medians of $draws runs"
printf '  %-42s %8.1f ms\n' 'viz compare' "$(field median_ms "$dir/compare")"
printf '  %-42s %8.1f ms   %s a frame\n' 'viz book, all of it' "$book" "$(ratio "$book" "$frames")"
printf '  %-42s %8.1f ms   the book takes %s times this\n' 'dot alone, one process, all frames' "$dot" "$(ratio "$book" "$dot")"
printf '  %-42s %8.1f ms   the book takes %s times this (goal 1.2)\n' 'dot alone, two processes, all frames' \
	"$(field median_ms "$dir/dots")" "$(ratio "$book" "$(field median_ms "$dir/dots")")"
printf '  %-42s %8.1f ms   (goal 300)\n' 'viz book again, nothing changed' "$(field median_ms "$dir/again")"
printf '  %-42s %8.1f ms   (goal 25000)\n' "viz book of $(find "$dir/many/frames" -name 'step-*.dot' | wc -l) frames" \
	"$(field median_ms "$dir/many.txt")"
printf '  %-42s %8.1f KiB  (goal 1536)\n' 'its index.html' "$(wc -c <"$dir/book/index.html" | awk '{ print $1 / 1024 }')"
printf '  %-42s %8.1f ms   %s times the book, if done for each\n' 'dot, one process a frame (one frame)' "$one" \
	"$(awk -v a="$one" -v n="$frames" -v b="$book" 'BEGIN { printf "%.1f", a * n / b }')"

# The interpreter alone: a loop whose every access hits the TLB. rounds and operations as hits.c says.
hits=tests/bench/hits.c million=550
${CC:-gcc} -O0 -o "$dir/hits" $hits || die "gcc failed"
build/measure $draws build/sim run $hits >"$dir/hits-sim" || die "the simulator failed"
build/measure $draws "$dir/hits" >"$dir/hits-gcc" || die "the compiled loop failed"
sim=$(field median_ms "$dir/hits-sim") gcc=$(field median_ms "$dir/hits-gcc")
echo "$hits: $million million lab operations that all hit; medians of $draws runs"
printf '  %-42s %8.1f ms   %s million operations a second (goal 100)\n' 'simulator' "$sim" "$(ratio "${million}000" "$sim")"
printf '  %-42s %8.1f ms   the simulator takes %s times this\n' 'compiled by gcc -O0, native' "$gcc" "$(ratio "$sim" "$gcc")"
