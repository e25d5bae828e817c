# shellcheck shell=sh
# check.sh - the few words in which the end-to-end tests speak. Sourced, not run.
#
#	. tests/check.sh                  from the top of the checkout
#	it 'says which file is missing'   begins a check; the name is a sentence
#	run build/sim run nothing.c       runs it: $status, $out and $err hold what came
#	status_is 2                       claims; the first that fails ends the check's luck
#	err_has 'nothing.c'
#	finish                            ends the last check, prints the count, exits
#
# A check prints `ok NAME` or `not ok NAME` and why. $tmp is a folder of its own,
# removed at the end. Nothing here may skip: what cannot run has failed.

# A make that a test calls is nobody's child, whoever has called the test.
unset MAKEFLAGS MAKELEVEL MFLAGS

tmp=$(mktemp -d "${TMPDIR:-/tmp}/faultlab.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

out=$tmp/.out err=$tmp/.err
check_name='' check_why='' check_count=0 check_failed=0

it() {
	check_end
	check_name=$1
}

check_end() {
	[ -n "$check_name" ] || return 0
	check_count=$((check_count + 1))
	[ -z "${TIMES:-}" ] || { times >"$TIMES.now"; sed 1d "$TIMES.now" | tr '\n' ' '; echo "$check_name"; } >>"$TIMES"
	if [ -z "$check_why" ]; then
		printf 'ok %s\n' "$check_name"
	else
		check_failed=$((check_failed + 1))
		printf 'not ok %s\n%s' "$check_name" "$check_why"
	fi
	check_name='' check_why=''
}

finish() {
	check_end
	printf '%s: %d checks, %d failed\n' "$(basename "$0" .sh)" "$check_count" "$check_failed"
	[ "$check_failed" = 0 ] && [ "$check_count" -gt 0 ]
	exit
}

# Only the first reason is kept: what follows from it would only distract.
wrong() {
	[ -n "$check_why" ] || check_why=$(printf '    %s\n' "$@" "after: $ran" ; sed 's/^/    | /' "$err" 2>/dev/null | head -n 8)'
'
}

# size SMALL LARGE: how much of a campaign is played: SMALL by `make test`, LARGE by `make test-long`.
size() { [ "${TEST_SIZE:-small}" = large ] && echo "$2" || echo "$1"; }

# A hang is a failure, and ten minutes without an end are one (in a long campaign, two hours). Being slow is none, for
# the machine may have other things to do: so no check asks a clock, and one that is about a limit gives the program
# under test a small one.
LIMIT=$(size 600 7200)
run() {
	ran=$*
	timeout -k 5 "$LIMIT" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# await COMMAND...: wait for what another process is about to do. False if it does not within the time of a hang.
await() {
	tries=$((LIMIT * 10))
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}

# Wine's server, kept while this script runs, or by run.sh for all of them: nobody else may end it under their feet.
keep_wine() {
	[ -z "${WINE_IS_KEPT:-}" ] || return 0
	core/run --serve || exit 1
	trap 'core/run --stop-server; rm -rf "$tmp"' EXIT
}

# in_browser SCRIPT ARGUMENT...: tests/browser/SCRIPT in a real browser; its checks are told and counted as well.
in_browser() {
	for tool in node npm "${CHROMIUM:-chromium}"; do
		command -v "$tool" >/dev/null || wrong "$tool is missing (install it: .ci/setup test)"
	done
	if [ ! -d tests/browser/node_modules/axe-core ] || [ ! -d tests/browser/node_modules/@viz-js ]; then
		(cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent) || wrong "npm cannot install the browser test's libraries"
	fi
	script=$1
	shift
	run env CHROMIUM="$(command -v "${CHROMIUM:-chromium}")" node "tests/browser/$script" "$@"
	status_is 0
	cat "$out"
}

# has FILE [GREP OPTION...] PATTERN
has() {
	in=$1
	shift
	grep -q "$@" "$in" 2>/dev/null
}

status_is() { [ "$status" = "$1" ] || wrong "status is $status, expected $1"; }
out_is()    { printf '%s' "$1" | cmp -s - "$out" || wrong "standard output is not: $1"; }
out_like()  { cmp -s "$1" "$out" || wrong "standard output differs from $1:" "$(diff "$1" "$out" | head -n 6)"; }
out_has()   { has "$out" "$@" || wrong "standard output lacks: $*"; }
err_has()   { has "$err" "$@" || wrong "standard error lacks: $*"; }
err_empty() { [ ! -s "$err" ] || wrong "standard error is not empty"; }
file_has()  { has "$@" || wrong "$1 lacks: $2"; }
there()     { for f in "$@"; do [ -s "$f" ] || wrong "$f is missing or empty"; done; }

# Neither the file nor a half-written one beside it.
not_there() {
	for f in "$1"* "$(dirname "$1")/.$(basename "$1")"*; do
		[ ! -e "$f" ] || wrong "$f is there"
	done
}
same()      { cmp -s "$1" "$2" || wrong "$1 and $2 differ"; }
