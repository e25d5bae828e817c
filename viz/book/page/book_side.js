/* book_side.js - the texts beside the picture: source, variables, output, step table, facts. */
(function () {
	var data = book.data, frames = book.frames, $ = book.$, text = book.text;
	var TABS = ["source", "steps", "facts", "quiz"], PAGE = 400;
	var bad = new Set(data.bad), known = new Set(data.known), rows = null, from = 0;

	function about() {
		text("b", data.title, $("about"));
		if (data.title !== data.lab) text("div", data.lab, $("about"));
		data.sides.forEach(function (s) { text("div", s, $("about")); });
		text("div", data.result, $("about"));
	}

	/* ---- source, variables, output ---- */

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

	function variables(f) {
		var body = $("held").tBodies[0];
		body.textContent = "";
		f.held.forEach(function (n, i) {
			var v = book.value(n), tr = document.createElement("tr"), isNew = f.new.indexOf(i) >= 0;
			text("td", v[0] || "global", tr);
			text("th", v[1], tr).scope = "row";
			var cell = text("td", v[2], tr);
			if (isNew) {
				tr.className = "new";
				cell.insertBefore(document.createTextNode("Δ "), cell.firstChild);
				text("span", " changed", cell).className = "unseen";
			}
			body.appendChild(tr);
		});
	}

	function output(row) {
		var out = "";
		for (var i = 0; i < data.output.length && data.output[i][0] <= row; i++) out += data.output[i][1];
		$("output").textContent = out;
		$("output").scrollTop = $("output").scrollHeight;
	}

	/* ---- the step table: a window of rows, since a lab can have tens of thousands ---- */

	function sign(verdict) {
		return /^[=≠]/.test(verdict) ? verdict.charAt(0) : /^known/.test(verdict) ? "≈" : "";
	}

	function fits(i) {
		var what = $("filter").value;
		return what === "all" || (what === "faults" ? data.rows[i][2] === "fault" : what === "known" ? known.has(i) : bad.has(i));
	}

	function addRow(i, body) {
		var r = data.rows[i], tr = document.createElement("tr"), n = book.frameOf(i), link = document.createElement("a");
		link.textContent = r[0];
		link.href = "#step=" + (n + 1);
		tr.appendChild(document.createElement("td")).appendChild(link);
		[r[1], r[2], sign(r[5]), r[3], r[3] === r[4] ? "the same" : r[4], r[5].replace(/^[=≠] ?/, "")].forEach(function (c) { text("td", c, tr); });
		tr.className = bad.has(i) ? "no" : "";
		tr.addEventListener("click", function (e) { e.preventDefault(); book.go(n); });
		tr.dataset.row = i;
		body.appendChild(tr);
	}

	function showRows(start) {
		var body = $("steps").tBodies[0];
		rows = rows || data.rows.map(function (r, i) { return i; }).filter(fits);
		from = Math.max(0, Math.min(start, rows.length - PAGE));
		body.textContent = "";
		rows.slice(from, from + PAGE).forEach(function (i) { addRow(i, body); });
		$("pager").hidden = rows.length <= PAGE;
		$("page").textContent = (from + 1) + "–" + Math.min(from + PAGE, rows.length) + " of " + rows.length;
		$("earlier").disabled = from === 0;
		$("later").disabled = from + PAGE >= rows.length;
	}

	function position(row) {
		for (var i = 0; i < rows.length; i++) if (rows[i] >= row) return i;
		return rows.length - 1;
	}

	function markStep(row) {
		var body = $("steps").tBodies[0], old = body.querySelector(".here"), now;
		if ($("pane-steps").hidden) return;
		if (!rows) showRows(0);
		if (row >= 0 && rows.length > PAGE && (position(row) < from || position(row) >= from + PAGE)) showRows(position(row) - PAGE / 2);
		if (old) { old.classList.remove("here"); old.removeAttribute("aria-current"); }
		now = row >= 0 ? body.querySelector('[data-row="' + row + '"]') : null;
		if (!now) return;
		now.classList.add("here");
		now.setAttribute("aria-current", "true");
		reveal($("steps").parentNode, now);
	}

	/* ---- facts: what the picture says, as a table ---- */

	function fact(name, cells) {
		var tr = document.createElement("tr");
		text("th", name, tr).scope = "row";
		cells.forEach(function (c) { text("td", c, tr); });
		if (cells[2] === "≠") tr.className = "no";
		$("facts").tBodies[0].appendChild(tr);
	}

	function facts(f) {
		$("facts").tBodies[0].textContent = "";
		$("facts").caption.textContent = f ? f.title + ", " + f.phase : "The whole run, by kind of event";
		$("sentence").textContent = f ? f.say : data.result;
		if (f) f.ledger.forEach(function (l, i) { fact(data.facts[i], book.value(l)); });
		else data.kinds.forEach(function (k) {
			var count = function (n) { return n < 0 ? "n/a" : String(n); };
			fact(k[0], [count(k[1]), count(k[2]), k[1] < 0 || k[2] < 0 ? "n/a" : k[1] === k[2] ? "=" : "≠"]);
		});
	}

	/* ---- tabs ---- */

	book.choose = function (tab) {
		TABS.forEach(function (t) {
			$("pane-" + t).hidden = t !== tab;
			$("tab-" + t).setAttribute("aria-selected", String(t === tab));
			$("tab-" + t).tabIndex = t === tab ? 0 : -1;
		});
		if (book.at >= 0) markSource(frames[book.at].line);
		if (book.at >= -1) markStep(book.at < 0 ? -1 : frames[book.at].row);
		if (book.onTab) book.onTab(tab);
	};

	function tabKey(e) {
		var way = { ArrowLeft: TABS.length - 1, ArrowRight: 1 }[e.key], now = TABS.indexOf(e.target.id.slice(4));
		if (!way || now < 0) return;
		e.preventDefault();
		e.stopPropagation();
		book.choose(TABS[(now + way) % TABS.length]);
		$("tab-" + TABS[(now + way) % TABS.length]).focus();
	}

	about();
	$("held-title").hidden = $("held-box").hidden = !data.variables;
	book.choose("source");
	TABS.forEach(function (t) { $("tab-" + t).addEventListener("click", function () { book.choose(t); }); });
	$("tabs").addEventListener("keydown", tabKey);
	$("filter").addEventListener("change", function () { rows = null; showRows(0); markStep(book.at < 0 ? -1 : frames[book.at].row); });
	$("earlier").addEventListener("click", function () { showRows(from - PAGE); });
	$("later").addEventListener("click", function () { showRows(from + PAGE); });
	book.onTurn.push(function (n, f) {
		markSource(f ? f.line : 0);
		variables(f || { held: [], new: [] });
		output(f ? f.row : Infinity);
		markStep(f ? f.row : -1);
		facts(f);
	});
}());
