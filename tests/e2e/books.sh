#!/bin/sh
# All books as one folder for a web server (viz/commands/books), and the labs' pictures in README.md.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
books=viz/commands/books

it 'makes a page for all, and a folder for each, with nothing that a browser does not need'
run $books --real recorded --out "$tmp/out" docs/labs/16-belady docs/labs/03-commit-up-front
status_is 0
out_has '1 of 2: 16-belady'
(cd "$tmp/out/books" && find . -type f | LC_ALL=C sort) >"$tmp/files"
printf '%s\n' ./03-commit-up-front/index.html ./03-commit-up-front/picture.svg \
	./16-belady/index.html ./16-belady/picture.svg ./index.html >"$tmp/want"
same "$tmp/want" "$tmp/files"
index=$tmp/out/books/index.html
grep -q '<a href="16-belady/index.html">Lab 16: ' "$index" || wrong 'no link to a book'
grep -q '<p>A policy that has more faults with more memory\.</p>' "$index" || wrong 'no sentence on a lab'
grep -qE '(src|href)="(https?:|/)' "$index" && wrong 'a link leads out of the folder'
grep -q '<title>Lab 16: ' "$tmp/out/books/16-belady/index.html" || wrong 'the book has not the title of its lab'

it 'gives the same bytes again, in the place of the first'
cp -r "$tmp/out/books" "$tmp/first"
run $books --real recorded --out "$tmp/out" docs/labs/16-belady docs/labs/03-commit-up-front
status_is 0
run diff -r "$tmp/first" "$tmp/out/books"
status_is 0

it 'shows what a lab is called as text'
mkdir -p "$tmp/labs/mine"
cp docs/labs/03-commit-up-front/lab.c docs/labs/03-commit-up-front/real.jsonl "$tmp/labs/mine"
printf '%s\n' '# <script>alert(1)</script> & "more"' >"$tmp/labs/mine/handout.md"
run $books --real recorded --out "$tmp/out" "$tmp/labs/mine"
status_is 0
grep -q '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;</a>' "$index" || wrong "$(grep -n mine "$index")"
grep -q '<script>alert' "$index" "$tmp/out/books/mine/index.html" && wrong 'markup of a title is markup'

it 'writes all or nothing'
printf 'int main(void) { return undeclared; }\n' >"$tmp/labs/mine/lab.c"
cp "$index" "$tmp/before.html"
run $books --real recorded --out "$tmp/out" docs/labs/03-commit-up-front "$tmp/labs/mine"
status_is 2
err_has 'lab.c:1:'
err_has 'nothing was written'
same "$tmp/before.html" "$index"
[ -z "$(find "$tmp/out" -name '.faultlab*')" ] || wrong 'halves are left'
run $books --out "$tmp/out" "$tmp/labs"
status_is 2
err_has 'there is no lab.c in it'
echo mine >"$tmp/out/books/notes.txt"
run $books --real recorded --out "$tmp/out" docs/labs/03-commit-up-front
status_is 2
err_has 'notes.txt, which is no book'
there "$tmp/out/books/notes.txt"

it 'knows the best picture of every lab, and README.md shows it'
for lab in docs/labs/[0-9]*/; do
	name=$(basename "$lab")
	grep -q "^$name " docs/pictures/best || wrong "docs/pictures/best has no line for $name"
	[ -f "docs/pictures/labs/$name.svg" ] || wrong "docs/pictures/labs/$name.svg is missing: make pictures"
	grep -qF "(docs/pictures/labs/$name.svg)](docs/labs/$name/handout.md)" README.md || wrong "README.md does not show $name"
done
finish
