#!/bin/sh
# Exercises made from seeds: the same bytes everywhere, right on both sides, whole or not there.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine

features=$(build/sim exercise --features help | awk '{ print $1 }')

# plays ARGUMENT...: the simulator takes the exercise without a word; it ends with 0, and has told something
plays() {
	run build/sim exercise "$@" --out "$tmp/one.c"
	status_is 0
	run build/sim run --check --max-steps 2000000 "$tmp/one.c"
	status_is 0
	err_empty
	[ "$(wc -l <"$out")" -ge 4 ] || wrong 'it prints fewer than four lines'
}

# agrees ARGUMENT...: both sides, output and trace
agrees() {
	plays "$@"
	cp "$out" "$tmp/sim.out"
	run build/sim run --trace "$tmp/sim.jsonl" "$tmp/one.c"
	run core/run --trace "$tmp/real.jsonl" "$tmp/one.c"
	status_is 0
	err_empty
	same "$tmp/sim.out" "$out"
	run build/viz compare "$tmp/real.jsonl" "$tmp/sim.jsonl"
	status_is 0
}

it 'gives the bytes that it always gave'
for seed in 0 1 2 3 7 18446744073709551615; do
	for level in 1 2 3; do
		build/sim exercise --seed $seed --level $level
	done
done >"$tmp/golden"
ran='the seeds 0 1 2 3 7 18446744073709551615 at levels 1 2 3'
sum=$(cksum <"$tmp/golden")
[ "$sum" = '3533746387 32515' ] ||
	wrong "the sum is $sum: if the programs are meant to change, say so where they are handed out"

for level in 1 2 3; do
	it "seeds 1 to 20 of level $level run, are checked, and end"
	for seed in $(seq 1 20); do
		plays --seed "$seed" --level $level
	done
done

it 'every feature alone runs, at every level'
[ "$(echo "$features" | wc -l)" = 12 ] || wrong 'not 12 features'
for feature in $features; do
	for level in 1 2 3; do
		plays --seed 5 --level $level --features "$feature"
	done
done

it 'both sides agree'
agrees --seed 11 --level 1
agrees --seed 12
agrees --seed 13 --level 3 --features demand-commit,guard-page,nested-handlers
agrees --seed 14 --level 3 --features finally,vectored,protection
agrees --seed 15 --features failed-calls,write-watch
agrees --seed 16 --level 3 --features sections,working-set

it 'writes the file that it writes to standard output'
run build/sim exercise --seed 4 --features decommit,protection
status_is 0
cp "$out" "$tmp/four.c"
run build/sim exercise --out "$tmp/file.c" --features protection,decommit,protection --seed 4
status_is 0
out_is ''
same "$tmp/four.c" "$tmp/file.c"

it 'tells its options and features'
run build/sim exercise --help
status_is 0
for word in --seed --features --level --out $features; do out_has -e "$word"; done
run build/sim --help
out_has 'sim exercise'

it 'refuses what it does not understand, with status 2 and the cure'
for bad in '' '--seed' '--seed x' '--seed -1' '--seed 1.5' '--seed 18446744073709551616' \
	'--seed 1 --level 4' '--seed 1 --level 0' '--seed 1 --features nonsense' '--seed 1 --features ,' '--seed 1 --features finally,' \
	'--seed 1 --features finally,decommit,sections,vectored' '--seed 1 --other 2' '--seed 1 lab.c' \
	'--seed 1 --out'; do
	# shellcheck disable=SC2086  # words
	run build/sim exercise $bad
	status_is 2
	out_is ''
	err_has 'sim exercise: '
done
run build/sim exercise --seed 1 --features guard
err_has 'guard-page '

it 'says so when the disk is full or there is no such folder, and leaves nothing'
run sh -c 'build/sim exercise --seed 1 >/dev/full'
status_is 1
err_has 'No space left'
run build/sim exercise --seed 1 --out /dev/full
status_is 1
err_has '/dev/full: .*No space left'
run build/sim exercise --seed 1 --out "$tmp/no/such/folder.c"
status_is 1
err_has 'No such file'
run sh -c "trap '' XFSZ; ulimit -f 0; exec build/sim exercise --seed 1 --out '$tmp/limited.c'"
status_is 1
not_there "$tmp/limited.c"

# ---- make exercise ----

it 'make exercise leaves the program, its trace, its quiz and the answers, and says what is next'
run make exercise SEED=7 FEATURES=guard-page LEVEL=1 OUT="$tmp/my exercises"
status_is 0
place="$tmp/my exercises/exercise-7"
out_has "program:  $place/exercise.c"
out_has 'next:     make lab LAB='
there "$place/exercise.c" "$place/sim.jsonl" "$place/quiz.txt" "$place/quiz.html" "$place/key.txt"
[ "$(find "$place" -mindepth 1 | wc -l)" = 5 ] || wrong "$place holds something else: $(ls -A "$place")"
run build/sim exercise --seed 7 --features guard-page --level 1
out_like "$place/exercise.c"

it 'makes it again with the same bytes'
cp -r "$place" "$tmp/before"
run viz/commands/exercise --seed 7 --features guard-page --level 1 --out "$tmp/my exercises"
status_is 0
diff -r "$place" "$tmp/before" >"$out" || wrong "not the same: $(head -n 3 "$out")"

# refuses PATTERN ARGUMENT...: status 2, in these words, and nothing is left
refuses() {
	pattern=$1
	shift
	mkdir -p "$tmp/none"
	run viz/commands/exercise --out "$tmp/none" "$@"
	status_is 2
	err_has -e "$pattern"
	[ -z "$(ls -A "$tmp/none")" ] || wrong "left: $(ls -A "$tmp/none")"
}

it 'make exercise refuses what makes no exercise, and leaves nothing'
refuses 'SEED is missing'
refuses "SEED is 'seven'" --seed seven
refuses 'no feature .nonsense' --seed 7 --features nonsense
refuses 'can be 1, 2 or 3' --seed 7 --level 9
refuses 'no such option' --seed 7 --quiet
refuses 'needs a value' --seed
run make exercise
status_is 2
err_has 'SEED is missing'
run viz/commands/exercise --seed 7 --out /dev/null/exercises
status_is 2
err_has '/dev/null/exercises'

it 'never replaces a folder that is no exercise'
mkdir -p "$tmp/mine/exercise-7"
echo precious >"$tmp/mine/exercise-7/thesis.txt"
run viz/commands/exercise --seed 7 --out "$tmp/mine"
status_is 2
err_has 'thesis.txt'
file_has "$tmp/mine/exercise-7/thesis.txt" precious

it 'viz/commands/exercise leaves nothing on a full disk'
mkdir -p "$tmp/full"
run sh -c "trap '' XFSZ; ulimit -f 2; exec viz/commands/exercise --seed 7 --out '$tmp/full'"
status_is 1
[ -z "$(ls -A "$tmp/full")" ] || wrong "left: $(ls -A "$tmp/full")"

finish
