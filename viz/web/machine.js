/*
 * machine.js - from a lab's text to its book: the simulator, viz, and Graphviz behind it, each called like a function.
 *
 * Runs in a worker of the page and, for the tests, under node. What happens is told through `tell` as it happens, so
 * that the page can show output and the first picture long before the last one is drawn.
 */
"use strict";

const MACHINE = (() => {
	const PIECES_AT_ONCE = 100, PAUSE_MS = 50;
	const bytes = text => new TextEncoder().encode(text);
	const decode = b => new TextDecoder().decode(b);

	/* Output as it comes: the first pieces at once, then a few times a second. */
	function gather(tell) {
		let held = [], count = 0, last = 0;

		function flush() {
			if (held.length)
				tell({ output: held.map(h => ({ fd: h.fd, text: h.text })) });
			held = [];
			last = performance.now();
		}
		return {
			add(fd, piece) {
				const before = held[held.length - 1], text = decode(piece);

				if (before && before.fd === fd)
					before.text += text;
				else
					held.push({ fd, text });
				if (++count < PIECES_AT_ONCE || performance.now() - last > PAUSE_MS)
					flush();
			},
			flush
		};
	}

	/* What Graphviz as a library says, as a line of the program: "in label of" goes on with the line before. */
	function remark(e) {
		const said = /^(Warning|Error): |^in label of /.test(e.message);

		return (said ? "" : e.level === "error" ? "Error: " : "Warning: ") + e.message + "\n";
	}

	/* The files behind `dot -Tsvg -O FILE...`; an SVG that viz kept from before is not among them. */
	function drawer(graphviz, tell) {
		return p => ({
			faultlab: {
				start(argv, folder, errors) {
					const words = p.strings(argv), at = p.cString(folder), files = words.slice(1).filter(w => !w.startsWith("-"));
					let bad = false;

					if (words[0] !== "dot")
						return 44;
					files.forEach((file, i) => {
						const name = (at ? at + "/" : "") + file.replace(/^\.\//, "");
						const drawn = graphviz.render(decode(p.file(name)), { format: "svg" });

						drawn.errors.forEach(e => p.say(errors, remark(e)));
						if (drawn.output === undefined) {
							bad = true;
							return;
						}
						p.put(name + ".svg", bytes(drawn.output));
						tell({ drawn: i + 1, of: files.length, name, svg: i ? undefined : drawn.output });
					});
					return bad ? 5 : 0;
				}
			}
		});
	}

	/* { sim, viz: modules; graphviz } */
	function make(parts) {
		let kept = new Map();           /* drawings of the last book: what has not changed is not drawn again */

		function simulate(request, tell) {
			const out = gather(tell);
			const p = WASI.run(parts.sim, {
				args: ["sim", "run", "--trace", "sim.jsonl", ...request.options || [], request.name, "--", ...request.args || []],
				files: new Map([...request.files || [], [request.name, bytes(request.text)]]),
				input: request.input, output: out.add
			});

			out.flush();
			return { status: p.status, trace: p.file("sim.jsonl") };
		}

		/* Any command of viz over these files; what it printed, and the files that it left. */
		function viz(args, files, tell = () => {}) {
			const said = ["", "", ""];
			const p = WASI.run(parts.viz, { args: ["viz", ...args], files, output: (fd, b) => { said[fd] += decode(b); },
				imports: drawer(parts.graphviz, tell) });

			return { status: p.status, out: said[1], errors: said[2], names: p.names(), file: p.file };
		}

		function book(request, traces, tell) {
			const files = new Map([...kept, ...traces]);
			const args = ["book", "--out", "out", "--title", request.title || request.name];
			const v = viz([...args, ...request.structures ? ["--structures"] : [], ...traces.keys()], files, tell);

			kept = new Map();
			for (const name of v.names)
				if (name.startsWith("out/") && name !== "out/index.html")
					kept.set(name, v.file(name));
			return { status: v.status, errors: v.errors, html: v.file("out/index.html") };
		}

		/* The whole way. The request may bring a real trace; what came of each part is told as soon as it is there. */
		function run(request, tell) {
			const began = performance.now(), ran = simulate(request, tell), traces = new Map();

			tell({ ran: { status: ran.status, trace: ran.trace, ms: performance.now() - began } });
			if (!ran.trace)
				return;
			if (request.real)
				traces.set("real.jsonl", request.real);
			traces.set("sim.jsonl", ran.trace);
			show(request, traces, tell);
		}

		function show(request, traces, tell) {
			const began = performance.now(), made = book(request, traces, tell);

			tell({ book: { status: made.status, html: made.html && decode(made.html), errors: made.errors, ms: performance.now() - began } });
		}

		/* Another command of the simulator: replay, exercise. */
		function sim(args, files, input) {
			const said = ["", "", ""];
			const p = WASI.run(parts.sim, { args: ["sim", ...args], files, input, output: (fd, b) => { said[fd] += decode(b); } });

			return { status: p.status, out: said[1], errors: said[2], names: p.names(), file: p.file };
		}

		return { run, show, viz, sim, simulate };
	}

	return { make, remark };
})();

if (typeof module === "object")
	module.exports = MACHINE;
