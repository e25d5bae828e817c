#!/bin/sh
# The built viz program, from outside: status, messages, files. On the traces of tests/data/traces, which are small.
# shellcheck disable=SC2086,SC2010,SC2012  # two names in one word, and a folder of names that viz makes
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
viz=build/viz data=tests/data/traces
both="$data/small-real.jsonl $data/small-sim.jsonl"

# prints FILE TEXT: this very text, no pattern
prints() { file_has "$1" -F -e "$2"; }

# ---- arguments ----

it 'has help and a version, for a command as well'
run $viz --help
status_is 0
prints "$out" 'usage: viz compare'
run $viz --version
status_is 0
prints "$out" 'viz 0.1.0'
run $viz compare --help
status_is 0

it 'refuses arguments that it does not understand, and names the option'
run $viz
status_is 2
run $viz draw x
status_is 2
run $viz frames --fast --out "$tmp/x" $data/small-real.jsonl
status_is 2
prints "$err" 'unknown option: --fast'
run $viz frames $data/small-real.jsonl --out
status_is 2
run $viz book $data/small-real.jsonl
status_is 2
run $viz compare $data/small-real.jsonl
status_is 2
run $viz compare a b c d
status_is 2

it 'says with its status that its help could not be printed'
run sh -c "$viz --help >/dev/full"
status_is 1

# ---- compare ----

# shellcheck disable=SC2086  # two names
it 'compares runs that agree, whichever is named first'
run $viz compare $both
status_is 0
[ "$(tail -n 1 "$out")" = 'REAL and SIM agree: 17 steps, 4 exceptions on each side, 7 page faults (SIM)' ] || wrong "the last line is: $(tail -n 1 "$out")"
run $viz compare $data/small-sim.jsonl $data/small-real.jsonl
status_is 0

it 'refuses a trace of too many events before it parses the first'
awk 'BEGIN { for (i = 0; i < 500002; i++) print "no JSON" }' >"$tmp/long.jsonl"
run $viz compare "$tmp/long.jsonl" "$tmp/long.jsonl"
status_is 2
err_has 'long.jsonl: more than 500000 events; record a shorter run'

it 'names in its last line the first fact that differs, with both values, and says it as JSON'
run $viz compare $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl
status_is 1
tail -n 1 "$out" >"$tmp/last"
prints "$tmp/last" 'REAL and SIM DIVERGE at step 8 (call): error: REAL "0", SIM "1455"'
run $viz compare --json $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl
status_is 1
prints "$out" '"result":"diverge"'

it 'says which side two traces are of, where one of each is drawn'
run $viz frames --out "$tmp/x" $data/small-real.jsonl $data/small-real.jsonl
status_is 2
prints "$err" 'are both traces of the real side'

it 'says with its status that a table could not be printed'
run sh -c "$viz compare $both >/dev/full"
status_is 1

# ---- unusable traces ----

: >"$tmp/empty"
head -c 700 $data/small-real.jsonl >"$tmp/cut"
sed '$d' $data/small-real.jsonl >"$tmp/no-end"
sed '1s/"schema":1/"schema":9/' $data/small-real.jsonl >"$tmp/schema"
head -c 4096 /bin/sh >"$tmp/binary"
for case in 'nothing-there|cannot open' 'empty|is empty' 'cut|cut: the file ends' 'no-end|cut: ends after step' \
	'schema|schema 9 is not known' 'binary|' '.|is a directory'; do
	name=${case%%|*} text=${case#*|}
	it "names a trace that is unusable, and why: $name"
	run $viz compare "$tmp/$name" $data/small-sim.jsonl
	status_is 2
	prints "$err" "$text"
	prints "$err" "$tmp/$name"
	run $viz book --out "$tmp/none" "$tmp/$name"
	status_is 2
	not_there "$tmp/none"
done

# ---- frames ----

it 'draws a picture a step, named by step and fault'
run $viz frames --svg --out "$tmp/frames" $both
status_is 0
[ "$(ls "$tmp/frames" | grep -c '^step-00[01][0-9]-[a-z0-9-]*\.svg$')" = 13 ] || wrong 'not 13 pictures'
there "$tmp/frames/step-0009-fault004-b.dot"

it 'writes DOT that anyone can draw without a word, and that draws the same'
run dot -Tsvg -o "$tmp/one.svg" "$tmp/frames/step-0009-fault004-b.dot"
status_is 0
err_empty
sed -n '/<g id="frame"/,$p' "$tmp/one.svg" >"$tmp/a"
# What viz adds is for other fonts than DejaVu.
sed -n '/<g id="frame"/,$p' "$tmp/frames/step-0009-fault004-b.svg" |
	sed 's/ textLength="[0-9.]*" lengthAdjust="spacingAndGlyphs"//; s/,Verdana,sans-serif"/"/; s/,Consolas,monospace"/"/' >"$tmp/b"
prints "$tmp/frames/step-0009-fault004-b.svg" 'font-family="DejaVu Sans,Verdana,sans-serif"'
prints "$tmp/frames/step-0009-fault004-b.svg" 'textLength='
there "$tmp/a"
same "$tmp/a" "$tmp/b"

it 'draws SVG with a role and a description, and without batch ids or references to elsewhere'
grep -lE 'id="page|<image|href="http' "$tmp"/frames/*.svg >"$out" && wrong "there are some in $(cat "$out")"
for f in "$tmp"/frames/*.svg; do
	file_has "$f" '<svg role="img"'
	file_has "$f" '<desc id="desc">'
done

it 'draws the same traces to the same bytes, and leaves nothing stale'
cp -r "$tmp/frames" "$tmp/first"
: >"$tmp/frames/step-0099-fault049-a.dot"
run $viz frames --svg --out "$tmp/frames" $both
status_is 0
diff -r "$tmp/first" "$tmp/frames" >"$tmp/diff" || wrong "$(cat "$tmp/diff")"

it 'draws one side alone, and the picture says that the other is missing'
run $viz frames --out "$tmp/real" $data/small-real.jsonl
status_is 0
prints "$tmp/real/step-0002-fault001-a.dot" 'REAL only: nothing to compare'
run $viz frames --out "$tmp/sim" --sim $data/small-sim.jsonl
status_is 0
prints "$tmp/sim/step-0002-fault001-a.dot" 'SIM only: nothing to compare'
run $viz frames --out "$tmp/x" --real $data/small-sim.jsonl
status_is 2

# ---- what can go wrong with files ----

it 'says that it cannot write'
: >"$tmp/file"
run $viz book --out "$tmp/file/book" $data/small-real.jsonl
status_is 1
prints "$err" 'cannot write'
run $viz book --out /proc/book $data/small-real.jsonl
status_is 1
run $viz book --out '' $data/small-real.jsonl
status_is 2
prints "$err" '--out is empty'

it 'names the reason of the system, of the folder that could not be made'
if [ "$(id -u)" = 0 ]; then as='setpriv --reuid=65534 --clear-groups'; else as=''; fi
chmod 711 "$tmp"
mkdir -m 555 "$tmp/closed"
run $as $viz book --out "$tmp/closed/a/b" $data/small-real.jsonl
status_is 1
prints "$err" 'Permission denied'

it 'says what became of a dot that was killed, hangs or fails, and asks for no full disk'
mkdir "$tmp/played"
# dot_is SCRIPT: what plays Graphviz
dot_is() {
	printf '#!/bin/sh\n%s\n' "$1" >"$tmp/played/dot"
	chmod +x "$tmp/played/dot"
	run env PATH="$tmp/played:$PATH" FAULTLAB_PATIENCE="${2:-600}" $viz frames --svg --out "$tmp/undrawn" $data/small-real.jsonl
	status_is 1
	! has "$err" -i 'disk' || wrong 'it asks for a full disk'
	[ "$(ls "$tmp/undrawn" | grep -c svg)" = 0 ] || wrong 'a picture is left'
}
dot_is 'kill -9 $$'
prints "$err" 'dot was killed by signal 9'
dot_is 'exec sleep 1000' 1
prints "$err" 'dot did not end within 1 seconds and was ended'
dot_is 'exit 3'
prints "$err" 'dot ended with status 3'

it 'without Graphviz names the package, and leaves whole .dot files and nothing else'
mkdir "$tmp/bin"
run env PATH="$tmp/bin" "$PWD/$viz" frames --svg --out "$tmp/nodot" $both
status_is 3
prints "$err" 'package graphviz'
[ "$(ls "$tmp/nodot" | grep -c '\.dot$')" = 13 ] || wrong 'not 13 .dot files'
[ "$(ls "$tmp/nodot" | wc -l)" = 13 ] || wrong 'there is something else'

# another_dot WORD...: a `dot` for $tmp/bin that says this before it draws with the real one
another_dot() {
	printf '#!/bin/sh\nprintf "%%s\\n" "%s" >&2\nPATH=%s exec dot "$@"\n' "$*" "'$PATH'" >"$tmp/bin/dot"
	chmod +x "$tmp/bin/dot"
}

it 'shows a warning of Graphviz in one line, harmless, and goes by the picture alone'
another_dot "$(printf 'Warning: in graph x\033[2J\nWarning: another')"
run env PATH="$tmp/bin:$PATH" $viz frames --svg --out "$tmp/warn" $data/small-real.jsonl
status_is 0
prints "$err" 'viz: Graphviz says: Warning: in graph x\x1b[2J (and 1 more)'
[ "$(wc -l <"$err")" = 1 ] || wrong 'more than one line'
another_dot 'Warning: no hard-coded metrics for DejaVu Sans Mono. Falling back to Times metrics'
run env PATH="$tmp/bin:$PATH" $viz frames --svg --out "$tmp/quiet" $data/small-real.jsonl
status_is 0
err_empty

it 'leaves no picture that Graphviz did not draw whole, and says what it said'
printf '#!/bin/sh\necho "Warning: node x size too small for label" >&2\n' >"$tmp/bin/dot"
run env PATH="$tmp/bin:$PATH" $viz frames --svg --out "$tmp/none" $data/small-real.jsonl
status_is 1
prints "$err" 'size too small'
[ "$(ls "$tmp/none" | grep -c svg)" = 0 ] || wrong 'a picture is left'
printf '#!/bin/sh\necho "Error: syntax error in line 1" >&2\nexit 1\n' >"$tmp/bin/dot"
run env PATH="$tmp/bin:$PATH" $viz frames --svg --out "$tmp/none" $data/small-real.jsonl
status_is 1
prints "$err" 'Graphviz could not draw the graphs there: Error: syntax error in line 1'

# ---- fonts ----

# fonts_of FOLDER: the only fonts that there are
fonts_of() {
	mkdir -p "$1/cache"
	printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>\n' \
		"$1" "$1" >"$1/fonts.conf"
}
mkdir "$tmp/no-fonts" "$tmp/one-font"
find /usr/share/fonts -name DejaVuSansMono-Bold.ttf -exec ln -s {} "$tmp/one-font" \;
fonts_of "$tmp/no-fonts"
fonts_of "$tmp/one-font"
for fonts in no-fonts one-font; do
	it "draws a book of the same size, with texts of the same length, where there is no DejaVu Sans: $fonts"
	run env FONTCONFIG_FILE="$tmp/$fonts/fonts.conf" $viz book --structures --out "$tmp/$fonts/book" $both
	status_is 0
	prints "$err" 'the font DejaVu Sans is missing here'
	prints "$err" 'package fonts-dejavu-core'
	[ "$(wc -l <"$err")" = 1 ] || wrong 'more than one line'
	there "$tmp/$fonts/book/index.html" "$tmp/$fonts/book/structures/step-0009.svg"
	for f in frames/step-0009-fault004-b.svg structures/step-0009.svg; do
		grep -o ' textLength="[^"]*"' "$tmp/$fonts/book/$f" >"$tmp/$fonts/lengths"
		there "$tmp/$fonts/lengths"
	done
	file_has "$tmp/$fonts/book/frames/step-0009-fault004-b.svg" 'viewBox="0.00 0.00 960.00 540.00"'
done
prints "$err" 'Graphviz took DejaVu Sans Mono'

# ---- book ----

it 'makes a book, and the same one of the same traces'
run $viz book --out "$tmp/book" $both
status_is 0
there "$tmp/book/index.html" "$tmp/book/frames/step-0001-reserve.svg"
cp "$tmp/book/index.html" "$tmp/first.html"
run $viz book --out "$tmp/book" $both
status_is 0
same "$tmp/book/index.html" "$tmp/first.html"

it 'makes a book and the same one beside it at the same time, both whole'
for n in 1 2 3; do
	$viz book --out "$tmp/together" $both 2>"$tmp/together.$n" || echo "status $?" >>"$tmp/together.$n" &
done
wait
cat "$tmp"/together.[123] >"$err"
err_empty
diff -r "$tmp/book" "$tmp/together" >"$out" || wrong "$(head -n 5 "$out")"

it 'says how many pictures there are, if asked to'
run $viz book --progress --out "$tmp/counted" $both
status_is 0
[ "$(cat "$err")" = 'drawing 13 pictures' ] || wrong "$(cat "$err")"

it 'puts into it the source that it is given'
printf 'int main(void)\n{\n}\n' >"$tmp/lab.c"
run $viz book --source "$tmp/lab.c" --out "$tmp/book" $both
status_is 0
prints "$tmp/book/index.html" '"source":"int main(void)\n{\n}\n"'
run $viz book --source "$tmp/none.c" --out "$tmp/b2" $data/small-real.jsonl
status_is 2

it 'says in the book that a trace is recorded'
sed '1s/"granularity"/"recorded":true,"granularity"/' $data/small-real.jsonl >"$tmp/recorded"
run $viz book --out "$tmp/rec" "$tmp/recorded" $data/small-sim.jsonl
status_is 0
prints "$tmp/rec/index.html" 'REAL (recorded, Wine 8.0)'

it 'leaves nothing half-written on a full disk'
# Where this user may mount one, a real one; else a limit on file size, at which writes fail in the same place.
mkdir "$tmp/tiny"
if mount -t tmpfs -o size=64k none "$tmp/tiny" 2>/dev/null; then
	run $viz book --out "$tmp/tiny/book" $both
else
	run sh -c "trap '' XFSZ; ulimit -f 40; exec $viz book --out '$tmp/tiny/book' $both"
fi
status_is 1
[ -z "$(find "$tmp/tiny" -name '*.tmp' -o -name index.html)" ] || wrong 'something half-written is left'
umount "$tmp/tiny" 2>/dev/null
finish
