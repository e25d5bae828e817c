#!/bin/sh
# run.sh [BREAKS] - the comparison finds what is wrong: break the simulator on purpose, one line at a time, and see the report.
#
# Each line of the list `breaks` is planted in a copy of the sources; the lab that it names then has to diverge, and the report
# has to say the words. BREAKS: how many of them (default: all). Status 1 if one is not found.
cd "$(dirname "$0")/../.." || exit 2
most=${1:-1000} found=0 missed=0
mkdir -p build || exit 2
tmp=$(mktemp -d build/planted.XXXXXX) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

cp -r Makefile sim core "$tmp/" && mkdir "$tmp/viz" "$tmp/tests" || exit 2
make="make -C $tmp --no-print-directory -s -j2 LTO= OPT=-O1 build/sim"
$make || exit 2
tab=$(printf '\t')
while IFS=$tab read -r file change lab words <&3; do
	case $file in '#'*|'') continue ;; esac
	[ $((found + missed)) -lt "$most" ] || break
	cp "$tmp/$file" "$tmp/whole"
	sed -i "$change" "$tmp/$file"
	why=''
	if cmp -s "$tmp/whole" "$tmp/$file"; then
		why='the line to be broken is not there'
	elif ! $make >"$tmp/said" 2>&1 </dev/null; then
		why="what is broken does not compile: $(grep -m 1 error "$tmp/said")"
	else
		rm -f "$tmp/sim.jsonl"
		(cd "docs/labs/$lab" && timeout 60 "$OLDPWD/$tmp/build/sim" run --trace "$OLDPWD/$tmp/sim.jsonl" lab.c) \
			>/dev/null 2>"$tmp/err" </dev/null
		build/viz compare "docs/labs/$lab/real.jsonl" "$tmp/sim.jsonl" >"$tmp/report" 2>&1
		status=$?
		[ $status = 1 ] && grep -q DIVERGE "$tmp/report" || why="the comparison ends with $status: $(tail -n 1 "$tmp/report") $(tail -n 1 "$tmp/err")"
		[ -n "$why" ] || grep -q -e "$words" "$tmp/report" || why="the report does not say '$words': $(grep -m 2 '^ *!=\|differ\|≠' "$tmp/report")"
	fi
	cp "$tmp/whole" "$tmp/$file" && touch "$tmp/$file"
	if [ -z "$why" ]; then
		found=$((found + 1))
	else
		missed=$((missed + 1))
		echo "$file, lab $lab: $why"
	fi
done 3<tests/planted/breaks
echo "planted: $found found, $missed not"
[ $missed = 0 ] && [ $found -gt 0 ]
