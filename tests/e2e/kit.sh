#!/bin/sh
# What a class gets (viz/commands/kit), and the pages to print (viz/commands/print).
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
kit=$tmp/out/student-kit.tar.gz

it 'packs what a class gets'
run viz/commands/kit --out "$tmp/out"
status_is 0
mkdir "$tmp/kit"
tar -xzf "$kit" -C "$tmp/kit" || wrong 'it cannot be unpacked'
(cd "$tmp/kit" && find . -type f | LC_ALL=C sort) >"$tmp/files"
for lab in docs/labs/[0-9]*/ docs/assignments/[0-9]*/; do
	at=student-kit/${lab#docs/}
	there "$tmp/kit/$at/handout.html"
done
there "$tmp/kit/student-kit/labs/04-broken-filters/gives-up.c" "$tmp/kit/student-kit/labs/16-belady/belady.txt" \
	"$tmp/kit/student-kit/assignments/1-filter/spec" "$tmp/kit/student-kit/course/3-two-faults.html" "$tmp/kit/student-kit/LICENSE"

# The list of what may not be in it: by name, by what stands in it, and by what it is.
it 'has no key, no solution, no plan, no test'
grep -iE 'key|solution|answer|plan|test|teach|grad|\.md$|/sim\.jsonl$|\.git' "$tmp/files" >"$out" && wrong "$(head -n 5 "$out")"
grep -vE '\.(html|c|jsonl|txt|svg)$|/(spec|LICENSE|lab\.conf)$' "$tmp/files" >"$out" && wrong 'files of another kind:' "$(head -n 5 "$out")"
grep -rliE '<!-- *(answer|because|run) |^ *(answer|because): ' "$tmp/kit" >"$out" && wrong 'a query is in' "$(head -n 5 "$out")"
sed -n 's/.*<!-- because: \(.\{40\}\).*/\1/p' docs/labs/*/handout.md | head -n 40 >"$tmp/secrets"
[ -s "$tmp/secrets" ] || wrong 'the handouts hide nothing that could be looked for'
grep -rlF --include='*.html' -f "$tmp/secrets" "$tmp/kit" >"$out" && wrong 'an answer is in' "$(head -n 5 "$out")"

it 'leaves out a .c file that no handout runs'
[ "$(find "$tmp/kit" -name '*.c' | wc -l)" = "$(find docs/labs docs/assignments -name lab.c -o -name start.c -o -name '*?.real.jsonl' | wc -l)" ] ||
	wrong "$(find "$tmp/kit" -name '*.c')"

it 'has no link that leads nowhere'
find "$tmp/kit" -name '*.html' >"$tmp/pages"
while read -r page; do
	grep -oE '(href|src)="[^"#]+' "$page" | sed 's/^[a-z]*="//' | grep -vE '^(https?|data):' | while read -r link; do
		[ -e "$(dirname "$page")/$link" ] || echo "${page#"$tmp/kit/"}: $link"
	done
done <"$tmp/pages" >"$out"
[ ! -s "$out" ] || wrong "$(head -n 8 "$out")"

it 'gives the same bytes again, in another zone, with another mask'
run sh -c "umask 077; TZ=Asia/Tokyo LC_ALL=C viz/commands/kit --out '$tmp/again'"
status_is 0
same "$kit" "$tmp/again/student-kit.tar.gz"
same "$tmp/out/student-kit.zip" "$tmp/again/student-kit.zip"
[ "$(unzip -l "$tmp/out/student-kit.zip" | grep -c student-kit/)" = "$(wc -l <"$tmp/files")" ] || wrong 'the two archives differ'

it 'is graded and run by what is in it'
run build/viz check --limits -- "$tmp/kit/student-kit/assignments/1-filter/spec"
status_is 0
run viz/commands/lab --real recorded --out "$tmp/books" "$tmp/kit/student-kit/labs/03-commit-up-front"
status_is 0

it 'makes handouts and plans to print'
run viz/commands/print --no-pdf --out "$tmp/out"
status_is 0
there "$tmp/out/print/handouts/01-demand-commit.html" "$tmp/out/print/plans/18-sparse-giant.html" "$tmp/out/print/assignments/3-write-barrier.html"
grep -rqE '<!-- *answer' "$tmp/out/print" && wrong 'a query is in a page'
grep -q '<h1>Lab 1: a buffer that commits itself</h1>' "$tmp/out/print/handouts/01-demand-commit.html" || wrong 'the title is missing'
grep -rqE 'href="[^"]*\.md' "$tmp/out/print" && wrong 'a link leads to a page that is not there'

it 'keeps what it would replace, if it is not its own'
mkdir -p "$tmp/mine/print"
echo mine >"$tmp/mine/print/notes"
run viz/commands/print --no-pdf --out "$tmp/mine"
status_is 2
err_has 'is in the way'
there "$tmp/mine/print/notes"
run viz/commands/kit --out /dev/null/kit
status_is 2
finish
