/*
 * curves.js - page faults over page frames, one curve a policy: each has a line of its own kind and its name at the end.
 */
"use strict";

/* `result` is what `sim replay --json` prints. One curve a policy, in the order given. */
function drawCurves(result, policies, parent) {
	const runs = result.runs, SVG = "http://www.w3.org/2000/svg", W = 460, H = 260, L = 50, B = 36;
	const most = Math.max(1, ...runs.map(r => r.faults)), wide = Math.max(1, ...runs.map(r => r.frames));
	const make = (tag, attributes, into) => {
		const e = document.createElementNS(SVG, tag);

		Object.entries(attributes).forEach(([k, v]) => e.setAttribute(k, v));
		into.appendChild(e);
		return e;
	};
	const svg = make("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": "page faults over frames" }, parent);
	const x = n => L + (W - L - 80) * n / wide, y = n => H - B - (H - B - 12) * n / most;

	make("path", { d: `M${L} 12V${H - B}H${W - 76}`, class: "axis" }, svg);
	make("text", { x: L, y: H - 6 }, svg).textContent = "frames, up to " + wide;
	make("text", { x: 2, y: 20 }, svg).textContent = String(most);
	policies.forEach((p, i) => {
		const points = runs.filter(r => r.policy === p).sort((a, b) => a.frames - b.frames);

		if (!points.length)
			return;
		make("polyline", { points: points.map(r => `${x(r.frames)},${y(r.faults)}`).join(" "), class: "curve c" + i }, svg);
		const last = points[points.length - 1];
		make("text", { x: x(last.frames) + 6, y: y(last.faults) + 4 + 12 * (i - 1.5), class: "t" + i }, svg).textContent = p;
	});
}
