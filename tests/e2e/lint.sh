#!/bin/sh
# lint.sh - what a machine can say of the sources without running them: `make lint`.
#
# .shellcheckrc, .clang-tidy and .editorconfig say what is asked, each with its reasons. What is
# built for another system, or compiled with other flags by core/run, is left to its compilers.
# shellcheck disable=SC2086  # names of files without spaces, word by word
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
ran='(a look at the sources)'
jobs=$(nproc 2>/dev/null || echo 2)

# Every file of the project, whether git knows them or they come from an archive.
files() {
	{ git ls-files 2>/dev/null || find . -type f -not -path './build/*' -not -path './out/*' | sed 's:^\./::'; } |
		grep -v node_modules | sort
}
files >"$tmp/files"

it 'shellcheck has nothing to say of any script'
grep -vE '\.(awk|mjs|md|jsonl|svg)$' "$tmp/files" | xargs grep -lE '^#!.*[/ ](ba)?sh$|^# shellcheck shell=' >"$tmp/scripts"
[ "$(wc -l <"$tmp/scripts")" -gt 40 ] || wrong "only $(wc -l <"$tmp/scripts") scripts were found"
xargs shellcheck -f gcc <"$tmp/scripts" >"$out" 2>&1 || wrong "$(head -n 12 "$out")"

it 'clang-tidy has nothing to say of sim, viz and what writes a trace'
grep -E '^(sim|viz)/.*\.c$|^core/(trace|names|places|handles)\.c$' "$tmp/files" | grep -vE '/(windows|web|valgrind)/' >"$tmp/sources"
[ "$(wc -l <"$tmp/sources")" -gt 150 ] || wrong "only $(wc -l <"$tmp/sources") sources were found"
xargs -P "$jobs" -n 8 sh -c 'clang-tidy-19 --quiet "$@" -- -std=gnu11 -D_GNU_SOURCE -DFAULTLAB_VERSION=\"0\" -I. 2>&1' tidy \
	<"$tmp/sources" >"$tmp/said"
grep -E ' error: | is not used directly ' "$tmp/said" | sed "s:^$PWD/::" | sort -u >"$out"
[ ! -s "$out" ] || wrong "$(head -n 12 "$out")"

# A line may be as long as a quoted text of 40 characters in it, which can be searched for only in one piece. Left out:
# programs that the tests compile as they stand, and the pages, whose every byte is in every book.
it 'no line is wider than .editorconfig says, and none ends in a blank'
width=$(sed -n 's/^max_line_length = //p' .editorconfig)
{ grep -E '\.([ch]|sh|mjs|js)$' "$tmp/files"; cat "$tmp/scripts"; } | sort -u |
	grep -vE '^(docs/labs|docs/assignments|tests/(labs|language|class|cases))/.*\.c$|^viz/(book/page|web)/|^viz/quiz/sheet\.js$' >"$tmp/narrow"
xargs awk -v width="$width" '
function has_text(line) {                       # a \" is a character of it
	while (match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|`[^`]*`/)) {
		if (RLENGTH >= 42)
			return 1
		line = substr(line, RSTART + RLENGTH)
	}
	return 0
}
{
	n = 0
	line = $0                               # a tab goes to the next column that 8 divides
	while ((at = index(line, "\t")) > 0) {
		n = n + at - 1
		n = n - n % 8 + 8
		line = substr(line, at + 1)
	}
	n += length(line)
	if (n > width && !has_text($0))
		print FILENAME ":" FNR ": " n " columns: " $0
	if (/[ \t]$/)
		print FILENAME ":" FNR ": ends in a blank"
}' <"$tmp/narrow" | cut -c1-120 >"$out"
[ ! -s "$out" ] || wrong "$(wc -l <"$out") lines:" "$(head -n 12 "$out")"

finish
