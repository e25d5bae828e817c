// generate.mjs FROM TO - one C file with a program for each seed from FROM to TO, for what csmith never writes:
// exceptions with jumps, arguments of every type, sizes that are computed, expressions that mix types.
//
// A seed always gives the same program. Each prints lines that begin with its seed. Nothing in them is undefined:
// what becomes a whole number is small first, and no jump leaves a __finally block, which the real side refuses.

let state
const below = n => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0
	return Math.floor((state / 4294967296) * n)
}
const pick = list => list[below(list.length)]
const chance = percent => below(100) < percent
const times = (n, f) => Array.from({ length: n }, (_, i) => f(i))

/* ---- exceptions and jumps ---- */

function jumps(seed) {
	let marks = 0, loops = 0, ends = 0
	const mark = () => `say${seed}(${marks++}, v);`
	const names = times(3, i => `f${seed}_${i}`)

	/* around: what a statement may do here. `loop`: leave one; `body`: leave a __try; `out`: leave the function */
	const filter = () => pick([
		'1', '0', `ask${seed}(GetExceptionCode(), GetExceptionInformation(), ${below(4)})`,
		`ask${seed}(GetExceptionCode(), GetExceptionInformation(), ${below(4)})`,
		`(say${seed}(${marks++}, v), GetExceptionCode() == 0xE000000${below(3)} ? 1 : 0)`,
		`GetExceptionCode() >> 28 == 0xE ? -1 : 1`,
	])
	const block = (depth, around) => `{ ${times(1 + below(4), () => statement(depth, around)).join('\n')} }`
	const attempt = (depth, around) => {
		const body = block(depth - 1, { ...around, body: true })

		if (chance(50))
			return `__try ${body} __except (${filter()}) { printf("${seed} caught %lx\\n", GetExceptionCode()); ${block(depth - 1, around)} }`
		return `__try ${body} __finally { printf("${seed} finally %d\\n", AbnormalTermination() != 0); ${block(depth - 1, { ...around, loop: false, body: false, out: false })} }`
	}
	const statement = (depth, around) => {
		switch (below(depth > 0 ? 20 : 11)) {
		case 0: case 1: return mark()
		case 2: return `v = v * ${2 + below(5)} % 1000 + ${below(20)};`
		case 3: return around.body ? `if (v % ${2 + below(3)} == 0) __leave;` : mark()
		case 4: return around.out ? `if (v % ${2 + below(4)} == 1) return v + ${below(9)};` : mark()
		case 5: return around.loop ? `if (v % ${2 + below(3)} == 0) ${pick(['break', 'continue'])};` : mark()
		case 6: return around.out ? `if (v % ${3 + below(3)} == 2) goto end;` : mark()
		case 7: return `if (v % ${2 + below(3)} == ${below(2)}) RaiseException(0xE000000${below(4)}, ${chance(10) ? 'EXCEPTION_NONCONTINUABLE' : 0}, ${below(3)}, args${seed});`
		case 8: return `if (v % ${3 + below(3)} == 0) *(volatile int *)(size_t)${below(3)} = v;`
		case 9: return `v += ${10 + below(90)} / (v % ${2 + below(4)});`
		case 10: return around.calls.length ? `v += ${pick(around.calls)}(v) % 50;` : mark()
		case 11: return `if (v % ${2 + below(2)}) ${block(depth - 1, around)} else ${block(depth - 1, around)}`
		case 12: case 13: {
			const i = `i${loops++}`

			return `for (int ${i} = 0; ${i} < ${1 + below(3)}; ${i}++) ${block(depth - 1, { ...around, loop: true })}`
		}
		case 14: return `switch (v & 3) { case 0: ${statement(depth - 1, { ...around, loop: false })} break; case ${1 + below(2)}: ${statement(depth - 1, { ...around, loop: false })} default: ${statement(depth - 1, { ...around, loop: false })} }`
		default: return attempt(depth, around)
		}
	}
	let text = `static ULONG_PTR args${seed}[] = { ${times(3, () => below(100)).join(', ')} };\nstatic int fuel${seed};\n` +
		`static void say${seed}(int mark, int v) { if (++fuel${seed} > 400) ExitProcess(77); printf("${seed} %d %d\\n", mark, v); }\n` +
		`static int ask${seed}(DWORD code, EXCEPTION_POINTERS *p, int how)\n{\n` +
		`printf("${seed} ask %lx %lu %lx\\n", code, p->ExceptionRecord->NumberParameters, p->ExceptionRecord->ExceptionFlags & 1);\n` +
		`if (how == 3) { __try { *(volatile int *)8 = 1; } __except (1) { printf("${seed} inside\\n"); } }\n` +
		`return how == 0 ? 0 : how == 2 && code >> 28 == 0xE && !(p->ExceptionRecord->ExceptionFlags & 1) ? -1 : 1;\n}\n`

	names.forEach((name, i) => {
		ends++
		text += `static int ${name}(int start)\n{\nvolatile int v = start;\n${times(2 + below(3), () => statement(3, { loop: false, body: false, out: true, calls: names.slice(0, i) })).join('\n')}\n` +
			`end:\n${mark()}\nreturn v;\n}\n`
	})
	text += `static void run${seed}(int start)\n{\nfuel${seed} = 0;\n__try { printf("${seed} ends %d\\n", ${names.at(-1)}(start)); } ` +
		`__except (EXCEPTION_EXECUTE_HANDLER) { printf("${seed} out %lx\\n", GetExceptionCode()); }\n}\n`
	return { text, run: times(4, () => `run${seed}(${below(50)});`).join(' ') }
}

/* ---- arguments ---- */

const kinds = [
	{ type: 'int', value: () => `${below(2000) - 1000}`, show: x => [`%d`, x] },
	{ type: 'unsigned', value: () => `${below(1 << 30)}u`, show: x => [`%u`, x] },
	{ type: 'long long', value: () => `${below(1 << 30)}ll << ${below(20)}`, show: x => [`%lld`, x] },
	{ type: 'double', value: () => `${below(1000)}.${below(100)}`, show: x => [`%.3f`, x] },
	{ type: 'long double', value: () => `${below(1000)}.${below(100)}L`, show: x => [`%.5Lf`, x] },
	{ type: 'char *', value: () => `"t${below(100)}"`, show: x => [`%s`, x] },
	{ type: 'float', passed: 'double', value: () => `${below(100)}.5f`, show: x => [`%.2f`, x] },
	{ type: 'short', passed: 'int', value: () => `(short)${below(70000)}`, show: x => [`%d`, x] },
	{ type: 'unsigned char', passed: 'int', value: () => `(unsigned char)${below(300)}`, show: x => [`%d`, x] },
]
const records = [1, 2, 3, 4, 5, 8, 12, 16, 24].map(n => ({
	bytes: n, type: seed => `struct r${seed}_${n}`, value: (seed, a) => `(struct r${seed}_${n}){ { ${times(Math.min(n, 3), i => a + i).join(', ')} } }`,
}))

function argumentsOf(seed) {
	let text = records.map(r => `${r.type(seed)} { unsigned char b[${r.bytes}]; };\n`).join('') +
		`static unsigned sum${seed}(const void *p, int n) { unsigned s = 7; while (n--) s = s * 31 + ((const unsigned char *)p)[n]; return s % 10000; }\n`
	const some = () => times(1 + below(6), () => chance(30) ? { record: pick(records), a: below(200) } : { kind: pick(kinds) })
	const typeOf = p => p.record ? p.record.type(seed) : p.kind.type
	const valueOf = p => p.record ? p.record.value(seed, p.a) : p.kind.value()
	const show = (p, x) => p.record ? `printf(" r%u", sum${seed}(&${x}, sizeof ${x}));` : `printf(" ${p.kind.show(x)[0]}", ${p.kind.show(x)[1]});`
	let calls = ''

	times(3, f => {
		const fixed = some(), rest = some(), name = `a${seed}_${f}`, answer = chance(50) ? pick(records) : null,
			kind = answer ? null : pick(kinds)
		const again = chance(40)
		const take = (p, i) => `{ ${p.record ? typeOf(p) : p.kind.passed || p.kind.type} x${i} = va_arg(l, ${p.record ? typeOf(p) : p.kind.passed || p.kind.type}); ${show(p, `x${i}`)} }`

		text += `static void rest${seed}_${f}(va_list l)\n{\n${rest.map(take).join('\n')}\n}\n`
		text += `static ${answer ? answer.type(seed) : kind.type} ${name}(${fixed.map((p, i) => `${typeOf(p)} p${i}`).join(', ')}, int n, ...)\n{\nva_list l, m;\nprintf("${seed} ${f}");\n` +
			`${fixed.map((p, i) => show(p, `p${i}`)).join('\n')}\nprintf(" %d", n);\nva_start(l, n);\n${again ? 'va_copy(m, l);\n' : ''}` +
			`${chance(50) ? rest.map(take).join('\n') : `rest${seed}_${f}(l);`}\n${again ? `rest${seed}_${f}(m); va_end(m);\n` : '(void)m;\n'}va_end(l);\nputs("");\nreturn ${answer ? answer.value(seed, below(100)) : kind.value()};\n}\n`
		const args = [...fixed.map(valueOf), f, ...rest.map(valueOf)].join(', ')
		const through = chance(30) ? `(${chance(50) ? '*' : ''}(${answer ? answer.type(seed) : kind.type} (*)(${fixed.map(typeOf).join(', ')}, int, ...))${name})` : name

		calls += answer ? `{ ${answer.type(seed)} r = ${through}(${args}); printf("${seed} %u\\n", sum${seed}(&r, sizeof r)); }\n`
			: `{ ${kind.type} r = ${through}(${args}); printf("${seed} ${kind.show('r')[0]}\\n", r); }\n`
		if (answer && chance(50))
			calls += `printf("${seed} %d\\n", ${name}(${args}).b[0]);\n`
	})
	text += `static void run${seed}(void)\n{\n${calls}}\n`
	return { text, run: `run${seed}();` }
}

/* ---- sizes ---- */

function sizes(seed) {
	let n = 0
	const types = ['int', 'char', 'long long', 'double', 'short']
	const size = () => pick(['n', 'm', 'n + 1', 'm * 2', 'n * m', `${1 + below(4)}`, `(n > 2 ? m : ${1 + below(3)})`])
	let text = '', body = ''

	times(3, f => {
		const t = pick(types), dims = times(1 + below(3), size), inner = dims.map(d => `[${d}]`).join('')

		text += `static long long p${seed}_${f}(int n, int m, ${t} a[]${inner}, int k)\n{\nlong long s = 0; unsigned char *b = (unsigned char *)a;\n` +
			`for (size_t i = 0; i < (size_t)k * sizeof a[0]; i++) s = (s * 7 + b[i]) % 1000003;\n` +
			`printf("${seed} %d %d", (int)sizeof a[0], (int)sizeof(${t}${inner}));\n` +
			`${t} (*q)${inner} = a; q++; printf(" %d", (int)(q - a)); q += 2; printf(" %d %d\\n", (int)((char *)q - (char *)a), (int)(q - a));\n` +
			`return s;\n}\n`
		const a = `a${f}`

		body += `{ ${t} ${a}[${size()}]${inner}; int k = sizeof ${a} / sizeof ${a}[0]; memset(${a}, ${1 + below(200)}, sizeof ${a});\n` +
			`printf("${seed} %d %d\\n", (int)sizeof ${a}, k); ${dims.length > 1 ? `((unsigned char *)${a}[k - 1][${dims[0]} - 1])[0] = 3;` : `${a}[k - 1][0] = 4;`}\n` +
			`printf("${seed} %lld\\n", p${seed}_${f}(n, m, ${a}, k));\n` +
			(chance(50) ? `typedef ${t} row${f}${inner}; n += 1; row${f} r; printf("${seed} %d %d\\n", (int)sizeof r, (int)sizeof(row${f})); n -= 1;\n` : '') +
			(chance(50) ? `char *raw = _alloca(${50 + below(3000)}); memset(raw, 1, ${50}); printf("${seed} %d\\n", (int)((size_t)raw & 15));\n` : '') +
			(chance(50) ? `printf("${seed} %d\\n", (int)sizeof(*(${t} (*)${inner})(void *)${a}));\n` : '') +
			(chance(40) ? `int i = 0; again${f}: ; char turn[i * 10 + 1]; turn[i * 10] = i; n${seed} += turn[i * 10]; if (++i < 3) goto again${f};\n` : '') +
			(chance(40) ? `for (int i = 1; i < 4; i++) { ${t} w[i][n]; w[i - 1][n - 1] = i; if (i == 2) continue; n${seed} += (int)w[i - 1][n - 1] + (int)sizeof w; }\n` : '') +
			`}\n`
		n++
	})
	text = `static int n${seed};\n${text}static void run${seed}(int n, int m)\n{\n${body}printf("${seed} %d\\n", n${seed});\n}\n`
	return { text, run: times(2, () => `run${seed}(${1 + below(5)}, ${1 + below(4)});`).join(' ') }
}

/* ---- values of mixed types ---- */

const plain = ['signed char', 'unsigned char', 'short', 'unsigned short', 'int', 'unsigned', 'long long', 'unsigned long long',
	'_Bool', 'float', 'double', 'long double']
const real = t => t.includes('float') || t.includes('double')

function values(seed) {
	const variables = times(5, i => ({ name: `x${i}`, type: pick(plain) }))
	const bits = times(3, i => ({ name: `s.b${i}`,
		type: pick(['int', 'unsigned', 'long long', 'unsigned char']), width: 3 + below(5) }))
	const all = [...variables, ...bits]
	/* small, and for what has no sign not below zero: then every conversion is defined */
	const small = e => `SMALL(${e})`
	const atom = () => pick([() => pick(all).name, () => pick(all).name, () => `${below(20)}`, () => `${below(9)}.5f`,
		() => `${below(9)}.25`, () => `${below(9)}.75L`, () => `(${pick(plain)})${below(100)}`])()
	const expr = depth => {
		if (depth <= 0)
			return atom()
		const a = expr(depth - 1), b = expr(depth - 1)

		switch (below(16)) {
		case 0: case 1: return `(${a} + ${b})`
		case 2: return `(${a} - ${b})`
		case 3: return `(${small(a)} * ${small(b)})`
		case 4: return `(${a} ${pick(['<', '<=', '==', '!=', '>', '>='])} ${b})`
		case 5: return `(${a} ? ${b} : ${atom()})`
		case 6: return `(${pick(plain)})${small(a)}`
		case 7: return `(${small(a)} ?: ${b})`
		case 8: return `({ ${pick(plain)} t = ${small(a)}; ${chance(50) ? 't++;' : ''} t + ${b}; })`
		case 9: return `(${a}, ${b})`
		case 10: return `((int)${small(a)} ${pick(['&', '|', '^', '<< 2 ^', '% 7 +'])} (int)${small(b)})`
		case 11: return `!${a}`
		case 12: return `-${small(a)}`
		case 13: return `(${a} ${pick(['&&', '||'])} ${b})`
		case 14: return `(${small(a)} / (1 + ABS(${small(b)})))`
		default: return `__builtin_popcount((unsigned)(int)${small(a)})`
		}
	}
	const lines = times(10, () => {
		const v = pick(all), e = small(expr(3))

		switch (below(6)) {
		case 0: return `${v.name} = SMALL(${v.name}); ${v.name} ${pick(['+=', '-='])} SMALL(${e}) / 4; ${v.name} = SMALL(${v.name});`
		case 1: return `${v.name} = SMALL(${v.name}); y = ${v.name}${pick(['++', '--'])}; ${v.name} = SMALL(${v.name}); printf("${seed} %.4Lf\\n", y);`
		case 2: return `${v.name} = SMALL(${v.name}); y = ${pick(['++', '--'])}${v.name}; ${v.name} = SMALL(${v.name}); printf("${seed} %.4Lf\\n", y);`
		case 3: return `y = ${e}; printf("${seed} %.4Lf\\n", y);`
		case 4: return `printf("${seed} %d\\n", (int)sizeof(${e}));`
		default: return `${v.name} = ${e}; printf("${seed} %.4Lf\\n", (long double)${v.name});`
		}
	})

	return {
		text: `static void run${seed}(void)\n{\nstruct { ${bits.map(b => `${b.type} ${b.name.slice(2)} : ${b.width};`).join(' ')} } s = { ${bits.map(() => below(4)).join(', ')} };\nlong double y;\n` +
			`${variables.map(v => `${v.type} ${v.name} = ${below(50)};`).join('\n')}\n${lines.join('\n')}\n` +
			`printf("${seed}${all.map(() => ' %.4Lf').join('')}\\n", ${all.map(v => `(long double)${v.name}`).join(', ')});\n}\n`,
		run: `run${seed}();`,
	}
}

const [from, to] = process.argv.slice(2).map(Number)
const subjects = [jumps, argumentsOf, sizes, values]
const programs = []

for (let seed = from; seed <= to; seed++) {
	state = (Math.imul(seed, 2654435761) ^ 0x51ed270b) >>> 0
	times(8, () => below(2))
	programs.push(subjects[seed % subjects.length](seed))
}
process.stdout.write(`#include <windows.h>\n#include <stdio.h>\n#include <stdarg.h>\n#include <malloc.h>\n#include <string.h>\n` +
	`#define ABS(x) ((x) < 0 ? -(x) : (x))\n#define SMALL(x) ({ __typeof__((x) + 0) s_ = (x); s_ >= 0 && s_ < 60 ? s_ : 3; })\n` +
	`${programs.map(p => p.text).join('\n')}\nint main(void)\n{\n${programs.map(p => p.run).join('\n')}\nreturn 0;\n}\n`)
