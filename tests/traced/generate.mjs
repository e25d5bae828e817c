// generate.mjs SEED PROGRAMS - a C file with random programs of memory and exceptions; its first argument chooses one.
//
// They reserve, commit, protect and touch, their own variables and stack as well, raise and handle exceptions, print in all the
// ways there are, and end in all of them, many of an exception that nobody handles. tests/traced/run.sh runs each with the
// tracer and without.
let state = Number(process.argv[2] ?? 1) >>> 0;
const programs = Number(process.argv[3] ?? 10);

const roll = (sides) => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return (state >>> 8) % sides;
};
const one = (of) => of[roll(of.length)];
const chance = (percent) => roll(100) < percent;

const protections = ['PAGE_READWRITE', 'PAGE_READONLY', 'PAGE_NOACCESS', 'PAGE_EXECUTE_READ', 'PAGE_READWRITE | PAGE_GUARD'];
let program, label;

const place = () => `area[${roll(4)}]`;
const address = () => `${place()} + ${roll(9) * 4096 + one([0, 0, 5, 4092])}`;

const said = (call) => `said("${call.replace(/[^A-Za-z].*/, '')}", ${call});`;

const print = () => one([
	() => `printf("${label++} plain\\n");`,
	() => `printf("%d and no end ", ${label++});`,
	() => `printf("%08lx %s %c|%5.2f|%-6d|\\n", 0x${roll(65536).toString(16)}ul, "text", 'a' + ${roll(26)}, ${roll(1000)} / 7.0, ${roll(500)});`,
	() => `printf("%s\\n", ${chance(20) ? address() : '"a string"'});`,
	() => `puts("${label++} puts");`,
	() => `putchar('A' + ${roll(26)});`,
	() => `fputs("${label++} fputs ", stdout);`,
	() => `fprintf(stdout, "%d fprintf\\n", ${label++});`,
	() => `fprintf(stderr, "%d aside\\n", ${label++});`,
	() => `wprintf(L"%d wide %s\\n", ${label++}, L"text");`,
	() => `fwrite("raw\\0raw\\n", 1, 8, stdout);`,
	() => `fflush(stdout);`,
])();

const memory = () => one([
	() => said(`VirtualAlloc(${address()}, ${1 + roll(3) * 4096}, MEM_COMMIT, ${one(protections)}) != NULL`),
	() => said(`VirtualAlloc(${address()}, ${1 + roll(3) * 4096}, MEM_COMMIT, PAGE_READWRITE) != NULL`),
	() => said(`VirtualFree(${address()}, ${1 + roll(2) * 4096}, MEM_DECOMMIT)`),
	() => `${said(`VirtualFree(area[3], 0, MEM_RELEASE)`)} area[3] = NULL;`,
	() => `if (!area[3]) area[3] = VirtualAlloc(NULL, ${1 + roll(8)} * 4096, MEM_RESERVE${chance(50) ? ' | MEM_COMMIT' : ''}, ${one(protections)});`,
	() => said(`VirtualProtect(${address()}, ${1 + roll(2) * 4096}, ${one(protections)}, &old)`),
	() => said(`VirtualProtect(own, ${one([4, 4096, 8192])}, ${one(['PAGE_READONLY', 'PAGE_NOACCESS', 'PAGE_READWRITE'])}, &old)`),
	() => `look(${chance(80) ? address() : 'own'});`,
	() => `printf("%p\\n", (void *)${place()});`,
	() => `{ char *m = malloc(${1 + roll(5000)}); memset(m, ${roll(256)}, 1); free(m); }`,
	() => `SetLastError(${roll(100)}); printf("error %lu\\n", GetLastError());`,
	() => `deep(${roll(40)});`,
])();

const touch = () => one([
	() => `*(volatile char *)(${address()}) = ${roll(128)};`,
	() => `sink += *(volatile char *)(${address()});`,
	() => `*(volatile char *)(${address()}) = 1;`,
	() => `own[${roll(8192)}] = ${roll(100)};`,
	() => `*(volatile int *)${roll(64)} = 1;`,
	() => `sink = ${roll(100)} / zero;`,
	() => `memset(${address()}, ${roll(256)}, ${1 + roll(6000)});`,
	() => `RaiseException(0xE000000${roll(9)}, ${chance(10) ? 'EXCEPTION_NONCONTINUABLE' : 0}, 0, NULL);`,
	() => `{ ULONG_PTR more[3] = { 1, 2, 3 }; RaiseException(0xE0000020, 0, 3, more); }`,
])();

const handlers = () => one([
	() => `if (!vector) vector = AddVectoredExceptionHandler(${roll(2)}, vectored);`,
	() => `if (vector) { said("Remove", (int)RemoveVectoredExceptionHandler(vector)); vector = NULL; }`,
	() => `said("Set", SetUnhandledExceptionFilter(${one(['last', 'NULL', 'last_repairs'])}) == NULL);`,
])();

const filter = () => one(['1', '1', 'EXCEPTION_EXECUTE_HANDLER', '0',
	'repair(GetExceptionInformation())', 'repair(GetExceptionInformation())',
	'(puts("filter"), 1)', 'asks(GetExceptionInformation())', 'GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION',
	'UnhandledExceptionFilter(GetExceptionInformation())']);

const block = (depth, level, exceptional) => {
	const lines = [];
	for (let i = 1 + roll(4); i > 0; i--)
		lines.push(statement(depth, level));
	if (exceptional)
		lines.push(touch());
	return `{ ${lines.join('\n')} }`;
};

const guarded = (depth, level) => chance(65)
	? `__try ${block(depth + 1, level, chance(80))} __except (${filter()}) { printf("${label++} handler %lx\\n", GetExceptionCode()); ${statement(depth + 1, level)} }`
	: `__try ${block(depth + 1, level, chance(50))} __finally { printf("${label++} finally %d\\n", AbnormalTermination()); }`;

const statement = (depth, level) => {
	const kind = roll(100);
	if (kind < 30)
		return print();
	if (kind < 62)
		return memory();
	if (kind < 66)
		return touch();
	if (kind < 72)
		return handlers();
	if (kind < 80 && level < 3)
		return `p${program}_${level + 1}(n + 1);`;
	if (depth < 4)
		return guarded(depth, level);
	return print();
};

const ends = ['return', 'return', 'return', 'exit(300);', '_exit(301);', 'ExitProcess(302);', 'TerminateProcess(GetCurrentProcess(), 303);', 'abort();',
	'assert(zero);', '*(volatile int *)16 = 1;', 'sink = 1 / zero;', 'RaiseException(0xE0000001, 0, 0, NULL);',
	'ExitThread(304);', 'smash();',
	'overflow(0);', 'raise(SIGABRT);', 'wander();'];

const functions = () => {
	const text = [];
	for (let level = 3; level >= 0; level--) {
		const lines = [];
		for (let i = 2 + roll(4); i > 0; i--)
			lines.push(statement(0, level));
		text.push(`static int p${program}_${level}(int n)\n{\n\tDWORD old;\n\n\t(void)old;\n\t${lines.join('\n\t')}\n\treturn n;\n}\n`);
	}
	const end = one(ends);
	text.push(`static int program_${program}(void)\n{\n\tp${program}_0(0);\n\t${chance(50) ? 'printf("the end, without a line");' : 'puts("the end");'}\n` +
		`\t${end === 'return' ? '' : end}\n\treturn ${roll(400)};\n}\n`);
	return text.join('\n');
};

console.log(`/* Random programs of memory and exceptions: tests/traced/generate.mjs ${process.argv[2]} ${programs}. */
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

static char *area[4];
static char own[8192];
static volatile int sink, zero;
static int repairs = 20;
static PVOID vector;

static void said(const char *call, int result)
{
	DWORD error = GetLastError();

	printf("%s %d %lu\\n", call, result, result ? 0 : error);
}

static void look(const char *at)
{
	MEMORY_BASIC_INFORMATION m;

	if (at && VirtualQuery(at, &m, sizeof m))
		printf("%lx %lx %lx %d\\n", m.State, m.Protect, m.AllocationProtect, (int)(m.RegionSize >> 12) < 100);
}

static int deep(int n)
{
	volatile char room[1000];

	room[0] = (char)n;
	return n ? deep(n - 1) + room[0] : 0;
}

static int overflow(int n)
{
	volatile char room[1000];

	room[0] = (char)n;
	return overflow(n + 1) + room[0];
}

static void smash(void)
{
	char small[2];

	strcpy(small, "0123456789012345678901234567890123456789012345678901234567890123456789");
	puts("copied");
}

static void wander(void)
{
	((void (*)(void))(ULONG_PTR)64)();
}

/* Makes the page there is to be, for a while; then the handler is to run. */
static int repair(EXCEPTION_POINTERS *p)
{
	EXCEPTION_RECORD *r = p->ExceptionRecord;
	char *page = (char *)(r->ExceptionInformation[1] & ~(ULONG_PTR)4095);
	DWORD old;

	printf("repair %lx\\n", r->ExceptionCode);
	if (r->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || repairs-- <= 0)
		return EXCEPTION_EXECUTE_HANDLER;
	if (VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE) || VirtualProtect(page, 4096, PAGE_READWRITE, &old))
		return EXCEPTION_CONTINUE_EXECUTION;
	return EXCEPTION_EXECUTE_HANDLER;
}

static int asks(EXCEPTION_POINTERS *p)
{
	int answer;

	__try {
		answer = *(volatile char *)area[0];
		answer = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("in the filter %lx\\n", GetExceptionCode());
		answer = p->ExceptionRecord->ExceptionCode == EXCEPTION_INT_DIVIDE_BY_ZERO ? 0 : 1;
	}
	return answer;
}

static LONG CALLBACK vectored(EXCEPTION_POINTERS *p)
{
	printf("vectored %lx\\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_SEARCH;
}

static LONG WINAPI last(EXCEPTION_POINTERS *p)
{
	printf("last %lx", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_EXECUTE_HANDLER;
}

static LONG WINAPI last_repairs(EXCEPTION_POINTERS *p)
{
	return repair(p) == EXCEPTION_CONTINUE_EXECUTION ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}
`);
for (program = 0; program < programs; program++) {
	label = 1;
	console.log(functions());
}
console.log(`static int (*const programs[])(void) = { ${Array.from({ length: programs }, (_, i) => `program_${i}`).join(', ')} };

int main(int argc, char **argv)
{
	for (int i = 0; i < 3; i++)
		area[i] = VirtualAlloc(NULL, 8 * 4096, MEM_RESERVE, PAGE_READWRITE);
	return programs[atoi(argv[argc - 1])]();
}`);
