#!/bin/sh
# e2e_viz.sh - the built viz program, from outside: status, messages, files.
#
# Prints `ok - ...` or `not ok - ...` for each check; fails if one does. Needs
# build/viz, and the traces in tests/data/traces (small, written by hand tools).
set -u
cd "$(dirname "$0")/../.." || exit 2
viz=build/viz data=tests/data/traces
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
bad=0

say() { # STATUS WHAT
	if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; bad=1; fi
}

# status WANT WHAT COMMAND...: run it, keep its output and errors, compare the status.
status() {
	want=$1 what=$2
	shift 2
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	[ "$got" = "$want" ]
	say $? "$what: status $want (got $got)"
}

# prints FILE TEXT WHAT
prints() {
	grep -qF -- "$2" "$work/$1"
	say $? "$3"
}

# ---- arguments ----
status 0 "--help" $viz --help
prints out "usage: viz compare" "--help shows the usage"
status 0 "--version" $viz --version
prints out "viz 0.1.0" "--version shows the version"
status 0 "--help after a command" $viz compare --help
status 2 "no command" $viz
status 2 "unknown command" $viz draw x
status 2 "unknown option" $viz frames --fast --out "$work/x" $data/small-real.jsonl
prints err "unknown option: --fast" "it names the option"
status 2 "a value missing" $viz frames $data/small-real.jsonl --out
status 2 "no --out" $viz book $data/small-real.jsonl
status 2 "compare with one trace" $viz compare $data/small-real.jsonl
status 2 "four traces" $viz compare a b c d
status 1 "--help to a full disk" sh -c "$viz --help >/dev/full"

# ---- compare ----
status 0 "compare equal runs" $viz compare $data/small-real.jsonl $data/small-sim.jsonl
[ "$(tail -n 1 "$work/out")" = "REAL and SIM agree: 17 steps, 4 faults on each side" ]
say $? "the last line says that they agree"
status 0 "compare, the sides the other way round" $viz compare $data/small-sim.jsonl $data/small-real.jsonl
status 1 "compare runs that diverge" $viz compare $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl
tail -n 1 "$work/out" | grep -qF 'REAL and SIM DIVERGE at step 8 (call): error: REAL "0", SIM "1455"'
say $? "the last line names the first fact that differs, with both values"
status 1 "compare --json" $viz compare --json $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl
prints out '"result":"diverge"' "JSON says diverge"
status 2 "two real traces drawn" $viz frames --out "$work/x" $data/small-real.jsonl $data/small-real.jsonl
prints err "are both traces of the real side" "it says which side they are of"
status 1 "a table to a full disk" sh -c "$viz compare $data/small-real.jsonl $data/small-sim.jsonl >/dev/full"

# ---- unusable traces ----
: >"$work/empty"
head -c 700 $data/small-real.jsonl >"$work/cut"
sed '$d' $data/small-real.jsonl >"$work/no-end"
sed '1s/"schema":1/"schema":9/' $data/small-real.jsonl >"$work/schema"
head -c 4096 /bin/sh >"$work/binary"
for case in "nothing-there|cannot open" "empty|is empty" "cut|cut: the file ends" "no-end|cut: ends after step" \
	"schema|schema 9 is not known" "binary|" ".|is a directory"; do
	file=$work/${case%%|*} text=${case#*|}
	status 2 "compare with ${case%%|*}" $viz compare "$file" $data/small-sim.jsonl
	prints err "$text" "it says: ${text:-what is wrong}"
	prints err "$file" "it names the file"
	status 2 "book of ${case%%|*}" $viz book --out "$work/none" "$file"
done
[ ! -e "$work/none" ]
say $? "an unusable trace leaves nothing behind"

# ---- frames ----
status 0 "frames" $viz frames --svg --out "$work/frames" $data/small-real.jsonl $data/small-sim.jsonl
[ "$(ls "$work/frames" | grep -c '^step-00[01][0-9]-[a-z0-9-]*\.svg$')" = 13 ]
say $? "13 pictures"
[ -f "$work/frames/step-0009-fault004-b.dot" ]
say $? "named by step and fault"
dot -Tsvg "$work/frames/step-0009-fault004-b.dot" >"$work/one.svg" 2>"$work/err" && [ ! -s "$work/err" ]
say $? "anyone's dot draws it without a word"
sed -n '/<g id="frame"/,$p' "$work/one.svg" >"$work/a"
sed -n '/<g id="frame"/,$p' "$work/frames/step-0009-fault004-b.svg" >"$work/b"
cmp -s "$work/a" "$work/b"
say $? "and draws the same"
! grep -lE 'id="page|<image|href="http' "$work"/frames/*.svg
say $? "no batch ids, no outside references"
described=0
for f in "$work"/frames/*.svg; do
	grep -q '<svg role="img"' "$f" && grep -q '<desc id="desc">' "$f" || described=1
done
say $described "each has a role and a description"
cp -r "$work/frames" "$work/first"
touch "$work/frames/step-0099-fault049-a.dot"
status 0 "frames again" $viz frames --svg --out "$work/frames" $data/small-real.jsonl $data/small-sim.jsonl
diff -r "$work/first" "$work/frames" >/dev/null
say $? "same traces, same bytes, and nothing stale"
status 0 "frames of the real side" $viz frames --out "$work/real" $data/small-real.jsonl
grep -q 'REAL only: nothing to compare' "$work/real/step-0002-fault001-a.dot"
say $? "the picture says that SIM is missing"
status 0 "frames of the simulator" $viz frames --out "$work/sim" --sim $data/small-sim.jsonl
grep -q 'SIM only: nothing to compare' "$work/sim/step-0002-fault001-a.dot"
say $? "the picture says that REAL is missing"
status 2 "--real with a trace of the simulator" $viz frames --out "$work/x" --real $data/small-sim.jsonl

# ---- what can go wrong with files ----
: >"$work/file"
status 1 "--out under a file" $viz book --out "$work/file/book" $data/small-real.jsonl
prints err "cannot write" "it says so"
status 1 "--out on /proc" $viz book --out /proc/book $data/small-real.jsonl
mkdir "$work/bin"
status 3 "no Graphviz" env PATH="$work/bin" "$PWD/$viz" frames --svg --out "$work/nodot" $data/small-real.jsonl $data/small-sim.jsonl
prints err "package graphviz" "it names the package"
[ "$(ls "$work/nodot" | grep -c '\.dot$')" = 13 ] && [ "$(ls "$work/nodot" | wc -l)" = 13 ]
say $? "the .dot files are whole, and nothing else is there"
printf '#!/bin/sh\necho "Warning: node x size too small for label" >&2\n' >"$work/bin/dot"
chmod +x "$work/bin/dot"
status 1 "a warning of Graphviz" env PATH="$work/bin:$PATH" $viz frames --svg --out "$work/warn" $data/small-real.jsonl
prints err "size too small" "it is shown"
[ "$(ls "$work/warn" | grep -c svg)" = 0 ]
say $? "and no picture is left"

# ---- book ----
status 0 "book" $viz book --out "$work/book" $data/small-real.jsonl $data/small-sim.jsonl
[ -f "$work/book/index.html" ] && [ -f "$work/book/frames/step-0001-reserve.svg" ]
say $? "index.html and frames"
cp "$work/book/index.html" "$work/first.html"
status 0 "book again" $viz book --out "$work/book" $data/small-real.jsonl $data/small-sim.jsonl
cmp -s "$work/book/index.html" "$work/first.html"
say $? "same traces, same book"
printf 'int main(void)\n{\n}\n' >"$work/lab.c"
status 0 "book with a source" $viz book --source "$work/lab.c" --out "$work/book" $data/small-real.jsonl $data/small-sim.jsonl
grep -qF '"source":"int main(void)\n{\n}\n"' "$work/book/index.html"
say $? "the source is in it"
status 2 "book with a source that is not there" $viz book --source "$work/none.c" --out "$work/b2" $data/small-real.jsonl
sed '1s/"granularity"/"recorded":true,"granularity"/' $data/small-real.jsonl >"$work/recorded"
status 0 "book of a recorded trace" $viz book --out "$work/rec" "$work/recorded" $data/small-sim.jsonl
grep -qF 'REAL (recorded, Wine 8.0)' "$work/rec/index.html"
say $? "it says that it is recorded"
if size=$(df -k --output=size /dev/shm 2>/dev/null) && [ -n "$size" ] && mkdir "$work/tiny" 2>/dev/null &&
	mount -t tmpfs -o size=64k none "$work/tiny" 2>/dev/null; then
	status 1 "a full disk" $viz book --out "$work/tiny/book" $data/small-real.jsonl $data/small-sim.jsonl
	[ -z "$(find "$work/tiny" -name '*.tmp' -o -name index.html)" ]
	say $? "nothing half-written"
	umount "$work/tiny"
fi
exit $bad
