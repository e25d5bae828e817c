"use strict";
(function () {
	var data = JSON.parse(document.getElementById("data").textContent);
	var frames = data.frames, pieces = data.pieces, SVG = "http://www.w3.org/2000/svg";
	var $ = function (id) { return document.getElementById(id); };
	var picture = $("picture"), group = $("frame"), slider = $("slider");
	var at = -1, shown = [], timer = null, lists = [], built = new Map();

	/* ---- frames: a list of pieces each; most are told as changes to the one before ---- */

	function list(n) {
		var from = n, l;
		if (lists[n]) return lists[n];
		while (!frames[from].full) from--;
		l = frames[from].full;
		for (var i = from + 1; i <= n; i++) {
			l = l.slice();
			for (var k = 0, c = frames[i].change; k < c.length; k += 2) l[c[k]] = c[k + 1];
		}
		if (lists.length > 4096) lists = [];
		lists[n] = l;
		return l;
	}

	/* The pieces come from our own renderer; everything a trace said in them was escaped there. */
	function parse(piece) {
		var doc = new DOMParser().parseFromString('<svg xmlns="' + SVG + '" xmlns:xlink="http://www.w3.org/1999/xlink">' + pieces[piece].map(function (p) { return data.parts[p]; }).join("") + "</svg>", "image/svg+xml");
		return document.importNode(doc.documentElement.firstElementChild, true);
	}

	function element(piece) {
		var e = built.get(piece);
		if (!e) {
			if (built.size > 20000) built.clear();
			built.set(piece, e = parse(piece));
		}
		return e.parentNode === group ? parse(piece) : e;
	}

	function draw(n) {
		var want = list(n), kids = Array.prototype.slice.call(group.children);
		if (shown.length === want.length) {
			for (var i = 0; i < want.length; i++)
				if (want[i] !== shown[i]) group.replaceChild(element(want[i]), kids[i]);
		} else {
			var fresh = document.createDocumentFragment(), have = new Map();
			shown.forEach(function (p, k) { have.set(p, kids[k]); });
			want.forEach(function (p) {
				var e = have.get(p);
				have.delete(p);
				fresh.appendChild(e || element(p));
			});
			group.replaceChildren(fresh);
		}
		shown = want;
		picture.classList.add("stepped");
	}

	/* ---- beside the picture ---- */

	function text(tag, content, parent) {
		var e = document.createElement(tag);
		e.textContent = content;
		parent.appendChild(e);
		return e;
	}

	function about() {
		var box = $("about");
		text("b", data.lab, box);
		data.sides.forEach(function (s) { text("div", s, box); });
		text("div", data.result, box);
	}

	function fillSource() {
		(data.source === null ? ["(the source is not in the traces)"] : data.source.split("\n")).forEach(function (line) {
			text("li", line.replace(/\r$/, ""), $("source"));
		});
	}

	function markSource(line) {
		var old = $("source").querySelector(".here"), now = line > 0 && data.source !== null ? $("source").children[line - 1] : null;
		if (old) { old.classList.remove("here"); old.removeAttribute("aria-current"); }
		if (!now) return;
		now.classList.add("here");
		now.setAttribute("aria-current", "true");
		reveal($("source"), now);
	}

	/* Scroll `box`, and nothing else, until `e` is inside. */
	function reveal(box, e) {
		var top = e.offsetTop - box.offsetTop, room = box.clientHeight;
		if (top < box.scrollTop || top + e.offsetHeight > box.scrollTop + room)
			box.scrollTop = Math.max(0, top - room / 2);
	}

	function output(row) {
		var out = "";
		for (var i = 0; i < data.output.length && data.output[i][0] <= row; i++) out += data.output[i][1];
		$("output").textContent = out;
		$("output").scrollTop = $("output").scrollHeight;
	}

	function frameOf(row) {
		for (var i = 0; i < frames.length; i++) if (frames[i].row >= row) return i;
		return frames.length - 1;
	}

	function sign(verdict) {
		return /^[=≠]/.test(verdict) ? verdict.charAt(0) : /^known/.test(verdict) ? "≈" : "";
	}

	function fillSteps() {
		var body = $("steps").tBodies[0];
		data.rows.forEach(function (r, i) {
			var tr = document.createElement("tr");
			[r[0], r[1], r[2], sign(r[5]), r[3], r[3] === r[4] ? "the same" : r[4], r[5].replace(/^[=≠] ?/, "")].forEach(function (c) { text("td", c, tr); });
			tr.className = data.bad.indexOf(i) >= 0 ? "no" : "";
			tr.addEventListener("click", function () { go(frameOf(i)); });
			body.appendChild(tr);
		});
		$("filter").addEventListener("change", function () {
			var what = this.value;
			data.rows.forEach(function (r, i) {
				body.rows[i].hidden = what === "faults" ? r[2] !== "fault" : what === "diverge" && data.bad.indexOf(i) < 0;
			});
		});
	}

	function markStep(row) {
		var body = $("steps").tBodies[0], old = body.querySelector(".here");
		if (old) old.classList.remove("here");
		if (!body.rows[row]) return;
		body.rows[row].classList.add("here");
		if (!$("pane-steps").hidden) reveal($("steps").parentNode, body.rows[row]);
	}

	function facts(f) {
		var body = $("facts").tBodies[0];
		$("facts").caption.textContent = f.title + ", " + f.phase;
		body.textContent = "";
		f.ledger.forEach(function (l, i) {
			var tr = document.createElement("tr");
			text("th", data.facts[i], tr).scope = "row";
			l.forEach(function (c) { text("td", c, tr); });
			if (l[2] === "≠") tr.className = "no";
			body.appendChild(tr);
		});
	}

	function choose(tab) {
		["source", "steps", "facts"].forEach(function (t) {
			$("pane-" + t).hidden = t !== tab;
			$("tab-" + t).setAttribute("aria-selected", String(t === tab));
		});
		if (at >= 0) { markStep(frames[at].row); markSource(frames[at].line); }
	}

	/* ---- going somewhere ---- */

	function go(n, quiet) {
		n = Math.max(0, Math.min(frames.length - 1, n));
		if (n === at) return;
		at = n;
		var f = frames[n];
		draw(n);
		slider.value = n + 1;
		slider.setAttribute("aria-valuetext", "step " + (n + 1) + " of " + frames.length + ", " + f.title);
		$("where").textContent = (n + 1) + " / " + frames.length;
		$("say").textContent = f.title + ", " + f.phase + ". " + f.say;
		document.title = f.title + " – " + data.lab;
		markSource(f.line);
		output(f.row);
		markStep(f.row);
		facts(f);
		if (!quiet) try { history.replaceState(null, "", "#step=" + (n + 1)); } catch (e) { /* some viewers forbid it */ }
		window.setTimeout(function () { [n + 1, n - 1].forEach(ahead); }, 30);
	}

	function ahead(n) {
		if (n >= 0 && n < frames.length) list(n).forEach(function (p) { if (!built.has(p)) built.set(p, parse(p)); });
	}

	function nextFault(way) {
		for (var i = at + way; i >= 0 && i < frames.length; i += way)
			if (frames[i].fault && !frames[i].after && frames[i].fault !== frames[at].fault) return go(i);
		notice(way > 0 ? "No fault after this." : "No fault before this.");
	}

	function flip() {
		for (var i = 0; i < frames.length; i++)
			if (frames[at].fault && frames[i].fault === frames[at].fault && i !== at) return go(i);
		notice("This step is no fault.");
	}

	function nextDivergence() {
		for (var k = 1; k <= frames.length; k++) {
			var i = (at + k) % frames.length;
			if (frames[i].bad) return go(i);
		}
		notice("No divergence.");
	}

	function find(where) {
		var m = /^(?:step=)?(\d{1,7})$/.exec(where);
		if (m) return +m[1] >= 1 && +m[1] <= frames.length ? +m[1] - 1 : -1;
		m = /^(?:fault=|f)(\d{1,7})([ab]?)$/i.exec(where);
		if (!m) return -1;
		for (var i = 0; i < frames.length; i++)
			if (frames[i].fault === +m[1] && frames[i].after === (m[2].toLowerCase() === "b")) return i;
		return -1;
	}

	function follow() {
		var hash = location.hash.slice(1), n = hash ? find(decode(hash)) : 0;
		if (n < 0) notice("No such step: " + decode(hash).slice(0, 40) + ". This is the first one.");
		go(Math.max(n, 0), n < 0 || !hash);
	}

	function decode(s) {
		try { return decodeURIComponent(s); } catch (e) { return s; }
	}

	/* ---- playing ---- */

	function pause() {
		if (timer) window.clearInterval(timer);
		timer = null;
		$("play").setAttribute("aria-pressed", "false");
	}

	function play() {
		if (timer) return pause();
		if (at === frames.length - 1) go(0);
		$("play").setAttribute("aria-pressed", "true");
		timer = window.setInterval(function () {
			go(at + 1);
			if (at === frames.length - 1 || frames[at].bad) pause();
		}, 1000 / Number($("speed").value));
	}

	var gone = null;
	function notice(what) {
		$("notice").textContent = what;
		$("notice").hidden = false;
		window.clearTimeout(gone);
		gone = window.setTimeout(function () { $("notice").hidden = true; }, 4000);
	}

	function open(id) {
		if (!$(id).open) $(id).showModal();
	}

	var act = {
		"first": function () { go(0); },
		"last": function () { go(frames.length - 1); },
		"back": function () { go(at - 1); },
		"next": function () { go(at + 1); },
		"fault-back": function () { nextFault(-1); },
		"fault-next": function () { nextFault(1); },
		"flip": flip,
		"diverge": nextDivergence,
		"play": play,
		"jump": function () { $("jump-to").value = ""; open("jump"); },
		"grey": function () {
			var on = picture.classList.toggle("grey");
			document.querySelector('[data-do="grey"]').setAttribute("aria-pressed", String(on));
		},
		"full": function () {
			if (document.fullscreenElement) document.exitFullscreen();
			else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(function () { notice("Full screen is not allowed here."); });
		},
		"hide": function () { document.body.classList.toggle("bare"); },
		"keys": function () { open("keys"); }
	};
	var keys = {
		ArrowLeft: "back", PageUp: "back", ArrowRight: "next", PageDown: "next", ArrowUp: "fault-back", ArrowDown: "fault-next",
		Home: "first", End: "last", " ": "play", b: "flip", d: "diverge", j: "jump", "/": "jump", g: "grey", f: "full", c: "hide", "?": "keys"
	};

	function onKey(e) {
		var name = keys[e.key.length === 1 ? e.key.toLowerCase() : e.key], tag = e.target.tagName;
		if (!name || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
		if (tag === "SELECT" || (tag === "INPUT" && e.target !== slider) || (e.key === " " && tag === "BUTTON")) return;
		e.preventDefault();
		if (name !== "play") pause();
		act[name]();
	}

	function ticks() {
		frames.forEach(function (f, i) {
			if (!f.bad) return;
			var t = document.createElement("i");
			t.style.left = (frames.length > 1 ? 100 * i / (frames.length - 1) : 0) + "%";
			$("ticks").appendChild(t);
		});
	}

	about();
	fillSource();
	fillSteps();
	ticks();
	choose("source");
	slider.max = frames.length;
	$("diverge").disabled = !frames.some(function (f) { return f.bad; });
	slider.addEventListener("input", function () { pause(); go(slider.value - 1); });
	document.addEventListener("keydown", onKey);
	window.addEventListener("hashchange", follow);
	document.querySelectorAll("[data-do]").forEach(function (b) {
		b.addEventListener("click", function () { if (b.dataset.do !== "play") pause(); act[b.dataset.do](); });
	});
	["source", "steps", "facts"].forEach(function (t) { $("tab-" + t).addEventListener("click", function () { choose(t); }); });
	$("jump").addEventListener("close", function () {
		var where = $("jump-to").value.trim(), n = where ? find(where) : -1;
		if (n >= 0) go(n);
		else if (where) notice("No such step: " + where.slice(0, 40));
	});
	follow();
}());
