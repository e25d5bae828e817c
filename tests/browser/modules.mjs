// modules.mjs FOLDER SCRATCH - the modules of the page under node: what they make is what the native programs make.
//
// FOLDER has sim.wasm and viz.wasm; SCRATCH the native traces and frames, NAME.jsonl, NAME.txt and NAME/*.dot of each lab.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { instance } from "@viz-js/viz";
import { check, stop } from "./page.mjs";

const require = createRequire(import.meta.url);
globalThis.WASI = require("../../viz/web/wasi.js");
const MACHINE = require("../../viz/web/machine.js");

const [folder, scratch] = process.argv.slice(2);
const module = name => new WebAssembly.Module(fs.readFileSync(path.join(folder, name)));
const machine = MACHINE.make({ sim: module("sim.wasm"), viz: module("viz.wasm"), graphviz: await instance() });
const same = (a, b) => a !== undefined && Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
let frames = 0;

for (const name of fs.readdirSync("docs/labs").filter(n => fs.existsSync(`docs/labs/${n}/lab.c`))) {
	let out = "", differ = 0;
	const ran = machine.simulate({ name: "lab.c", text: fs.readFileSync(`docs/labs/${name}/lab.c`, "utf8") },
		t => t.output && t.output.forEach(o => { out += o.text; }));
	const real = fs.readFileSync(`docs/labs/${name}/real.jsonl`), dots = path.join(scratch, name);
	const drawn = machine.viz(["frames", "--out", "f", "real.jsonl", "sim.jsonl"], [["real.jsonl", real], ["sim.jsonl", ran.trace]]);

	for (const file of fs.readdirSync(dots)) {
		frames++;
		differ += !same(drawn.file("f/" + file), fs.readFileSync(path.join(dots, file)));
	}
	check(`${name}: trace, output and pictures are the native ones`, same(ran.trace, fs.readFileSync(path.join(scratch, name + ".jsonl"))) &&
		out === fs.readFileSync(path.join(scratch, name + ".txt"), "utf8") && drawn.status === 0 && !differ,
		{ status: drawn.status, differ, errors: drawn.errors });
}
check("there were hundreds of pictures", frames > 500, frames);

// What a page must survive: each ends with a sentence.
function refused(what, text, options, status, words) {
	let said = "", ran;

	try {
		ran = machine.simulate({ name: "lab.c", text, options }, t => t.output && t.output.forEach(o => { said += o.text; }));
	} catch (e) {
		said = String(e);
	}
	const trace = ran && ran.trace && Buffer.from(ran.trace).toString();

	check(what, ran && ran.status === status && words.test(said) &&
		(status === 2 || status === 71 || /"type":"(exit|unhandled)".*\}\n$/.test(trace)),
		{ status: ran && ran.status, said: said.slice(-200) });
}

refused("a mistake names its line", "int main(void)\n{\n\treturn x;\n}\n", [], 2, /^lab\.c:3:9: error:/m);
refused("an endless lab ends at its limit", "int main(void) { for (;;) ; }", ["--max-steps", "1000000"], 124, /within 1000000 steps/);
refused("a machine too large for 32 bits is refused", "int main(void) { return 0; }", ["--frames", "4000000"], 71, /fewer --frames/);

// The engine's stack ends before the lab's: what nests is counted, and the trace is there to the end.
const sorts = most => `#include <stdlib.h>
static int n;
int less(const void *a, const void *b) { int v[2] = { 2, 1 }; if (++n < ${most}) qsort(v, 2, 4, less); return 0; }
int main(void) { int v[2] = { 2, 1 }; qsort(v, 2, 4, less); return 0; }
`;
const filters = most => `#include <windows.h>
#include <stdlib.h>
static int n;
static int f(void);
int less(const void *a, const void *b) { f(); return 0; }
static int f(void) { int v[2] = { 2, 1 }; if (++n >= ${most}) return 1;
	__try { RaiseException(1, 0, 0, NULL); } __except (qsort(v, 2, 4, less), 1) { } return 1; }
int main(void) { f(); return 0; }
`;
const finals = most => `#include <windows.h>
static int n;
static void f(void) { if (++n >= ${most}) return; __try { } __finally { f(); } }
int main(void) { f(); return 0; }
`;
for (const [what, made, most] of [["callbacks", sorts, 290], ["filters with callbacks in them", filters, 140],
	["termination blocks", finals, 290]]) {
	refused(`${most} ${what} may be inside one another`, made(most), [], 0, /^$/);
	refused(`too many ${what} inside one another end the lab`, made(10000), [], 124, /^lab\.c:\d+: stopped: 300 callbacks, filters and termination blocks/m);
}
refused("recursion ends in the lab's own stack overflow", "int f(int n) { volatile char room[64]; room[0] = 1; return f(n + 1) + room[0]; }\nint main(void) { return f(0); }",
	[], 253, /STACK_OVERFLOW/);

// What a browser cannot do like the processor is said, and what it can is the same number.
refused("exceptions of numbers with a fraction are refused", "#include <float.h>\nint main(void) { volatile double a = 1; _controlfp(0, _MCW_EM); a = a / 0; return 0; }",
	[], 124, /stopped: this lab asks about exceptions/);
const long = fs.readFileSync("tests/language/library/long-double-rounding.c", "utf8");
let printed = "";
machine.simulate({ name: "lab.c", text: long }, t => t.output && t.output.forEach(o => { printed += o.text; }));
check("long double has the x87's bits, and its digits", printed === fs.readFileSync("tests/language/library/long-double-rounding.out", "utf8").replace(/\r/g, ""), printed);
process.exit(await stop() ? 1 : 0);
