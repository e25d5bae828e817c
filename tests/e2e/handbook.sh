#!/bin/sh
# What the pages show is what happens: every command in them is run, and every name in them is looked up.
# docs/work/writing.md has the convention, tests/docs/elsewhere the commands that other tests run.
#
#	tests/e2e/handbook.sh [PAGE...]     all pages, or these
#
# Each page gets a scratch folder in which the checkout's files can be reached and out/ holds what `make lab REAL=recorded`
# leaves of every lab, but for the book. Commands run there one after the other, each in a shell of its own.
# shellcheck disable=SC2016  # backquotes and dollar signs that are Markdown
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
ran='(a look at the pages)'
top=$PWD
tab=$(printf '\t')

if [ $# -gt 0 ]; then
	pages=$*
	whole=''
else
	pages=$(find . -name '*.md' -not -path './build/*' -not -path './out/*' -not -path '*/node_modules/*' | sed 's|^\./||' | sort)
	whole=yes
fi

# Every complaint of a page is told, not only the first: whoever mends the page mends it whole.
also_wrong() {
	check_why="$check_why$(printf '%s\n' "$@" | sed 's/^/    /')
"
}

# ---- the commands ----

commands=$tmp/commands
mkdir "$tmp/cmd" "$tmp/out" "$tmp/asked"
# shellcheck disable=SC2086  # names without spaces
awk -v to="$tmp/cmd" -f tests/docs/blocks.awk $pages >"$commands"
grep -v -e '^#' -e '^$' tests/docs/elsewhere >"$tmp/elsewhere"

cannot() {
	echo "e2e_handbook: $*" >&2
	exit 2
}
for program in build/sim build/viz; do
	[ -x $program ] || cannot "$program is missing; make builds it"
done

# What the labs left, from the recorded run and the simulator's.
for lab in docs/labs/*/; do
	lab=${lab%/} name=$(basename "$lab")
	mkdir "$tmp/out/$name"
	cp "$lab/real.jsonl" "$tmp/out/$name/" || cannot "$lab has no recorded run"
	build/sim run --trace "$tmp/out/$name/sim.jsonl" "$lab/lab.c" >/dev/null 2>&1
	[ -s "$tmp/out/$name/sim.jsonl" ] || cannot "$lab/lab.c left no trace in the simulator"
	build/viz compare "$tmp/out/$name/real.jsonl" "$tmp/out/$name/sim.jsonl" >"$tmp/out/$name/report.txt" 2>&1
done

# scratch -> $here, a fresh one
scratch() {
	here=$tmp/here
	rm -rf "$here"
	mkdir "$here"
	for entry in "$top"/* "$top"/.ci; do
		[ "$(basename "$entry")" = out ] || ln -s "$entry" "$here/"
	done
	cp -r "$tmp/out" "$here/out"
}

# elsewhere COMMAND: is it the business of another test? Whatever it would have left is put in its place.
elsewhere() {
	while IFS=$tab read -r pattern test _ stand_in; do
		# shellcheck disable=SC2254  # a pattern
		case $1 in
		$pattern)
			: >"$tmp/asked/$(printf '%s' "$pattern" | cksum | tr ' ' -)"
			[ -z "$stand_in" ] || cp "$top/${stand_in#*=}" "$here/${stand_in%%=*}"
			return 0 ;;
		esac
	done <"$tmp/elsewhere"
	return 1
}

# The order of the two streams is that of a terminal as near as it can be had: one file for both.
run_command() {
	{ printf '(exit %s)\n' "$status"; cat "$tmp/cmd/$1.cmd"; } >"$tmp/script"
	(cd "$here" && LC_ALL=C.UTF-8 timeout -k 5 "$LIMIT" sh "$tmp/script") >"$tmp/got" 2>&1 </dev/null
	status=$?
}

# complain N PAGE LINE COMMAND FIRST_LINE: expected and printed, the line that is wrong, and the whole difference
complain() {
	read -r at _ <"$tmp/verdict"
	also_wrong "$2:$(($5 + at - 1)): the output of the command at line $3 is another one" \
		"  \$ $4" "$(sed -e 's/^[0-9]*//' -e 's/^\t/  /' "$tmp/verdict")" \
		"$(diff -u "$tmp/cmd/$1.want" "$tmp/got" | sed -n '3,40s/^/  | /p')"
}

for page in $pages; do
	count=$(awk -F'\t' -v page="$page" '$3 == page' "$commands" | tee "$tmp/these" | wc -l)
	[ "$count" -gt 0 ] || continue
	it "$page: its $count commands do what it says"
	scratch
	status=0
	while IFS=$tab read -r n kind _ line first command; do
		if [ "$kind" = stray ]; then
			also_wrong "$page:$line: output above the first command of its block: $command"
			continue
		fi
		! elsewhere "$command" || continue
		case $command in
		make\ *|faultlab\ *|core/run*|viz/commands/lab*|sudo\ *|apt*|*valgrind\ *|tests/*|.ci/*)
			also_wrong "$page:$line: $command: too heavy to be run here; tests/docs/elsewhere has to name the test that does"
			continue ;;
		esac
		run_command "$n"
		if [ "$kind" = bare ]; then
			[ "$status" = 0 ] || also_wrong "$page:$line: $command ends with status $status and says:" "$(sed 's/^/  | /' "$tmp/got" | head -n 8)"
		else
			awk -f tests/docs/match.awk "$tmp/cmd/$n.want" "$tmp/got" >"$tmp/verdict" ||
				complain "$n" "$page" "$line" "$command" "$first"
		fi
	done <"$tmp/these"
done

it 'names, for every command that is not run here, a test that is there and runs it'
while IFS=$tab read -r pattern test words stand_in; do
	case $test in
	'not tried') [ -n "$words" ] || also_wrong "tests/docs/elsewhere: '$pattern' is not tried, and no reason is given" ;;
	*)
		if [ ! -f "$test" ]; then
			also_wrong "tests/docs/elsewhere: '$pattern': no such test: $test"
		else
			grep -qF -- "$words" "$test" || also_wrong "tests/docs/elsewhere: '$pattern': $test does not say '$words'"
		fi ;;
	esac
	[ -z "$whole" ] || [ -e "$tmp/asked/$(printf '%s' "$pattern" | cksum | tr ' ' -)" ] ||
		also_wrong "tests/docs/elsewhere: no page has the command '$pattern' any more"
	[ -z "$stand_in" ] || [ -s "${stand_in#*=}" ] || also_wrong "tests/docs/elsewhere: ${stand_in#*=} is not there"
done <"$tmp/elsewhere"

# ---- the names ----

# words REGEX: "page:line word" for each match in the pages
words() {
	# shellcheck disable=SC2086  # names without spaces
	grep -noE -- "$1" /dev/null $pages | sed -E 's/^([^:]*:[0-9]*):/\1\t/'
}
foreign() { grep -qxF -- "$1" tests/docs/foreign; }

# The text of all that is ours, for words; the C of the labs belongs to it.
find . -type f -not -path './build/*' -not -path './out/*' -not -path './.git/*' -not -path '*/node_modules/*' |
	sed 's|^\./||' >"$tmp/files"
grep -E '\.([ch]|js|sh|awk|css|html)$|^core/run$|^viz/commands/lab$|^Makefile$|^\.ci/' "$tmp/files" >"$tmp/sources"
tr '\n' '\0' <"$tmp/sources" | xargs -0 cat 2>/dev/null | tr -cs 'A-Za-z0-9_' '\n' | sort -u >"$tmp/words"
is_word() { grep -qxF -- "$1" "$tmp/words"; }

# Or that a command of the page itself writes.
it 'names only source files that are there'
words '`[A-Za-z0-9_./-]+\.(c|h|sh|awk|js|css)`' | tr -d '`' >"$tmp/named"
while IFS=$tab read -r at name; do
	case $name in
	*/*) [ -e "$name" ] || [ -e "$(dirname "${at%%:*}")/$name" ] ;;
	*) grep -qE "(^|/)$(printf '%s' "$name" | sed 's/\./\\./g')\$" "$tmp/files" ;;
	esac || foreign "$name" || grep -qF ">$name" "${at%%:*}" || also_wrong "$at: $name is named, but there is no such file; tests/docs/foreign lists those of others"
done <"$tmp/named"

# A function beside a file has to be in that file: `name()` in `path`, or two cells of a table.
it 'names only functions that are there, and in the file that it names beside them'
words '`[A-Za-z_][A-Za-z0-9_]*\(\)`' | tr -d '`()' >"$tmp/named"
while IFS=$tab read -r at name; do
	is_word "$name" || foreign "$name" || also_wrong "$at: no function $name()"
done <"$tmp/named"
words '`[A-Za-z_][A-Za-z0-9_]*\(\)`( in | \| )`[a-z0-9_./-]+\.[ch]`' |
	sed -E 's/`([A-Za-z0-9_]*)\(\)`( in | \| )`([^`]*)`/\1\t\3/' >"$tmp/named"
while IFS=$tab read -r at name file; do
	# A definition begins in the first column; a macro and an inline function of a header count.
	grep -qE "^[a-zA-Z#].*[ *]$name\(" "$file" 2>/dev/null || also_wrong "$at: $file does not define $name()"
done <"$tmp/named"

it 'uses no word of the code that the code does not have'
words '`[a-z][a-z0-9]*(_[a-z0-9]+)+`' | tr -d '`' >"$tmp/named"
while IFS=$tab read -r at name; do
	is_word "$name" || foreign "$name" || also_wrong "$at: $name is not in the sources"
done <"$tmp/named"

it 'names only labs that are there'
words '(docs/labs|labs|out)/[0-9][A-Za-z0-9-]*|`[0-9][0-9]-[a-z][a-z-]*`' | tr -d '`' >"$tmp/named"
while IFS=$tab read -r at name; do
	[ -d "docs/labs/${name##*/}" ] || also_wrong "$at: there is no lab ${name##*/}"
done <"$tmp/named"
words '\b[Ll]abs? [0-9]+' >"$tmp/named"
while IFS=$tab read -r at name; do
	ls -d "docs/labs/$(printf '%02d' "${name##* }")"-* >/dev/null 2>&1 || also_wrong "$at: there is no $name"
done <"$tmp/named"

# ---- the options ----

# help PROGRAM -> a file with its words on itself, kept
help() {
	kept=$tmp/help.$(printf '%s' "$1" | tr -c 'a-z\n' -)
	# shellcheck disable=SC2086  # a program and its first argument
	[ -s "$kept" ] || $1 --help >"$kept" 2>&1 </dev/null
	printf '%s' "$kept"
}
has_option() { grep -qE -- "(^|[^a-z-])$1([^a-z-]|\$)" "$2"; }
programs='build/sim run,build/sim replay,build/sim record,build/sim exercise,build/viz,core/run,viz/commands/lab,viz/commands/sweep,viz/commands/grade/lab,viz/commands/grade/class'
(IFS=,; for program in $programs; do IFS=' '; cat "$(help "$program")"; done) >"$tmp/all-help"

# "page:line <tab> program <tab> option" of every command: each segment of a pipe asks its own program; SIMFLAGS
# are the simulator's, and a wrong program has none.
it 'names only options that the program has'
awk -F'\t' '{
	n = split($6, segment, / (\||&&|;) /)
	for (i = 1; i <= n; i++) {
		text = segment[i]
		sub(/ -- .*/, "", text)
		program = ""
		if (match(text, /^(build\/sim (run|replay|record|exercise)|build\/[a-z]+|core\/run|viz\/commands\/lab)/))
			program = substr(text, RSTART, RLENGTH)
		if (text ~ /^make / && match(text, /SIMFLAGS=("[^"]*"|[^ ]*)/)) {
			program = "build/sim run"
			text = substr(text, RSTART, RLENGTH)
		}
		while (program != "" && match(text, /--[a-z][a-z-]*/)) {
			print $3 ":" $4 "\t" program "\t" substr(text, RSTART, RLENGTH)
			text = substr(text, RSTART + RLENGTH)
		}
	}
}' "$commands" >"$tmp/named"
while IFS=$tab read -r at program option; do
	has_option "$option" "$(help "$program")" || also_wrong "$at: $program has no option $option"
done <"$tmp/named"
words '`[^`]*`' | awk -F'\t' '{ while (match($2, /(^|[^a-z-])--[a-z][a-z-]*/)) {
	option = substr($2, RSTART, RLENGTH)
	sub(/^[^-]*/, "", option)
	print $1 "\t" option
	$2 = substr($2, RSTART + RLENGTH)
} }' >"$tmp/named"
while IFS=$tab read -r at option; do
	has_option "$option" "$tmp/all-help" || foreign "$option" || also_wrong "$at: no program of ours has the option $option"
done <"$tmp/named"

it 'names only targets and variables that the Makefile has, and labs that make can take'
{ cut -f3,4,6 "$commands" | sed -E 's/\t/:/' | grep "${tab}make "; words '`make [^`]*`' | tr -d '`'; } >"$tmp/named"
while IFS=$tab read -r at command; do
	target=$(printf '%s' "$command" | awk '{ print $2 }')
	grep -q "^$target:" Makefile || also_wrong "$at: the Makefile has no target '$target'"
	for variable in $(printf '%s\n' "$command" | grep -oE '\b[A-Z]+=' | tr -d =); do
		grep -qE "^$variable *[?:]?=|\\$\\($variable\\)" Makefile || also_wrong "$at: the Makefile does not know $variable"
	done
	lab=$(printf '%s\n' "$command" | sed -n 's/.* LAB=\([^ ]*\).*/\1/p')
	case $lab in
	''|path/to/*|out/*|*NAME*|*NN*|*YOUR*|*…*) ;;
	*) [ -f "$lab" ] || [ -f "$lab/lab.c" ] || also_wrong "$at: there is no lab $lab" ;;
	esac
done <"$tmp/named"

# ---- the course ----

if [ -n "$whole" ]; then
	it 'has every lab in a chapter, and every chapter in the table of contents'
	for lab in docs/labs/*/; do
		lab=$(basename "$lab")
		grep -q "labs/$lab/handout.md" docs/course/*.md || also_wrong "no chapter of docs/course leads to the lab $lab"
	done
	for chapter in docs/course/*.md; do
		grep -q "(course/$(basename "$chapter"))" docs/README.md || also_wrong "docs/README.md does not lead to $chapter"
	done
fi

finish
