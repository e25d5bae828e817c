#!/bin/sh
# `sim record`: what a program touches, access for access as valgrind's own tool has it; its processes and threads; bad input.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=$PWD/build/sim
tools=$PWD/build/recorder
all='--policy fifo,lru,mru,opt,random,clock,clock-ref,nru,aging,lfu,ws --frames 4,16,64,200 --curve --json'

# without_times: what a run took is another figure each time
without_times() { sed 's/,"seconds":[0-9.]*//g' "$1"; }

# alike PROGRAM ARGUMENTS: the accesses that lackey prints and those that we record have the same faults under every policy, with
# every size, live and from the file. Both find their tools in one folder and get one environment, which lies on the stack.
alike() {
	env -i PATH="$PATH" VALGRIND_LIB="$tools" setarch -R \
		valgrind --tool=lackey --trace-mem=yes --log-file="$tmp/lackey" "$@" >"$tmp/said" </dev/null
	# shellcheck disable=SC2086  # options are words
	{
		$sim replay $all "$tmp/lackey" >"$tmp/want.json"
		env -i PATH="$PATH" VALGRIND_LIB="$tools" setarch -R \
			"$sim" record $all --out "$tmp/runs" --result "$tmp/live.json" -- "$@" >"$tmp/said.too" </dev/null
		$sim replay $all "$tmp/runs" >"$tmp/runs.json"
	}
	cmp -s "$tmp/said" "$tmp/said.too" || also_wrong 'the program prints something else'
	without_times "$tmp/want.json" >"$tmp/want"
	for got in live runs; do
		without_times "$tmp/$got.json" >"$tmp/got"
		[ -s "$tmp/want" ] && cmp -s "$tmp/want" "$tmp/got" ||
			also_wrong "$got: $(cut -c 1-60 "$tmp/got")" "lackey: $(cut -c 1-60 "$tmp/want")"
	done
}

seq 300 | sort >"$tmp/numbers"
head -n "$(size 3 10)" >"$tmp/programs" <<'E'
/bin/true
/bin/ls /usr/include
/usr/bin/sort -n NUMBERS
/bin/cat NUMBERS
/usr/bin/wc NUMBERS
/bin/grep -c 1 NUMBERS
/bin/sed s/1/2/ NUMBERS
/usr/bin/awk {n+=$1}END{print(n)} NUMBERS
/usr/bin/gzip -9c NUMBERS
/bin/dd if=NUMBERS bs=100 status=none
E
while read -r program; do
	it "counts what lackey counts: ${program%% *}"
	# shellcheck disable=SC2046  # a program and its arguments
	alike $(echo "$program" | sed "s|NUMBERS|$tmp/numbers|")
done <"$tmp/programs"

cat >"$tmp/parts.c" <<'E'
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
static char area[40 * 4096] __attribute__((aligned(4096)));
static void *work(void *unused)
{
	pthread_setname_np(pthread_self(), "worker");
	memset(area, 1, sizeof area);
	return unused;
}
int main(int argc, char **argv)
{
	pthread_t t;

	if (argc > 2)
		return 0;
	for (int i = 1; i < 30; i++)            /* over the border of two pages */
		*(volatile uint64_t *)(area + 4096 * i - 3) += 1;
	if (argc > 1)
		return 0;
	if (fork() == 0) {
		memset(area, 2, sizeof area);
		_exit(3);
	}
	wait(NULL);
	if (fork() == 0) {
		execl(argv[0], argv[0], "now", "another", (char *)NULL);
		_exit(4);
	}
	wait(NULL);
	pthread_create(&t, NULL, work, NULL);
	pthread_join(t, NULL);
	return 9;
}
E
gcc -O1 -pthread -o "$tmp/parts" "$tmp/parts.c"

it 'counts two accesses where one reaches over the border of a page'
alike "$tmp/parts" alone

it 'has a table for each process, that of exec() included, names threads, and ends as the program does'
run "$sim" record --frames 64 --out "$tmp/kept" -- "$tmp/parts"
status_is 9
[ "$(grep -c '^process ' "$err")" = 4 ] || wrong "$(grep -c '^process ' "$err") tables"
[ "$(grep '^process ' "$err" | awk '{ print $2 }' | sort -u | wc -l)" = 3 ] || wrong "the processes: $(grep '^process ' "$err")"
err_has -e '^threads  *1 .*, 2 worker ([0-9]*)$'

it 'keeps a recording of each'
for part in kept kept.2 kept.3 kept.4; do
	run "$sim" replay "$tmp/$part"
	status_is 0
done
[ ! -e "$tmp/kept.5" ] || wrong 'there is a fifth'

it 'reads a recording from a pipe, and refuses one that is cut, or none'
run sh -c "'$sim' replay - <'$tmp/kept'"
status_is 0
head -c 1001 "$tmp/kept" >"$tmp/cut"
run "$sim" replay "$tmp/cut"
status_is 2
err_has 'the last item is cut'
printf 'FLruns1\n' >"$tmp/none"
run "$sim" replay "$tmp/none"
status_is 2
err_has 'there is no access in this trace'
run "$sim" replay --format runs "$tmp/numbers"
status_is 2
err_has 'does not begin as a file of runs does'

it 'writes the result where it is told to'
run "$sim" record --json --result "$tmp/result.json" -- /bin/true
status_is 0
out_is ''
[ ! -s "$err" ] || wrong "$(cat "$err")"
grep -q '^{"accesses":[0-9]*,"distinct_pages"' "$tmp/result.json" || wrong "$(cat "$tmp/result.json")"

it 'leaves nothing half-written on a full disk'
run "$sim" record --out /dev/full -- /bin/true
status_is 1
err_has '/dev/full'
run "$sim" record --result /dev/full -- /bin/true
status_is 1
err_has 'could not be written'

it 'says what is missing'
run "$sim" record -- "$tmp/no-such-program"
[ "$status" != 0 ] || wrong 'status 0'
err_has 'nothing was recorded'
run "$sim" record
status_is 2
err_has 'no program is named'
run "$sim" record --frames 4 ls
status_is 2
err_has 'ls: the program stands behind --'
run "$sim" record --events x -- ls
status_is 2
err_has 'is an option of sim replay alone'
cp "$sim" "$tmp/sim"
run "$tmp/sim" record -- /bin/true
status_is 2
err_has 'there is no recorder here: it is built .* where .*headers are'
run sh -c "PATH=/nowhere exec '$sim' record -- /bin/true"
status_is 2
err_has 'valgrind cannot be started'

it 'tells what a program did until Ctrl-C, and leaves no pipe behind'
mkdir "$tmp/here"
cat >"$tmp/wait.sh" <<'E'
trap 'exit 5' INT
: >"$1"
while :; do :; done
E
TMPDIR=$tmp/here run sh -c "'$sim' record --result '$tmp/told' -- sh '$tmp/wait.sh' '$tmp/ready' &
	until [ -e '$tmp/ready' ]; do sleep 0.1; done
	pkill -INT -P \$!; wait \$!"
status_is 5
grep -q '^process ' "$tmp/told" || wrong "$(cat "$tmp/told")"
[ -z "$(ls "$tmp/here")" ] || wrong "left behind: $(ls "$tmp/here")"

it 'explains itself'
run "$sim" record --help
status_is 0
out_has -e --result

finish
