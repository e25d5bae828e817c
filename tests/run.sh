#!/bin/sh
# run.sh [--long] [PART...] - everything that `make test` runs, after the set-up; with names only those parts.
#
# Each part is a command with a status; a failing part does not stop the others, and the summary at the end names
# it. A part that a missing tool would prevent fails and says so: nothing is skipped. What would take long is a campaign:
# random programs, a class of 200. Here it is played small, and with --long (`make test-long`) at its full length.
#
# After the build twice as many parts run at a time as there are processors, for most of them mostly wait for Wine or a
# browser. So no part may count on having the machine to itself, or on being quick.
#
#	run.sh --part NAME       one part, alone: what the lanes call
set -u
cd "$(dirname "$0")/.." || exit 2
results=build/test
mkdir -p $results
make="make --no-print-directory"
jobs=$(nproc 2>/dev/null || echo 2)

small() { [ "${TEST_SIZE:-small}" = small ]; }

# All parts after the build, the longest first, so that none of them is left to the end alone.
parts() {
	small || echo asan
	echo 'e2e_windows e2e_make e2e_grade e2e_core e2e_secret e2e_language e2e_web e2e_book unit'
	for script in tests/e2e/*.sh; do
		name=e2e_$(basename "$script" .sh)
		case $name in e2e_windows|e2e_make|e2e_grade|e2e_core|e2e_secret|e2e_language|e2e_web|e2e_book) ;; *) echo "$name" ;; esac
	done
	small || printf 'planted\nportability\n'
}

# Of the same objects, so not beside it.
damage() { $make -j"$jobs" asan-programs && tests/fuzz/run.sh 1 200; }

# shellcheck disable=SC2086  # $make is words
command_of() {
	case $1 in
	build) $make -j"$jobs" all build/unit ;;
	unit) $make unit ;;
	asan) $make -j"$jobs" asan && { small || damage; } ;;
	planted) tests/planted/run.sh ;;
	portability) tests/portability/run.sh ;;
	e2e_*) "tests/e2e/${1#e2e_}.sh" ;;
	esac
}

# Checks of an end-to-end script, or tests of a unit run.
counted() {
	ok=$(grep -c -e '^ok ' -e '^not ok ' "$1")
	unit=$(sed -n 's/^unit: .* \([0-9]*\) tests, .*/\1/p' "$1" | awk '{ n += $1 } END { print n + 0 }')
	echo $((ok + unit))
}

# one NAME: run it, and say how it went; log, status and time stay in build/test.
one() {
	log=$results/$1.log from=$(date +%s)
	rm -f "$results/$1.status"
	: >"$results/$1.running"
	command_of "$1" >"$log" 2>&1 </dev/null
	status=$?
	seconds=$(($(date +%s) - from))
	rm -f "$results/$1.running"
	printf '%d %d %d\n' $status $seconds "$(counted "$log")" >"$results/$1.status"
	if [ $status = 0 ]; then
		said=$(printf '  pass  %-12s %3ds  %s' "$1" $seconds "$(tail -n 1 "$log")")
	else
		said=$(printf '  FAIL  %-12s %3ds  status %d; %s ends:\n' "$1" $seconds $status "$log"
			grep -e '^not ok' -e '^FAIL' -e ' error' -A 3 "$log" | head -n 40
			tail -n 5 "$log" | sed 's/^/        /')
	fi
	printf '%s\n' "$said"           # at once, for another lane may be speaking too
}

# What is still at work, once a minute: a log of a build server shows that it goes on.
tell_progress() {
	trap 'kill $nap; exit' TERM
	while sleep 60 >/dev/null 2>&1 & nap=$!; wait $nap; do
		said=''
		for running in "$results"/*.running; do
			[ -e "$running" ] || continue
			name=$(basename "$running" .running)
			said="$said $name ($(counted "$results/$name.log") checks)"
		done
		printf '        %d s; at work:%s\n' $(($(date +%s) - began)) "$said"
	done
}

only=''
while [ $# -gt 0 ]; do
	case $1 in
	--long) export TEST_SIZE=large ;;
	--part) one "$2"; exit 0 ;;
	*) only="$only $1" ;;
	esac
	shift
done
began=$(date +%s)
rm -f $results/*.status $results/*.running
wanted=$(for name in build $(parts); do
	case "${only:+$only }" in ''|*" $name "*) echo "$name" ;; esac
done)
for name in $only; do
	case " build $(parts | tr '\n' ' ')" in *" $name "*) ;; *) echo "run.sh: no part of that name: $name" >&2; exit 2 ;; esac
done

trap 'kill $teller 2>/dev/null; [ -z "${WINE_IS_KEPT:-}" ] || core/run --stop-server' EXIT
trap 'exit 130' INT TERM
tell_progress &
teller=$!
case "$wanted" in build*) one build ;; esac
# One server for all, begun anew. If that does not go, each script that needs it says so.
! core/run --serve >/dev/null 2>&1 </dev/null || export WINE_IS_KEPT=yes
printf '%s\n' "$wanted" | grep -v '^build$' | xargs -n 1 -P $((jobs * 2)) tests/run.sh --part

failed='' parts=0 checks=0
for name in $wanted; do
	status=1 count=0
	[ ! -f "$results/$name.status" ] || read -r status _ count <"$results/$name.status"
	parts=$((parts + 1)) checks=$((checks + count))
	[ "$status" = 0 ] || failed="$failed $name"
done
printf '%d parts, %d checks, %ds: ' $parts $checks $(($(date +%s) - began))
if [ -n "$failed" ]; then
	echo "FAILED:$failed"
	exit 1
fi
echo 'all passed'
! small || [ -n "$only" ] || echo 'The campaigns were played small; make test-long plays them whole.'
