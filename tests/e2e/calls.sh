#!/bin/bash
# Each command with its n-th call of the system failing (strace --inject): it does what it does on a sound machine, or it says what
# failed and ends with a status of failure, and leaves what is whole, and nothing else. In `make test`
# the calls that matter most, in the long run more.
# shellcheck disable=SC2154  # tmp, out, err and status are of check.sh
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
command -v strace >/dev/null || { echo 'e2e_calls: strace is missing (install it: .ci/setup test)'; exit 1; }

cp tests/memory/lab.c "$tmp/lab.c"
trace=$tmp/trace.jsonl
build/sim run --trace "$trace" "$tmp/lab.c" >/dev/null || exit 1
printf '0x1000\n0x2000\n0x3000\n0x1000\n' >"$tmp/refs"

# with CALL ERROR N COMMAND...: in $tmp/made is what the command leaves
with() {
	rm -rf "$tmp/made"
	mkdir "$tmp/made"
	threads=''
	[ "$4" != build/sim ] || threads=-f             # of viz's, what it starts would be meant
	ran="strace $threads -e inject=$1:error=$2:when=$3 ${*:4}"
	# shellcheck disable=SC2086  # nothing, or an option
	strace $threads -qq -o "$tmp/calls" -e trace="$1" -e inject="$1:error=$2:when=$3" "${@:4}" >"$out" 2>"$err" </dev/null
	status=$?
	sed -i 's/"seconds":[0-9.e+-]*//g' "$out"       # what no two runs of replay share
}

judge() {
	if [ $status = "$good" ] && cmp -s "$out" "$tmp/good.out" && diff -r "$tmp/made" "$tmp/good.made" >/dev/null; then
		return
	fi
	[ $status != 0 ] || wrong "$1 $3 ($2): status 0, and what it leaves is another thing"
	[ $status -lt 128 ] || wrong "$1 $3 ($2): status $status"
	[ -s "$err" ] || wrong "$1 $3 ($2): status $status without a word"
	find "$tmp/made" -mindepth 1 ! -type d -printf '%P\n' >"$tmp/left"
	while IFS= read -r left; do
		cmp -s "$tmp/made/$left" "$tmp/good.made/$left" || wrong "$1 $3 ($2): it leaves $left"
	done <"$tmp/left"
}

# A close that fails is not played, nor a brk: strace would leave the file open, or the break where nobody looks for it.
refused() {
	it "does or says what the system does not let it do: $(printf '%s ' "$@" | sed "s|$tmp/||g; s| \$||")"
	with rename EIO 9999 "$@"
	good=$status
	cp "$out" "$tmp/good.out"
	rm -rf "$tmp/good.made"
	mv "$tmp/made" "$tmp/good.made"
	for what in openat:EMFILE read:EIO write:ENOSPC rename:EIO $(size '' 'openat:EIO openat:ENOSPC read:EINTR write:EINTR write:EIO
		mmap:ENOMEM mkdir:ENOSPC newfstatat:EIO clone3:EAGAIN flock:ENOLCK getdents64:EIO'); do
		call=${what%:*} error=${what#*:}
		strace -qq -o "$tmp/calls" -e trace="$call" "$1" --version >/dev/null
		n=$(grep -c "^$call" "$tmp/calls")      # the loader's, before main; with one of write's
		[ "$call" != write ] || n=0
		n=$((n + 1))
		while [ -z "$check_why" ]; do
			with "$call" "$error" $n "$@"
			grep -q INJECTED "$tmp/calls" || break          # it makes no so many calls
			judge "$call" "$error" $n
			runs=$((${runs:-0} + 1)) n=$((n + 1))
		done
	done
}

refused build/sim run --trace "$tmp/made/trace.jsonl" "$tmp/lab.c"
refused build/sim replay --policy fifo,lru,opt --frames 2 --json "$tmp/refs"
refused build/sim replay --policy opt --frames 2 --json --events "$tmp/made/events" "$tmp/refs"
refused build/viz compare "$trace" "$trace"
refused build/viz frames --out "$tmp/made" "$trace"
refused build/viz book --out "$tmp/made" "$trace"
refused build/viz structure --step 2 --out "$tmp/made/step.dot" "$trace"
echo "calls: $runs runs with a call that failed"

finish
