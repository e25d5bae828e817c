// generate.mjs FROM TO - one C file with a program for each seed from FROM to TO, for what csmith never writes:
// scopes and linkage, initialisers that override each other, macros and what they paste.
//
// A seed always gives the same program. Each prints lines that begin with its seed, so that
// whoever compares two runs can name the programs that differ.

let state
const below = n => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0
	return Math.floor((state / 4294967296) * n)
}
const pick = list => list[below(list.length)]
const chance = percent => below(100) < percent
const times = (n, f) => Array.from({ length: n }, (_, i) => f(i))

/* ---- scopes and linkage: names that mean something else in every block ---- */

function scopes(seed) {
	const names = ['a', 'b', 'c'].map(n => n + seed)
	const inner = new Set(names.filter(() => chance(30)))           /* static at file level */
	let text = '', later = '', marks = 0

	for (const n of names) {
		const storage = inner.has(n) ? 'static ' : ''

		times(below(3), () => { text += `${storage}int ${n};\n` })
		if (!inner.has(n) && chance(40)) {
			text += `extern int ${n};\n`
			later += `int ${n} = ${below(100)};\n`
		} else {
			text += `${storage}int ${n} = ${below(100)};\n`
		}
	}
	text += `int h${seed}(int);\n`
	later += `int h${seed}(int x) { return x + ${names.join(' + ')}; }\n`

	const say = n => `printf("${seed} %d\\n", (int)${n});\n`
	/* `local`: names that are no longer the file's here; `constants`: those that are enumerators */
	const block = (depth, local, constants) => {
		const here = new Set(), hidden = new Set(local), types = new Set(constants)
		let body = ''

		times(2 + below(4), () => {
			const n = pick(names)

			switch (below(12)) {
			case 0: case 1:
				if (!here.has(n)) {
					body += `int ${n} = ${below(50)}${hidden.has(n) || types.has(n) ? '' : ` + h${seed}(1) % 7`};\n`
					here.add(n); hidden.add(n); types.delete(n)
				}
				break
			case 2:
				if (!here.has(n) && !(inner.has(n) && hidden.has(n))) {
					body += `extern int ${n};\n`
					here.add(n); hidden.delete(n); types.delete(n)
				}
				break
			case 3:
				if (!here.has(n)) {
					body += `static int ${n} = ${below(50)};\n`
					here.add(n); hidden.add(n); types.delete(n)
				}
				break
			case 4:
				if (!here.has(n)) {
					body += `enum { ${n} = ${below(30)} };\n${say(n)}`
					here.add(n); hidden.add(n); types.add(n)
				}
				break
			case 5:
				body += `struct t${seed} { char x[${1 + below(9)}]; };\n`.repeat(here.has('tag') ? 0 : 1) + say(`sizeof(struct t${seed})`)
				here.add('tag')
				break
			case 6:
				if (depth < 4)
					body += `{\n${block(depth + 1, hidden, types)}}\n`
				break
			case 7:
				if (depth < 4)
					body += `for (int r${depth} = 0, ${n} = ${below(9)}; r${depth} < 2; r${depth}++) {\n` +
						`${block(depth + 1, [...hidden, n], [...types].filter(t => t !== n))}}\n`
				break
			case 8:
				body += `goto m${seed}_${marks};\n${types.has(n) ? ';' : `${n} += 1000;`}\nm${seed}_${marks++}: ;\n`
				break
			case 9:
				body += `{ int h${seed}(int); ${types.has(n) ? '' : `${n} += h${seed}(${below(9)}) % 11;`} }\n`
				break
			default:
				if (!types.has(n))
					body += `${n} ${pick(['+=', '-=', '^='])} ${below(20)};\n`
				body += say(n)
			}
		})
		return body
	}
	text += `struct t${seed} { char x[20]; };\nstatic void run${seed}(void)\n{\n${block(0, [], [])}${names.map(say).join('')}}\n${later}`
	return { text, run: `run${seed}(); run${seed}();` }
}

/* ---- initialisers ---- */

const scalars = ['char', 'short', 'int', 'long long', 'unsigned char', 'unsigned', '_Bool']

function newType(depth) {
	const kind = depth <= 0 ? 0 : below(10)

	if (kind < 3)
		return { kind: 'scalar', name: pick(scalars) }
	if (kind < 4)
		return { kind: 'array', of: { kind: 'scalar', name: 'char' }, count: 2 + below(5) }
	if (kind < 7)
		return { kind: 'array', of: newType(depth - 1), count: 1 + below(4) }
	const union = kind === 9
	const members = times(1 + below(4), i => {
		const type = newType(depth - 1)
		const anonymous = type.kind === 'record' && chance(40)
		const bits = type.kind === 'scalar' && type.name !== '_Bool' && chance(25) ? 1 + below(7) : 0

		return { name: anonymous ? '' : `m${i}`, type, bits }
	})
	return { kind: 'record', union, members }
}

let unique
const rename = t => {           /* names of members are unique, so that an anonymous record's never collide */
	if (t.kind === 'array')
		rename(t.of)
	for (const m of t.members ?? []) {
		if (m.name)
			m.name = `x${unique++}`
		rename(m.type)
	}
	return t
}

const declare = (t, name) =>
	t.kind === 'scalar' ? `${t.name} ${name}` :
	t.kind === 'array' ? declare(t.of, `${name}[${t.count}]`) :
	`${t.union ? 'union' : 'struct'} { ${t.members.map(m => `${declare(m.type, m.name)}${m.bits ? ` : ${m.bits}` : ''}; `).join('')}} ${name}`

/* How many values it takes without braces: of a union, those of its first member. */
const size = t => t.kind === 'scalar' ? 1 : t.kind === 'array' ? size(t.of) * t.count :
	(t.union ? t.members.slice(0, 1) : t.members).reduce((n, m) => n + size(m.type), 0)

/* Paths to all scalars; of a union only one bit is looked at, which all its members have. */
function leaves(t, path) {
	if (t.kind === 'scalar')
		return [`printf(" %d", (int)${path});`]
	if (t.kind === 'array')
		return times(t.count, i => leaves(t.of, `${path}[${i}]`)).flat()
	if (t.union)
		return [`printf(" u%d", *(unsigned char *)&${path} & 1);`]
	return t.members.flatMap(m => m.name ? leaves(m.type, `${path}.${m.name}`) : leavesOfAnonymous(m.type, path))
}

const leavesOfAnonymous = (t, path) => t.union ? [] :
	t.members.flatMap(m => m.name ? leaves(m.type, `${path}.${m.name}`) : leavesOfAnonymous(m.type, path))

function initializer(seed, calls) {
	const value = () => calls && chance(50) ? `f${seed}(${below(100)})` : `${below(120)}`
	const text = () => `"${'abcdefgh'.slice(0, below(7))}"`
	const isText = t => t.kind === 'array' && t.of.name === 'char'

	/* a designator that begins in `t`, and the type that it leads to; ranges only over constants */
	const designator = (t, deep) => {
		let d = '', ranged = false

		do {
			if (t.kind === 'array') {
				const from = below(t.count), to = from + below(t.count - from)

				if (!calls && chance(25)) {
					d += `[${from} ... ${to}]`
					ranged = true
				} else {
					d += `[${from}]`
				}
				t = t.of
			} else {
				const m = pick(t.members)

				if (m.name)
					d += `.${m.name}`
				else {
					const inside = designatorOfAnonymous(m.type)

					d += inside.d
					t = inside.type
					continue
				}
				t = m.type
			}
		} while (t.kind !== 'scalar' && deep-- > 0 && chance(60))
		return { d, type: t, ranged }
	}
	const designatorOfAnonymous = t => {
		const m = pick(t.members)

		return m.name ? { d: `.${m.name}`, type: m.type } : designatorOfAnonymous(m.type)
	}
	const list = (t, depth) => {
		const parts = []
		let plain = t.kind === 'array' ? t.count : t.union ? 1 : t.members.length, at = 0

		if (isText(t) && chance(40))
			return chance(50) ? text() : `{ ${text()} }`
		times(1 + below(5), () => {
			if (chance(45)) {
				const { d, type } = designator(t, 3)

				parts.push(`${d} = ${one(type, depth - 1)}`)
				at = plain              /* where the list goes on is the compiler's business: values only, from now on */
			} else if (at < plain) {
				const type = t.kind === 'array' ? t.of : t.members[at].type

				parts.push(one(type, depth - 1))
				at++
			}
		})
		return `{ ${(parts.length ? parts : [value()]).join(', ')} }`
	}
	const one = (t, depth) => {
		if (t.kind === 'scalar')
			return chance(10) ? `{ ${value()} }` : value()
		if (chance(65) || depth < -3)
			return list(t, depth)
		return times(size(t), value).join(', ')         /* all of them, or what comes next would go on inside */
	}
	return list
}

function initialisers(seed) {
	let type, n = 0

	unique = 0
	do
		type = rename(newType(3))
	while (type.kind === 'scalar' || size(type) > 60)
	const fixed = initializer(seed, false)(type, 4), computed = initializer(seed, true)(type, 4)
	const show = name => `printf("${seed} ${name}");\n${leaves(type, name).join('\n')}\nprintf("\\n");\n`
	const text = `static int n${seed};\nstatic int f${seed}(int v) { n${seed} = n${seed} * 31 + v; return v; }\n` +
		`static ${declare(type, `s${seed}`)} = ${fixed};\n` +
		`static void run${seed}(void)\n{\n${declare(type, 'x')} = ${computed};\n${declare(type, 'y')} = ${fixed};\n` +
		`unsigned char *p = (unsigned char *)&s${seed};\nunsigned sum = 0;\n` +
		`for (unsigned i = 0; i < sizeof s${seed}; i++) sum = sum * 17 + p[i];\nprintf("${seed} %u %u %d\\n", (unsigned)sizeof x, sum, n${seed});\n` +
		`${show('x')}${show('y')}}\n`

	return { text, run: `run${seed}();`, n }
}

/* ---- macros ---- */

function macros(seed) {
	const names = times(6, i => `M${i}_${seed}`), known = []
	let text = ''
	const atom = params => pick([...params, ...params, `k${below(4)}`, `${below(30)}`, '+', '-', '->', '"s\\n"', "'c'", '[q]'])
	const sequence = (n, params, nested) => times(1 + below(n), () => {
		if (nested && known.length && chance(35)) {
			const m = pick(known)

			if (m.params === null)
				return m.name
			const open = chance(20) ? ' (' : '(', given = times(m.params + (m.rest ? below(3) : 0), () => argument(nested - 1))

			return `${m.name}${open}${given.join(chance(50) ? ', ' : ',')})`
		}
		return atom(params)
	}).join(chance(80) ? ' ' : '\t  ')
	/* one that is empty is none at all where a macro takes none */
	const argument = nested => chance(10) ? '' : chance(15) ? `x (${atom([])}, ${atom([])})` : sequence(2, [], nested)
	const body = (params, all) => times(1 + below(4), () => {
		const kind = below(6)

		if (kind === 0 && all.length)
			return `#${pick(all)}`
		if (kind === 1 && params.length)        /* names and numbers paste to a name */
			return `k_ ## ${pick(params)}${chance(30) ? ` ## ${pick(params)}` : ''}`
		return sequence(3, all, 2)
	}).join(' ')

	for (const name of names) {
		if (chance(30)) {
			text += `#define ${name} ${sequence(3, [], 1)}\n`
			known.push({ name, params: null })
			continue
		}
		const params = times(below(3), i => `p${i}`), rest = chance(25)
		/* what is pasted has to be a word: such parameters get one */
		const words = [], all = rest ? [...params, '__VA_ARGS__'] : params

		text += `#define ${name}(${[...params, ...(rest ? ['...'] : [])].join(', ')}) ${body(words, all)}\n`
		known.push({ name, params: params.length, rest })
	}
	text += `#define P_${seed}(a, b) a##b b ## a #a a\n#define Q_${seed}(a, ...) [a, ##__VA_ARGS__] #__VA_ARGS__\n#define S_${seed}(x...) #x\n#define T_${seed}(x...) S_${seed}(x)\n`
	const lines = times(4, () => `puts("${seed} " T_${seed}(${sequence(4, [], 3)}));\n`)

	lines.push(`puts("${seed} " T_${seed}(P_${seed}(${pick(['x', 'y1', names[0], ''])}, ${pick(['z', names[1], '_9', ''])})));\n`)
	lines.push(`puts("${seed} " T_${seed}(Q_${seed}(${pick(['', 'x', names[2]])}${pick(['', ', y', ', (1, 2), "z"'])})));\n`)
	const aside = pick(names)

	text += `static void run${seed}(void)\n{\n${lines.join('')}\n#pragma push_macro("${aside}")\n#undef ${aside}\n#define ${aside}${known.find(m => m.name === aside).params === null ? '' : '(...)'} aside\n` +
		`${lines[0]}\n#pragma pop_macro("${aside}")\n${lines[0]}}\n`
	return { text, run: `run${seed}();` }
}

const [from, to] = process.argv.slice(2).map(Number)
const kinds = [scopes, initialisers, macros]
const programs = []

for (let seed = from; seed <= to; seed++) {
	state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0
	times(8, () => below(2))
	programs.push(kinds[seed % kinds.length](seed))
}
process.stdout.write(`#include <stdio.h>\n${programs.map(p => p.text).join('\n')}\nint main(void)\n{\n${programs.map(p => p.run).join('\n')}\nreturn 0;\n}\n`)
