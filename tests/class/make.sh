#!/bin/bash
# make.sh DIR [200|52] - a class of 200 for assignment 1: right, wrong, empty and hostile submissions.
#
# A class of 52 has one of the right ones, each mistake once, and all that is empty, odd or hostile.
#
# Each line of `expected` says what kind a submission is and how many points it must get. The
# right ones are one solution in many hands: other names, other loops, other ways to say the same
# numbers. The wrong ones have one mistake each, which decides the points. The hostile ones are in
# hostile/, with three that are made here. Everything comes from the number of the submission.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1 size=${2:-200}
mkdir -p "$out"
out=$(cd "$out" && pwd)
: >"$out.expected"

# hand_in NAME POINTS: standard input is the submission
hand_in() {
	cat >"$out/$1"
	printf '%s %s\n' "$2" "$1" >>"$out.expected"
}

names=(base area buffer region memory p space range)
numbers=('4096' '0x1000' '(4 * 1024)' '(1 << 12)')
verbs=('wrote' 'touched' 'filled' 'done with')

# The solution in the hand of student N.
right() {
	local n=$1 name=${names[$1 % 8]} loop

	case $((n % 3)) in
	0) loop='for (i = PAGES - 1; i >= 0; i--)' ;;
	1) loop='for (i = PAGES; i-- > 0; )' ;;
	2) loop='for (i = PAGES - 1; i > -1; --i)' ;;
	esac
	sed -e "s/\bbase\b/$name/g" -e "s/#define PAGE  4096/#define PAGE  ${numbers[$n % 4]}/" -e "s/wrote %d/${verbs[$n / 4 % 4]} %d/" \
		-e "s/for (i = PAGES - 1; i >= 0; i--)/$loop/" -e "s/(char)i/(char)(i + $n)/" "$here/right/1-filter.c"
	echo "/* student $n */"
}

# One mistake each: points, name, what sed does to the solution. A name that ends in -real differs on one side only.
mistakes=(
	'6 commits-up-front s/MEM_RESERVE, PAGE_NOACCESS/MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE/'
	'1 never-commits s/if (!VirtualAlloc(.*MEM_COMMIT.*/if (0)/'
	'5 gives-up s/return EXCEPTION_CONTINUE_EXECUTION;/return EXCEPTION_EXECUTE_HANDLER;/'
	'8 keeps-it s/^\tVirtualFree.*//'
	'2 two-pages s/, PAGE, MEM_COMMIT/, 2 * PAGE, MEM_COMMIT/'
	'8 forwards s/i = PAGES - 1; i >= 0; i--/i = 0; i < PAGES; i++/'
	'6 whole-area s/(void \*)(at \&.*(PAGE - 1)), PAGE, MEM_COMMIT/base, PAGES * PAGE, MEM_COMMIT/'
	'8 twenty-pages s/#define PAGES 24/#define PAGES 20/'
	'8 only-decommits s/base, 0, MEM_RELEASE/base, PAGES * PAGE, MEM_DECOMMIT/'
	'2 no-try s/__try {/{/;s/} __except.*/} if (0) {/'
	'0 syntax s/return 0;/retrun 0/'
	'0 no-header s/#include <windows.h>//'
	'8 blind s/^\tif (r->ExceptionCode.*/\tif (0)/'
	'8 wrong-status s/^\treturn 0;/\treturn 3;/'
)

case $size in 200) rights=60 wrongs=103 ;; 52) rights=1 wrongs=${#mistakes[@]} ;; *) echo "make.sh: no class of $size" >&2; exit 2 ;; esac
for ((n = 0; n < rights; n++)); do
	right $n | hand_in "$(printf 's%03d-right.c' $n)" 9
done
for ((n = 60; n < 60 + wrongs; n++)); do
	read -r points name program <<<"${mistakes[n % ${#mistakes[@]}]}"
	sed -e "$program" "$here/right/1-filter.c" | hand_in "$(printf 's%03d-%s.c' $n "$name")" "$points"
done
: | hand_in "s163-empty.c" 0
mkdir "$out/s164-empty-folder" && echo '0 s164-empty-folder' >>"$out.expected"
ln -s /etc/passwd "$out/s165-link.c" && echo '0 s165-link.c' >>"$out.expected"
printf '   \n\n' | hand_in 's166-blank.c' 0
printf 'I could not do it, sorry.\n' | hand_in 's167-letter.c' 0
mkdir "$out/s168-folder" && right 169 >"$out/s168-folder/lab.c" && echo '9 s168-folder' >>"$out.expected"
mkdir "$out/s169-two-files" && right 170 | tee "$out/s169-two-files/a.c" >"$out/s169-two-files/b.c" &&
	echo '0 s169-two-files' >>"$out.expected"
right 171 | hand_in "s170 O'Neil \"quoted\" & \$(touch owned); é.c" 9
right 172 | sed 's/$/\r/' | hand_in 's171-crlf.c' 9
right 173 | sed '1s/^/\xef\xbb\xbf/' | hand_in 's172-bom.c' 9
head -c 300000 /dev/zero | tr '\0' ' ' | hand_in 's173-large.c' 0
mkfifo "$out/s174-pipe.c" && echo '0 s174-pipe.c' >>"$out.expected"
# shellcheck disable=SC2018  # these 26 bytes
head -c 5000 "$here/right/../make.sh" | tr 'a-z' '\000-\031' | hand_in 's175-binary.c' 0
{
	printf 'int main(void) { return '
	head -c 100000 /dev/zero | tr '\0' '('
	printf 1
	head -c 100000 /dev/zero | tr '\0' ')'
	echo '; }'
} | hand_in 's176-deep.c' 0
n=177
for lab in "$here"/hostile/*.c; do
	sed -e "s|FAULTLAB_SECRET|\"${SECRET:-/etc/passwd}\"|" -e "s|FAULTLAB_TARGET|\"${TARGET:-/owned}\"|" -e "s|FAULTLAB_PORT|${PORT:-9}|g" "$lab" |
		hand_in "$(printf 's%03d-%s' $n "${lab##*/}")" 0
	n=$((n + 1))
done
n=$(wc -l <"$out.expected")
[ "$n" = "$size" ] || { echo "make.sh: $n submissions, not $size" >&2; exit 1; }
