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

it 'lists the calls that the table of calls has, and no others'
sed -nE 's/^FL_(PSAPI_)?(CALL|PLAIN|ANSWER)\([^,]*, ([A-Za-z0-9]+),.*/\3/p' core/api.h | sort >"$tmp/calls"
sed -n '/^| About | Calls/,/^$/p' docs/reference/language.md | grep -oE '`[A-Za-z0-9]+`' | tr -d '`' | sort >"$tmp/listed"
diff "$tmp/calls" "$tmp/listed" >"$out" || wrong "core/api.h (<) and docs/reference/language.md (>) differ:" "$(cat "$out")"

it 'names only targets that the Makefile has'
for target in $(grep -ohE '(^    |`)make [a-z][a-z-]*' $pages | awk '{ print $2 }' | sort -u); do
	grep -q "^$target:" Makefile || wrong "no target $target in the Makefile"
done

it 'names only files that are there'
for file in $(grep -ohE '`(core|sim|viz|tests|docs|\.ci)/[A-Za-z0-9_./-]+`' README.md docs/*.md docs/*/*.md | tr -d '`' | sort -u); do
	[ -e "$file" ] || wrong "$file is named but not there"
done

it 'tests what the README says: its test command is the one of .ci/run'
grep -qE '^    make test$' README.md || wrong 'README.md has no line "make test"'
grep -q 'make test' .ci/run || wrong '.ci/run does not call make test'

finish
