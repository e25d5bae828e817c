#!/bin/sh
# Handouts and plans: the same parts in the same order, fifty minutes that are fifty, and commands that run.
# shellcheck disable=SC2016,SC2086  # backquotes are Markdown; lists of words
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

# in_order FILE PART...: each part begins a line of the file, once, after the one before
in_order() {
	file=$1 last=0
	shift
	for part in "$@"; do
		at=$(grep -nF -- "$part" "$file" | grep -E "^[0-9]+:[#*]" | cut -d: -f1)
		case $at in
		'') wrong "$file has no part $part"; return ;;
		*' '*|*'
'*) wrong "$file has more than one part $part"; return ;;
		esac
		[ "$at" -gt "$last" ] || wrong "$file: $part comes too early"
		last=$at
	done
}

# commands FILE: the indented lines that call our programs
commands() { grep -hE '^ {4,}build/(viz|sim) ' "$1" | sed 's/^ *//'; }

# The traces of all labs, where `make lab` would leave them.
for source in docs/labs/*/*.c; do
	folder=$(dirname "$source") stem=$(basename "$source" .c)
	place=$tmp/out/$stem real=$folder/$stem.real.jsonl
	[ "$stem" != lab ] || place=$tmp/out/$(basename "$folder") real=$folder/real.jsonl
	mkdir -p "$place"
	cp "$real" "$place/real.jsonl"
	build/sim run --trace "$place/sim.jsonl" "$source" >/dev/null 2>&1 </dev/null
done

# command TEXT: run it on those
command_runs() {
	text=$(printf '%s\n' "$1" | sed "s|out/|$tmp/out/|g; s|\([ ]\)\([a-z]*\.jsonl\)|\1$tmp/\2|g")
	run sh -c "$text"
	[ "$status" = 0 ] || wrong "it ends with $status: $1"
	[ -s "$out" ] || wrong "it says nothing: $1"
}

for lab in docs/labs/[0-9]*/; do
	name=$(basename "$lab") handout=${lab}handout.md notes=docs/teach/plans/$(basename "$lab").md
	ran="(a look at $name)"

	it "$name: the handout has all parts in order"
	in_order "$handout" '# Lab ' '**Goal.**' '**Time.**' '**Before you start.**' '## What to do' '## What to look at' \
		'## Questions' '## Misconceptions' '## Go further'
	grep -qE '^\*\*Time\.\*\* [0-9]+ minutes at a machine, [0-9]+ on paper\.$' "$handout" || wrong 'the time is not said as elsewhere'
	grep -q '](../../course/[1-9]-' "$handout" || wrong 'no chapter is named'
	sed -n '/^## Misconceptions/,/^## Go/p' "$handout" | grep '^- ' | grep -vq '^- "' && wrong 'a misconception is not in quotes'
	sed -n '/^## Misconceptions/,/^## Go/p' "$handout" | grep -c '^- "' | grep -qE '^[123]$' || wrong 'not 1 to 3 misconceptions'

	it "$name: the handout's commands name what is there, and run"
	for target in $(grep -ohE 'LAB=[^ `]+' "$handout" | cut -d= -f2); do
		[ -e "$target" ] || wrong "$target is not there"
	done
	commands "$handout" >"$tmp/list"
	while IFS= read -r line; do
		command_runs "$line"
	done <"$tmp/list"

	it "$name: the plan has all parts, and its minutes add up to 50"
	in_order "$notes" '# Teaching lab ' '## 50 minutes' '## Ask before you show' '## Where they get stuck' '## Exit question' '## Key'
	sed -n 's/^| \([0-9]*\)–\([0-9]*\) | .*/\1 \2/p' "$notes" | awk '
		$1 != at + 0 { print "a gap at minute " at + 0 }
		$2 <= $1 { print "no time at minute " $1 }
		{ at = $2; n++ }
		END { if (at != 50) print "ends at minute " at + 0; if (n < 5) print "only " n + 0 " parts" }' >"$out"
	[ ! -s "$out" ] || wrong "$(cat "$out")"
	[ "$(sed -n '/^## Ask/,/^## Where/p' "$notes" | grep -c '^- .*\*Expect:\*')" -ge 3 ] || wrong 'fewer than three questions with what to expect'
	file_has "$notes" -F "out/keys/$name.md"
	words=$(sed 's/|/ /g' "$notes" | wc -w)
	[ "$words" -ge 230 ] && [ "$words" -le 390 ] || wrong "$words words"

	it "$name: the plan's commands run"
	commands "$notes" >"$tmp/list"
	[ "$(grep -c . "$tmp/list")" -ge 2 ] || wrong 'fewer than two commands'
	while IFS= read -r line; do
		command_runs "$line"
	done <"$tmp/list"

	it "$name: is in both tables of contents, with the time of its handout"
	file_has docs/labs/README.md -F "[$name]($name/handout.md)"
	file_has docs/teach/plans/README.md -F "[$name]($name.md)"
	time=$(sed -n 's/^\*\*Time\.\*\* \([0-9]*\) minutes at a machine, \([0-9]*\) on paper\.$/\1 + \2/p' "$handout")
	grep -F "[$name]" docs/labs/README.md | grep -qF "| $time |" || wrong "docs/labs/README.md does not say $time"
done

it 'has no plan for a lab that is not there'
for notes in docs/teach/plans/[0-9]*.md; do
	[ -d "docs/labs/$(basename "$notes" .md)" ] || wrong "$notes is about no lab"
done

finish
