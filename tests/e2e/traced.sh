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

threads=tests/traced/threads.c
for way in $(size 'turns:8 suspended:2 unhandled:2' 'turns:2 turns:5 turns:8 suspended:1 suspended:2 suspended:8 exit:2 unhandled:2 overflow:2'); do
	it "threads, $way: the same with the tracer"
	alike $threads "${way%:*}" "${way#*:}"
	whole
	run build/viz compare "$tmp/real.jsonl" "$tmp/real.jsonl"       # which reads it
	status_is 0
	[ "$way" != turns:8 ] || cp "$tmp/real.jsonl" "$tmp/turns.jsonl"
done

it 'a thread has the number of its creation, and its exceptions are told as its own'
for thread in 1 2 9; do
	for wanted in 'fault:2' 'filter:2' 'finally:1' 'handler:1' 'output:3'; do
		grep "\"type\":\"${wanted%:*}\"" "$tmp/turns.jsonl" >"$tmp/of-type"
		found=$(grep -c "\"thread\":$thread," "$tmp/of-type")
		[ $thread != 1 ] || found=$(grep -vc '"thread":' "$tmp/of-type")
		[ "$thread $wanted" != '1 output:3' ] || wanted=output:4        # it prints of ResumeThread as well
		[ "$found" = "${wanted#*:}" ] || wrong "thread $thread has $found events ${wanted%:*}, not ${wanted#*:}"
	done
done
first=$(sed -n 's/.*"thread":\([0-9]*\).*/\1/p' "$tmp/turns.jsonl" | head -n 1)
[ "$first" = 9 ] || wrong "the thread that was created last works first, and is $first"

it 'of threads that all call at once every trace is whole'
for _ in $(seq "$(size 1 50)"); do
	run core/run --timeout 60 --trace "$tmp/real.jsonl" $threads -- race "$(size 3 8)"
	status_is 0
	whole
	run build/viz compare "$tmp/real.jsonl" "$tmp/real.jsonl"
	status_is 0
done

it 'random programs of memory and exceptions do the same with the tracer'
run tests/traced/run.sh "$(size 8 500)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

finish
