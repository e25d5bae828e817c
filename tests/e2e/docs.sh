#!/bin/sh
# The documentation keeps its promises: sources, links, commands and pictures exist.
# shellcheck disable=SC2013,SC2016,SC2086  # names without spaces, and backquotes that are Markdown
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
ran='(a look at the files)'

pages=$(find . -name '*.md' -not -path './build/*' -not -path './out/*' -not -path '*/node_modules/*')

it 'has an entry for every source that a header names'
for tag in $(grep -rhE 'sources\.md' --include='*.[ch]' --include=run core sim viz |
	grep -oE '\[[A-Za-z0-9-]+\]' | sort -u); do
	grep -qF "### $tag" docs/reference/sources.md || wrong "docs/reference/sources.md has no entry $tag"
done

it 'links only to what is there'
for page in $pages; do
	for link in $(grep -oE '\]\([^)#: ]+' "$page" | cut -c3- | grep -v '^http'); do
		[ -e "$(dirname "$page")/$link" ] || wrong "$page links to $link, which is not there"
	done
done

it 'names only targets that the Makefile has'
for target in $(grep -ohE '(^    |`)make [a-z]+' $pages | awk '{ print $2 }' | sort -u); do
	grep -q "^$target:" Makefile || wrong "no target $target in the Makefile"
done

it 'names only files that are there'
for file in $(grep -ohE '`(core|sim|viz|tests|docs|\.ci)/[A-Za-z0-9_./-]+`' README.md docs/*.md docs/*/*.md | tr -d '`' | sort -u); do
	[ -e "$file" ] || wrong "$file is named but not there"
done

it 'tests what the README says: its test command is the one of .ci/run'
grep -qE '^    make test$' README.md || wrong 'README.md has no line "make test"'
grep -q 'make test' .ci/run || wrong '.ci/run does not call make test'

# includes FILES... : what they include, as "file:#include ..." lines
includes() { grep -rnE '^#include "' --include='*.[ch]' "$@"; }

it 'keeps the parts apart: core knows neither sim nor viz, viz knows neither of them'
includes core | grep -E '"(\.\./)*(sim|viz)/' >"$out" && wrong "core looks up: $(cat "$out")"
includes viz | grep -E '"(\.\./)*(sim|core)/' >"$out" && wrong "viz links a side: $(cat "$out")"
includes sim | grep -E '"(\.\./)*viz/' >"$out" && wrong "sim knows viz: $(cat "$out")"
includes sim | grep -E '"(\.\./)*core/' | grep -vE 'core/(trace|names|places|handles)\.h"' >"$out" &&
	wrong "sim takes more of core than its trace writer: $(cat "$out")"

it 'keeps the layers of the simulator apart: none includes one above it'
includes sim/mmu | grep -E 'sim/(mm|win32|ke|cpu|core)/' >"$out" && wrong "mmu looks up: $(cat "$out")"
includes sim/mm | grep -E '(win32|ke|cpu|lang|libc|api|record|core)/' >"$out" && wrong "mm looks up: $(cat "$out")"
includes sim/win32 | grep -E '(cpu|lang|libc|api|record|core)/' >"$out" && wrong "win32 looks up: $(cat "$out")"
includes sim/replay | grep -E '(win32|ke|core|cpu|lang|libc|api|record)/' >"$out" && wrong "replay looks up: $(cat "$out")"
includes sim/exercise | grep -E '(mm|mmu|win32|ke|cpu|lang|libc|api|record|core|replay)/' >"$out" && wrong "exercise knows more than the lab language: $(cat "$out")"
includes sim/ke | grep -E '(cpu|lang|libc|api|record|core)/' >"$out" && wrong "ke looks up: $(cat "$out")"

finish
