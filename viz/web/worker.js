/*
 * worker.js - the machine in a worker: modules come once, then requests, one after the other. It is ended to stop it.
 */
"use strict";

let machine = null;

/* Bytes of an error are for the person at the page: what was too much for it, in a sentence. */
function sentence(e) {
	const text = String(e && e.message || e);

	if (/call stack|too much recursion/i.test(text))
		return "The simulator ran out of its stack: callbacks of the program call each other too deeply for a page.";
	if (/memory|allocation|out of bounds/i.test(text))
		return "This machine is too large for a page: ask for fewer --frames.";
	return "The simulator stopped: " + text;
}

self.onmessage = async e => {
	const m = e.data;

	try {
		if (m.parts) {
			self.graphvizModule = m.parts.graphviz;         /* where the script of Viz.js looks for it: see assemble.mjs */
			machine = MACHINE.make({ sim: m.parts.sim, viz: m.parts.viz, graphviz: await Viz.instance() });
			self.postMessage({ ready: true });
		} else if (m.run) {
			machine.run(m.run, t => self.postMessage({ id: m.id, ...t }));
		} else if (m.show) {
			machine.show(m.show, new Map(m.show.traces), t => self.postMessage({ id: m.id, ...t }));
		} else if (m.sim || m.viz) {
			const how = m.sim ? "sim" : "viz";
			const r = machine[how](m[how].args, new Map(m[how].files || []), m[how].input);

			self.postMessage({ id: m.id, answer: { status: r.status, out: r.out, errors: r.errors,
				files: (m[how].want || []).map(n => [n, r.file(n)]) } });
		}
	} catch (error) {
		self.postMessage({ id: m.id, failed: sentence(error) });
	}
	self.postMessage({ id: m.id, done: true });
};
