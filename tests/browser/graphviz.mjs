// Drawings of Debian's Graphviz beside those of the newest one, which two packages carry as WebAssembly.
//
//	node graphviz.mjs FILE.dot...      FILE.dot.svg is Debian's drawing
//
// The same things have to be there, in the same places: boxes within half a point, text within two, the heads of arrows
// within three. In diagrams Graphviz bends the edges, and newer versions draw a head back by what its pen and that of the box
// it points at add to it; in frames the pens are so thin that this stays within the three.
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { instance } from "@viz-js/viz";
import fs from "node:fs";

const BOX = 0.5, TEXT = 2, HEAD = 3, ON_CURVE = 8;      // points; a label on an edge goes with the curve, which each version bends
const GUESSES = /no hard-coded metrics for|no value for width of non-ASCII/;

const hpcc = await Graphviz.load(), viz = await instance();
const packages = {
	"@hpcc-js/wasm-graphviz": (dot) => ({ output: hpcc.dot(dot, "svg"), errors: [] }),
	"@viz-js/viz": (dot) => viz.render(dot, { format: "svg" }),
};

// ---- what is in a drawing ----

const attributes = (text) => Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
const numbers = (text) => text.match(/-?[\d.]+/g).map(Number);

function boxOf(tag, a) {
	if (tag === "ellipse") return [a.cx - a.rx, a.cy - a.ry, +a.cx + +a.rx, +a.cy + +a.ry];
	const n = numbers(a.points ?? a.d), xs = n.filter((_, i) => i % 2 === 0), ys = n.filter((_, i) => i % 2 === 1);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Of each node, edge, cluster and the graph, by id: its kind, shapes and texts, in their order. */
function read(svg) {
	const things = new Map(), open = [];
	let thing = null;
	for (const [, end, tag, rest, text] of svg.matchAll(/<(\/?)(\w+)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>([^<]*)/g)) {
		const a = attributes(rest);
		if (tag === "g" && end) thing = open.pop();
		else if (tag === "g") {
			open.push(thing);
			const kind = /^(graph|node|edge|cluster)\b/.exec(a.class ?? "");
			if (kind) things.set(a.id, (thing = { kind: kind[1], shapes: [], texts: [] }));
		} else if (thing && !end && ["polygon", "polyline", "path", "ellipse"].includes(tag))
			thing.shapes.push({ tag, box: boxOf(tag, a), pen: +(a["stroke-width"] ?? 1) });
		else if (thing && !end && tag === "text")
			thing.texts.push({ at: [+a.x, +a.y], words: text.replace(/&#160;|\u00a0/g, " ").replace(/&#45;/g, "-") });
	}
	return things;
}

// ---- one beside the other ----

const apart = (a, b) => Math.max(...a.map((v, i) => Math.abs(v - b[i])));
const worst = { boxes: 0, text: 0, "text on edges": 0, heads: 0, "heads in diagrams": 0 };
let failed = 0;

function wrong(where, what) {
	if (failed++ < 20) console.log(`    ${where}: ${what}`);
}

function hold(name, where, distance, limit) {
	worst[name] = Math.max(worst[name], distance);
	if (!(distance <= limit + 0.005)) wrong(where, `${name} are ${distance.toFixed(2)} points apart`);
}

function compareThing(where, a, b, isFrame) {
	if (a.shapes.map((s) => s.tag).join() !== b.shapes.map((s) => s.tag).join()) return wrong(where, "other shapes");
	if (a.texts.map((t) => t.words).join("\n") !== b.texts.map((t) => t.words).join("\n")) return wrong(where, "other texts");
	a.shapes.forEach((s, i) => {
		const distance = apart(s.box, b.shapes[i].box);
		if (a.kind !== "edge") hold("boxes", where, distance, BOX);
		else if (s.tag === "polygon" && isFrame) hold("heads", where, distance, HEAD);
		else if (s.tag === "polygon") hold("heads in diagrams", where, distance, HEAD + 1.5 * s.pen + 1.5);
	});
	const [name, limit] = a.kind === "edge" ? ["text on edges", ON_CURVE] : ["text", TEXT];
	a.texts.forEach((t, i) => hold(name, `${where} "${t.words}"`, apart(t.at, b.texts[i].at), limit));
}

function compare(where, old, now) {
	const a = read(old), b = read(now), view = /viewBox="[^"]*"/;
	if ([...a.keys()].join() !== [...b.keys()].join()) return wrong(where, "other things are drawn, or in another order");
	if (apart(numbers(view.exec(old)[0]), numbers(view.exec(now)[0])) > BOX) wrong(where, "another viewBox");
	for (const [id, thing] of a) compareThing(`${where} ${id}`, thing, b.get(id), a.has("frame"));
}

const files = process.argv.slice(2);
for (const [name, draw] of Object.entries(packages)) {
	failed = 0;
	for (const key of Object.keys(worst)) worst[key] = 0;
	for (const file of files) {
		const drawn = draw(fs.readFileSync(file, "utf8"));
		for (const e of drawn.errors) if (!GUESSES.test(e.message)) wrong(file, e.message);
		const old = fs.readFileSync(`${file}.svg`, "utf8").replaceAll(/id="page\d+,\d+_/g, 'id="');
		compare(file.split("/").slice(-2).join("/"), old, drawn.output);
	}
	const most = Object.entries(worst).map(([key, d]) => `${key} ${d.toFixed(2)}`).join(", ");
	console.log(`${failed ? "not ok" : "ok"} ${name} draws ${files.length} pictures as Debian's Graphviz does (at most apart: ${most})`);
	if (failed || !files.length) process.exitCode = 1;
}
