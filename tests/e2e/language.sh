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

# ---- a short text, or a large one, costs what it is worth ----

# In how little memory, and processor time: what needed a minute or a gigabyte fails here on any machine.
frugally() {    # frugally KIB LAB
	run sh -c "ulimit -v $1; ulimit -t 20; exec $sim run '$2'"
}

# nest MACRO TIMES: MACRO(MACRO(...(x)...))
nest() {
	awk -v m="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s(", m; printf "x"; for (i = 0; i < n; i++) printf ")"; print ";" }'
}

it 'refuses a macro that multiplies itself before it takes memory'
{ echo '#define F(x) x x x x x x x x x x'; nest F 9; } >"$tmp/lab.c"
frugally 65536 "$tmp/lab.c"
status_is 2
err_has "lab.c:2:.*: error: the macros expand to more than 400000 tokens at a time"

it 'refuses macros whose text doubles, by # and by ##'
{ printf '#define S(x) #x\n#define D(x) S(x x)\nchar *s = '; nest D 30; } >"$tmp/lab.c"
frugally 65536 "$tmp/lab.c"
status_is 2
err_has 'error: the macros expand to more than 16777216 bytes of text made by # and ##'
{ printf '#define P(a) a##a\n#define Q(a) P(a)\nint '; nest Q 30; } >"$tmp/lab.c"
frugally 65536 "$tmp/lab.c"
status_is 2
err_has 'error: the macros expand to more than 16777216 bytes of text made by # and ##'

it 'reads many small macros one after the other, of which each is held alone'
awk 'BEGIN { print "#define X(a) a + a + a + a + a + a\nint n;\nint main(void)\n{"
	for (i = 0; i < 30000; i++) printf "n = X(%d) - X(%d);\n", i, i; print "return 0;\n}" }' >"$tmp/lab.c"
frugally 1000000 "$tmp/lab.c"
status_is 0

it 'reads a switch of 200,000 cases, chooses the right one, and finds the one that is there twice'
awk 'BEGIN { print "int n;\nvoid which(int v)\n{\nswitch (v)\n{"
	for (i = 0; i < 200000; i++) printf "case %d: n += v == %d; break;\n", 7 * i, 7 * i
	print "}\n}\nint main(void)\n{\nfor (int i = 0; i < 2000; i++)\nwhich(700 * i);\nreturn n == 2000 ? 7 : 1;\n}" }' >"$tmp/lab.c"
frugally 1000000 "$tmp/lab.c"
status_is 7
sed 's/^case 1399993:/case 70:/' "$tmp/lab.c" >"$tmp/twice.c"
frugally 1000000 "$tmp/twice.c"
status_is 2
err_has "twice.c:200005:6: error: duplicate case value '70'"

it 'reads as many labels, lines and blocks as a large text has'
awk 'BEGIN { print "int main(void)\n{"; for (i = 0; i < 100000; i++) printf "#line %d\ngoto l%d; { l%d: ; }\n", i + 1, i, i
	print "return 0;\n}" }' >"$tmp/lab.c"
frugally 1000000 "$tmp/lab.c"
status_is 0

it 'counts what is printed and copied as steps'
printf '#include <stdio.h>\nint main(void) { for (;;) printf("%%1000d\\n", 1); }\n' >"$tmp/lab.c"
run $sim run --max-steps 1000000 "$tmp/lab.c"
status_is 124
[ "$(wc -c <"$out")" -lt 200000 ] || wrong "it printed $(wc -c <"$out") bytes"
printf '#include <string.h>\nchar a[200000], b[200000];\nint main(void) { for (int i = 0; i < 1000; i++) memcpy(a, b, sizeof a); }\n' >"$tmp/lab.c"
run $sim run --max-steps 20000000 "$tmp/lab.c"
status_is 124

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

it 'random machine code computes and raises what a real processor does'
run tests/random-code/run.sh 1 "$(size 200 20000)"
[ "$status" = 0 ] || wrong "$(cat "$out" "$err")"
out_has ' 0 differ'

finish
