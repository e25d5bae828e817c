/*
 * book_frame.js - a book that stands in another page: it says which step is open, and goes where it is asked to go.
 *
 * What is said are numbers only. Messages are taken from the page around it and from nobody else. The source stands beside
 * the book in such a page, so the book begins with the picture alone.
 */
(function () {
	var frames = book.frames;

	if (window.parent === window) return;
	if (window.innerWidth < 1400) book.act.side();

	/* The next step in which this line of the program ran, or the first. */
	function stepOfLine(line) {
		for (var k = 1; k <= frames.length; k++) {
			var i = (Math.max(book.at, -1) + k) % frames.length;
			if (frames[i].line === line) return i;
		}
		return -1;
	}

	/* Diagrams of structures are drawn by the page around, one when it is wanted; as an image, so that it can only be looked at. */
	var images = new Map();

	book.drawStructure = function (n, image) {
		image.removeAttribute("src");
		if (images.has(n)) image.src = images.get(n);
		else window.parent.postMessage({ book: { structure: n } }, "*");
	};

	function keepImage(n, svg) {
		if (images.size > 50) images.clear();
		images.set(n, "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg));
		if (n === book.at + 1) book.$("structure").src = images.get(n);
	}

	book.onTurn.push(function (n, f) {
		window.parent.postMessage({ book: { step: n + 1, steps: frames.length, line: f ? f.line : 0 } }, "*");
	});

	window.addEventListener("message", function (e) {
		if (e.source !== window.parent || typeof e.data !== "object" || !e.data) return;
		if (Number.isInteger(e.data.step)) return book.go(e.data.step - 1);
		if (Number.isInteger(e.data.structure) && typeof e.data.svg === "string") return keepImage(e.data.structure, e.data.svg);
		if (!Number.isInteger(e.data.line)) return;
		var i = stepOfLine(e.data.line);
		if (i < 0) book.notice("No step of this run is at line " + e.data.line + ".");
		else book.go(i);
	});
}());
