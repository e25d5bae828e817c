#!/bin/sh
# What the three assignments give: all points to every right solution, by whichever means, and for one mistake what that costs and no
# more. The simulator alone is asked; tests/e2e/grade.sh asks both sides.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
RIGHT=tests/class/right

# judged ASSIGNMENT LAB: what the specification says of the lab's run
judged() {
	build/sim run --max-steps 20000000 --trace "$tmp/lab.jsonl" "$2" >/dev/null 2>&1
	run build/viz check "docs/assignments/$1/spec" "$tmp/lab.jsonl"
}

# right ASSIGNMENT WHAT [SED]: a right solution that differs from the one in tests/class/right
right() {
	it "gives all points of $1 to a solution that $2"
	made "$1" "$3"
	judged "$1" "$tmp/lab.c"
	status_is 0
}

made() {
	sed -e "$2" "$RIGHT/$1.c" >"$tmp/lab.c"
	! cmp -s "$tmp/lab.c" "$RIGHT/$1.c" || wrong 'it is the solution itself'
}

# costs ASSIGNMENT POINTS WHAT SED NEED...: one mistake, and the needs that do not hold then, all of them, by their first words
costs() {
	it "takes $2 of $1 from one that $3"
	assignment=$1 points=$2
	made "$1" "$4"
	shift 4
	judged "$assignment" "$tmp/lab.c"
	lost=$(awk '$1 ~ /^[0-9]/ && $2 ~ /^[0-9]/ && $1 < $2 && $3 != "total" { n += $2 - $1 } END { print n + 0 }' "$out")
	[ "$lost" = "$points" ] || wrong "$lost points are lost"
	for need; do
		out_has "^ *0  *[0-9]  $need"
	done
	[ "$(grep -c '^ *0  *[1-9]  ' "$out")" = $# ] || wrong 'other needs are lost'
}

for lab in "$RIGHT"/*.c; do
	name=${lab##*/} name=${name%.c}
	it "gives all points to $name"
	judged "${name%-vectored}" "$lab"
	status_is 0
done

right 1-filter 'reserves from above' 's/MEM_RESERVE,/MEM_RESERVE | MEM_TOP_DOWN,/'
right 1-filter 'reserves what may be written' 's/MEM_RESERVE, PAGE_NOACCESS/MEM_RESERVE, PAGE_READWRITE/'
right 1-filter 'commits the one byte that was touched' 's/(void \*)(at \&.*(PAGE - 1)), PAGE, MEM_COMMIT/(void *)at, 1, MEM_COMMIT/'
right 1-filter 'counts the pages from the beginning' 's/(void \*)(at \&.*(PAGE - 1)), PAGE/base + (at - start) \/ PAGE * PAGE, PAGE/'
right 1-filter 'commits executable pages' 's/MEM_COMMIT, PAGE_READWRITE/MEM_COMMIT, PAGE_EXECUTE_READWRITE/'
right 1-filter 'looks at what it commits' 's/^\tif (!VirtualAlloc(/\tMEMORY_BASIC_INFORMATION m; VirtualQuery((void *)at, \&m, sizeof m);\n&/'
right 1-filter 'reads each page once more' 's/^\tstranger();/\tfor (i = 0; i < PAGES; i++) if (base[i * PAGE] != (char)i) return 2;\n&/'
right 1-filter 'decommits before it releases' 's/^\tVirtualFree/\tVirtualFree(base, PAGES * PAGE, MEM_DECOMMIT);\n&/'
right 1-filter 'reserves to the last byte' 's/PAGES \* PAGE, MEM_RESERVE/PAGES * PAGE - 1, MEM_RESERVE/'
costs 1-filter 3 'commits in advance' 's/MEM_RESERVE, PAGE_NOACCESS/MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE/' 'for each fault'
costs 1-filter 3 'commits two pages at a time' 's/, PAGE, MEM_COMMIT/, 2 * PAGE, MEM_COMMIT/;s/(at \&/((at - PAGE) \&/' 'for each fault'
costs 1-filter 3 'commits the whole area at once' 's/(void \*)(at \&.*(PAGE - 1)), PAGE, MEM_COMMIT/base, PAGES * PAGE, MEM_COMMIT/' 'for each fault'
costs 1-filter 3 'commits one page in advance' 's/^\tif (!base)/\tVirtualAlloc(base, PAGE, MEM_COMMIT, PAGE_READWRITE);\n&/' 'for each fault'
costs 1-filter 1 'writes forwards' 's/i = PAGES - 1; i >= 0; i--/i = 0; i < PAGES; i++/' 'the same stores'
costs 1-filter 1 'leaves out a page' 's/i >= 0; i--/i >= 0; i -= 1 + (i == 9)/' 'the same stores'
costs 1-filter 1 'has 20 pages' 's/#define PAGES 24/#define PAGES 20/' '24 pages'
costs 1-filter 1 'takes what is not its own' 's/^\tif (r->ExceptionCode.*/\tif (0)/' 'a fault behind'
costs 1-filter 1 'keeps it' 's/^\tVirtualFree.*//' 'all of it'
costs 1-filter 1 'only decommits' 's/base, 0, MEM_RELEASE/base, PAGES * PAGE, MEM_DECOMMIT/' 'all of it'
costs 1-filter 1 'releases with a size' 's/base, 0, MEM_RELEASE/base, PAGES * PAGE, MEM_RELEASE/' 'all of it'
costs 1-filter 1 'ends with 3' 's/^\treturn 0;/\treturn 3;/' 'the program ends'
it 'gives no hint to do what was done: who commits in advance is not to release once more'
made 1-filter 's/MEM_RESERVE, PAGE_NOACCESS/MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE/'
judged 1-filter "$tmp/lab.c"
out_has '^ *1  *1  all of it is given back'
it 'gives what was done before a filter gave up'
made 1-filter 's/return EXCEPTION_CONTINUE_EXECUTION;/return EXCEPTION_EXECUTE_HANDLER;/'
judged 1-filter "$tmp/lab.c"
out_has '^ *4  *8  total'

right 2-guard-stack 'sets the guard afterwards' 's/if (!VirtualAlloc(page - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD))/DWORD old; VirtualAlloc(page - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE); if (!VirtualProtect(page - PAGE, PAGE, PAGE_READWRITE | PAGE_GUARD, \&old))/'
right 2-guard-stack 'commits both pages, and then sets the guard' 's/^\tVirtualAlloc(base + (PAGES - 1).*/\tDWORD old; VirtualAlloc(base + (PAGES - 2) * PAGE, 2 * PAGE, MEM_COMMIT, PAGE_READWRITE);/;s/^\tVirtualAlloc(base + (PAGES - 2).*/\tVirtualProtect(base + (PAGES - 2) * PAGE, PAGE, PAGE_READWRITE | PAGE_GUARD, \&old);/'
right 2-guard-stack 'leaps to the next page' 's/\*--top = value;/top -= 1024; *top = value;/;s/i < ITEMS; i++/i < 10; i++/;s/sum);/ITEMS);/'
right 2-guard-stack 'reserves what nobody may touch' 's/MEM_RESERVE, PAGE_READWRITE/MEM_RESERVE, PAGE_NOACCESS/'
right 2-guard-stack 'names the byte that was touched' 's/VirtualAlloc(page - PAGE, PAGE,/VirtualAlloc((char *)r->ExceptionInformation[1] - PAGE, 1,/'
costs 2-guard-stack 1 'commits all from the beginning' 's/MEM_RESERVE, PAGE_READWRITE/MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE/' 'at the beginning'
costs 2-guard-stack 1 'grows by two pages at a time' 's/if (!VirtualAlloc(page - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD))/DWORD old; VirtualAlloc(page - 2 * PAGE, 2 * PAGE, MEM_COMMIT, PAGE_READWRITE); if (!VirtualProtect(page - 2 * PAGE, PAGE, PAGE_READWRITE | PAGE_GUARD, \&old))/' 'the alarm rings'
costs 2-guard-stack 1 'loses a push' 's/^\t\t\tpush(1);/\t\t\tpush(i != 77);/' 'the push that'
costs 2-guard-stack 1 'has 17 pages' 's/#define PAGES 16/#define PAGES 17/;s/(PAGES - \([12]\)) \* PAGE/(15 - \1 + 1) * PAGE/;s/base + PAGES \* PAGE)/base + 16 * PAGE)/' '16 pages'
costs 2-guard-stack 1 'keeps it' 's/^\tVirtualFree.*//' 'all of it'
costs 2-guard-stack 1 'ends with 3' 's/^\treturn 0;/\treturn 3;/' 'the program ends'

right 3-write-barrier 'closes its pages one by one' 's/^\tVirtualProtect(heap, PAGES \* PAGE.*/\tfor (i = 0; i < PAGES; i++) VirtualProtect(heap + i * PAGE, PAGE, PAGE_READONLY, \&old);/'
right 3-write-barrier 'closes in the second round what was opened in the first' 's/^\tVirtualProtect(heap, PAGES \* PAGE.*/\tstatic int first = 1; if (first) VirtualProtect(heap, PAGES * PAGE, PAGE_READONLY, \&old); first = 0;/;s/^\t\tdirty\[i\] = 0;/\t\tif (dirty[i]) { dirty[i] = 0; VirtualProtect(heap + i * PAGE, PAGE, PAGE_READONLY, \&old); }/'
right 3-write-barrier 'reserves first' 's/VirtualAlloc(NULL, PAGES \* PAGE, MEM_RESERVE | MEM_COMMIT,/VirtualAlloc(VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS), PAGES * PAGE, MEM_COMMIT,/'
right 3-write-barrier 'opens the byte that was written' 's/VirtualProtect(heap + offset \/ PAGE \* PAGE, PAGE,/VirtualProtect(heap + offset, 1,/'
costs 3-write-barrier 1 'has 9 pages' 's/VirtualAlloc(NULL, PAGES \* PAGE/VirtualAlloc(NULL, 9 * PAGE/' '8 pages'
costs 3-write-barrier 1 'does not forget its notes' 's/dirty\[i\] = 0;/;/' 'it reports'
costs 3-write-barrier 1 'reports all pages' 's/if (dirty\[i\])/if (1)/' 'it reports'
costs 3-write-barrier 3 'opens all pages, and so misses two' 's/VirtualProtect(heap + offset \/ PAGE \* PAGE, PAGE,/VirtualProtect(heap, PAGES * PAGE,/' 'the barrier opens' 'it reports'
costs 3-write-barrier 1 'keeps it' 's/^\tVirtualFree.*//' 'all of it'
costs 3-write-barrier 1 'ends with 3' 's/^\treturn 0;/\treturn 3;/' 'the program ends'

it 'gives nothing to a program that does nothing, and nothing to what a student starts from'
printf 'int main(void) { return 0; }\n' >"$tmp/nothing.c"
for a in 1-filter 2-guard-stack 3-write-barrier; do
	for lab in "$tmp/nothing.c" docs/assignments/$a/start.c; do
		judged $a "$lab"
		out_has '^ *0  .* total'
	done
done
finish
