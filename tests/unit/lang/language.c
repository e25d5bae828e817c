/*
 * The lab language: what a program prints is what the compiled program prints.
 * Every row was run under the real compiler once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>

#include "sim/lang/words.h"
#include "tests/unit/lab.h"

struct row { const char *name, *text, *want; };

/* Rows are the body of main, with these before it. */
static const char head[] =
	"#include <windows.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <stdint.h>\n#include <stdbool.h>\n"
	"#include <limits.h>\n#include <stddef.h>\n#include <ctype.h>\n#include <string.h>\n";

static void run_rows(const struct row *row, size_t rows, bool whole)
{
	static char text[16384];

	for (size_t i = 0; i < rows; i++) {
		struct lab_result r;

		snprintf(text, sizeof text, whole ? "%s%s" : "%sint main(void)\n{\n%s\nreturn 0;\n}\n", head, row[i].text);
		lab_run(text, &r);
		if (!r.compiled || strcmp(r.output, row[i].want) != 0 || r.broken)
			printf("  row '%s': got '%s', wanted '%s' %s%s\n", row[i].name, r.output, row[i].want,
			       r.messages, r.broken ? r.broken : "");
		CU_ASSERT(r.compiled);
		CU_ASSERT_STRING_EQUAL(r.output, row[i].want);
		CU_ASSERT_PTR_NULL(r.broken);
		free(r.trace);
	}
}

static const struct row arithmetic[] = {
	{ "sizes are those of 64-bit Windows", "printf(\"%d %d %d %d %d\", (int)sizeof(char), (int)sizeof(short), (int)sizeof(int), (int)sizeof(long), (int)sizeof(void*));", "1 2 4 4 8" },
	{ "char is signed", "char c = (char)200; printf(\"%d\", c);", "-56" },
	{ "unsigned wraps", "unsigned u = 0; u--; printf(\"%u\", u);", "4294967295" },
	{ "int wraps", "int i = INT_MAX; i++; printf(\"%d\", i);", "-2147483648" },
	{ "small types are promoted", "unsigned char a = 255, b = 1; printf(\"%d\", a + b);", "256" },
	{ "unsigned int beats int", "printf(\"%d\", -1 < 1u);", "0" },
	{ "long and unsigned int make unsigned long", "printf(\"%d\", -1L < 1u);", "0" },
	{ "long long beats unsigned int", "printf(\"%d\", -1LL < 1u);", "1" },
	{ "hexadecimal literals may be unsigned", "printf(\"%d\", 0x80000000 > 0);", "1" },
	{ "division goes towards zero", "int a = -7; printf(\"%d %d\", a / 2, a % 2);", "-3 -1" },
	{ "shifts keep the sign", "int a = -16; unsigned b = 0x80000000; printf(\"%d %u\", a >> 2, b >> 4);", "-4 134217728" },
	{ "conversion cuts", "int i = 0x12345; short s = (short)i; unsigned char u = (unsigned char)i; printf(\"%x %x\", s, u);", "2345 45" },
	{ "bool is 0 or 1", "bool b = 5; b += 7; printf(\"%d\", b); b--; printf(\"%d\", b);", "10" },
	{ "64-bit arithmetic", "unsigned long long a = 0xFFFFFFFFFFFFFFFFULL; printf(\"%llu %I64d\", a / 3, (long long)a);", "6148914691236517205 -1" },
	{ "compound assignment computes wide", "unsigned char c = 200; c *= 2; printf(\"%d\", c); short s = 30000; s += 10000; printf(\" %d\", s);", "144 -25536" },
	{ "step of every kind", "char c = 127; c++; unsigned short u = 0; u--; int *p = 0; p++; printf(\"%d %d %d\", c, u, (int)(uintptr_t)p);", "-128 65535 4" },
	{ "logic is lazy", "int n = 0; (void)(0 && ++n); (void)(1 || ++n); printf(\"%d %d\", n, 3 && 4);", "0 1" },
	{ "comma and conditional", "int a = (1, 2); printf(\"%d %d\", a, a > 1 ? 10 : 20);", "2 10" },
	{ "bit operations", "printf(\"%d %d %d %d\", 12 & 10, 12 | 10, 12 ^ 10, ~12);", "8 14 6 -13" },
	{ "character literals", "printf(\"%d %d %d %d\", 'a', '\\n', '\\x41', '\\101');", "97 10 65 65" },
};

static const struct row objects[] = {
	{ "arrays of arrays", "int a[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }; int i, s = 0; for (i = 0; i < 6; i++) s = s * 10 + ((int *)a)[i]; printf(\"%d %d\", s, a[1][2]);", "123456 6" },
	{ "braces may be left out", "int a[2][2] = { 1, 2, 3 }; printf(\"%d%d%d%d\", a[0][0], a[0][1], a[1][0], a[1][1]);", "1230" },
	{ "designators", "struct { int x, y, z[4]; } s = { .y = 5, .z = { [2] = 9 }, }; printf(\"%d %d %d %d\", s.x, s.y, s.z[1], s.z[2]);", "0 5 0 9" },
	{ "a size from the initialiser", "int a[] = { 1, 2, [5] = 3 }; char s[] = \"abc\"; printf(\"%d %d\", (int)sizeof a, (int)sizeof s);", "24 4" },
	{ "records are copied", "struct p { int a; char b[10]; } x = { 1, \"hello\" }, y; y = x; x.b[0] = 'j'; printf(\"%s %s\", x.b, y.b);", "jello hello" },
	{ "layout of a record", "struct s { char a; int b; char c; long long d; short e; }; printf(\"%d %d\", (int)sizeof(struct s), (int)offsetof(struct s, d));", "32 16" },
	{ "unions share", "union { unsigned u; unsigned char b[4]; } v; v.u = 0x01020304; printf(\"%d %d\", v.b[0], v.b[3]);", "4 1" },
	{ "anonymous members", "LARGE_INTEGER l; l.QuadPart = 0x100000002LL; printf(\"%d %d %d\", (int)l.LowPart, (int)l.HighPart, (int)l.u.LowPart);", "2 1 2" },
	{ "compound literals", "struct p { int a, b; } *q = &(struct p){ 3, 4 }; int *a = (int[]){ 7, 8, 9 }; printf(\"%d %d\", q->b, a[2]);", "4 9" },
	{ "pointer arithmetic", "int a[10], *p = a + 7, *q = &a[2]; printf(\"%d %d\", (int)(p - q), (int)((char *)p - (char *)q));", "5 20" },
	{ "strings", "const char *s = \"one\" \" two\\t\\\"three\\\"\"; printf(\"%s %d\", s, (int)strlen(s));", "one two\t\"three\" 15" },
	{ "wide characters are 16 bits", "const WCHAR *w = L\"hi\"; printf(\"%d %d %ls\", (int)sizeof(L\"hi\"), w[1], w);", "6 105 hi" },
	{ "enums", "enum e { A, B = 5, C }; enum e v = C; printf(\"%d %d %d\", A, v, (int)sizeof v);", "0 6 4" },
	{ "uninitialised parts of an initialised object are zero", "int a[4] = { 1 }; struct { int x; char c[8]; } s = { 0 }; printf(\"%d %d %d\", a[3], s.x, s.c[7]);", "0 0 0" },
};

static const struct row statements[] = {
	{ "while, do, for, break, continue", "int i = 0, n = 0; while (i < 3) i++; do n++; while (n < 5); for (;;) { if (++i > 9) break; if (i & 1) continue; n += 10; } printf(\"%d %d\", i, n);", "10 35" },
	{ "switch falls through", "int i; for (i = 0; i < 5; i++) switch (i) { case 1: printf(\"one \"); case 2: printf(\"two \"); break; default: printf(\"? \"); }", "? one two two ? ? " },
	{ "switch on a wide value", "unsigned long long v = 0x100000001ULL; switch (v) { case 1: printf(\"no\"); break; case 0x100000001ULL: printf(\"yes\"); }", "yes" },
	{ "goto within a function", "int i = 0; again: if (i++ < 3) goto again; printf(\"%d\", i); goto out; printf(\"never\"); out:;", "4" },
	{ "scopes hide", "int x = 1; { int x = 2; { int x = 3; printf(\"%d\", x); } printf(\"%d\", x); } printf(\"%d\", x);", "321" },
	{ "declarations in for", "int s = 0; for (int i = 0, j = 10; i < j; i++, j--) s += j - i; printf(\"%d\", s);", "30" },
};

static const struct row programs[] = {
	{ "a jump out of __finally ends the unwinding", "static int which(void) { __try { return 1; } __finally { return 2; } }\nstatic int swallow(void) { __try { *(volatile int *)0 = 1; } __finally { return 3; } return 4; }\nstatic int nested(void)\n{\n__try {\n__try { *(volatile int *)0 = 1; } __finally { __try { puts(\"in block\"); return 5; } __finally { printf(\"inner %d\\n\", AbnormalTermination()); } }\n} __finally { printf(\"outer %d\\n\", AbnormalTermination()); }\nreturn 6;\n}\nstatic int loops(void)\n{\nint n = 0;\nfor (int i = 0; i < 4; i++) {\n__try { *(volatile int *)0 = i; } __finally { n += i; if (i == 2) break; continue; }\n}\nreturn n;\n}\nstatic int jump(void)\n{\n__try { RaiseException(0xE0000001, 0, 0, NULL); } __finally { goto out; }\nreturn 1;\nout:\nreturn 7;\n}\nstatic void deep(int k) { __try { if (k > 0) deep(k - 1); else *(volatile int *)0 = 1; } __finally { printf(\"deep %d\\n\", k); if (k == 1) return; } puts(\"goes on\"); }\nstatic int leave_it(void) { __try { __try { *(volatile int *)0 = 1; } __finally { __leave; } puts(\"never\"); } __finally { printf(\"left %d\\n\", AbnormalTermination()); } return 8; }\nint main(void)\n{\nprintf(\"%d\\n\", which());\n__try { printf(\"%d\\n\", swallow()); } __except (1) { puts(\"reached main\"); }\n__try { printf(\"%d\\n\", nested()); printf(\"%d\\n\", loops()); printf(\"%d\\n\", jump()); deep(3); printf(\"%d\\n\", leave_it()); } __except (1) { puts(\"reached main\"); }\n__try { *(volatile int *)0 = 1; } __except (1) { puts(\"still caught\"); }\nreturn 0;\n}\n", "2\n3\nin block\ninner 1\nouter 1\n5\n3\n7\ndeep 0\ndeep 1\ndeep 2\ngoes on\ndeep 3\ngoes on\nleft 0\n8\nstill caught\n" },
	{ "recursion", "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nint main(void) { printf(\"%d\", fib(20)); return 0; }", "6765" },
	{ "tables of functions", "static int add(int a, int b) { return a + b; } static int sub(int a, int b) { return a - b; }\nstatic int (*const op[])(int, int) = { add, sub };\nint main(void) { printf(\"%d %d\", op[0](5, 3), (*op[1])(5, 3)); return 0; }", "8 2" },
	{ "a function that returns a function", "static int one(void) { return 1; } static int (*get(void))(void) { return one; }\nint main(void) { printf(\"%d\", get()()); return 0; }", "1" },
	{ "records by value", "struct v { int x, y, z; }; static struct v twice(struct v a) { a.x *= 2; a.y *= 2; a.z *= 2; return a; }\nint main(void) { struct v a = { 1, 2, 3 }, b = twice(a); printf(\"%d %d %d\", a.x, b.y, twice(b).z); return 0; }", "1 4 12" },
	{ "static locals", "static int next(void) { static int n = 5; return n++; }\nint main(void) { next(); next(); printf(\"%d\", next()); return 0; }", "7" },
	{ "library functions by pointer", "int main(void) { int (*say)(const char *, ...) = printf; size_t (*len)(const char *) = strlen; say(\"%d\", (int)len(\"four\")); return 0; }", "4" },
	{ "pointers in static data", "static int x = 3, *p = &x, **q = &p; static const char *s[] = { \"a\", \"bc\" }; static struct { int a[4]; } g; static int *r = &g.a[2];\nint main(void) { *r = 8; printf(\"%d %s %d\", **q, s[1], g.a[2]); return 0; }", "3 bc 8" },
	{ "macros", "#define STR(x) #x\n#define XSTR(x) STR(x)\n#define CAT(a, b) a##b\n#define MAX(a, b) ((a) > (b) ? (a) : (b))\n#define N 4\nint main(void) { int CAT(va, lue) = MAX(3, N); printf(\"%d %s %s\", value, STR(N + 1), XSTR(N)); return 0; }", "4 N + 1 4" },
	{ "a macro does not expand in itself", "#define f(x) ((x) ? f(0) : 0)\n#undef f\nstatic int foo = 1;\n#define foo foo + 1\nint main(void) { printf(\"%d\", foo); return 0; }", "2" },
	{ "a switch of many cases, ranges among them, signed", "static int which(long long v) { switch (v) { case -9223372036854775807LL - 1: return 1; case 5 ... 8: return 2; case -3: return 3; case 9: return 4; case 4: return 5; case 9223372036854775807LL: return 6; case 100 ... 20: return 7; case 12: return 8; default: return 0; case 30: return 9; } }\nint main(void) { static const long long v[] = { -9223372036854775807LL - 1, -4, -3, -2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 30, 50, 9223372036854775807LL }; for (int i = 0; i < 16; i++) printf(\"%d\", which(v[i])); return 0; }", "1030052224080906" },
	{ "a switch of many cases, unsigned", "static int which(unsigned long long v) { switch (v) { case 0: return 1; case 1ull << 63: return 2; case ~0ull: return 3; case 7 ... 1ull << 40: return 4; case 3: return 5; case 5: return 6; } return 0; }\nint main(void) { static const unsigned long long v[] = { 0, 1, 3, 4, 5, 6, 7, 1ull << 40, (1ull << 40) + 1, 1ull << 63, (1ull << 63) + 1, ~0ull }; for (int i = 0; i < 12; i++) printf(\"%d\", which(v[i])); return 0; }", "105060440203" },
	{ "labels of blocks hide those of the function", "int main(void) { int n = 0; { __label__ a; goto a; n += 1; a: n += 10; { __label__ a; goto a; n += 1; a: n += 100; } if (n < 111) { n = 111; goto a; } } goto a; n += 1; a: printf(\"%d\", n); return 0; }\nint again(void) { goto a; a: return 0; }", "221" },
	{ "conditional text", "#if defined(_WIN64) && !defined NOT && (1 << 3) == 8\n#define R 1\n#elif 1\n#define R 2\n#else\n#error no\n#endif\nint main(void) { printf(\"%d\", R); return 0; }", "1" },
	{ "variadic macros", "#define SAY(...) printf(__VA_ARGS__)\n#define LOG(f, ...) printf(f, ##__VA_ARGS__)\nint main(void) { SAY(\"%d\", 1); LOG(\"-\"); LOG(\"%d\", 2); return 0; }", "1-2" },
	{ "printf's conversions", "int main(void) { printf(\"[%5d|%-5d|%05d|%+d|%x|%#X|%o|%c|%5s|%-5s|%.2s|%%|%p|%u|%*d]\", 42, 42, 42, 42, 255, 255, 8, 'c', \"ab\", \"ab\", \"abc\", (void *)0x1234, 7u, 4, 9); return 0; }", "[   42|42   |00042|+42|ff|0XFF|10|c|   ab|ab   |ab|%|0000000000001234|7|   9]" },
	{ "printf returns what it wrote", "int main(void) { int n = printf(\"abc\"); printf(\"%d\", n); return 0; }", "abc3" },
};

static const struct row library[] = {
	{ "a block keeps what is written to it", "char *p = malloc(100), *q = malloc(100); strcpy(p, \"one\"); strcpy(q, \"two\"); free(p); printf(\"%s %d\", q, (uintptr_t)q % 16 == 0); free(q);", "two 1" },
	{ "calloc clears, realloc keeps", "int *p = malloc(40), *q; p[9] = 7; free(p); q = calloc(10, 4); printf(\"%d\", q[9]); q[9] = 5; q = realloc(q, 100000); printf(\"%d\", q[9]);", "05" },
	{ "a large block that was freed is gone", "char *p = malloc(1100000); p[1099999] = 1; free(p); __try { p[0] = 1; } __except (1) { printf(\"%lx\", GetExceptionCode()); }", "c0000005" },
	{ "a block that cannot be had", "printf(\"%d %d\", !malloc((size_t)-1), !malloc((size_t)1 << 45));", "1 1" },
	{ "the heap lies elsewhere than what VirtualAlloc gives", "char *p = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_NOACCESS), *q; q = malloc(10); printf(\"%d \", q > p + 0x1000000); p = VirtualAlloc(p + 65536, 65536, MEM_RESERVE, PAGE_NOACCESS); printf(\"%d\", p != NULL);", "1 1" },
	{ "advice about the whole address space comes to an end", "WIN32_MEMORY_RANGE_ENTRY r = { (void *)0x10000, 0x7ffffff00000 }; printf(\"%d\", PrefetchVirtualMemory(GetCurrentProcess(), 1, &r, 0));", "1" },
	{ "strtok goes on where it was", "char s[] = \"a,b,,c\", *p; for (p = strtok(s, \",\"); p; p = strtok(NULL, \",\")) printf(\"<%s>\", p);", "<a><b><c>" },
	{ "the older snprintf does not end the text", "char b[4] = \"xyz\"; int n = _snprintf(b, 3, \"hello\"); printf(\"%d %.4s \", n, b); n = snprintf(b, 3, \"hello\"); printf(\"%d %s\", n, b);", "-1 hel 5 he" },
	{ "a pointer is printed with all its digits", "printf(\"%p %5p\", (void *)0xabc, (void *)0xabc);", "0000000000000abc   abc" },
	{ "what is no conversion stays", "printf(\"%y %d\", 5);", "%y 5" },
};

static const struct row sorting[] = {
	{ "qsort and bsearch", "static int cmp(const void *a, const void *b) { return *(int *)a - *(int *)b; }\nint main(void) { int v[] = { 5, 2, 9, 1, 7, 3, 8, 4, 6, 0, 11 }, k = 7, i; qsort(v, 11, 4, cmp); for (i = 0; i < 11; i++) printf(\"%d\", v[i]); printf(\" %d\", (int)((int *)bsearch(&k, v, 11, 4, cmp) - v)); return 0; }", "012345678911 7" },
	{ "an exception leaves qsort", "static int cmp(const void *a, const void *b) { RaiseException(5, 0, 0, NULL); return 0; }\nint main(void) { int v[20] = { 0 }; __try { qsort(v, 20, 4, cmp); } __except (1) { printf(\"%lu\", GetExceptionCode()); } return 0; }", "5" },
	{ "arrays of pointers to functions have room for all", "static int one(void) { return 1; } static int two(void) { return 2; } static int (*f[2])(void) = { one, two }, after = 7;\nint main(void) { int (*g[3])(void) = { two, one, two }; printf(\"%d%d%d%d %d\", f[0](), f[1](), g[2](), after, (int)sizeof g); return 0; }", "1227 24" },
};

static void the_library_works_on_simulated_memory(void)
{
	run_rows(library, sizeof library / sizeof library[0], false);
	run_rows(sorting, sizeof sorting / sizeof sorting[0], true);
}

/* Windows ends a program that frees what is no block; the heap is no reservation of the lab's. */
static void freeing_twice_ends_the_lab(void)
{
	struct lab_result r;

	lab_run("#include <stdlib.h>\n#include <windows.h>\nint main(void) { char *p = malloc(5); free(p); __try { free(p); } "
	        "__except (1) { return 1; } return 2; }\n", &r);
	CU_ASSERT_TRUE(r.is_unhandled);
	CU_ASSERT_EQUAL(r.exit_code, 0xC0000374);
	CU_ASSERT_PTR_NULL(strstr(r.trace, "\"A0"));
	CU_ASSERT_PTR_NULL(r.broken);
	free(r.trace);
}

static void arithmetic_is_the_compilers(void)
{
	run_rows(arithmetic, sizeof arithmetic / sizeof arithmetic[0], false);
}

static void objects_have_windows_layout(void)
{
	run_rows(objects, sizeof objects / sizeof objects[0], false);
}

static void statements_do_what_c_says(void)
{
	run_rows(statements, sizeof statements / sizeof statements[0], false);
}

static void whole_programs_run(void)
{
	run_rows(programs, sizeof programs / sizeof programs[0], true);
}

/* ---- what is refused, and how ---- */

static const struct { const char *name, *text, *want; } refused[] = {
	{ "a missing semicolon", "int main(void)\n{\n\tint a = 1\n\treturn a;\n}\n", ":3:11: error: expected ';'" },
	{ "an undeclared name", "int main(void)\n{\n\treturn x;\n}\n", ":3:9: error: use of undeclared identifier 'x'" },
	{ "an unknown function", "int main(void)\n{\n\tCreateThread(0);\n}\n", ":3:2: error: call to undeclared function 'CreateThread'" },
	{ "the remainder of a fraction", "int main(void) { return 1.5 % 2; }\n", "invalid operands" },
	{ "a bit-field wider than its type", "struct s { char a : 9; };\nint main(void) { return 0; }\n", ":1:19: error: width of bit-field" },
	{ "inline assembly", "int main(void) { __asm__(\"nop\"); return 0; }\n", ":1:18: error: inline assembly" },
	{ "va_start without arguments", "#include <stdarg.h>\nint f(int a) { va_list l; va_start(l, a); return a; }\nint main(void) { return 0; }\n", "fixed args" },
	{ "assignment to const", "int main(void) { const int a = 1; a = 2; return a; }\n", "const-qualified" },
	{ "too few arguments", "static int f(int a, int b) { return a + b; }\nint main(void) { return f(1); }\n", ":2:28: error: too few arguments" },
	{ "a member that is not there", "struct s { int a; } v;\nint main(void) { return v.b; }\n", "no member named 'b'" },
	{ "an unterminated comment", "int main(void) { return 0; }\n/* and so on", ":2:1: error: unterminated" },
	{ "an unknown header", "#include <gl.h>\nint main(void) { return 0; }\n", ":1:10: error: 'gl.h' file not found" },
	{ "a header elsewhere", "#include \"../../etc/passwd\"\nint main(void) { return 0; }\n", "file not found" },
	{ "GetExceptionCode in the wrong place", "#include <windows.h>\nint main(void) { return GetExceptionCode(); }\n", "only allowed in __except" },
	{ "a jump into a __try block", "#include <windows.h>\nint main(void) { goto in; __try { in:; } __except (1) { } return 0; }\n", "cannot jump into a __try" },
	{ "no main", "int f(void) { return 0; }\n", "no function 'main'" },
	{ "an undefined function", "int f(void);\nint main(void) { return f(); }\n", "has no definition" },
	{ "a duplicate case", "int main(void) { switch (1) { case 1: case 1:; } return 0; }\n", "duplicate case" },
	{ "a huge array", "char a[0x7fffffff]; int main(void) { return 0; }\n", "error: " },
	{ "brackets without end", "int main(void) { return ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1); }\n", "nested more than" },
};

static void what_is_not_the_language_is_refused_by_name_and_place(void)
{
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct lab_result r;

		lab_run(refused[i].text, &r);
		if (r.compiled || !strstr(r.messages, refused[i].want))
			printf("  row '%s': %s\n", refused[i].name, r.messages);
		CU_ASSERT_FALSE(r.compiled);
		CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, refused[i].want));
		free(r.trace);
	}
}

static void several_errors_are_told_in_one_run(void)
{
	struct lab_result r;

	lab_run("int main(void)\n{\n\tx = 1;\n\ty = 2;\n\tint a = ;\n\treturn z;\n}\nint g(void) { return w; }\n", &r);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "'x'"));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "'y'"));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, ":5:"));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "'z'"));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "'w'"));
}

/* mingw's fenv.h asks the x87, which a program for x64 does not compute with; Windows' own asks the register that it does. */
static void fenv_flags_are_those_of_what_was_computed(void)
{
	struct lab_result r;

	lab_run("#include <fenv.h>\n#include <stdio.h>\nvolatile double zero = 0, one = 1, x;\nint main(void)\n{\n"
	        "\tx = one / zero; printf(\"%x \", fetestexcept(FE_ALL_EXCEPT));\n"
	        "\tx = one / 3; feclearexcept(FE_DIVBYZERO); printf(\"%x \", fetestexcept(FE_ALL_EXCEPT));\n"
	        "\tfeclearexcept(FE_ALL_EXCEPT); feraiseexcept(FE_OVERFLOW); printf(\"%x \", fetestexcept(FE_ALL_EXCEPT));\n"
	        "\tfenv_t env; feholdexcept(&env); x = zero / zero; printf(\"%x \", fetestexcept(FE_ALL_EXCEPT));\n"
	        "\tfeupdateenv(&env); printf(\"%x\", fetestexcept(FE_ALL_EXCEPT)); fesetenv(FE_DFL_ENV);\n"
	        "\treturn fetestexcept(FE_ALL_EXCEPT);\n}\n", &r);
	CU_ASSERT_TRUE(r.compiled);
	CU_ASSERT_STRING_EQUAL(r.output, "4 20 8 1 9");
	CU_ASSERT_EQUAL(r.exit_code, 0);
	free(r.trace);
}

static void functions_of_numbers_raise_what_is_not_masked(void)
{
	struct lab_result r;

	lab_run("#include <float.h>\n#include <math.h>\n#include <stdio.h>\n#include <windows.h>\nvolatile double one = 1, zero = 0, x;\n"
	        "#define TRY(e) __try { x = (e); printf(\"none \"); } __except (1) { printf(\"%lx \", GetExceptionCode() & 0xff); }\n"
	        "int main(void)\n{\n\t_controlfp(_EM_INEXACT | _EM_UNDERFLOW, _MCW_EM);\n"
	        "\tTRY(exp(1000 * one)) TRY(log(zero)) TRY(sqrt(-one)) TRY(pow(zero, -1)) TRY(pow(10, 400 * one)) TRY(sqrt(one))\n"
	        "\treturn 0;\n}\n", &r);
	CU_ASSERT_TRUE(r.compiled);
	CU_ASSERT_STRING_EQUAL(r.output, "91 8e 90 8e 91 none ");
	free(r.trace);
}

/* The page's table of words, as the compiler's lists have it. */
static char *table_of_words(void)
{
	static const struct { const char *title; enum word_list list; } rows[] = {
		{ "keywords", WORDS_KEYWORDS }, { "the same, and words that change nothing", WORDS_SPELLINGS },
		{ "keywords that are refused", WORDS_REFUSED }, { "attributes that mean something", WORDS_ATTRIBUTES },
		{ "attributes that are refused", WORDS_ATTRIBUTES_REFUSED }, { "functions of the compiler", WORDS_FUNCTIONS },
	};
	static char text[8192];
	size_t n = (size_t)snprintf(text, sizeof text, "| What | Words |\n|---|---|\n");

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		const char *word;

		n += (size_t)snprintf(text + n, sizeof text - n, "| %s |", rows[r].title);
		for (size_t i = 0; (word = word_at(rows[r].list, i)) != NULL; i++)
			n += (size_t)snprintf(text + n, sizeof text - n, " `%s`", word);
		n += (size_t)snprintf(text + n, sizeof text - n, " |\n");
	}
	return text;
}

static void the_page_has_every_word(void)
{
	static char page[1 << 17];
	FILE *in = fopen("docs/reference/language.md", "r");
	const char *table = table_of_words(), *at;

	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	page[fread(page, 1, sizeof page - 1, in)] = '\0';
	fclose(in);
	at = strstr(page, "<!-- words -->\n");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	at += strlen("<!-- words -->\n");
	if (strncmp(at, table, strlen(table)) != 0 || strncmp(at + strlen(table), "<!-- /words -->", 15) != 0) {
		printf("  between the marks of docs/reference/language.md there should be:\n%s", table);
		CU_FAIL("the table of words is not the compiler's");
	}
}

/* One mistake is one error: what only follows from it is not told. */
static const struct { const char *name, *text; unsigned errors; } mistakes[] = {
	{ "an undeclared name in a condition", "int main(void)\n{\n\tif (x)\n\t\treturn 1;\n\telse if (x)\n\t\treturn 2;\n\telse\n\t\treturn 3;\n}\n", 1 },
	{ "an undeclared name in the head of a loop", "int main(void)\n{\n\tfor (int i = x; i < 3; i++) { i++; }\n\treturn 0;\n}\n", 1 },
	{ "an undeclared name used twice", "int main(void)\n{\n\tx = 1;\n\treturn x;\n}\n", 1 },
	{ "an unknown type of a variable", "int main(void)\n{\n\tT x = 1, *p;\n\tx++;\n\treturn x;\n}\n", 1 },
	{ "an unknown type in a structure", "int main(void)\n{\n\tstruct { T a[2]; int b; } s;\n\ts.b = 1;\n\treturn s.b;\n}\n", 1 },
	{ "an unknown type in a structure with a tag", "struct s { T a; int b; };\nint main(void)\n{\n\tstruct s s;\n\ts.b = 1;\n\treturn 0;\n}\n", 1 },
	{ "an unknown type that a function returns", "T f(int n) { return n; }\nint main(void) { return f(1); }\n", 1 },
	{ "two mistakes", "int main(void)\n{\n\tif (x) { return 1; }\n\telse { return 2; }\n\treturn y;\n}\n", 2 },
};

static unsigned errors_in(const char *messages)
{
	unsigned n = 0;

	for (const char *p = messages; (p = strstr(p, " error: ")); p++)
		n++;
	return n;
}

static void one_mistake_is_one_error(void)
{
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct lab_result r;

		lab_run(mistakes[i].text, &r);
		if (errors_in(r.messages) != mistakes[i].errors)
			printf("  row '%s': %s\n", mistakes[i].name, r.messages);
		CU_ASSERT_EQUAL(errors_in(r.messages), mistakes[i].errors);
	}
}

/* The first twenty are shown; how many there are is said in any case. */
static void many_errors_end_with_their_number(void)
{
	char text[4096] = "int main(void)\n{\n";
	struct lab_result r;

	for (int i = 0; i < 30; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "\tx%d = 1;\n", i);
	strcat(text, "}\n");
	lab_run(text, &r);
	CU_ASSERT_EQUAL(errors_in(r.messages), 20);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "30 errors, of which the first 20 are shown"));
}

/* The source line and a caret stand below the message. */
static void a_message_shows_the_place(void)
{
	struct lab_result r;

	lab_run("int main(void)\n{\n\treturn nothing;\n}\n", &r);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.messages, "    3 |  return nothing;\n      |         ^\n"));
}

CU_TestInfo language_tests[] = {
	{ "arithmetic is the compiler's", arithmetic_is_the_compilers },
	{ "objects have Windows' layout", objects_have_windows_layout },
	{ "statements do what C says", statements_do_what_c_says },
	{ "whole programs run", whole_programs_run },
	{ "the library works on simulated memory", the_library_works_on_simulated_memory },
	{ "freeing twice ends the lab", freeing_twice_ends_the_lab },
	{ "what is not the language is refused by name and place", what_is_not_the_language_is_refused_by_name_and_place },
	{ "several errors are told in one run", several_errors_are_told_in_one_run },
	{ "one mistake is one error", one_mistake_is_one_error },
	{ "many errors end with their number", many_errors_end_with_their_number },
	{ "a message shows the place", a_message_shows_the_place },
	{ "fenv.h's flags are those of what was computed", fenv_flags_are_those_of_what_was_computed },
	{ "functions of numbers raise what is not masked", functions_of_numbers_raise_what_is_not_masked },
	{ "the page on the language has every word of it", the_page_has_every_word },
	CU_TEST_INFO_NULL
};
