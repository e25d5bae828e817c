/*
 * book_print.js - the book on paper.
 *
 * What is to be printed is put on sheets, which only paper shows; a plain Ctrl+P prints the page that is
 * open. `?blank` after the file's name opens the instructor's hand-out instead of the book: before pictures
 * whose `?` boxes are empty, with the questions below. `?blank=1-3,80` chooses the faults.
 */
(function () {
	var data = book.data, frames = book.frames, $ = book.$, text = book.text, sheets = $("sheets"), handout = false;

	function paper(way) {
		$("paper").textContent = "@page { size: " + way + "; margin: 8mm; }";
	}

	function sheet(kind) {
		var s = document.createElement("section");
		s.className = "sheet " + kind;
		sheets.appendChild(s);
		return s;
	}

	function put(n, on, change) {
		var figure = document.createElement("figure");
		figure.appendChild(n < 0 ? book.overviewCopy() : book.copyOf(n, change));
		text("figcaption", data.lab + (n < 0 ? ", the whole run" : ", step " + (n + 1) + " of " + frames.length + ": " + frames[n].title + ", " + frames[n].phase), figure);
		on.appendChild(figure);
		return figure;
	}

	function landscape(list) {
		paper("landscape");
		list.forEach(function (n) { put(n, sheet("one")); });
	}

	/* Faults two to a page, other steps alone on theirs. */
	function portrait(list) {
		var done = new Set();
		paper("portrait");
		list.forEach(function (n) {
			if (done.has(n)) return;
			var other = frames[n].fault ? book.partner(n) : -1, s = sheet("two");
			(other < 0 ? [n] : [Math.min(n, other), Math.max(n, other)]).forEach(function (k) { done.add(k); put(k, s); });
		});
	}

	function where(is) {
		return frames.map(function (f, i) { return i; }).filter(function (i) { return is(frames[i], i); });
	}

	/* ---- the hand-out ---- */

	/* "1-3,80" as a test for fault numbers. Without it: the first two, the last, and the first that diverges. */
	function wanted(which) {
		var faults = frames.reduce(function (most, f) { return Math.max(most, f.fault); }, 0);
		var firstBad = frames.find(function (f) { return f.bad && f.fault; });
		var ranges = which.split(",").map(function (r) { return /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(r); }).filter(Boolean);
		if (ranges.length) return function (fault) {
			return ranges.some(function (r) { return fault >= +r[1] && fault <= +(r[2] || r[1]); });
		};
		return function (fault) { return fault <= 2 || fault === faults || (firstBad && fault === firstBad.fault); };
	}

	function empty(svg) {
		svg.querySelectorAll("text").forEach(function (t) { if (t.textContent === "?") t.textContent = ""; });
		svg.classList.add("blank");
	}

	/* The page of a fault, "A0 36"; a fault outside every reservation has none. */
	function pageOf(n) {
		var at = book.lens(book.groups(n));
		return at.flag && at.first >= 0 ? at.name + " " + (at.first + at.focus) : "";
	}

	/*
	 * What a later picture must not give away of those before it: every page but the one that it asks about, and
	 * whatever counts pages or faults.
	 */
	function withhold(g, n) {
		var focus = book.lens(book.groups(n)).focus, box = function (id) { return g.querySelector("#" + id); };
		var hide = function (e) { if (e) e.classList.add("withheld"); };
		g.querySelectorAll('[id^="ov_real_"], [id^="ov_sim_"]').forEach(function (e) { e.remove(); });
		g.querySelectorAll('[id^="pg_real_"], [id^="pg_sim_"]').forEach(function (e) {
			if (!e.id.endsWith("_" + focus)) hide(e);
		});
		data.facts.forEach(function (fact, k) {
			if (!/^(committed|working set|AVs|exceptions|page faults)/.test(fact)) return;
			hide(box("lg_" + k + "_r"));
			hide(box("lg_" + k + "_s"));
			hide(box("lg_" + k + "_v"));
		});
		hide(box("vad"));
	}

	function questions(n, figure) {
		(book.questions(n) || []).forEach(function (q) {
			var p = text("p", q.ask, figure);
			p.className = "question";
			q.choices.forEach(function (c) { text("span", "☐ " + c, p); });
		});
	}

	function blank(which) {
		var is = wanted(which), s = null, asked = new Set(), count = 0;
		paper("portrait");
		where(function (f) { return f.fault && !f.after && is(f.fault); }).slice(0, 200).forEach(function (n) {
			var figure, page = pageOf(n);
			if (!which && asked.has(page)) return;  /* it happens only because of an answer */
			if (count++ % 2 === 0) s = sheet("two hand-out");
			figure = put(n, s, function (g) { if (count > 1) withhold(g, n); });
			empty(figure.firstChild);
			questions(n, figure);
			if (page) asked.add(page);
		});
		if (!sheets.firstChild) text("p", "No such fault in this run.", sheets);
	}

	/* ---- what, and when ---- */

	var make = {
		step: function () { landscape([book.at]); },
		overview: function () { landscape([-1]); },
		ends: function () { landscape(where(function (f, i) { return i === 0 || i === frames.length - 1 || f.bad; })); },
		fault: function () { portrait([Math.max(book.at, 0)]); },
		diverge: function () { portrait(where(function (f) { return f.bad; })); },
		blank: function () { blank($("which").value); }
	};

	function wish() {
		return document.querySelector('[name="what"]:checked').value;
	}

	function clear() {
		if (!handout) sheets.textContent = "";
	}

	function count() {
		var faults = new Set(), n = 1;
		if (wish() === "ends") n = where(function (f, i) { return i === 0 || i === frames.length - 1 || f.bad; }).length;
		if (wish() === "diverge") n = where(function (f) {
			if (!f.bad || faults.has(f.fault)) return false;
			if (f.fault) faults.add(f.fault);
			return true;
		}).length;
		$("sheet-count").textContent = wish() === "blank" ? "" : n + (n === 1 ? " page" : " pages");
	}

	book.act.print = function () {
		var is = { fault: book.at >= 0 && frames[book.at].fault, diverge: frames.some(function (f) { return f.bad; }), blank: frames.some(function (f) { return f.fault; }) };
		Object.keys(is).forEach(function (k) { document.querySelector('[name="what"][value="' + k + '"]').disabled = !is[k]; });
		if (document.querySelector('[name="what"]:checked').disabled) document.querySelector('[name="what"][value="step"]').checked = true;
		count();
		book.open("print");
	};
	$("print").addEventListener("change", count);
	$("which").addEventListener("focus", function () { document.querySelector('[name="what"][value="blank"]').checked = true; count(); });
	$("print").addEventListener("close", function () {
		if ($("print").returnValue !== "print") return;
		clear();
		make[wish()]();
		window.print();
	});
	window.addEventListener("beforeprint", function () { if (!sheets.firstChild) make.step(); });
	window.addEventListener("afterprint", clear);

	if (/^\?blank\b/.test(location.search)) {
		handout = true;
		document.body.classList.add("handout");
		var which = /^\?blank=([0-9,%C-]*)/.exec(location.search);
		blank(which ? which[1].replace(/%2C/g, ",") : "");
		var bar = document.createElement("p"), print = text("button", "Print", bar);
		bar.className = "screen";
		text("span", " Hand-out of " + data.lab + ". The address ends in ?blank; ?blank=1-3,80 chooses the faults.", bar);
		print.addEventListener("click", function () { window.print(); });
		sheets.insertBefore(bar, sheets.firstChild);
	}
}());
