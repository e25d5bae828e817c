/*
 * book_plain.js - a step in large type: its head, its pages, the path of its exception.
 *
 * Detail 1 shows sentence and pages (or the table of what the step is about, book_tables.js), 2 the path as well, 3 the whole picture. What 1 and 2 say is read from the boxes
 * of that picture, by their ids, so the three cannot differ; they are only set anew, in words that can be read at the
 * back of a room and on a telephone. Nothing moves from step to step but what changed: every box has its place.
 */
(function () {
	var data = book.data, frames = book.frames, $ = book.$, text = book.text;
	var LANE = { left: 84, width: 860 }, LENS = 16, SIDES = ["real", "sim"], STATES = /\b(st_\w+|mixed|ask)\b/;
	var MAY = {
		may_nothing: "no access", may_read: "read-only", may_write: "read-write", may_copy: "write-copy",
		may_run: "execute", may_run_write: "execute-write", may_run_copy: "execute, copy"
	};
	var narrow = window.matchMedia("(max-width: 700px)"), detail = 1;

	function element(tag, name, parent) {
		var e = document.createElement(tag);
		e.className = name;
		parent.appendChild(e);
		return e;
	}

	book.element = element;

	function isIn(g, name) { return g && g.classList.contains(name); }

	function said(g) {
		return g ? Array.prototype.map.call(g.querySelectorAll("text"), function (t) { return t.textContent; }).join("\n") : "";
	}

	/* The whole of a text that was cut to its box is in the box's tooltip. */
	function whole(box, words) {
		var link = box && box.querySelector("a"), full = link && link.getAttributeNS("http://www.w3.org/1999/xlink", "title");
		return full || said(words);
	}

	book.isIn = isIn;
	book.said = said;
	book.whole = whole;

	/* Left end and width of a box, in parts of the lane of the address space. */
	function extent(g) {
		var xs = g.querySelector("polygon").getAttribute("points").split(" ").map(parseFloat);
		var from = Math.min.apply(null, xs), to = Math.max.apply(null, xs);
		return { left: (from - LANE.left) / LANE.width, width: (to - from) / LANE.width };
	}

	function place(e, x) {
		e.style.left = 100 * x.left + "%";
		e.style.width = 100 * x.width + "%";
	}

	/* ---- head ---- */

	function head(n, f, groups) {
		var verdict = f ? groups.get("verdict") : $("all_verdict"), plate = f ? groups.get("head_phase") : null;
		$("head-title").textContent = f ? f.title : data.title;
		$("head-phase").hidden = !f;
		$("head-phase").textContent = f ? f.phase : "";
		$("head-phase").className = f && f.after ? "after" : "";
		if (plate && plate.querySelector('[fill="#b84a00"]')) $("head-phase").className = "failed";
		$("head-verdict").textContent = said(verdict) || verdict.textContent;
		$("head-verdict").className = verdict.getAttribute("class");
		$("stage").classList.toggle("taped", isIn(verdict, "diverged"));
		$("head-say").firstChild.textContent = f ? f.say : data.result;
		fitSentence();
	}

	/* The sentence has a place of fixed height, so that nothing under it moves; a long one is set smaller. */
	function fitSentence() {
		var p = $("head-say"), size = 100;
		p.firstChild.style.fontSize = "";
		while (p.scrollHeight > p.clientHeight + 1 && size > 50) {
			size -= 10;
			p.firstChild.style.fontSize = size + "%";
		}
	}

	/* ---- pages ---- */

	function lane(side, groups, parent) {
		var row = element("div", "lane", parent);
		for (var i = 0, g; (g = groups.get("ov_" + side + "_" + i)); i++) {
			var words = said(g), run = element("span", "run " + STATES.exec(g.getAttribute("class"))[0], row);
			if (/^guard/.test(words)) run.classList.add("guard");
			if (g.querySelectorAll("polygon").length > 2) run.classList.add("mixed");
			place(run, extent(g));
			run.textContent = words;
		}
		return row;
	}

	/* Of the picture's lens: whose pages, the first (-1: there is no reservation), which is that of the fault, what was tried there. */
	function lens(groups) {
		var flag = /^(\S+) (\d+)$/.exec(said(groups.get("fault_flag"))), first = -1;
		for (var i = 0; i < LENS && first < 0; i++)
			if (groups.has("pg_" + i)) first = Number(said(groups.get("pg_" + i))) - i;
		return { name: /A\d+|$/.exec(said(groups.get("title_space")))[0], first: first,
			focus: flag ? Number(flag[2]) - first : -1, flag: flag && flag[0] };
	}

	book.lens = lens;

	function cellOf(groups, side, i) {
		var g = groups.get("pg_" + side + "_" + i), kind = (g && g.getAttribute("class")) || "ask", words = said(g);
		var may = Object.keys(MAY).find(function (k) { return isIn(g, k); });
		return {
			state: STATES.exec(kind) ? STATES.exec(kind)[0] : "ask", guard: isIn(g, "guard"),
			word: words === "commit" ? "committed" : words, may: may ? MAY[may] : ""
		};
	}

	function isLike(a, b) { return a.word === b.word && a.may === b.may && a.state === b.state; }

	/* Which cells of the lens have another state than in the picture before this one; none, if that showed other pages. */
	function changes(n, groups) {
		var before = n > 0 ? book.groups(n - 1) : null, seen = new Set();
		var name = function (g) { return lens(g).name + " " + lens(g).first; };
		if (!before || name(before) !== name(groups)) return seen;
		SIDES.forEach(function (side) {
			for (var i = 0; i < LENS; i++)
				if (!isLike(cellOf(before, side, i), cellOf(groups, side, i))) seen.add(side + i);
		});
		return seen;
	}

	/* The part of the lens that is shown: where the fault is, or the first change. */
	function part(at, changed, columns) {
		var i = at.focus;
		for (var k = 0; i < 0 && k < LENS; k++) if (changed.has("real" + k) || changed.has("sim" + k)) i = k;
		return Math.max(0, i - i % columns);
	}

	function cell(c, isNew, parent) {
		var e = element("div", "cell " + c.state + (c.guard ? " guard" : "") + (isNew ? " chg" : ""), parent);
		text("b", c.guard ? "guard" : c.word, e);
		text("small", (isNew ? "Δ " : "") + (c.guard ? (c.state === "st_resd" ? "resident" : "committed") : c.may), e);
		return e;
	}

	function column(i, at, groups, changed, parent) {
		var e = element("div", "page" + (i === at.focus ? " ring" : ""), parent);
		var cells = SIDES.map(function (side) { return cellOf(groups, side, i); });
		text("span", i === at.focus ? at.flag : at.first < 0 ? "" : String(at.first + i), e).className = "number";
		SIDES.forEach(function (side, k) { cell(cells[k], changed.has(side + i), e); });
		if (groups.has("div_page_" + i) || (i === at.focus && groups.has("div_page"))) text("span", "≠", e).className = "apart";
	}

	function tags(parent) {
		var e = element("div", "tags", parent);
		text("span", "", e).className = "number";
		text("span", "REAL", e).className = "tag real";
		text("span", "SIM", e).className = "tag sim";
	}

	function pages(n, groups) {
		var at = lens(groups), changed = changes(n, groups), columns = narrow.matches ? 4 : 8, from = part(at, changed, columns);
		var panel = element("section", "pages", $("plain")), strip, win = groups.get("lens_win"), x;
		text("h3", said(groups.get("title_space")), panel);
		strip = element("div", "strip", panel);
		tags(strip);
		strip = element("div", "lanes", strip);
		SIDES.forEach(function (side) { lane(side, groups, strip); });
		if (win) {
			x = extent(win);
			place(element("i", "window", strip), { left: x.left + x.width * from / LENS, width: Math.max(x.width * columns / LENS, 0.004) });
		}
		strip = element("div", "lens", panel);
		tags(strip);
		for (var i = from; i < from + columns; i++) column(i, at, groups, changed, strip);
	}

	/* A label that does not fit its run says nothing. */
	function fitRuns() {
		$("plain").querySelectorAll(".run").forEach(function (r) { if (r.scrollWidth > r.clientWidth + 1) r.textContent = ""; });
	}

	/* ---- path ---- */

	var EXITS_PART = 265 - 540;     /* between the two exits, as the picture counts */

	/* How high the middle of an arrow's head is; a smaller number is higher. */
	function middle(head) {
		var ys = head.getAttribute("points").trim().split(" ").map(function (p) { return Number(p.split(",")[1]); });
		return ys.reduce(function (a, b) { return a + b; }) / ys.length;
	}

	function isAbove(y, line) { return y < line; }

	function arrows(n, groups, parent) {
		var e = element("span", "arrows", parent);
		SIDES.forEach(function (side) {
			var g = groups.get("arr_" + side + "_" + n);
			if (g) element("i", "go " + side + (isIn(g, "pending") ? " pending" : ""), e);
		});
	}

	function hop(n, groups, parent) {
		var box = groups.get("path_" + n), e = element("div", "hop " + (isIn(box, "done") ? "done" : "pend"), parent);
		if (n) arrows(n - 1, groups, e);
		text("b", said(groups.get("path_h" + n)), e);
		text("p", whole(box, groups.get("path_t" + n)), e);
		if (groups.has("div_hop" + n)) text("span", "≠", e).className = "apart";
	}

	/* The sides whose arrow ends at this exit: what it says of them, if they part. */
	function whose(id, last, groups) {
		var box = groups.get(id), other = groups.get(id === "exit_retry" ? "exit_handler" : "exit_retry");
		if (!isIn(box, "done") || !isIn(other, "done")) return "";
		return SIDES.filter(function (side) {
			var arrow = groups.get("arr_" + side + "_" + last), head = arrow && arrow.querySelector("polygon");
			return head && isAbove(middle(head), EXITS_PART) === (id === "exit_retry");
		}).join(", ").toUpperCase() + ": ";
	}

	function exits(last, groups, parent) {
		var e = element("div", "exits", parent);
		arrows(last, groups, e);
		["exit_retry", "exit_handler"].forEach(function (id) {
			var g = groups.get(id), failed = g && g.querySelector('[fill="#ffe3cf"]'), done = isIn(g, "done");
			text("div", whose(id, last, groups) + said(g) + (id === "exit_retry" && done ? " (back to 1)" : ""), e).className =
				"exit " + (failed ? "failed" : done ? "done" : "pend");
		});
	}

	function path(groups) {
		var panel = element("section", "path", $("plain")), n = 0, list;
		text("h3", said(groups.get("title_path")).trim() + "   REAL: thick arrow   SIM: thin, hollow arrow", panel);
		list = element("div", "hops", panel);
		for (; groups.has("path_" + n); n++) hop(n, groups, list);
		exits(n - 1, groups, list);
	}

	/* ---- legend ---- */

	function legend() {
		[["st_free", "free"], ["st_resv", "reserved"], ["st_comm", "committed"], ["st_resd", "resident"], ["st_comm guard", "guard"],
			["chg", "Δ changed"], ["ask", "not yet / ?"], ["apart", "≠ divergence"],
			["word", "below it: read-write, read-only, write-copy, no access, …"]].forEach(function (k) {
			text("li", k[1], $("legend")).className = k[0];
		});
	}

	/* ---- how much is shown ---- */

	function isPlain(n) { return n >= 0 && detail < 3 && $("structure").hidden; }

	function show(n, f) {
		var groups = f ? book.groups(n) : null;
		head(n, f, groups);
		$("plain").hidden = !isPlain(n);
		$("picture").classList.toggle("away", n < 0 || isPlain(n) || !$("structure").hidden);
		$("plain").textContent = "";
		if (!isPlain(n)) return;
		var table = book.tableOf(groups, changes(n, groups).size), hasPages = lens(groups).first >= 0;
		/* Without a reservation there are no pages to look at; and what a step is about comes first. */
		if (table) table(groups, $("plain"));
		if (!table && (detail > 1 || hasPages)) pages(n, groups);
		if (detail > 1 || (!table && !hasPages)) path(groups);
		fitRuns();
	}

	function again() {
		if (book.at >= -1) show(book.at, book.at < 0 ? null : frames[book.at]);
	}

	book.detail = function (d) {
		detail = d;
		document.body.dataset.detail = d;
		[1, 2, 3].forEach(function (k) { book.press("detail-" + k, k === d); });
		book.look();
	};

	[1, 2, 3].forEach(function (d) {
		book.act["detail-" + d] = function () { book.detail(d); };
		book.act["digit-" + d] = function () { if (!book.answer(d)) book.detail(d); };
	});
	book.act["digit-4"] = function () { book.answer(4); };
	legend();
	document.body.dataset.detail = detail;
	book.onTurn.push(show);
	book.onLook.push(again);
	window.addEventListener("resize", again);
}());
