#!/bin/bash
# Each command with its n-th allocation failing (tests/memory/fail.c): it does what it does with all of its memory, or it says
# that it had none, by a sentence and a status, and leaves what is whole, and nothing else. In `make test` for some n,
# in the long run for all.
# shellcheck disable=SC2154  # tmp, out, err and status are of check.sh
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

gcc -std=gnu11 -O1 -shared -fPIC -Wall -Wextra -Werror -o "$tmp/fail.so" tests/memory/fail.c || exit 1
cp tests/memory/lab.c "$tmp/lab.c"
trace=$tmp/trace.jsonl
build/sim run --trace "$trace" "$tmp/lab.c" >/dev/null || exit 1
cat >"$tmp/spec" <<'END'
title Two allocations
need 1 both are there
check count call api=VirtualAlloc error=0 == 2
hint Reserve, then commit.
END
printf '0x1000\n0x2000\n0x3000\n0x1000\n' >"$tmp/refs"

# with N COMMAND...: the N-th allocation fails; in $made is what the command leaves
with() {
	rm -rf "$tmp/made"
	mkdir "$tmp/made"
	n=$1
	shift
	FAULTLAB_FAIL=$n LD_PRELOAD=$tmp/fail.so "$@" >"$out" 2>"$err" </dev/null 9>"$tmp/count"
	status=$?
	ran="FAULTLAB_FAIL=$n $*"
	sed -i 's/"seconds":[0-9.e+-]*//g' "$out"     # what no two runs of replay share
}

# What the C library or the system could not do is told in its words.
library='Cannot allocate memory|gives no thread'
said() { grep -qE "no memory left|no memory for this machine|$library" "$err"; }

# As it is with all of its memory; or a sentence, a status that no result has, and only files that are whole.
judge() {
	if [ $status = "$good" ] && cmp -s "$out" "$tmp/good.out" && diff -r "$tmp/made" "$tmp/good.made" >/dev/null; then
		return
	fi
	said || wrong "allocation $n: status $status, and it does not say that memory was missing"
	[ $status = 71 ] || { [ $status != 0 ] && [ $status -lt 4 ] && grep -qE "$library" "$err"; } ||
		wrong "allocation $n: status $status without memory"
	find "$tmp/made" -mindepth 1 ! -type d -printf '%P\n' >"$tmp/left"
	while IFS= read -r left; do
		cmp -s "$tmp/made/$left" "$tmp/good.made/$left" || wrong "allocation $n: it leaves $left"
	done <"$tmp/left"
}

# starved COMMAND...: for the chosen n
starved() {
	it "does or says what it cannot do without memory: $(printf '%s ' "$@" | sed "s|$tmp/||g; s| \$||")"
	with 0 "$@"
	good=$status
	all=$(cat "$tmp/count")
	cp "$out" "$tmp/good.out"
	rm -rf "$tmp/good.made"
	mv "$tmp/made" "$tmp/good.made"
	[ "${all:-0}" -gt 0 ] || wrong "only ${all:-no} allocations were counted"
	next=1 tried=0
	while [ $next -le "${all:-0}" ] && [ -z "$check_why" ]; do
		with $next "$@"
		judge
		tried=$((tried + 1))
		next=$((next + $(size $((1 + next / 8)) 1)))
	done
	runs=$((${runs:-0} + tried))
}

starved build/sim run --trace "$tmp/made/trace.jsonl" "$tmp/lab.c"
starved build/sim run --check --frames 16 --policy lru "$tmp/lab.c"
starved build/sim replay --policy fifo,lru,opt --frames 2 --json "$tmp/refs"
starved build/sim exercise --seed 3 --out "$tmp/made/lab.c"
starved build/viz compare "$trace" "$trace"
starved build/viz compare --json "$trace" "$trace"
starved build/viz frames --out "$tmp/made" "$trace"
starved build/viz book --out "$tmp/made" "$trace"
starved build/viz show --all "$trace"
starved build/viz structure --step 2 --out "$tmp/made/step.dot" "$trace"
starved build/viz quiz --seed 1 "$trace"
starved build/viz check "$tmp/spec" "$trace"
starved build/viz ask 'count event' "$trace"
starved build/viz export --out "$tmp/made/step.png" --steps 2 "$trace"
echo "memory: $runs runs with an allocation that failed"

finish
