#!/bin/sh
# The lab language against the real compiler: features, programs, random ones; and what is refused.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=${FAULTLAB_SIM:-build/sim}

# agrees FOLDER: every program in it, on both sides and as recorded.
agrees() {
	for lab in tests/language/"$1"/*.c; do
		it "$1: $(basename "$lab" .c)"
		run tests/language/both.sh "$lab"
		[ "$status" = 0 ] || wrong "$(cat "$out")"
		[ -f "${lab%.c}.out" ] || wrong "it has no recorded output"
	done
}

# The first message is the comment on a program's first line, behind the file's name. Warnings do not stop it.
refuses() {
	for lab in tests/language/refused/*.c; do
		name=$(basename "$lab")
		it "refused: ${name%.c}"
		want=$(sed -n '1s|^// ||p' "$lab")
		run $sim run "$lab"
		first=$(head -n 1 "$err")
		[ "${first#"$lab:"}" = "$want" ] || [ "$first" = "$want" ] || wrong "says: $first" "not:  $want"
		case $name in
		warning-*) status_is 0 ;;
		*) status_is 2 ;;
		esac
	done
}

# What a program of the library prints was recorded from the real side; a few are asked there again, in `make test-long` all.
library_agrees() {
	left=$(size 4 1000)
	for lab in tests/language/library/*.c; do
		it "library: $(basename "$lab" .c)"
		sides=--sim
		[ "$left" -le 0 ] || sides=
		left=$((left - 1))
		run tests/language/both.sh $sides "$lab"
		[ "$status" = 0 ] || wrong "$(cat "$out")"
		[ -f "${lab%.c}.out" ] || wrong "it has no recorded output"
		[ -n "$sides" ] || traced_alike "$lab"
	done
}

# What it prints and does is told alike.
traced_alike() {
	input=${1%.c}.in
	[ -f "$input" ] || input=/dev/null
	core/run --trace "$tmp/real.jsonl" "$1" <"$input" >/dev/null 2>&1
	$sim run --check --trace "$tmp/sim.jsonl" "$1" <"$input" >/dev/null 2>&1
	run build/viz compare "$tmp/real.jsonl" "$tmp/sim.jsonl"
	status_is 0
}

agrees features
agrees programs
library_agrees
refuses

# The real side's compiler would say less of the one, and take the other.
refuse_in_the_same_words() {    # refuse_in_the_same_words LINE WORDS
	run core/run --trace "$tmp/trace" "$tmp/lab.c"
	status_is 2
	first=$(head -n 1 "$err")
	run $sim run "$tmp/lab.c"
	status_is 2
	[ "$(head -n 1 "$err")" = "$first" ] || wrong "the real side says: $first" "the simulator: $(head -n 1 "$err")"
	case $first in
	"$tmp/lab.c:$1:1: error: $2"*) ;;
	*) wrong "says: $first" "not at line $1: $2" ;;
	esac
}

it 'both sides refuse a file in UTF-16, and one with a zero byte, in the same words'
for mark in '\0377\0376' '\0376\0377'; do
	printf '%bi\0n\0t\0' "$mark" >"$tmp/lab.c"
	refuse_in_the_same_words 1 'the file is in UTF-16, which the compiler does not read: save it as UTF-8'
done
printf '\nint main(void)\r{\rreturn 0;\0\r}\n' >"$tmp/lab.c"
refuse_in_the_same_words 4 'there is a zero byte in this line'

it 'random programs have the same checksum'
run tests/random-c/run.sh 1 "$(size 5 100)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

it 'random scopes, initialisers and macros mean the same'
run tests/random-names/run.sh 1 "$(size 40 20000)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

it 'random jumps through exceptions, arguments, computed sizes and mixed types mean the same'
run tests/random-flow/run.sh 1 "$(size 20 5000)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

finish
