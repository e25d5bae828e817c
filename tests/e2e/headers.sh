#!/bin/sh
# The headers of the simulator against those of the real side's compiler: names, numbers, and how types lie in memory.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=${FAULTLAB_SIM:-build/sim}
include=sim/lang/include
for clang in ${FAULTLAB_CLANG:+"$FAULTLAB_CLANG"} clang-19 clang-20 clang; do
	command -v "$clang" >/dev/null 2>&1 && break
done

# holds HEADERS: what the simulator says of each expression in $tmp/said is what the compiler says.
holds() {
	printf '%s\n' "$1" >"$tmp/lab.c"
	awk '
		{ said[NR] = $0 }
		END {
			for (i = 1; i <= NR; i++) {
				if (i % 400 == 1) printf "static void f%d(void)\n{\n", i
				printf "\tprintf(\"_Static_assert((long long)(%s) == %%lldLL, \\\"%s\\\");\\n\", ", said[i], said[i]
				printf "(long long)(%s));\n", said[i]
				if (i % 400 == 0 || i == NR) print "}"
			}
			print "int main(void)\n{"
			for (i = 1; i <= NR; i += 400) printf "\tf%d();\n", i
			print "}" }' "$tmp/said" >>"$tmp/lab.c"
	run $sim run "$tmp/lab.c"
	status_is 0
	{ printf '%s\n' "$1"; cat "$out"; } >"$tmp/asserts.c"
	[ "$(grep -c _Static_assert "$tmp/asserts.c")" -gt 50 ] || wrong 'nothing was compared'
	run "$clang" --target=x86_64-w64-windows-gnu -fms-extensions -std=gnu11 -D_WIN32_WINNT=0x0A00 -Wno-everything -ferror-limit=20 \
		-fsyntax-only "$tmp/asserts.c"
	status_is 0
}

it 'every table of constants is sorted, without a name twice, and its lines fit'
for table in "$include"/*.txt; do
	cut -d ' ' -f 1 "$table" | LC_ALL=C sort -cu 2>/dev/null || wrong "$table is not sorted"
	! awk 'length($0) - length($1) - 1 > 63' "$table" | grep . || wrong "$table has a line that is too long"
done

it 'the numbers of windows.h, errno.h and others are those of the real headers'
{
	cut -d ' ' -f 1 "$include/winnt.txt" "$include/winerror.txt"
	sed -n 's/^#define \([A-Z_0-9]*\) [-(0-9].*/\1/p' "$include/errno.h" "$include/limits.h" "$include/stdint.h" "$include/fcntl.h" \
		"$include/signal.h" "$include/locale.h" "$include/stdio.h"
} | grep -vxE 'STRUNCATE|EXCEPTION_POSSIBLE_DEADLOCK' | LC_ALL=C sort -u >"$tmp/said"
holds '#include <windows.h>
#include <psapi.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <locale.h>
#include <stdio.h>'

it 'the numbers of ntstatus.h are those of the real one'
cut -d ' ' -f 1 "$include/ntstatus.txt" >"$tmp/said"
holds '#include <stdio.h>
#ifdef __clang__
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#else
typedef long NTSTATUS;
#endif
#include <ntstatus.h>'

it 'the types of windows.h have the size and the alignment that they have there, and their members the places'
awk '{ print "sizeof(" $1 ")"; print "_Alignof(" $1 ")"
       for (i = 2; i <= NF; i++) { print "offsetof(" $1 ", " $i ")"; print "sizeof(((" $1 " *)0)->" $i ")" } }' \
	tests/language/windows-types.txt >"$tmp/said"
holds '#include <windows.h>
#include <psapi.h>
#include <winternl.h>
#include <stddef.h>
#include <stdio.h>'

it 'a constant is one wherever a lab says it: in a condition, pasted, before its header not yet'
cat >"$tmp/lab.c" <<'END'
#ifdef ERROR_INVALID_PARAMETER
#error too early
#endif
#include <WINDOWS.H>
#include <StdIO.h>
#define NAMED(x) ERROR_##x
#ifndef PAGE_GUARD
#error too late
#endif
enum { ERROR_OF_MINE = 3 };
#undef ERROR_MORE_DATA
#define ERROR_MORE_DATA "mine"
int main(void)
{
	printf("%ld %d %s %#lx\n", NAMED(INVALID_PARAMETER), ERROR_OF_MINE, ERROR_MORE_DATA, EXCEPTION_ACCESS_VIOLATION);
	return 0;
}
END
run $sim run "$tmp/lab.c"
status_is 0
out_has '^87 3 mine 0xc0000005$'
[ ! -s "$err" ] || wrong "it says: $(cat "$err")"

it 'every header that the simulator has is one of the real side, in any case, and all of them at once'
names=$(sed -n 's/^\tFILE_("\([a-z0-9_/]*\.h\)".*/\1/p' sim/lang/headers.c | grep -v '^faultlab/' |
	grep -vxE 'varargs.h|setjmpex.h|ntdef.h|ntstatus.h|winsock.h|iso646.h|assert.h|pshpack..h|poppack.h|consoleapi.h')
{
	printf '#include <%s>\n' winsock2.h windows.h
	for name in $names; do
		echo "#include <$name>"
	done
	echo 'int main(void) { return 0; }'
} >"$tmp/lab.c"
run $sim run "$tmp/lab.c"
status_is 0
run "$clang" --target=x86_64-w64-windows-gnu -fms-extensions -std=gnu11 -D_WIN32_WINNT=0x0A00 -w -fsyntax-only "$tmp/lab.c"
status_is 0

finish
