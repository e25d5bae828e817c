// write.mjs CASES.jsonl - the cases as lines of C for player.c; those that it cannot play are left out:
// a commit limit is an option of the simulator, VirtualAlloc2 is not in every import library, and no
// lab makes native calls.
import { readFileSync } from 'node:fs';

const text = (mark, step) => `\t"${mark}${step.replace(/[\\"]/g, '\\$&')}",`;

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
	const { case: name, limit, steps } = JSON.parse(line);
	if (limit !== undefined || /alloc2|ntfree/.test(JSON.stringify(steps)))
		continue;
	console.log(text('=', name));
	for (const step of steps) {
		if (typeof step === 'string') {
			console.log(text('.', step));
			continue;
		}
		const [tried, ...handlers] = step;
		console.log(text('>', tried));
		for (const [fault, ...repairs] of handlers) {
			console.log(text('!', fault));
			for (const repair of repairs)
				console.log(text('@', repair));
		}
		console.log(text('<', ''));
	}
}
