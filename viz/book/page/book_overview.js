/* book_overview.js - the first page: the whole run, and the way into its steps. */
(function () {
	var data = book.data, $ = book.$, box = $("overview");

	box.appendChild(book.parse(data.overview));
	var svg = box.firstElementChild, time = $("all_time"), here = $("all_here");
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
	svg.addEventListener("click", function (e) {
		var link = e.target.closest("a");
		if (!link) return;
		e.preventDefault();
		book.go(Number(/=(\d+)$/.exec(link.getAttribute("href"))[1]) - 1);
		$("stage").focus();
	});
	book.act.overview = function () { book.go(book.at < 0 ? book.last : -1); };
	book.onTurn.push(function (n) {
		box.hidden = n >= 0;
		book.press("overview", n < 0);
		if (n < 0) mark();
	});
	book.overviewCopy = function () {
		var copy = svg.cloneNode(true);
		copy.setAttribute("class", "paper");
		copy.querySelectorAll("[id]").forEach(function (e) { e.remove(); });
		return copy;
	};
}());
