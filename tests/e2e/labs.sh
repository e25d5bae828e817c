#!/bin/sh
# Every lab on both sides: the same output, the same status, traces that agree.
#
# tests/labs/NAME.c     a lab; NAME.out is what it prints (absent: not looked at),
#      NAME.status      its exit status (absent: 0),
#      NAME.differs     why it does not print the same on both sides; their traces agree all the same
#      NAME.real        why the real side is not asked, for labs that no Wine runs right
# docs/labs/*/*.c       the labs that are handed out; their two sides are held against each other
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine

# both NAME LAB: run it on both sides; $tmp/NAME.{sim,real}.{out,jsonl}
both() {
	rm -f "$tmp"/one.*
	run build/sim run --check --trace "$tmp/one.sim.jsonl" "$1"
	sim_status=$status
	cp "$out" "$tmp/one.sim.out"
	run core/run --trace "$tmp/one.real.jsonl" "$1"
	cp "$out" "$tmp/one.real.out"
	status_is "$sim_status"
	if [ -e "${1%.c}.differs" ]; then
		! cmp -s "$tmp/one.real.out" "$tmp/one.sim.out" || wrong 'the sides print the same'
	else
		same "$tmp/one.real.out" "$tmp/one.sim.out"
	fi
	run build/viz compare "$tmp/one.real.jsonl" "$tmp/one.sim.jsonl"
	status_is 0
}

# expected LAB: what its files say of the simulator's run
expected() {
	want=0
	[ ! -f "${1%.c}.status" ] || want=$(cat "${1%.c}.status")
	run build/sim run --check "$1"
	status_is "$want"
	[ ! -f "${1%.c}.out" ] || out_like "${1%.c}.out"
}

for lab in tests/labs/*.c; do
	[ -e "$lab" ] || continue
	it "$lab prints and returns what it should"
	expected "$lab"
	[ ! -e "${lab%.c}.real" ] || continue
	it "$lab runs alike on both sides"
	both "$lab"
done
for lab in docs/labs/*/*.c; do
	it "$lab runs alike on both sides"
	both "$lab"
done
finish
