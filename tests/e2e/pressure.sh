#!/bin/sh
# A program notices nothing of how little memory its machine has: what it prints, and how it
# ends, is the same, with every invariant kept after every step. Only the promise can fail,
# and then with Windows' error.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=build/sim
policies='ws fifo clock clock-ref nru aging lru mru lfu random'

# as_without_limits "OPTIONS" LAB [ARGUMENT...]: the same output and status as $tmp/free.*
as_without_limits() {
	options=$1 lab=$2
	shift 2
	# shellcheck disable=SC2086  # options are words
	run $sim run --check $options "$lab" -- "$@"
	[ "$status" = "$(cat "$tmp/free.status")" ] || wrong "$lab ends with $status under $options"
	out_like "$tmp/free.out"
}

without_limits() {
	lab=$1
	shift
	run $sim run "$lab" -- "$@"
	echo "$status" >"$tmp/free.status"
	cp "$out" "$tmp/free.out"
}

# A small machine refuses a VirtualLock that a large one grants, so these programs do without.
for kind in memory sections; do
	it "lets random programs of $kind alone under every policy"
	without_limits tests/fuzz-real/$kind.c 1 20 300 no-locks
	for policy in $policies; do
		for limits in '--frames 16' '--frames 20 --ws-max 1' '--frames 24 --ws-max 7'; do
			as_without_limits "--policy $policy --pagefile 4000 $limits" tests/fuzz-real/$kind.c 1 20 300 no-locks
		done
	done
done

it 'unwinds the same trees of __try from a stack that is paged'
without_limits tests/fuzz-real/seh.c 1 20 300
for policy in $policies; do
	as_without_limits "--policy $policy --frames 16 --pagefile 1000 --ws-max 3" tests/fuzz-real/seh.c 1 20 300
done

# Left out are those that say what is resident (by QueryWorkingSet) or locked, or that reserve as far apart that
# their tables alone fill such a machine.
says_more='counters|locks|working-set-limits|15-replacement|16-belady|18-sparse-giant'

it 'lets every lab alone'
n=0
for lab in $(printf '%s\n' docs/labs/*/*.c tests/labs/*.c tests/language/programs/*.c | grep -Ev "/($says_more)[./]"); do
	n=$((n + 1))
	! grep -q QueryWorkingSet "$lab" || continue
	# shellcheck disable=SC2086  # policies are words
	policy=$(printf '%s\n' $policies | sed -n "$((n % 10 + 1))p")
	without_limits "$lab"
	as_without_limits "--policy $policy --frames $((16 + n % 9)) --pagefile 4000 --ws-max $((1 + n * 7 % 20))" "$lab"
done

it 'runs where a grader limits its address space, and says so where that is too little'
lab=docs/labs/01-demand-commit/lab.c
without_limits $lab
run sh -c "ulimit -v 1500000; exec $sim run $lab"
status_is "$(cat "$tmp/free.status")"
out_like "$tmp/free.out"
run sh -c "ulimit -v 1500000; exec $sim replay --policy fifo,lru --frames 16 tests/data/replay/walk.lackey"
status_is 0
run sh -c "ulimit -v 200000; exec $sim run $lab"
status_is 71
err_has "$lab: the host has no memory for this machine; ask for fewer --frames"

it 'breaks nothing where the page file is too small as well'
for lab in docs/labs/*/*.c tests/labs/*.c; do
	run $sim run --check --frames 18 --pagefile 64 --max-steps 50000000 "$lab"
	case $status in 70|134|136|139) wrong "$lab ends with $status" ;; esac
	[ "$status" != 124 ] || err_has 'nothing changed in between'
done

it 'refuses what it cannot back, with the codes of Windows'
run $sim run --check --frames 18 --pagefile 64 docs/labs/03-commit-up-front/lab.c
out_has 'error 1455'
run $sim run --check --frames 18 --pagefile 64 docs/labs/01-demand-commit/lab.c
out_has 'no page left: error 1455'
run $sim run --check --frames 18 --pagefile 64 tests/labs/view-errors.c
out_has '^copy of rw: error 1455$'
it 'draws the frame lists and the page file where a step moves frames and has no walk'
run build/sim run --frames 30 --pagefile 100 --trace "$tmp/pressure.jsonl" docs/labs/14-thrashing/lab.c -- 30
status_is 0
run build/viz frames --svg --out "$tmp/pressure" "$tmp/pressure.jsonl"
status_is 0
err_empty
file_has "$tmp/pressure/step-0002-output.dot" 'FRAME LISTS AND PAGE FILE'
file_has "$tmp/pressure/step-0002-output.dot" 'repurpose A0+0x0, frame'
file_has "$tmp/pressure/step-0002-output.dot" '31 page faults (30 demand-zero, 1 hard). Trimmed: 15 pages'
file_has "$tmp/pressure/step-0001-reserve.dot" 'PAGE WALK'
run dot -Tsvg -o "$tmp/pressure.svg" "$tmp/pressure/step-0002-output.dot"
status_is 0
err_empty

it 'draws who shares a page, and who has a private copy, where one was copied on write'
cat >"$tmp/views.c" <<'LAB'
#include <windows.h>
#include <stdio.h>
#define OPEN(how, from) MapViewOfFile(section, how, 0, from, 0)
int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 0x20000, NULL);
	char *all = OPEN(FILE_MAP_WRITE, 0), *half = OPEN(FILE_MAP_COPY, 0x10000), *unread = OPEN(FILE_MAP_READ, 0);

	all[18 * 4096] = 1;
	half[2 * 4096]++;
	printf("%d %d\n", all[18 * 4096], half[2 * 4096]);
	UnmapViewOfFile(half);
	half = OPEN(FILE_MAP_COPY, 0x10000);
	half[3 * 4096] = 2;
	printf("%p\n", (void *)unread);
	return 0;
}
LAB
run $sim run --trace "$tmp/views.jsonl" "$tmp/views.c"
status_is 0
out_has '^1 2$'
run build/viz show --step 4 --width 120 "$tmp/views.jsonl"
status_is 0
out_has '^WHO SEES WHICH FRAME: PAGE 18 OF SECTION H0'
out_has '^  A0 page 18, RW → frame [0-9A-F]*, the section.s page$'
out_has '^  A1 page 2, RW → \[frame [0-9A-F]*\], a private copy$'
out_has '^  A2 page 18, RO → no frame in it yet$'
out_has '^  15 of the 16 pages of A1 are still the section.s\.$'
run build/viz show --step 7 --width 120 "$tmp/views.jsonl"
out_has '^WHO SEES WHICH FRAME: PAGE 19 OF SECTION H0'
out_has '^  A3 page 3, RW → \[frame'
! grep -q '^  A1 page' "$out" || wrong 'a view that is gone is shown'
run build/viz frames --svg --out "$tmp/views" "$tmp/views.jsonl"
status_is 0
err_empty
file_has "$tmp/views/step-0004-output.dot" 'id="sh_sees_1"'

finish
