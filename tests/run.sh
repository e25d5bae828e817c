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

# part NAME COMMAND...: run it, keep what it says, count its checks.
part() {
	name=$1
	shift
	case "$only" in '  '|*" $name "*) ;; *) return ;; esac
	from=$(date +%s)
	"$@" >"build/test/$name.log" 2>&1 </dev/null
	status=$?
	parts=$((parts + 1))
	checks=$((checks + $(counted "build/test/$name.log")))
	if [ "$status" = 0 ]; then
		printf '  pass  %-12s %3ds  %s\n' "$name" $(($(date +%s) - from)) "$(tail -n 1 "build/test/$name.log")"
	else
		failed="$failed $name"
		printf '  FAIL  %-12s %3ds  status %d; build/test/%s.log ends:\n' "$name" $(($(date +%s) - from)) "$status" "$name"
		grep -e '^not ok' -e '^FAIL' -e ' error' -A 3 "build/test/$name.log" | head -n 40
		tail -n 5 "build/test/$name.log" | sed 's/^/        /'
	fi
}

# Checks of an end-to-end script, or tests of a unit run.
counted() {
	ok=$(grep -c -e '^ok ' -e '^not ok ' "$1")
	unit=$(sed -n 's/^unit: .* \([0-9]*\) tests, .*/\1/p' "$1" | awk '{ n += $1 } END { print n + 0 }')
	echo $((ok + unit))
}

# shellcheck disable=SC2086  # $make is words
{
	part build $make -j"$jobs" all build/unit
	part unit $make unit
	part asan $make -j"$jobs" asan
}
for script in tests/e2e_*.sh; do
	part "$(basename "$script" .sh)" "$script"
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
