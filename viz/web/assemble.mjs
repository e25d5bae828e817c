// assemble.mjs FOLDER VERSION - the page as one file: FOLDER/index.html of FOLDER/sim.wasm, FOLDER/viz.wasm, Graphviz and the labs.
//
// Equal sources give equal bytes: nothing in it has a date. What is large is packed by zopfli, whose gzip is a twentieth smaller than
// gzip's, and written in digits of base 85; the page undoes both by itself. Text that stands in a script can never end it.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { licences } from "./licences.mjs";

const [out, version] = process.argv.slice(2);
const here = path.dirname(new URL(import.meta.url).pathname), top = path.join(here, "..", "..");
const modules = path.resolve(out, "node_modules"), { marked } = createRequire(modules + "/")("marked");
const read = (...p) => fs.readFileSync(path.join(top, ...p), "utf8");
const there = (...p) => fs.existsSync(path.join(top, ...p));

// Four bytes as five characters from "(" on, all but "<": a twentieth less than base64, and nothing that HTML could take for its own.
function digits(bytes) {
	const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]), out = Buffer.alloc(padded.length / 4 * 5);

	for (let i = 0, o = 0; i < padded.length; i += 4, o += 5) {
		let n = padded.readUInt32BE(i);

		for (let k = 4; k >= 0; k--, n = Math.floor(n / 85))
			out[o + k] = n % 85 + (n % 85 < 20 ? 40 : 41);
	}
	return bytes.length + " " + out.toString("latin1");
}

// Packing takes seconds: what is packed stays beside what it was made of, and is made again only when that has changed.
function pack(data, name) {
	const file = path.join(out, "packed", name), packed = file + ".gz", bytes = Buffer.from(data);

	if (!fs.existsSync(packed) || !fs.existsSync(file) || !fs.readFileSync(file).equals(bytes)) {
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.rmSync(packed, { force: true });
		fs.writeFileSync(file, bytes);
		execFileSync("zopfli", ["--gzip", "--i5", file]);
	}
	return digits(fs.readFileSync(packed));
}

const title = markdown => markdown.match(/^# (.*)/m)[1];

// A handout as the page shows it: comments are for tests and keys, links lead to what is not in the page.
const handout = markdown => marked.parse(markdown.replace(/^ *<!--.*-->\n/gm, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));

function lab(folder, file = "lab.c") {
	const markdown = read(folder, "handout.md"), stem = file.replace(/\.c$/, "");
	const name = path.basename(folder) + (file === "lab.c" || file === "start.c" ? "" : "/" + stem);
	const real = file === "lab.c" ? "real.jsonl" : stem + ".real.jsonl";

	return { name, title: title(markdown) + (name.includes("/") ? " (" + stem + ")" : ""), kind: folder.includes("assignments") ? "assignment" : "lab",
		text: read(folder, file), handout: handout(markdown), real: there(folder, real) ? read(folder, real) : undefined };
}

const folders = where => fs.readdirSync(path.join(top, where)).sort().map(d => path.join(where, d)).filter(d => there(d, "handout.md"));
const labs = folders("docs/labs").flatMap(d =>
	fs.readdirSync(path.join(top, d)).filter(f => f.endsWith(".c")).sort((a, b) => (a !== "lab.c") - (b !== "lab.c") || (a < b ? -1 : 1)).map(f => lab(d, f)));
const assignments = folders("docs/assignments").map(d => lab(d, "start.c"));

// Viz.js carries its module as a text of one character a byte, which packs badly: taken apart, the two are a tenth smaller.
function partGraphviz(script) {
	const literal = /function\(A\)\{for\(var v,r=0[^}]*\}\('(\\0asm(?:[^'\\]|\\[^])*)'\)/, found = script.match(literal);

	if (!found) {
		console.error("make web: this Viz.js carries its module in another way than the one that is named in viz/web/package-lock.json");
		process.exit(1);
	}
	return { code: Buffer.from(vm.runInNewContext(`'${found[1]}'`), "latin1"), script: script.replace(literal, () => "self.graphvizModule") };
}

const library = name => fs.readFileSync(path.join(modules, "@viz-js/viz", name), "utf8");
const whose = licences(read("LICENSE"));
const data = { labs: [...labs, ...assignments], licences: whose, versions: `FaultLab ${version}, Viz.js ${JSON.parse(library("package.json")).version}` };
const graphviz = partGraphviz(library("dist/viz-global.js"));
const parts = {
	"@CSS@": () => read("viz/web/page.css"),
	"@JS@": () => ["viz/book/page/book_colour.js", ...["dom", "packing", "editor", "curves", "page"].map(f => `viz/web/${f}.js`)].map(f => read(f)).join("\n").replace(/<\/(script)/gi, "<\\/$1"),
	"@SIM@": () => pack(fs.readFileSync(path.join(out, "sim.wasm")), "sim"),
	"@VIZ@": () => pack(fs.readFileSync(path.join(out, "viz.wasm")), "viz"),
	"@GRAPHVIZ@": () => pack(graphviz.code, "graphviz"),
	"@LABS@": () => pack(JSON.stringify(data), "labs"),
	"@WORKER@": () => pack([graphviz.script, ...["wasi.js", "machine.js", "worker.js"].map(f => read("viz/web", f))].join("\n"), "worker")
};

const page = read("viz/web/page.html").replace(/@(CSS|JS|SIM|VIZ|GRAPHVIZ|LABS|WORKER)@/g, part => parts[part]());
const whole = path.join(out, "index.html"), half = whole + ".tmp";

try {
	fs.writeFileSync(path.join(out, "licences.txt"), whose);
	fs.writeFileSync(half, page);
	fs.renameSync(half, whole);
} catch (e) {
	fs.rmSync(half, { force: true });
	console.error(`make web: ${whole} cannot be written: ${e.message}`);
	process.exit(1);
}
console.log(`${out}/index.html: ${(page.length / 1e6).toFixed(2)} MB`);
