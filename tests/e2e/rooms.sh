#!/bin/sh
# rooms.sh - who includes whom: the table of docs/work/architecture.md, held against the code line by line.
#
# A room is a folder of core, sim or viz with what lies in it; a folder in a room is part of the room. The table
# says which rooms each may include. What it allows and nobody uses is a mistake as well: it would be a door that
# stands open.
# shellcheck disable=SC2154  # out is of check.sh
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
ran='(a look at the includes)'
page=docs/work/architecture.md

# room FILE: viz/base/posix/host.c -> viz/base; core/trace.h -> core
rooms='function room(path, part, n) {
	n = split(path, part, "/")
	if (part[1] == "core" || part[1] == "tests" || n == 2)
		return part[1]
	return part[1] "/" part[2]
}'

# The table as "ROOM ALLOWED" lines; "ROOM *" for one that may include everything.
awk -F '|' '/^\| `(core|sim|viz)\// {
	room = $2
	gsub(/[` ]/, "", room)
	sub(/\/$/, "", room)
	print room, "-"
	n = split($4, names, ",")
	for (i = 1; i <= n; i++) {
		gsub(/^ +| +$/, "", names[i])
		if (names[i] == "everything below")
			print room, "*"
		else if (names[i] != "")
			print room, names[i] == "core" ? names[i] : substr(room, 1, 4) names[i]
	}
}' "$page" >"$tmp/allowed"

# What the code does: "FROM TO FILE:LINE".
find core sim viz -name '*.[ch]' -exec grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' {} + | awk -F '[:"]' "$rooms"'{
	to = $4
	if (to !~ /\//) {               # beside the file, by its bare name
		to = $1
		sub(/[^\/]*$/, $4, to)
	}
	if (room(to) != room($1))
		print room($1), room(to), $1 ":" $2
}' >"$tmp/does"

it 'has a line in the table for every room, and a room for every line'
find core sim viz -name '*.[ch]' | awk "$rooms"'{ print room($0) }' | sort -u >"$tmp/rooms"
cut -d ' ' -f 1 "$tmp/allowed" | sort -u >"$tmp/lines"
diff "$tmp/rooms" "$tmp/lines" >"$out" || wrong "rooms (<) and lines of $page (>) differ:" "$(cat "$out")"

it 'includes only what the table allows'
awk 'NR == FNR { may[$1 " " $2]; next } !(($1 " " $2) in may) && !(($1 " *") in may) { print $3 ": " $1 " may not include " $2 }' \
	"$tmp/allowed" "$tmp/does" >"$out"
[ ! -s "$out" ] || wrong "$(cat "$out")"

it 'allows nothing that nobody does'
awk 'NR == FNR { does[$1 " " $2]; next } $2 != "-" && $2 != "*" && !(($1 " " $2) in does) { print $1 " does not include " $2 }' \
	"$tmp/does" "$tmp/allowed" >"$out"
[ ! -s "$out" ] || wrong "$page allows more than there is:" "$(cat "$out")"

it 'has no circle of rooms'
cut -d ' ' -f 1,2 "$tmp/does" | sort -u | tsort >/dev/null 2>"$out" || wrong "$(cat "$out")"

it 'spells every include from the top; core its own files by their bare names, for an installed core is compiled where it stands'
find sim viz tests/unit -name '*.[ch]' -exec grep -nE '^#include "' {} + | grep -vE '"(core|sim|viz|tests)/' >"$out" &&
	wrong "$(cat "$out")"
find core -name '*.[ch]' -exec grep -nE '^#include ".*/' {} + >"$out" && wrong "$(cat "$out")"

it 'lets sim take of core only what writes a trace, what a character is, what errors are called, and what ends it without memory'
grep -rnE '^#include "core/' sim |
	grep -vE 'core/(api|calls|enough|trace|names|places|handles|letter|printed|texts)\.h"' >"$out" && wrong "$(cat "$out")"

it 'lets viz take of core only what a character of a trace is and what ends it without memory, and in one place each the tables of calls and of texts of errors'
grep -rnE '^#include "core/' viz |
	grep -vE '^viz/trace/signature\.[ch]:.*"core/api\.h"|^viz/compare/texts\.c:.*"core/texts\.h"|"core/letter\.h"|^viz/base/memory\.h:.*"core/enough\.h"' >"$out" && wrong "$(cat "$out")"

it 'says what colour something is by its name in viz/draw/palette.h, in pictures and structure diagrams'
grep -nE '#[0-9A-Fa-f]{6}' viz/draw/*.[ch] viz/structure/*.[ch] | grep -v '^viz/draw/palette\.h:' >"$out" && wrong "$(cat "$out")"

it 'names in no header a neighbour that is none, and leaves none out (node tests/neighbours.mjs --write puts it right)'
node tests/neighbours.mjs >"$out" || wrong "$(head -n 8 "$out")"

finish
