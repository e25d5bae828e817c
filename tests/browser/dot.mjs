// A `dot` made of the newest Graphviz, as WebAssembly: for machines and tests that have no such Graphviz as a program.
//
//	node dot.mjs [-v] -V | -Tsvg [-O] [-o FILE] FILE...
//
// It takes the command lines that viz uses. It knows no font library, so it guesses how wide a text is, and says so.
import { instance } from "@viz-js/viz";
import fs from "node:fs";
import { createRequire } from "node:module";

const MACHINE = createRequire(import.meta.url)("../../viz/web/machine.js");
const graphviz = await instance();
const files = [];
let form, beside = false, out;
for (let i = 2; i < process.argv.length; i++) {
	const word = process.argv[i];
	if (word === "-V") {
		console.error(`dot - graphviz version ${graphviz.graphvizVersion} (0)`);
		process.exit(0);
	}
	if (word === "-O") beside = true;
	else if (word === "-o") out = process.argv[++i];
	else if (word.startsWith("-T")) form = word.slice(2);
	else if (word === "-v") continue;
	else if (word.startsWith("-")) throw new Error(`dot.mjs: ${word} is no option that it knows`);
	else files.push(word);
}
let failed = false;
for (const file of files) {
	const drawn = graphviz.render(fs.readFileSync(file, "utf8"), { format: form });
	drawn.errors.forEach(e => process.stderr.write(MACHINE.remark(e)));
	failed ||= drawn.output === undefined;
	if (drawn.output !== undefined && beside) fs.writeFileSync(`${file}.${form}`, drawn.output);
	else if (drawn.output !== undefined && out) fs.writeFileSync(out, drawn.output);
	else process.stdout.write(drawn.output ?? "");
}
process.exit(failed ? 1 : 0);
