#!/bin/sh
# Pictures and diagrams by the newest Graphviz as well as by Debian's: the same things in the same places, and no warning.
# Then a whole book by the newest one, on a machine without our fonts.
# shellcheck disable=SC2086  # two names in one word
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
viz=build/viz data=tests/data/traces

# trace NAME LAB OPTIONS...: a run of the simulator, with the recorded one beside it
trace() {
	name=$1 lab=$2
	shift 2
	build/sim run "$@" --trace "$tmp/$name-sim.jsonl" docs/labs/$lab-*/lab.c >/dev/null 2>&1
	cp docs/labs/$lab-*/real.jsonl "$tmp/$name-real.jsonl"
}

trace guard 05
trace unwound 09
trace lists 13 --frames 20 --pagefile 200
trace copied 17
cp $data/smalldiv-*.jsonl $data/hostile-*.jsonl "$tmp"

# one_of_each NAME TRACE...: a picture of each kind that these traces have, and the diagrams of every fourth of those steps
one_of_each() {
	name=$1
	shift
	run $viz frames --out "$tmp/all-$name" "$@"
	mkdir "$tmp/$name"
	n=0 kinds=' '
	for f in "$tmp/all-$name"/step-*.dot; do
		step=${f##*/step-} kind=$(echo "${f##*/}" | tr -d 0-9)
		case $kinds in *" $kind "*) continue ;; esac
		kinds="$kinds$kind "
		cp "$f" "$tmp/$name"
		[ $((n % 4)) = 0 ] && $viz structure --step "$(echo "${step%%-*}" | sed 's/^0*//')" --out "$tmp/$name/structure-$n.dot" "$@"
		n=$((n + 1))
	done
}

it 'draws every kind of picture and of diagram alike with the newest Graphviz, without a warning'
for name in guard unwound lists copied smalldiv hostile; do
	one_of_each $name "$tmp/$name-real.jsonl" "$tmp/$name-sim.jsonl"
done
one_of_each real $data/small-real.jsonl
one_of_each sim $data/small-sim.jsonl
mkdir "$tmp/parts"
for part in vads tables frames dispatch; do
	for name in unwound lists; do
		$viz structure --step 6 --part $part --out "$tmp/parts/structure-$name-$part.dot" "$tmp/$name-sim.jsonl"
	done
done
rm -r "$tmp"/all-*
run dot -Tsvg -O "$tmp"/*/step-*.dot
status_is 0
err_empty
run dot -Tsvg -O "$tmp"/*/structure-*.dot
status_is 0
err_empty
in_browser graphviz.mjs "$tmp"/*/*.dot

it 'makes the book of a lab with the newest Graphviz and without our fonts: whole, with no line about either'
mkdir "$tmp/bin" "$tmp/no-fonts"
printf '#!/bin/sh\nexec node "%s" "$@"\n' "$PWD/tests/browser/dot.mjs" >"$tmp/bin/dot"
chmod +x "$tmp/bin/dot"
printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>\n' \
	"$tmp/no-fonts" "$tmp/no-fonts" >"$tmp/fonts.conf"
run env PATH="$tmp/bin:$PATH" dot -V
err_has 'version 1[6-9]'
run env PATH="$tmp/bin:$PATH" FONTCONFIG_FILE="$tmp/fonts.conf" \
	viz/commands/lab --structures --real recorded --out "$tmp/out" docs/labs/16-belady
status_is 0
grep -iE 'graphviz|warning|font' "$err" >"$tmp/told" && wrong "it says: $(cat "$tmp/told")"
pictures=$(find "$tmp/out/16-belady/frames" -name 'step-*.svg' | wc -l)
[ "$pictures" -gt 2 ] || wrong "$pictures pictures"
[ "$(find "$tmp/out/16-belady/structures" -name 'step-*.svg' | wc -l)" = "$pictures" ] || wrong 'not a diagram for each picture'

it 'names the missing font and its package in one line of make lab, which makes the book all the same'
run env FONTCONFIG_FILE="$tmp/fonts.conf" viz/commands/lab --real recorded --out "$tmp/out" docs/labs/16-belady
status_is 0
[ "$(grep -c 'the font DejaVu Sans is missing here.*package fonts-dejavu-core' "$err")" = 1 ] || wrong 'not one line about the font'
there "$tmp/out/16-belady/index.html"

finish
