// generate.mjs FROM TO - one C file with a program of machine code for each seed from FROM to TO.
//
// A seed always gives the same code. Each loads all registers from a page, does some random instructions, and stores
// what it has; what is printed begins with the seed. A second page may be protected: then a vectored handler tells
// the exception with the registers, and repairs the page, or goes on at the next instruction.
//
// Nothing that is printed is undefined: flags that an instruction leaves undefined are not looked at until they are set.

let state
const below = n => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0
	return Math.floor((state / 4294967296) * n)
}
const pick = list => list[below(list.length)]
const chance = percent => below(100) < percent
const times = (n, f) => Array.from({ length: n }, (_, i) => f(i))

const CF = 1, PF = 4, AF = 16, ZF = 64, SF = 128, OF = 2048, ALL = CF | PF | AF | ZF | SF | OF
const needs = [OF, CF, ZF, CF | ZF, SF, PF, SF | OF, ZF | SF | OF]    // of condition / 2
const PAGE = 4096

const little = (value, bytes) => times(bytes, i => Number(BigInt.asUintN(64, BigInt(value)) >> BigInt(8 * i) & 255n))
const register = () => pick([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
const source = register           // RSP and DATA are other addresses on each side

// An instruction: prefixes, REX, opcode, ModRM with what follows, immediate. rm: a register, or { index, scale, at }.
function encode({ size = 4, opcode, reg = 0, rm, imm = [], byteRm = size === 1 }) {
	let rex = size === 8 ? 8 : 0, need = false, tail
	const prefix = size === 2 ? [0x66] : []

	if (reg & 8) rex |= 4
	if (size === 1 && reg >= 4 && reg < 8) need = chance(50)
	if (typeof rm === 'number') {
		if (rm & 8) rex |= 1
		if (byteRm && rm >= 4 && rm < 8 && !need) need = chance(50)
		tail = [0xC0 | (reg & 7) << 3 | rm & 7]
	} else if (rm.index === undefined) {
		const short = rm.at >= -128 && rm.at < 128 && chance(80)

		rex |= 1                                        // base r15
		tail = chance(80) ? [(short ? 0x40 : 0x80) | (reg & 7) << 3 | 7] : [(short ? 0x40 : 0x80) | (reg & 7) << 3 | 4, 0x27]
		tail.push(...little(rm.at, short ? 1 : 4))
	} else {
		const short = rm.at >= -128 && rm.at < 128 && chance(80)

		rex |= 1 | (rm.index & 8 ? 2 : 0)
		tail = [(short ? 0x40 : 0x80) | (reg & 7) << 3 | 4, rm.scale << 6 | (rm.index & 7) << 3 | 7, ...little(rm.at, short
			? 1 : 4)]
	}
	return [...prefix, ...(rex || need ? [0x40 | rex] : []), ...opcode, ...tail, ...imm]
}

function program(seed) {
	const code = [], starts = []
	let known = ALL                 // flags that are defined
	const emit = (bytes, defined = ALL, undefined_ = 0) => {
		starts.push(code.length)
		code.push(...bytes)
		known = (known | defined) & ~undefined_
	}
	const keep = bytes => emit(bytes, 0, 0)
	const size = () => pick([1, 2, 4, 4, 8, 8])
	const prefix = s => s === 2 ? [0x66] : s === 8 ? [0x48] : []
	const immediate = s => little(BigInt(below(0x10000)) * BigInt(below(0x10000)) - BigInt(pick([0, 0x7fffffff,
		1])) + BigInt(below(3)), s === 8 ? 4 : s)
	const memory = s => {
		const at = chance(70) ? below(400) : chance(60) ? PAGE + below(200) - 60 : PAGE - pick([1, 2, 3, 4, 7, 8, s])

		if (chance(60))
			return { at }
		const index = register()

		keep([...(index & 8 ? [0x41] : []), 0xB8 | index & 7, ...little(below(24), 4)])
		return { at, index, scale: below(4) }
	}
	// a place to write
	const place = s => chance(55) ? register() : memory(s)
	const one = s => s === 1 ? 0 : 1

	const kinds = [
		() => {                         // ADD to CMP, three forms
			const s = size(), op = below(8), reads = op === 2 || op === 3

			if (reads && !(known & CF)) return
			const undefined_ = op === 1 || op === 4 || op === 6 ? AF : 0

			if (chance(40)) {
				const rm = place(s), reg = source()
				emit(encode({ size: s, opcode: [op << 3 | one(s)], reg, rm }), ALL, undefined_)
			} else if (chance(50)) {
				const reg = register(), rm = chance(50) ? source() : memory(s)
				emit(encode({ size: s, opcode: [op << 3 | 2 | one(s)], reg, rm }), ALL, undefined_)
			} else if (chance(30)) {
				emit([...prefix(s), op << 3 | 4 | one(s), ...immediate(s)], ALL, undefined_)
			} else {
				const short = s !== 1 && chance(50)
				emit(encode({ size: s, opcode: [short ? 0x83 : 0x80 | one(s)], reg: op, rm: place(s), imm: short
					? [below(256)] : immediate(s) }), ALL, undefined_)
			}
		},
		() => {                         // TEST
			const s = size()
			if (chance(50)) emit(encode({ size: s, opcode: [0x84 | one(s)], reg: source(), rm: place(s) }), ALL, AF)
			else emit(encode({ size: s, opcode: [0xF6 | one(s)], reg: 0, rm: place(s), imm: immediate(s) }), ALL, AF)
		},
		() => {                         // MOV
			const s = size()
			if (chance(30)) keep(encode({ size: s, opcode: [0x88 | one(s)], reg: source(), rm: place(s) }))
			else if (chance(40)) keep(encode({ size: s, opcode: [0x8A | one(s)], reg: register(), rm: chance(40)
				? source() : memory(s) }))
			else if (chance(50)) keep(encode({ size: s, opcode: [0xC6 | one(s)], reg: 0, rm: place(s), imm: immediate(s) }))
			else {
				const r = register()
				if (s === 8) keep([0x48 | (r & 8 ? 1 : 0), 0xB8 | r & 7, ...times(8, () => below(256))])
				else if (s === 1) keep([...(r & 8 ? [0x41] : chance(50) ? [0x40] : []), 0xB0 | r & 7, below(256)])
				else keep([...(s === 2 ? [0x66] : []), ...(r & 8 ? [0x41] : []), 0xB8 | r & 7, ...immediate(s)])
			}
		},
		() => {                         // MOVZX, MOVSX, MOVSXD
			const s = pick([2, 4, 8]), from = s === 2 ? 1 : pick([1, 2])
			if (chance(25)) keep(encode({ size: 8, opcode: [0x63], reg: register(), rm: chance(50) ? source() : memory(4) }))
			else keep(encode({ size: s, opcode: [0x0F, pick([0xB6, 0xBE]) | (from === 2 ? 1 : 0)], reg: register(),
				rm: chance(50) ? source() : memory(from), byteRm: from === 1 }))
		},
		() => {                         // LEA
			const index = pick([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
			const s = pick([2, 4, 8]), rm = { at: below(5000) - 2500, ...(chance(70) ? { index, scale: below(4) } : {}) }
			const bytes = encode({ size: s, opcode: [0x8D], reg: register(), rm })

			keep(bytes)
			// the address of the page is another one on each side: only its offset counts
			const r = (bytes[bytes.indexOf(0x8D) + 1] >> 3 & 7) | (bytes[bytes.indexOf(0x8D) - 1] & 4 ? 8 : 0)
			emit([...(s === 2 ? [0x66] : []), 0x40 | (s === 8 ? 8 : 0) | 4 | (r & 8 ? 1 : 0), 0x29,
				0xC0 | 7 << 3 | r & 7])   // sub r, r15
		},
		() => {                         // shifts by 1, imm, CL
			const s = size(), op = pick([0, 1, 2, 3, 4, 5, 7]), rm = place(s), by = below(3)
			const count = pick([1, 2, 3, 7, 8, 12, 17, 31, 33, 63])
			const masked = count & (s === 8 ? 63 : 31)

			if ((op === 2 || op === 3) && !(known & CF)) return
			const result = op >= 4 ? AF : 0
			if (by === 0) emit(encode({ size: s, opcode: [0xD0 | one(s)], reg: op, rm }), op >= 4 ? ALL : CF | OF, result)
			else if (by === 1) emit(encode({ size: s, opcode: [0xC0 | one(s)], reg: op, rm, imm: [count] }),
				masked === 0 ? 0 : op >= 4 ? ALL : CF,
				masked === 0 ? 0 : result | (masked === 1 ? 0 : OF) | (op >= 4 && masked >= 8 * s ? CF : 0))
			else emit(encode({ size: s, opcode: [0xD2 | one(s)], reg: op, rm }), 0, result | OF | (op >= 4 && s < 4 ? CF : 0))
		},
		() => {                         // INC, DEC, NOT, NEG
			const s = size(), op = below(4)
			if (op < 2) emit(encode({ size: s, opcode: [0xFE | one(s)], reg: op, rm: place(s) }), ALL & ~CF)
			else if (op === 2) keep(encode({ size: s, opcode: [0xF6 | one(s)], reg: 2, rm: place(s) }))
			else emit(encode({ size: s, opcode: [0xF6 | one(s)], reg: 3, rm: place(s) }))
		},
		() => {                         // MUL, IMUL of one operand, of two, of three
			const s = size()
			if (chance(50)) emit(encode({ size: s, opcode: [0xF6 | one(s)], reg: pick([4, 5]), rm: place(s) }), CF | OF,
				ALL & ~(CF | OF))
			else {
				const w = pick([2, 4, 8]), rm = chance(50) ? register() : memory(w), reg = register()
				if (chance(50)) emit(encode({ size: w, opcode: [0x0F, 0xAF], reg, rm }), CF | OF, ALL & ~(CF | OF))
				else if (chance(50)) emit(encode({ size: w, opcode: [0x6B], reg, rm, imm: [below(256)] }), CF | OF,
					ALL & ~(CF | OF))
				else emit(encode({ size: w, opcode: [0x69], reg, rm, imm: immediate(w) }), CF | OF, ALL & ~(CF | OF))
			}
		},
		() => {                         // DIV, IDIV; mostly of a number that fits
			const s = size(), rm = place(s), signed = chance(50)
			if (typeof rm === 'number' && (rm === 0 || rm === 2)) return
			if (chance(80)) {
				if (s === 1) keep(signed ? [0x66, 0x98] : [0x0F, 0xB6, 0xC0])
				else if (signed) keep([...prefix(s), 0x99])
				else emit([0x31, 0xD2], ALL, AF)
			}
			emit(encode({ size: s, opcode: [0xF6 | one(s)], reg: signed ? 7 : 6, rm }), 0, ALL)
		},
		() => {                         // CBW to CQO
			keep([...pick([[], [0x66], [0x48]]), pick([0x98, 0x99])])
		},
		() => {                         // PUSH, POP
			const r = register(), to = register()
			const what = pick([[...(r & 8 ? [0x41] : []), 0x50 | r & 7], [0x6A, below(256)], [0x68,
				...little(below(1 << 30), 4)], [0x41, 0xFF, 0x77, below(120)]])
			keep(what)
			if (chance(80)) keep([...(to & 8 ? [0x41] : []), 0x58 | to & 7])
			else keep([0x41, 0x8F, 0x47, below(120)])
		},
		() => {                         // XCHG, XADD, CMPXCHG, BSWAP
			const s = size(), k = below(4)
			if (k === 0) keep(encode({ size: s, opcode: [0x86 | one(s)], reg: register(), rm: place(s) }))
			else if (k === 1) emit(encode({ size: s, opcode: [0x0F, 0xC0 | one(s)], reg: register(), rm: place(s) }))
			else if (k === 2) emit([...(chance(30) ? [0xF0] : []), ...encode({ size: s, opcode: [0x0F, 0xB0 | one(s)],
				reg: register(), rm: memory(s) })])
			else {
				const r = register(), w = pick([4, 8])
				keep([0x40 | (w === 8 ? 8 : 0) | (r & 8 ? 1 : 0), 0x0F, 0xC8 | r & 7])
			}
		},
		() => {                         // SETcc, CMOVcc
			const condition = below(16), w = pick([2, 4, 8])
			if ((known & needs[condition >> 1]) !== needs[condition >> 1]) return
			if (chance(50)) keep(encode({ size: 1, opcode: [0x0F, 0x90 | condition], rm: place(1) }))
			else keep(encode({ size: w, opcode: [0x0F, 0x40 | condition], reg: register(), rm: chance(50) ? source()
				: memory(w) }))
		},
		() => {                         // a jump over one instruction
			const condition = below(16), over = encode({ size: 4, opcode: [0x89], reg: register(), rm: register() })
			if ((known & needs[condition >> 1]) !== needs[condition >> 1]) return
			if (chance(20)) keep([0xEB, over.length])
			else if (chance(50)) keep([0x70 | condition, over.length])
			else keep([0x0F, 0x80 | condition, ...little(over.length, 4)])
			keep(over)
		},
		() => {                         // a loop
			const body = encode({ size: 8, opcode: [0x01], reg: register(), rm: 0 })
			keep([0xB9, ...little(1 + below(5), 4)])
			emit(body)
			keep([0xE2, 256 - body.length - 2])
		},
		() => {                         // CALL of what stands behind it
			keep([0xE8, 2, 0, 0, 0])
			keep([0xEB, 4])
			keep([0x83, 0xC0, below(128)])  // add eax, imm; ret
			known |= ALL
			keep([0xC3])
		},
		() => { const b = pick([0xF8, 0xF9]); emit([b], CF) },
		() => keep(pick([[0x90], [0x66, 0x90], [0x0F, 0x1F, 0x00], [0x66, 0x0F, 0x1F, 0x44, 0, 0], [0x66, 0x2E, 0x0F, 0x1F,
			0x84, 0, 0, 0, 0, 0], [0xF3, 0x90]])),
		() => {                         // a string
			const s = pick([1, 2, 4, 8]), n = below(10)
			keep([0xB9, ...little(n, 4)])
			keep([0x49, 0x8D, 0xBF, ...little(chance(70) ? 600 + below(100) : PAGE - below(40), 4)])
			keep([0x49, 0x8D, 0xB7, ...little(below(200), 4)])
			keep([0xF3, ...prefix(s), pick([0xA4, 0xAA]) | one(s)])
			emit([0x4C, 0x29, 0xFF])
			emit([0x4C, 0x29, 0xFE])
		},
		() => { if (chance(25)) keep(pick([[0xCC], [0x0F, 0x0B], [0xF4], [0xFA], [0x06], [0xEC], [0xF0, 0x90],
			[...times(13 + below(4), () => pick([0x2E, 0x66])), 0x90]])) },
	]

	for (let n = 8 + below(14); n > 0; n--)
		pick(kinds)()
	return { code, starts, flags: known }
}

// The registers are loaded from DATA + 2048, in their order, and stored there; RSP and DATA are left out.
const others = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
const saved = [3, 5, 6, 7, 12, 13, 14, 15]
const push = r => [...(r & 8 ? [0x41] : []), 0x50 | r & 7]
const pop = r => [...(r & 8 ? [0x41] : []), 0x58 | r & 7]
const at = r => little(2048 + 8 * r, 4)
const before = [...saved.flatMap(push), 0x49, 0x89, 0xCF,
	0x41, 0xFF, 0xB7, ...at(16), 0x9D,
	...others.flatMap(r => [0x49 | (r & 8 ? 4 : 0), 0x8B, 0x87 | (r & 7) << 3, ...at(r)])]
const after = [...others.flatMap(r => [0x49 | (r & 8 ? 4 : 0), 0x89, 0x87 | (r & 7) << 3, ...at(r)]),
	0x9C, 0x41, 0x8F, 0x87, ...at(16), 0xFC, ...saved.toReversed().flatMap(pop), 0xC3]

const [from, to] = process.argv.slice(2).map(Number)
let text = `#include <windows.h>
#include <stdio.h>
#include <string.h>

struct program { int seed; const unsigned char *code; int bytes; const unsigned short *start; int starts; DWORD flags; };
static unsigned char *code, *data;
static const struct program *now;
static int raised;

static const char *name(ULONG_PTR address)
{
	static char text[64];

	if (address - (ULONG_PTR)data < 8192) sprintf(text, "data+%d", (int)(address - (ULONG_PTR)data));
	else if (address - (ULONG_PTR)code < 8192) sprintf(text, "code+%d", (int)(address - (ULONG_PTR)code));
	else sprintf(text, "%llx", (unsigned long long)address);
	return text;
}

/* Wine says the one for both. */
static DWORD code_of(DWORD code)
{
	return code == EXCEPTION_INT_OVERFLOW ? EXCEPTION_INT_DIVIDE_BY_ZERO : code;
}

static LONG CALLBACK tell(EXCEPTION_POINTERS *p)
{
	EXCEPTION_RECORD *r = p->ExceptionRecord;
	CONTEXT *c = p->ContextRecord;
	int at = (int)(c->Rip - (ULONG_PTR)code);
	DWORD old;

	printf("%d raised %lx at %s", now->seed, code_of(r->ExceptionCode), name((ULONG_PTR)r->ExceptionAddress));
	printf(" rip %d", at);
	for (DWORD i = 0; i < r->NumberParameters && r->ExceptionCode != EXCEPTION_BREAKPOINT; i++)
		printf(" %s", name(r->ExceptionInformation[i]));
	printf(": %llx %llx %llx %llx %llx %llx %llx %llx\\n", c->Rax, c->Rcx, c->Rdx, c->Rbx, c->Rbp, c->R8, c->R11, c->R14);
	if (++raised > 60) ExitProcess(9);
	if ((r->ExceptionCode == EXCEPTION_ACCESS_VIOLATION || r->ExceptionCode == EXCEPTION_GUARD_PAGE) && raised % 3) {
		VirtualProtect(data + 4096, 4096, raised % 2 ? PAGE_READWRITE : PAGE_READONLY, &old);
		if (raised % 2 || r->ExceptionInformation[0] == 0) return EXCEPTION_CONTINUE_EXECUTION;
	}
	for (int i = 0; i < now->starts; i++)
		if (now->start[i] > at) {
			c->Rip = (ULONG_PTR)code + now->start[i];
			c->EFlags = 0x202;      /* it would have set flags that are defined now */
			if (raised % 4 == 1) c->R11 = raised;
			return EXCEPTION_CONTINUE_EXECUTION;
		}
	ExitProcess(8);
}

static void play(const struct program *p)
{
	static const DWORD protect[] = { PAGE_READWRITE, PAGE_NOACCESS, PAGE_READONLY, PAGE_READWRITE | PAGE_GUARD };
	ULONG_PTR *reg = (ULONG_PTR *)(data + 2048);
	unsigned long long x = p->seed * 2654435761u;
	unsigned sum = 0;
	DWORD old;

	now = p;
	raised = 0;
	VirtualProtect(data + 4096, 4096, PAGE_READWRITE, &old);
	for (int i = 0; i < 8192; i++) {
		x = x * 6364136223846793005 + 1442695040888963407;
		data[i] = x >> 40 & 15 ? x >> 56 : 0;
	}
	for (int i = 0; i < 15; i++) {
		x = x * 6364136223846793005 + 1442695040888963407;
		reg[i] = x >> (x >> 58);
	}
	reg[16] = 0x202 | (x >> 20 & 0x8D5);
	VirtualProtect(data + 4096, 4096, protect[p->seed % 4], &old);
	memcpy(code, p->code, p->bytes);
	FlushInstructionCache(GetCurrentProcess(), code, p->bytes);
	((void (*)(void *))code)(data);
	VirtualProtect(data + 4096, 4096, PAGE_READWRITE, &old);
	printf("%d ends", p->seed);
	for (int i = 0; i < 15; i++)
		if (i != 4) printf(" %llx", (unsigned long long)reg[i]);
	printf(" flags %lx", (DWORD)reg[16] & p->flags);
	for (int i = 0; i < 8192; i++)
		if (i < 2048 || i >= 2048 + 17 * 8) sum = sum * 31 + data[i];
	printf(" memory %x\\n", sum);
}

`
const rows = []

for (let seed = from; seed <= to; seed++) {
	state = seed >>> 0
	for (let i = 0; i < 5; i++)
		below(2)
	const p = program(seed), bytes = [...before, ...p.code, ...after]
	const starts = [...p.starts, p.code.length].map(s => s + before.length)

	text += `static const unsigned char code${seed}[] = { ${bytes.join(', ')} };\n` +
		`static const unsigned short start${seed}[] = { ${starts.join(', ')} };\n`
	rows.push(`	{ ${seed}, code${seed}, sizeof code${seed}, start${seed}, ${starts.length}, ${p.flags} },`)
}
text += `static const struct program programs[] = {\n${rows.join('\n')}\n};\n
int main(void)
{
	code = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);
	data = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	AddVectoredExceptionHandler(1, tell);
	for (int i = 0; i < (int)(sizeof programs / sizeof programs[0]); i++)
		play(&programs[i]);
	return 0;
}
`
process.stdout.write(text)
