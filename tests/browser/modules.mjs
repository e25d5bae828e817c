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
	check(what, ran && ran.status === status && words.test(said), { status: ran && ran.status, said: said.slice(-200) });
}

refused("a mistake names its line", "int main(void)\n{\n\treturn x;\n}\n", [], 2, /^lab\.c:3:9: error:/m);
refused("an endless lab ends at its limit", "int main(void) { for (;;) ; }", ["--max-steps", "1000000"], 124, /within 1000000 steps/);
refused("a machine too large for 32 bits is refused", "int main(void) { return 0; }", ["--frames", "4000000"], 71, /fewer --frames/);
refused("recursion ends in the lab's own stack overflow", "int f(int n) { volatile char room[64]; room[0] = 1; return f(n + 1) + room[0]; }\nint main(void) { return f(0); }",
	[], 253, /STACK_OVERFLOW/);
process.exit(await stop() ? 1 : 0);
