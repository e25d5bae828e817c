#!/bin/sh
# The tracer changes nothing: a program ends, prints and returns the same with it and without, and its trace is whole.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine

# alike LAB [ARGUMENT...]: with the tracer ($tmp/real.jsonl) and without, to the byte
alike() {
	lab=$1
	shift
	run core/run --no-trace "$lab" -- "$@"
	plain=$status
	cp "$out" "$tmp/plain.out"
	rm -f "$tmp/real.jsonl"
	run core/run --timeout 20 --trace "$tmp/real.jsonl" "$lab" -- "$@"
	status_is "$plain"
	out_like "$tmp/plain.out"
}

# whole: the trace ends as one should, which viz is content with
whole() {
	tail -n 1 "$tmp/real.jsonl" | grep -q '^{"type":"\(exit\|unhandled\)"' || wrong 'the trace has no end'
}

ends=tests/traced/ends.c
all=$(sed -n 's/.*strcmp(way, "\([^"]*\)").*/\1/p' $ends)
for way in $(size 'assert abort-handled ExitThread violation-signal smash overflow-guarded asks-last own-pages walk-stack below-the-stack addresses streams threads' "$all"); do
	it "$way: the same with the tracer"
	alike $ends "$way"
	[ "$way" = pointer ] || whole           # of a TerminateProcess by its address nobody hears
done

it 'random programs of memory and exceptions do the same with the tracer'
run tests/traced/run.sh "$(size 8 500)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

finish
