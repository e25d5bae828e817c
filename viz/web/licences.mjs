// licences.mjs - whose work is in the page, and under which terms: the text that it shows, and that its archive has beside it.
//
// The words are those that Debian's packages bring with them; a machine without them builds the page, which then names the address instead.
import fs from "node:fs";

const PARTS = [
	{ what: "Graphviz, which draws (Eclipse Public License; its source and its present terms: https://graphviz.org/license/)", words: "graphviz" },
	{ what: "Expat, a part of Graphviz here (MIT; https://github.com/libexpat/libexpat)", words: "libexpat1" },
	{ what: "jansson, which reads traces (MIT; https://github.com/akheron/jansson)", words: "libjansson-dev" },
	{ what: "wasi-libc and musl, the C library of the programs here (https://github.com/WebAssembly/wasi-libc)", words: "wasi-libc" },
	{ what: "LLVM's compiler-rt, libc++ and Emscripten's runtime (Apache 2.0 with LLVM exceptions, MIT; https://llvm.org, https://emscripten.org)",
		words: "libclang-rt-19-dev-wasm32" }
];

const rule = "\n\n" + "=".repeat(72) + "\n\n";

function words(name) {
	const file = `/usr/share/doc/${name}/copyright`;

	return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : `(The text was not at hand when this page was built: ${file} is missing.)`;
}

// `own` is FaultLab's licence, which is the MIT licence with its own name in it.
export function licences(own) {
	const viz = own.replace(/^Copyright .*$/m, "Copyright (c) Michael Daines");

	return [`FaultLab\n\n${own.trim()}`, `Viz.js, which is Graphviz for a page (MIT; https://github.com/mdaines/viz-js)\n\n${viz.trim()}`,
		...PARTS.map(p => `${p.what}\n\n${words(p.words)}`)].join(rule) + "\n";
}
