// neighbours.mjs [--write] - the neighbours that a header names, held against the includes.
//
// The first comment of a header may end in "Knows of: vad, mmu/types. Used by: fault, win32/, main." The first list is
// what the header and its .c file include, the second who includes the header: of its own room (see rooms.sh) the
// files, of another the room, with a slash behind it. Nobody keeps such lists true by hand, so this does: without an
// option it prints what is wrong and how it should read, with --write it puts that there. A header without the lists
// is left without. A file that nobody includes and that says "Used by:" names scripts beside it, which have to speak of it.
//
// Status: 0 all true, 1 some are not (or were not, with --write).
import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const write = process.argv[2] === '--write';
const words = 'Knows of:|Knows nothing|Used by:|Made by:|Source:|Sources:';

function* sources(folder) {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory())
			yield* sources(path);
		else if (/\.[ch]$/.test(path))
			yield path;
	}
}

const stem = path => path.replace(/\.[ch]$/, '');
const room = path => {
	const part = dirname(path).split('/');
	return part[0] === 'core' ? 'core' : part.slice(0, 2).join('/');
};
const top = path => path.split('/')[0];
// A room as another calls it; a file at the very top (main, library) by its own name.
const roomName = (from, to) => dirname(to).indexOf('/') < 0 && dirname(to) !== 'core' ? basename(stem(to))
	: (top(from) === top(to) ? room(to).slice(top(to).length + 1) || room(to) : room(to)) + '/';
const headerName = (from, to) => room(from) === room(to) ? basename(stem(to))
	: top(from) === top(to) ? stem(to).slice(top(to).length + 1) : stem(to);

const files = ['core', 'sim', 'viz'].flatMap(folder => [...sources(folder)]).filter(path => !path.startsWith('sim/lang/include/')).sort();
const text = new Map(files.map(path => [path, readFileSync(path, 'utf8')]));
const includes = new Map(files.map(path => [path, [...text.get(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)]
	.map(m => m[1].includes('/') ? m[1] : join(dirname(path), m[1]))]));

// What a header declares is in the .c file of its name, or, for another system, in one of that name further down.
const twins = header =>
	files.filter(path => path.endsWith('.c') && room(path) === room(header) && basename(stem(path)) === basename(stem(header)));

function knows(header) {
	const all = new Set([header, ...twins(header)].flatMap(path => includes.get(path)));
	all.delete(header);
	return [...new Set([...all].map(to => headerName(header, to)))].sort();
}

function usedBy(header) {
	const users = files.filter(path => includes.get(path).includes(header) && !twins(header).includes(path));
	const own = users.filter(path => room(path) === room(header)).map(path => basename(stem(path)));
	const others = users.filter(path => room(path) !== room(header)).map(path => roomName(header, path));
	return [...new Set(own)].sort().concat([...new Set(others)].sort());
}

const sentence = (label, names) => `${label} ${names.length ? names.join(', ') : label === 'Used by:' ? 'nobody' : 'nothing'}.`;

function wrapped(paragraph) {
	const lines = [];
	let line = ' *';
	for (const word of paragraph.split(/\s+/)) {
		if (line.length + 1 + word.length > 110) {
			lines.push(line);
			line = ' *';
		}
		line += ' ' + word;
	}
	return [...lines, line].join('\n');
}

let wrong = 0;
function complain(path, at, why) {
	wrong++;
	console.log(`${path}:${text.get(path).slice(0, at).split('\n').length}: ${why}`);
}

for (const path of files) {
	const comment = /^\/\*\n[\s\S]*?\*\//.exec(text.get(path));
	const found = comment && [...comment[0].matchAll(/(?<=\n)(?: \* (?!\s).*\n)+/g)]
		.find(m => /\* (Knows (of:|nothing)|Used by:)|\. Used by:/.test(m[0]));
	if (!found)
		continue;
	const paragraph = found[0].replace(/^ \* /gm, '').trim().replace(/\s+/g, ' ');
	const parts = paragraph.split(new RegExp(`(?=\\b(?:${words}))`)).map(part => part.trim());
	if (path.endsWith('.c') || !usedBy(path).length) {
		const users = parts.find(part => part.startsWith('Used by:'));
		for (const name of users?.replace(/^Used by: */, '').replace(/\.$/, '').split(/, */) ?? []) {
			let said = '';
			try {
				said = readFileSync(join(dirname(path), name.replace(/ .*/, '')), 'utf8');
			} catch { /* then it does not speak of it */ }
			if (!name.startsWith('nobody') && !said.includes(basename(stem(path))))
				complain(path, found.index, `is not used by ${name}, or that is no file beside it`);
		}
		if (path.endsWith('.c'))
			continue;
	}
	const right = parts.filter(part => !/^(Knows|Used by)/.test(part));
	const lead = right.length && !new RegExp(`^(${words})`).test(right[0]) ? right.shift() : '';
	const made = [lead, parts.some(part => part.startsWith('Knows')) && sentence('Knows of:', knows(path)),
		parts.some(part => part.startsWith('Used by')) &&
		(usedBy(path).length ? sentence('Used by:', usedBy(path)) : parts.find(part => part.startsWith('Used by'))), ...right]
			.filter(Boolean).join(' ');
	if (made === paragraph)
		continue;
	complain(path, found.index, `should read: ${made}`);
	if (write)
		writeFileSync(path, text.get(path).replace(found[0], () => wrapped(made) + '\n'));
}
process.exit(wrong ? 1 : 0);
