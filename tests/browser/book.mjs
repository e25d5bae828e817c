// The lab book in a real browser: node book.mjs BOOK.html HOSTILE.html KNOWN.html ALONE.html SEARCH.html SHARE.html [SCREENSHOT-FOLDER]
// BOOK is that of the founding workload whose simulator refuses the 37th page, with structures for step 2;
// HOSTILE is one of a lab that tries to break out; KNOWN is one with known Wine differences;
// ALONE is of the simulator alone, and its first exception comes before any reservation; SEARCH is of nested handlers, SHARE of a page
// that is copied.
// Prints `ok - …` or `not ok - …` for each check; exits 1 if one fails.
import { check, start, stop } from "./page.mjs";
import { turning } from "./turning.mjs";
import { beside } from "./beside.mjs";
import { paper } from "./paper.mjs";
import { rooms } from "./rooms.mjs";

const [book, hostile, known, alone, search, share, shots] = process.argv.slice(2);

async function run(part) {
	try {
		await part();
	} catch (e) {
		check(`the test ran to its end: ${e.stack}`, false);
	}
}

// Two at a time: a page mostly waits. The last part measures, so it has the machine to itself.
await start();
await Promise.all([run(() => turning(book, alone, search, share)),
	run(async () => { await beside(book, known); await paper(book, shots); })]);
await run(() => rooms(book, hostile, shots));
process.exit(await stop() ? 1 : 0);
