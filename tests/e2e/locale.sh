#!/bin/sh
# The same bytes wherever the user is at home: in German a point is a comma, in Turkish I is not the capital of i.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
keep_wine

mkdir "$tmp/locales" "$tmp/c"
for at in de_DE tr_TR; do
	localedef -i $at -f UTF-8 "$tmp/locales/$at.UTF-8" || { echo "not ok $at can be made (the package locales)"; exit 1; }
done

# at LOCALE COMMAND...
at() {
	locale=$1
	shift
	run env LOCPATH="$tmp/locales" LC_ALL="$locale" LANGUAGE= "$@"
}

# everything LOCALE FOLDER: what a user makes, where that language is spoken
everything() {
	mkdir -p "$2"
	at "$1" viz/commands/lab --real recorded --structures --out "$2" docs/labs/05-guard-page
	status_is 0
	sed "s#$2#OUT#g" "$out" >"$2/said"
	at "$1" viz/commands/grade/class --spec docs/assignments/1-filter/spec --real no --out "$2/class" docs/assignments/1-filter
	sed "s#$2#OUT#g" "$out" >"$2/marks"
	at "$1" build/sim replay --policy lru,clock --frames 3,4,5 tests/data/replay/walk.lackey
	status_is 0
	sed 's/ *[0-9.,]*$//' "$out" >"$2/replay"
	at "$1" viz/commands/exercise --out "$2" --seed 7
	status_is 0
	at "$1" viz/commands/sweep --pages 4-8 --out "$2/sweep" docs/labs/14-thrashing
	status_is 0
	at "$1" core/run --trace "$2/real.jsonl" docs/labs/02-out-of-pages/lab.c
	sed -i 's/"0x[0-9a-f]*"/"A"/g' "$2/real.jsonl"
}

it 'makes books, marks, tables, charts, exercises and traces'
everything C.UTF-8 "$tmp/c"
there "$tmp/c/05-guard-page/index.html" "$tmp/c/real.jsonl" "$tmp/c/replay" "$tmp/c/marks"

for locale in de_DE.UTF-8 tr_TR.UTF-8; do
	it "makes the same in $locale"
	[ "$(LOCPATH="$tmp/locales" LC_ALL=$locale locale decimal_point 2>/dev/null)" = , ] || wrong 'the locale is not in force'
	everything $locale "$tmp/there"
	diff -r "$tmp/c" "$tmp/there" >"$tmp/differs" || wrong "differs: $(head -n 4 "$tmp/differs" | cut -c1-200)"
	rm -rf "$tmp/there"
done

it 'finds a header by its name in Turkish too'
printf '#include <WINDOWS.H>\n#include <stdio.h>\nint main(void) { printf("%%d\\n", (int)sizeof(DWORD)); return 0; }\n' >"$tmp/lab.c"
at C.UTF-8 build/sim run "$tmp/lab.c"
cp "$out" "$tmp/said"
at tr_TR.UTF-8 build/sim run "$tmp/lab.c"
out_like "$tmp/said"
finish
