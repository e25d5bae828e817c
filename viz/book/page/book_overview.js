/* book_overview.js - the first page: the whole run, and the way into its steps. */
(function () {
	var data = book.data, $ = book.$, box = $("overview");

	box.appendChild(book.parse(data.overview));
	var svg = box.firstElementChild, time = $("all_time"), here = $("all_here");
	var WHOLE = [0, 57, 960, 479], TIMELINE = [8, 58, 644, 172], inner = document.createElementNS(svg.namespaceURI, "svg");

	/* The steps worth a look as a list in large type, beside which the timeline alone is shown at first. */
	function list() {
		var nav = document.createElement("nav");
		nav.id = "look";
		nav.setAttribute("aria-label", "where to look");
		book.text("h3", "WHERE TO LOOK", nav);
		svg.querySelectorAll("a").forEach(function (a) {
			book.text("a", a.textContent.trim(), nav).href = a.getAttribute("href");
		});
		box.appendChild(nav);
	}

	/* The inner drawing cuts off what is not to be seen, whatever shape the window has. */
	function fit() {
		var part = document.body.dataset.detail === "1" ? TIMELINE : WHOLE;
		["x", "y", "width", "height"].forEach(function (name, i) { inner.setAttribute(name, part[i]); });
		inner.setAttribute("viewBox", part.join(" "));
		svg.setAttribute("viewBox", part.join(" "));
	}

	inner.append.apply(inner, svg.childNodes);
	svg.appendChild(inner);

	svg.setAttribute("role", "group");
	svg.setAttribute("aria-label", "overview of the whole run; the tab Facts has the numbers as a table");

	/* The moment that was open last, on the scale of the timeline. */
	function mark() {
		var x = Number(time.getAttribute("x")), w = Number(time.getAttribute("width"));
		here.setAttribute("transform", "translate(" + (book.frames[book.last].row + 0.5) * w / data.rows.length + ")");
		here.setAttribute("visibility", x && book.last ? "visible" : "hidden");
	}

	time.addEventListener("click", function (e) {
		var r = time.getBoundingClientRect();
		book.go(book.frameOf(Math.floor((e.clientX - r.left) / r.width * data.rows.length)));
	});
	box.addEventListener("click", function (e) {
		var link = e.target.closest("a");
		if (!link) return;
		e.preventDefault();
		book.go(Number(/=(\d+)$/.exec(link.getAttribute("href"))[1]) - 1);
		$("stage").focus();
	});
	list();
	fit();
	book.onLook.push(fit);
	book.act.overview = function () { book.go(book.at < 0 ? book.last : -1); };
	book.onTurn.push(function (n) {
		box.hidden = n >= 0;
		book.press("overview", n < 0);
		if (n < 0) mark();
	});
	book.overviewCopy = function () {
		var copy = svg.cloneNode(true);
		copy.setAttribute("class", "paper");
		[copy, copy.firstChild].forEach(function (s) { s.setAttribute("viewBox", "0 0 960 540"); });
		["x", "y", "width", "height"].forEach(function (name) { copy.firstChild.removeAttribute(name); });
		copy.querySelectorAll("#all_time, #all_here").forEach(function (e) { e.remove(); });
		copy.querySelectorAll("[id]").forEach(function (e) { e.removeAttribute("id"); });
		return copy;
	};
}());
