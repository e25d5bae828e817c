#!/bin/sh
# run.sh - everything that `make test` runs, after the set-up.
#
# Each part is a command with a status; a failing part does not stop the others,
# and the summary at the end names it. A part that a missing tool would prevent
# fails and says so: nothing is skipped. With names as arguments only those parts.
set -u
cd "$(dirname "$0")/.." || exit 2
mkdir -p build/test
make="make --no-print-directory"
jobs=$(nproc 2>/dev/null || echo 2)
only=" $* "
failed='' parts=0 checks=0 began=$(date +%s)

wanted() {
	case "$only" in '  '|*" $1 "*) ;; *) return 1 ;; esac
}

# start NAME COMMAND...: run it; log, status and time stay in build/test.
start() {
	name=$1
	shift
	from=$(date +%s)
	"$@" >"build/test/$name.log" 2>&1 </dev/null
	printf '%d %d\n' $? $(($(date +%s) - from)) >"build/test/$name.status"
}

# report NAME: say how it went, count its checks.
report() {
	read -r status seconds <"build/test/$1.status"
	parts=$((parts + 1))
	checks=$((checks + $(counted "build/test/$1.log")))
	if [ "$status" = 0 ]; then
		printf '  pass  %-12s %3ds  %s\n' "$1" "$seconds" "$(tail -n 1 "build/test/$1.log")"
	else
		failed="$failed $1"
		printf '  FAIL  %-12s %3ds  status %d; build/test/%s.log ends:\n' "$1" "$seconds" "$status" "$1"
		grep -e '^not ok' -e '^FAIL' -e ' error' -A 3 "build/test/$1.log" | head -n 40
		tail -n 5 "build/test/$1.log" | sed 's/^/        /'
	fi
}

part() {
	wanted "$1" || return 0
	start "$@"
	report "$1"
}

# Checks of an end-to-end script, or tests of a unit run.
counted() {
	ok=$(grep -c -e '^ok ' -e '^not ok ' "$1")
	unit=$(sed -n 's/^unit: .* \([0-9]*\) tests, .*/\1/p' "$1" | awk '{ n += $1 } END { print n + 0 }')
	echo $((ok + unit))
}

# Two lanes. The sanitizers compile everything once more, and e2e_make works on a copy with a Wine of its
# own; meanwhile the other scripts mostly wait for theirs.
# shellcheck disable=SC2086  # $make is words
{
	part build $make -j"$jobs" all build/unit build/warden
	{
		! wanted asan || start asan $make asan
		! wanted e2e_make || start e2e_make tests/e2e/make.sh
	} &
	part unit $make unit
}
for script in tests/e2e/*.sh; do
	[ "$script" = tests/e2e/make.sh ] || part "e2e_$(basename "$script" .sh)" "$script"
done
wait
for name in asan e2e_make; do
	! wanted $name || report $name
done

if [ "$parts" = 0 ]; then
	echo "run.sh: no part of that name" >&2
	exit 2
fi
printf '%d parts, %d checks, %ds: ' "$parts" "$checks" $(($(date +%s) - began))
if [ -n "$failed" ]; then
	echo "FAILED:$failed"
	exit 1
fi
echo "all passed"
