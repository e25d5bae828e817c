/*
 * page.js - the page around the book: programs to choose and to change, a run, its output, its book, links and files.
 *
 * Its parts are dom.js, packing.js, editor.js and curves.js; assemble.mjs puts them before it.
 *
 * The machine is in a worker, so that the page never waits for it; a run is stopped by ending the worker. Text of a
 * program, of a link or of a trace becomes text nodes only. Nothing is fetched, and nothing is sent.
 */
"use strict";

(() => {
	const STEPS = 300000000, STEPS_SHOWN = 20000000, OUTPUT_MAX = 400000, SAVED_MAX = 8000000, STORE = "faultlab.page.1";
	const LINK_MAX = 60000, TEXT_MAX = 1000000;
	const MACHINE_OPTIONS = ["frames", "pagefile", "ws-max", "commit-available", "policy"];
	let worker = null, parts = null, ready = null, run = 0, busy = false, labs = [], current = null, shown = null, wanted = null;
	let answers = new Map(), dropped = null, printed = 0;

	function say(what, bad = false) {
		$("status").textContent = what;
		$("status").classList.toggle("bad", bad);
	}

	/* ---- the worker ---- */

	async function startWorker() {
		if (!parts) {
			const [sim, viz, graphviz, code] = await Promise.all(["part-sim", "part-viz", "part-graphviz", "part-worker"].map(PACKING.unpack));

			parts = { sim: await WebAssembly.compile(sim), viz: await WebAssembly.compile(viz), graphviz,
				url: URL.createObjectURL(new Blob([code], { type: "text/javascript" })) };
		}
		worker = new Worker(parts.url);
		worker.onmessage = e => hear(e.data);
		worker.onerror = e => finish("The machine could not be started: " + e.message, true);
		await new Promise(resolve => {
			ready = resolve;
			worker.postMessage({ parts: { sim: parts.sim, viz: parts.viz, graphviz: parts.graphviz } });
		});
	}

	function ask(what, want = {}) {
		return new Promise(resolve => {
			const id = ++run;

			answers.set(id, resolve);
			worker.postMessage({ id, ...what, ...want });
		});
	}

	function hear(m) {
		if (m.ready) {
			ready();
			return;
		}
		if (answers.has(m.id)) {
			if (m.answer || m.failed) {
				answers.get(m.id)(m.answer || { status: 1, out: "", errors: m.failed, files: [] });
				answers.delete(m.id);
			}
			return;
		}
		if (m.id !== run)
			return;
		if (m.output)
			m.output.forEach(o => print(o.fd, o.text));
		if (m.ran)
			onRan(m.ran);
		if (m.svg)
			preview(m.svg);
		if (m.drawn && m.of > 1)
			say(`drawing ${m.drawn} of ${m.of} pictures…`);
		if (m.book)
			onBook(m.book);
		if (m.failed)
			finish(m.failed, true);
		if (m.done)
			finish();
	}

	/* ---- a run ---- */

	const number = id => $("opt-" + id).value.trim();

	function options() {
		const all = [];

		for (const name of MACHINE_OPTIONS)
			if (number(name))
				all.push("--" + name, number(name));
		all.push("--max-steps", number("max-steps") || String(STEPS));
		return all;
	}

	const unchanged = () => current && $("text").value === current.text && !MACHINE_OPTIONS.some(number) && !$("input").value && !$("args").value;

	function words(line) {
		return (line.match(/"[^"]*"|\S+/g) || []).map(w => w.replace(/^"(.*)"$/, "$1"));
	}

	async function start(extra = {}) {
		if (busy || !worker)
			return;
		busy = true;
		run++;
		printed = 0;
		$("output").textContent = "";
		EDITOR.showMistakes("", () => tab("program"));
		$("run").disabled = true;
		$("stop").disabled = false;
		$("quiz").disabled = true;
		say("running…");
		shown = { name: "lab.c", title: current ? current.title : "lab.c", text: $("text").value, errors: "", output: "",
			real: dropped && dropped.side === "real" ? dropped.bytes : unchanged() ? current.real : undefined };
		worker.postMessage({ id: run, run: {
			name: "lab.c", text: shown.text, title: shown.title, files: current && current.files ? Object.entries(current.files).map(([n, t]) => [n, new TextEncoder().encode(t)]) : [],
			options: extra.options || options(), args: words($("args").value), input: new TextEncoder().encode($("input").value),
			real: shown.real
		} });
		keep();
	}

	function finish(what, bad = false) {
		busy = false;
		$("run").disabled = false;
		$("stop").disabled = true;
		if (what)
			say(what, bad);
	}

	async function stop() {
		worker.terminate();
		worker = null;
		answers.forEach(resolve => resolve({ status: 1, out: "", errors: "stopped", files: [] }));
		answers.clear();
		run++;
		say("stopping…");
		$("stop").disabled = true;
		await startWorker();
		finish("stopped; its trace went with it");
		offerShorter();
	}

	/* A run repeats exactly, so what was stopped can be shown from its beginning, for as many steps as a book has room for. */
	function offerShorter() {
		const most = Math.min(STEPS_SHOWN, +number("max-steps") || STEPS_SHOWN);
		const b = text("button", `Show its first ${most.toLocaleString("en")} steps`, $("status"));

		b.type = "button";
		b.addEventListener("click", () => start({ options: [...options().slice(0, -1), String(most)] }));
	}

	/* What is shown ends at OUTPUT_MAX characters, and what is kept for saving at SAVED_MAX; both say so. */
	function print(fd, what) {
		const before = printed;

		printed += what.length;
		if (fd === 2)
			shown.errors += what;
		if (before < SAVED_MAX)
			shown.output += printed < SAVED_MAX ? what : what.slice(0, SAVED_MAX - before) + "\n... the rest was not kept\n";
		if (before >= OUTPUT_MAX)
			return;
		const part = text("span", what.slice(0, OUTPUT_MAX - before), $("output"));
		if (fd === 2)
			part.className = "error";
		if (printed >= OUTPUT_MAX)
			text("span", "\n… more than is shown here; Save… has more of it\n", $("output")).className = "note";
		$("output").scrollTop = $("output").scrollHeight;
	}

	function onRan(r) {
		shown.trace = r.trace;
		if (!r.trace) {
			EDITOR.showMistakes(shown.errors, () => tab("program"));
			finish(r.status === 2 ? "it does not compile" : "ended with status " + r.status, true);
			return;
		}
		say(`ran, status ${r.status}; drawing…`);
	}

	function preview(svg) {
		$("first").src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
		$("first").alt = "the first step of the run";
		$("first").hidden = false;
		$("hint").hidden = true;
		if ($("book").hidden)
			$("preview").hidden = false;
	}

	function onBook(b) {
		if (!b.html) {
			finish(b.errors || "no book was made", true);
			return;
		}
		shown.html = b.html;
		$("book").srcdoc = b.html;
		$("book").hidden = false;
		$("preview").hidden = true;
		$("quiz").disabled = !shown.trace;
		say("done");
	}

	let escaped = false;

	function onKey(e) {
		if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
			e.preventDefault();
			start();
		} else if (e.target !== $("text")) {
			return;
		} else if (e.key === "Escape") {
			escaped = true;
			return;
		} else if (e.key === "Tab" && !escaped && !e.ctrlKey && !e.altKey && !e.shiftKey) {
			e.preventDefault();
			$("text").setRangeText("\t", $("text").selectionStart, $("text").selectionEnd, "end");
			onEdit();
		}
		escaped = false;
	}

	let saving = null;

	function onEdit() {
		EDITOR.colour();
		EDITOR.showMistakes("", () => tab("program"));
		clearTimeout(saving);
		saving = setTimeout(keep, 400);
	}

	/* ---- tabs ---- */

	const TABS = ["program", "handout", "input", "machine", "more"];

	function tab(name) {
		for (const t of TABS) {
			const on = t === name;

			$("tab-" + t).setAttribute("aria-selected", String(on));
			$("tab-" + t).tabIndex = on ? 0 : -1;
			$("pane-" + t).hidden = !on;
		}
		if (name === "program")
			EDITOR.colour();
	}

	/* ---- labs ---- */

	function choose(lab, keepText) {
		current = lab;
		dropped = null;
		$("lab").value = lab ? lab.name : "";
		$("handout").replaceChildren();
		if (lab && lab.handout)
			$("handout").appendChild(new DOMParser().parseFromString(lab.handout, "text/html").body);
		$("tab-handout").disabled = !(lab && lab.handout);
		if (!keepText) {
			$("text").value = lab ? lab.text : "";
			$("text").scrollTop = 0;
			$("input").value = $("args").value = "";
			[...MACHINE_OPTIONS, "max-steps"].forEach(o => { $("opt-" + o).value = ""; });
			tab("program");
		}
		document.title = (lab ? lab.title : "A program") + " – FaultLab";
		EDITOR.colour();
	}

	function fillPicker() {
		for (const [label, kind] of [["Labs", "lab"], ["Assignments", "assignment"]]) {
			const group = document.createElement("optgroup");

			group.label = label;
			labs.filter(l => l.kind === kind).forEach(l => {
				const o = text("option", l.title, group);

				o.value = l.name;
			});
			$("lab").appendChild(group);
		}
		const own = text("option", "A program of your own", $("lab"));
		own.value = "";
	}

	const OWN = "#include <windows.h>\n#include <stdio.h>\n\nint main(void)\n{\n\tchar *p = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);\n\n" +
		"\t__try {\n\t\tp[0] = 1;\n\t\tprintf(\"stored\\n\");\n\t} __except (EXCEPTION_EXECUTE_HANDLER) {\n" +
		"\t\tprintf(\"refused: 0x%08lX\\n\", GetExceptionCode());\n\t}\n\treturn 0;\n}\n";

	/* ---- links, and what was open last ---- */

	function state() {
		const s = { lab: current ? current.name : "" };

		if (!current || $("text").value !== current.text)
			s.text = $("text").value;
		for (const o of [...MACHINE_OPTIONS, "max-steps"])
			if (number(o))
				(s.options = s.options || {})[o] = number(o);
		if ($("input").value)
			s.input = $("input").value;
		if ($("args").value)
			s.args = $("args").value;
		return s;
	}

	function restore(s) {
		const lab = labs.find(l => l.name === s.lab) || null, string = x => typeof x === "string" ? x.slice(0, TEXT_MAX) : "";

		choose(lab);
		if (typeof s.text === "string")
			$("text").value = string(s.text);
		for (const o of [...MACHINE_OPTIONS, "max-steps"])
			$("opt-" + o).value = s.options && typeof s.options === "object" ? string(s.options[o]).slice(0, 40) : "";
		$("input").value = string(s.input);
		$("args").value = string(s.args);
		EDITOR.colour();
	}

	function keep() {
		try { localStorage.setItem(STORE, JSON.stringify(state())); } catch (e) { /* it can be forbidden */ }
	}

	async function makeLink() {
		const s = state(), step = wanted || (shown && shown.step);
		let hash = s.text === undefined && !s.options && !s.input && !s.args ? "lab=" + s.lab :
			"p=" + await PACKING.toLink(JSON.stringify(s));

		if (step)
			hash += "&step=" + step;
		const url = location.href.split("#")[0] + "#" + hash;
		if (hash.length > LINK_MAX) {
			say("this program is too long for a link; save it as a file", true);
			return;
		}
		history.replaceState(null, "", "#" + hash);
		try {
			await navigator.clipboard.writeText(url);
			say("the link is in the clipboard, and in the address bar");
		} catch (e) {
			say("the link is in the address bar");
		}
	}

	/* A link fills the page in; it never runs anything. False if there is none. */
	async function follow() {
		const hash = new URLSearchParams(location.hash.slice(1)), packed = hash.get("p"), lab = hash.get("lab");

		wanted = /^\d{1,6}$/.test(hash.get("step") || "") ? +hash.get("step") : null;
		if (lab && labs.some(l => l.name === lab)) {
			choose(labs.find(l => l.name === lab));
		} else if (packed && packed.length <= LINK_MAX) {
			try {
				const s = JSON.parse(await PACKING.fromLink(packed));

				restore(s && typeof s === "object" ? s : {});
			} catch (e) {
				say("this link is damaged: it holds no program", true);
				return false;
			}
		} else {
			return false;
		}
		say("from a link; press Run" + (wanted ? ` to see step ${wanted}` : ""));
		return true;
	}

	/* ---- files ---- */

	async function take(files) {
		for (const f of files) {
			const b = new Uint8Array(await f.arrayBuffer()), head = new TextDecoder().decode(b.subarray(0, 400));

			if (/^\s*\{.*"type":\s*"begin"/.test(head))
				await takeTrace(f.name, b, /"side":\s*"real"/.test(head) ? "real" : "sim");
			else if (/\.(c|h|txt)$/i.test(f.name) && /[;{}#]/.test(head)) {
				choose(null);
				$("text").value = new TextDecoder().decode(b.subarray(0, TEXT_MAX));
				onEdit();
				say(f.name + " is open");
			} else
				await replayFile(f.name, b);
		}
	}

	/* A real trace goes beside the run that is shown; without one it is shown alone. */
	/* The diagram of a step's structures is drawn when the book asks for it. */
	async function structure(step) {
		const files = [...shown.real ? [["real.jsonl", shown.real]] : [], ["sim.jsonl", shown.trace]];
		const r = await ask({ viz: { args: ["structure", "--step", String(step), "--svg", "--out", "s.dot", ...files.map(f => f[0])], files, want: ["s.svg"] } });
		const svg = r.files && r.files[0] && r.files[0][1];

		if (svg)
			$("book").contentWindow.postMessage({ structure: step, svg: new TextDecoder().decode(svg) }, "*");
	}

	async function takeTrace(name, bytes, side) {
		const other = shown && shown.trace && side === "real" ? shown.trace : dropped && dropped.side !== side ? dropped.bytes : null;
		const traces = side === "real" ? [["real.jsonl", bytes], ...other ? [["sim.jsonl", other]] : []] :
			[...other ? [["real.jsonl", other]] : [], ["sim.jsonl", bytes]];

		if (busy || !worker)
			return;
		dropped = { side, bytes };
		busy = true;
		run++;
		$("run").disabled = true;
		$("stop").disabled = false;
		shown = { name, title: name, text: "", errors: "", output: "", trace: side === "sim" ? bytes : other, real: side === "real" ? bytes : other || undefined };
		say(`reading ${name}…`);
		worker.postMessage({ id: run, show: { name, title: name, traces } });
	}

	function download(name, what, type) {
		const a = document.createElement("a");

		a.href = URL.createObjectURL(new Blob([what], { type }));
		a.download = name;
		a.click();
		setTimeout(() => URL.revokeObjectURL(a.href), 10000);
	}

	function save(what) {
		const name = current ? current.name : "lab";

		if (what === "lab")
			download("lab.c", $("text").value, "text/x-csrc");
		else if (what === "trace" && shown && shown.trace)
			download(name + ".sim.jsonl", shown.trace, "application/x-ndjson");
		else if (what === "output" && shown)
			download(name + ".txt", shown.output, "text/plain");
		else if (what === "book" && shown && shown.html)
			download(name + ".html", shown.html, "text/html");
		else
			say("nothing to save yet; press Run", true);
	}

	/* ---- exercise, quiz, replay ---- */

	async function exercise() {
		const r = await ask({ sim: { args: ["exercise", "--seed", $("seed").value.trim() || "1", "--level", $("level").value] } });

		if (r.status) {
			say(r.errors.split("\n")[0], true);
			return;
		}
		choose(null);
		$("text").value = r.out;
		onEdit();
		say("predict, then press Run");
	}

	async function quiz() {
		const r = await ask({ viz: { args: ["quiz", "--html", "--seed", $("seed").value.trim() || "1", "sim.jsonl"], files: [["sim.jsonl", shown.trace]] } });

		if (r.status) {
			say(r.errors.split("\n")[0], true);
			return;
		}
		$("book").srcdoc = r.out;
		$("book").hidden = false;
		$("preview").hidden = true;
		say("the quiz; Run shows the book again");
	}

	const POLICIES = ["fifo", "lru", "clock", "opt"];

	async function replayFile(name, bytes) {
		if (!worker)
			return;
		const args = ["replay", "--threads", "1", "--policy", POLICIES.join(","), "--frames", $("frames").value.trim() || "1,2,3,4,5", "string.txt"];
		const files = [["string.txt", bytes]];
		const table = await ask({ sim: { args, files } }), json = await ask({ sim: { args: [...args.slice(0, 1), "--json", ...args.slice(1)], files } });

		$("curves").replaceChildren();
		text("h3", name, $("curves"));
		/* The last column is a speed, which says nothing of a page. */
		text("pre", table.status ? table.errors : table.out.replace(/^((?:policy|[a-z-]+ ).*?) +(?:M accesses\/s|[\d.]+)$/gm, "$1"), $("curves"));
		tab("more");
		if (json.status)
			return;
		try { drawCurves(JSON.parse(json.out), POLICIES, $("curves")); } catch (e) { /* the table has it all */ }
	}

	/* ---- the page ---- */

	window.addEventListener("message", e => {
		if (e.source !== $("book").contentWindow || !e.data || typeof e.data.book !== "object" || !e.data.book)
			return;
		const { step, steps, line } = e.data.book;

		if (Number.isInteger(e.data.book.structure) && shown && shown.trace && worker && !busy)
			structure(e.data.book.structure);

		if (!Number.isInteger(step))
			return;
		if (wanted && steps) {
			const to = wanted;

			wanted = null;
			$("book").contentWindow.postMessage({ step: Math.min(to, steps) }, "*");
			return;
		}
		if (shown)
			shown.step = step;
		EDITOR.mark("now", n => n === line);
	});

	$("lab").addEventListener("change", () => {
		const lab = labs.find(l => l.name === $("lab").value) || null;

		choose(lab);
		if (!lab)
			$("text").value = OWN;
		EDITOR.colour();
		keep();
	});
	$("run").addEventListener("click", () => start());
	$("stop").addEventListener("click", stop);
	$("link").addEventListener("click", makeLink);
	$("openfile").addEventListener("click", () => $("file").click());
	$("file").addEventListener("change", () => { take([...$("file").files]); $("file").value = ""; });
	$("save").addEventListener("change", () => { save($("save").value); $("save").value = ""; });
	$("wide").addEventListener("click", () => $("wide").setAttribute("aria-pressed", String(document.body.classList.toggle("wide"))));
	$("help").addEventListener("click", () => $("about").showModal());
	$("exercise").addEventListener("click", exercise);
	$("quiz").addEventListener("click", quiz);
	$("replay").addEventListener("click", () => replayFile("reference string", new TextEncoder().encode($("string").value + "\n")));
	$("text").addEventListener("input", onEdit);
	$("text").addEventListener("scroll", EDITOR.scroll);
	$("lines").addEventListener("click", e => {
		const line = [...$("lines").children].indexOf(e.target.closest("li")) + 1;

		if (line && !$("book").hidden)
			$("book").contentWindow.postMessage({ line }, "*");
	});
	document.addEventListener("keydown", onKey);
	TABS.forEach((t, i) => {
		$("tab-" + t).addEventListener("click", () => tab(t));
		$("tab-" + t).addEventListener("keydown", e => {
			const way = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;

			for (let k = 1; way && k < TABS.length; k++) {
				const other = $("tab-" + TABS[(i + way * k + TABS.length * k) % TABS.length]);

				if (!other.disabled) {
					other.focus();
					other.click();
					return;
				}
			}
		});
	});
	window.addEventListener("dragover", e => e.preventDefault());
	window.addEventListener("drop", e => {
		e.preventDefault();
		take([...e.dataTransfer.files]);
	});
	window.addEventListener("hashchange", follow);

	/* A site has a service worker beside the page, which keeps it for a time without network; the page alone asks for nothing. */
	function keepSite() {
		const site = document.querySelector('meta[name="faultlab-site"]');

		if (!site || !/^https?:$/.test(location.protocol))
			return;
		document.head.appendChild(Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" }));
		if (navigator.serviceWorker)
			navigator.serviceWorker.register(site.content).catch(() => { /* it can be forbidden */ });
	}

	(async () => {
		try {
			keepSite();
			const data = JSON.parse(new TextDecoder().decode(await PACKING.unpack("part-labs")));

			labs = data.labs;
			labs.forEach(l => { l.real = l.real && new TextEncoder().encode(l.real); });
			$("versions").textContent = data.versions;
			$("licences").textContent = data.licences;
			fillPicker();
			if (!await follow()) {
				let last = null;

				try { last = JSON.parse(localStorage.getItem(STORE)); } catch (e) { /* it can be forbidden, or be another's */ }
				if (last && typeof last === "object")
					restore(last);
				else
					choose(labs[0]);
			}
			await startWorker();
			$("run").disabled = false;
			if ($("status").textContent === "loading…")
				say("ready");
		} catch (e) {
			say("This page needs a newer browser (Chromium 80, Firefox 113, Safari 16.4, or later): " + e.message, true);
		}
	})();
})();
