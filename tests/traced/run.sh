#!/bin/sh
# run.sh PROGRAMS [SEED] - random programs of memory and exceptions, with the tracer and without.
#
# Each prints the same, to the byte, and ends with the same status, and its trace ends as a trace does. Those that do not are
# told by seed and number, and kept in build/traced/. Status 1 if there are any. A program that dies because its stack is
# used up may print less with the tracer, which needs a little of it: then one text is the beginning of the other.
cd "$(dirname "$0")/../.." || exit 2
programs=${1:?usage: run.sh PROGRAMS [SEED]} seed=${2:-1} batch=25
kept=build/traced
mkdir -p $kept || exit 2
tmp=$(mktemp -d $kept/work.XXXXXX) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

is_beginning() {
	tail -n 1 "$tmp/trace.jsonl" | grep -q '"code":"EXCEPTION_STACK_OVERFLOW"' &&
		head -c "$(wc -c <"$tmp/traced")" "$tmp/plain" | cmp -s - "$tmp/traced"
}

because() { why="$why${why:+; }$*"; }

# play N: program N of $tmp/lab.c, with the tracer and without; false with the reason in $why
play() {
	core/run --no-trace "$tmp/lab.c" -- "$1" >"$tmp/plain" 2>"$tmp/plain.err" </dev/null
	plain=$? why=
	core/run --timeout 60 --trace "$tmp/trace.jsonl" "$tmp/lab.c" -- "$1" >"$tmp/traced" 2>"$tmp/traced.err" </dev/null
	traced=$?
	[ $plain = $traced ] || because "status $plain without the tracer, $traced with it"
	cmp -s "$tmp/plain" "$tmp/traced" || is_beginning || because "what is printed: $(cmp "$tmp/plain" "$tmp/traced" 2>&1)"
	tail -n 1 "$tmp/trace.jsonl" | grep -q '^{"type":"\(exit\|unhandled\)"' || because 'the trace has no end'
	build/viz compare "$tmp/trace.jsonl" "$tmp/trace.jsonl" >/dev/null 2>&1 || because 'viz does not read the trace'
	[ -z "$why" ] || because "without the tracer: $(tail -n 2 "$tmp/plain.err")" "with it: $(tail -n 2 "$tmp/traced.err")"
	[ -z "$why" ]
}

done=0 bad=0
: >"$tmp/ends"
while [ "$done" -lt "$programs" ]; do
	count=$((programs - done))
	[ $count -le $batch ] || count=$batch
	node tests/traced/generate.mjs "$seed" "$count" >"$tmp/lab.c" || exit 2
	core/run --no-trace --compile "$tmp/lab.exe" "$tmp/lab.c" || exit 2
	n=0
	while [ $n -lt $count ]; do
		if ! play $n; then
			bad=$((bad + 1))
			cp "$tmp/lab.c" "$kept/seed-$seed.c"
			echo "seed $seed, program $n: $why ($kept/seed-$seed.c -- $n)"
		fi
		tail -n 1 "$tmp/trace.jsonl" | cut -c1-20 >>"$tmp/ends"
		n=$((n + 1))
	done
	done=$((done + count)) seed=$((seed + 1))
done
echo "traced: $done programs, $bad differ; $(grep -c unhandled "$tmp/ends") of them die of an exception"
[ $bad = 0 ]
