/*
 * book.js - the book itself: which page is open, and how it is drawn.
 *
 * Pages are numbered from 0, the step numbers less one; -1 is the overview. The other files of the book
 * (side, plain, size, overview, quiz, print) add what they can do to book.act and are told of each turn through
 * book.onTurn. Text of a trace becomes text nodes, or pieces that our own renderer escaped; nothing else.
 */
(function () {
	var data = book.data = JSON.parse(document.getElementById("data").textContent);
	var frames = book.frames = data.frames, SVG = "http://www.w3.org/2000/svg";
	var $ = book.$ = function (id) { return document.getElementById(id); };
	var picture = $("picture"), group = $("frame"), slider = $("slider");
	var shown = [], timer = null, lists = new Map(), built = new Map(), gone = null;

	book.at = -2;                   /* nothing is open yet */
	book.last = 0;                  /* the step that was open last, for coming back from the overview */
	book.act = {};
	book.onTurn = [];               /* functions of (number, frame or null) */
	book.onLook = [];               /* functions, called when the same page is to be shown in another way */

	book.look = function () { book.onLook.forEach(function (tell) { tell(); }); };

	book.text = function (tag, content, parent) {
		var e = document.createElement(tag);
		e.textContent = content;
		parent.appendChild(e);
		return e;
	};

	book.button = function (name) { return document.querySelector('[data-do="' + name + '"]'); };

	book.press = function (name, on) { book.button(name).setAttribute("aria-pressed", String(on)); };

	/* ---- frames: a list of pieces each; most are told as changes to one before ---- */

	function list(n) {
		var chain = [], i = n, l;
		for (; !frames[i].full && !lists.has(i); i -= frames[i].back) chain.push(i);
		l = lists.get(i) || frames[i].full;
		while (chain.length) {
			var c = frames[chain.pop()].change;
			l = l.slice();
			for (var k = 0; k < c.length; k += 2) l[c[k]] = c[k + 1];
		}
		if (lists.size > 1000) lists.clear();
		lists.set(n, l);
		return l;
	}

	/* What many frames say is there once, and they have its number. */
	book.value = function (n) { return data.values[n]; };

	/* The questions of a before frame, or null. */
	book.questions = function (n) {
		return frames[n].quiz && frames[n].quiz.map(function (q) {
			return { ask: data.values[q[0]], choices: data.values[q[1]], right: q[2], reason: data.values[q[3]] };
		});
	};

	book.parse = function (inner) {
		var doc = new DOMParser().parseFromString('<svg xmlns="' + SVG + '" xmlns:xlink="http://www.w3.org/1999/xlink">' + inner + "</svg>", "image/svg+xml");
		return document.importNode(doc.documentElement.firstElementChild, true);
	};

	function make(piece) {
		var e = book.parse(data.pieces[piece].map(function (p) { return data.parts[p]; }).join(""));
		e.querySelectorAll("[textLength]").forEach(function (t) { t.setAttribute("lengthAdjust", "spacingAndGlyphs"); });
		return e;
	}

	function element(piece) {
		var e = built.get(piece);
		if (!e) {
			if (built.size > 20000) built.clear();
			built.set(piece, e = make(piece));
		}
		return e.parentNode === group ? make(piece) : e;
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

	/* A picture of its own, for paper: without ids, which the page has already. `change` may look at the boxes by them. */
	book.copyOf = function (n, change) {
		var svg = document.createElementNS(SVG, "svg"), g = document.createElementNS(SVG, "g");
		svg.setAttribute("viewBox", "0 0 960 540");
		svg.setAttribute("class", "paper");
		g.setAttribute("transform", "translate(0 540)");
		list(n).forEach(function (p) {
			if (!built.has(p)) built.set(p, make(p));
			g.appendChild(built.get(p).cloneNode(true));
		});
		if (change) change(g);
		g.querySelectorAll("[id]").forEach(function (e) { e.removeAttribute("id"); });
		svg.appendChild(g);
		return svg;
	};

	/* The boxes of a picture, by their ids: to be read, and left where they are. */
	book.groups = function (n) {
		var groups = new Map();
		list(n).forEach(function (p) {
			if (!built.has(p)) built.set(p, make(p));
			groups.set(built.get(p).id, built.get(p));
		});
		return groups;
	};

	function ahead(n) {
		if (n >= 0 && n < frames.length) list(n).forEach(function (p) { if (!built.has(p)) built.set(p, make(p)); });
	}

	/* ---- turning to a page ---- */

	book.go = function (n, quiet) {
		n = Math.max(-1, Math.min(frames.length - 1, n));
		if (n === book.at) return;
		var f = n < 0 ? null : frames[n], name = f ? f.title : "Overview";
		book.at = n;
		document.body.dataset.page = f ? "step" : "overview";
		if (f) {
			book.last = n;
			draw(n);
		}
		slider.value = n + 1;
		slider.setAttribute("aria-valuetext", f ? "step " + (n + 1) + " of " + frames.length + ", " + name : "overview");
		$("where").textContent = f ? (n + 1) + " / " + frames.length : "overview";
		$("say").textContent = f ? name + ", " + f.phase + ". " + f.say : "Overview of the whole run. " + data.result;
		document.title = data.title + " – " + name;
		book.onTurn.forEach(function (tell) { tell(n, f); });
		if (!quiet) try { history.replaceState(null, "", f ? "#step=" + (n + 1) : "#overview"); } catch (e) { /* some viewers forbid it */ }
		window.setTimeout(function () { [n + 1, n - 1].forEach(ahead); }, 30);
	};

	/* The frame that shows this row of the step table: frames are in the order of the rows. */
	book.frameOf = function (row) {
		var low = 0, high = frames.length - 1;
		while (low < high) {
			var mid = (low + high) >> 1;
			if (frames[mid].row >= row) high = mid;
			else low = mid + 1;
		}
		return low;
	};

	function fault() { return book.at < 0 ? 0 : frames[book.at].fault; }

	function nextFault(way) {
		for (var i = book.at + way; i >= 0 && i < frames.length; i += way)
			if (frames[i].fault && !frames[i].after && frames[i].fault !== fault()) return book.go(i);
		book.notice(way > 0 ? "No fault after this." : "No fault before this.");
	}

	book.partner = function (n) {
		for (var way = -1; way < 2; way += 2)
			for (var i = n + way; i >= 0 && i < frames.length && Math.abs(i - n) < 500; i += way)
				if (frames[i].fault === frames[n].fault) return i;
		return -1;
	};

	function flip() {
		var other = fault() ? book.partner(book.at) : -1;
		if (other < 0) book.notice("This step is no fault.");
		else book.go(other);
	}

	function nextDivergence() {
		for (var k = 1; k <= frames.length; k++) {
			var i = (book.at + k) % frames.length;
			if (frames[i].bad) return book.go(i);
		}
		book.notice("No divergence.");
	}

	/* ---- links ---- */

	function find(where) {
		var m = /^(?:step=)?(\d{1,7})$/.exec(where);
		if (m) return +m[1] >= 1 && +m[1] <= frames.length ? +m[1] - 1 : null;
		if (where === "overview") return -1;
		m = /^(?:fault=|f)(\d{1,7})([ab]?)$/i.exec(where);
		if (!m) return null;
		for (var i = 0; i < frames.length; i++)
			if (frames[i].fault === +m[1] && frames[i].after === (m[2].toLowerCase() === "b")) return i;
		return null;
	}

	function decode(s) {
		try { return decodeURIComponent(s); } catch (e) { return s; }
	}

	function follow() {
		var hash = location.hash.slice(1), n = hash ? find(decode(hash)) : -1;
		if (n === null) book.notice("No such step: " + decode(hash).slice(0, 40) + ". This is the first one.");
		book.go(n === null ? 0 : n, n === null || !hash);
	}

	/* ---- playing ---- */

	function pause() {
		if (!timer) return;
		window.clearInterval(timer);
		timer = null;
		playing(false);
	}

	function playing(on) {
		book.press("play", on);
		$("play").textContent = on ? "❚❚" : "▶";
		$("play").setAttribute("aria-label", on ? "pause" : "play");
		$("say").setAttribute("aria-live", on ? "off" : "polite");
	}

	function play() {
		if (timer) return pause();
		if (book.at === frames.length - 1) book.go(0);
		playing(true);
		timer = window.setInterval(function () {
			book.go(book.at + 1);
			if (book.at === frames.length - 1 || frames[book.at].bad) pause();
		}, 1000 / Number($("speed").value));
	}

	book.notice = function (what) {
		$("notice").textContent = what;
		$("notice").hidden = false;
		window.clearTimeout(gone);
		gone = window.setTimeout(function () { $("notice").hidden = true; }, 4000);
	};

	book.open = function (id) {
		if (!$(id).open) $(id).showModal();
	};

	/* ---- the kernel's structures, if their diagrams lie beside the book ---- */

	var withStructure = new Set(data.structures), structures = false;

	function showStructure(n) {
		var there = structures && n >= 0 && (book.drawStructure || withStructure.has(n + 1)), name = String(n + 1);
		if (there && book.drawStructure) {
			book.drawStructure(n + 1, $("structure"));
			$("structure").alt = "The kernel's structures at step " + (n + 1) + ": " + frames[n].title;
		} else if (there) {
			while (name.length < (frames.length > 9999 ? 5 : 4)) name = "0" + name;
			$("structure").src = "structures/step-" + name + ".svg";
			$("structure").alt = "The kernel's structures at step " + (n + 1) + ": " + frames[n].title;
		}
		$("structure").hidden = !there;
	}

	book.onTurn.push(showStructure);

	function toggleStructure() {
		if (!withStructure.size && !book.drawStructure) return;
		structures = !structures;
		book.press("structure", structures);
		showStructure(book.at);
		book.look();
		if (structures && $("structure").hidden) book.notice("No diagram of structures for this page.");
	}

	/* ---- looks ---- */

	var night = window.matchMedia("(prefers-color-scheme: dark)"), chosen = false;

	function paint(dark) {
		document.documentElement.dataset.theme = dark ? "dark" : "light";
		book.press("dark", dark);
	}

	function fullScreen() {
		if (document.fullscreenElement) document.exitFullscreen();
		else if (document.documentElement.requestFullscreen)
			document.documentElement.requestFullscreen().catch(function () { book.notice("Full screen is not allowed here."); });
	}

	Object.assign(book.act, {
		"first": function () { book.go(0); },
		"last": function () { book.go(frames.length - 1); },
		"back": function () { book.go(book.at - 1); },
		"next": function () { book.go(book.at + 1); },
		"fault-back": function () { nextFault(-1); },
		"fault-next": function () { nextFault(1); },
		"flip": flip,
		"diverge": nextDivergence,
		"play": play,
		"jump": function () { $("jump-to").value = ""; book.open("jump"); },
		"structure": toggleStructure,
		"grey": function () { book.press("grey", document.body.classList.toggle("grey")); },
		"dark": function () { chosen = true; paint(document.documentElement.dataset.theme !== "dark"); },
		"side": function () { book.press("side", document.body.classList.toggle("wide")); book.look(); },
		"full": fullScreen,
		"hide": function () {
			if (document.body.classList.toggle("bare")) book.notice("c brings the controls back.");
			book.look();
		},
		"words": function () { book.open("words"); },
		"keys": function () { book.open("keys"); }
	});

	var keys = {
		ArrowLeft: "back", PageUp: "back", ArrowRight: "next", PageDown: "next", ArrowUp: "fault-back", ArrowDown: "fault-next",
		Home: "first", End: "last", " ": "play", b: "flip", d: "diverge", j: "jump", "/": "jump", q: "quiz", o: "overview", s: "structure",
		g: "grey", n: "dark", w: "side", z: "larger", f: "full", c: "hide", p: "print", v: "words", "?": "keys", Enter: "reveal",
		1: "digit-1", 2: "digit-2", 3: "digit-3", 4: "digit-4", Escape: "smaller"
	};

	/* Keys that what has the focus wants for itself: typing, choosing, scrolling a box that was reached by Tab. */
	function isTaken(e, name) {
		var t = e.target, tag = t.tagName;
		if (tag === "SELECT" || (tag === "INPUT" && t.type === "text")) return true;
		if (tag === "INPUT" && t.type === "radio") return name !== "reveal" && !/^.$/.test(e.key);
		if ((e.key === " " || e.key === "Enter") && (tag === "BUTTON" || tag === "A" || tag === "a")) return true;
		if (t.id === "border") return /^(Arrow(Left|Right)|Home|End|Enter)$/.test(e.key);
		return t.tabIndex === 0 && t !== slider && /^(Arrow(Up|Down)|Page|Home|End)/.test(e.key) && t.closest("#side") && t.matches(":focus-visible");
	}

	function onKey(e) {
		var name = keys[e.key.length === 1 ? e.key.toLowerCase() : e.key];
		if (!name || !book.act[name] || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || isTaken(e, name)) return;
		e.preventDefault();
		if (name !== "play") pause();
		book.act[name]();
	}

	/* One tick a place: thousands would be one black bar, and slow. */
	function ticks(kind, is) {
		var seen = new Set();
		frames.forEach(function (f, i) {
			var place = (100 * (i + 1) / frames.length).toFixed(1);
			if (!is(f) || seen.has(place)) return;
			seen.add(place);
			var t = document.createElement("i");
			t.className = kind;
			t.style.left = place + "%";
			$("ticks").appendChild(t);
		});
	}

	book.start = function () {
		slider.max = frames.length;
		ticks("known", function (f) { return f.known; });
		ticks("bad", function (f) { return f.bad; });
		$("diverge").disabled = !frames.some(function (f) { return f.bad; });
		book.button("structure").hidden = document.querySelector("tr.structure").hidden = !withStructure.size && !book.drawStructure;
		paint(night.matches);
		night.addEventListener("change", function () { if (!chosen) paint(night.matches); });
		slider.addEventListener("input", function () { pause(); book.go(slider.value - 1); });
		$("speed").addEventListener("change", function () { if (timer) { pause(); play(); } });
		document.addEventListener("keydown", onKey);
		window.addEventListener("hashchange", follow);
		document.querySelectorAll("[data-do]").forEach(function (b) {
			b.addEventListener("click", function () { if (b.dataset.do !== "play") pause(); book.act[b.dataset.do](); });
		});
		$("jump").addEventListener("close", function () {
			var where = $("jump-to").value.trim(), n = where ? find(where) : null;
			if (n !== null) book.go(n);
			else if (where) book.notice("No such step: " + where.slice(0, 40));
		});
		follow();
	};
}());
