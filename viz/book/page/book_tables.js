/*
 * book_tables.js - what a step is about when it is not about pages, as a table in large type: whom the search asks and what is
 * unwound; or which view sees which frame.
 *
 * Read from the boxes of the picture, as everything in large type is (book_plain.js).
 */
(function () {
	var text = book.text;

	/* A table of rows { words, name }, under a heading. */
	function table(heading, heads, rows, parent) {
		var panel = book.element("section", "table", parent), list, line;
		text("h3", heading, panel);
		list = book.element("table", "", panel);
		line = book.element("tr", "", list);
		heads.forEach(function (h) { text("th", h, line); });
		rows.forEach(function (row) {
			line = book.element("tr", row.name, list);
			row.words.forEach(function (w) { text("td", w, line); });
		});
		return panel;
	}

	/* Four cells a row, as in the picture. */
	function cells(groups, name) {
		var words = [];
		for (var c = 0; groups.has(name + c); c++) words.push(book.whole(groups.get(name + c), groups.get(name + c)));
		return words;
	}

	function search(groups, parent) {
		var rows = [], g;
		for (var n = 0; (g = groups.get("chain_" + n + "_0")); n++)
			rows.push({ words: cells(groups, "chain_" + n + "_"), name: book.isIn(g, "chg") ? "now" : book.isIn(g, "gone") ? "gone" : "" });
		table(book.said(groups.get("title_walk")).trim(), cells(groups, "chain_head_"), rows, parent);
	}

	function isSearching(groups) {
		for (var n = 0, g; (g = groups.get("chain_" + n + "_0")); n++)
			if (book.isIn(g, "chg")) return true;
		return false;
	}

	/* A view without a frame beside it sees the section's, which stands beside the first view that does. */
	function share(groups, parent) {
		var rows = [], shared = "", g, frame;
		for (var n = 0; (g = groups.get("sh_view_" + n)); n++) {
			frame = groups.get("sh_frame_" + n);
			if (frame && /section/.test(book.said(frame))) shared = book.said(frame);
			rows.push({ words: book.said(g).split("\n").concat((frame ? book.said(frame) : groups.has("sh_sees_" + n) ? shared : "-\n-").split("\n")),
				name: book.isIn(g, "chg") ? "now" : "" });
		}
		g = table(book.said(groups.get("title_walk")).trim() + "   (SIM)", ["view", "may", "frame", "whose"], rows, parent);
		for (n = 0; groups.has("sh_line_" + n); n++) text("p", book.whole(groups.get("sh_line_" + n), groups.get("sh_line_" + n)), g);
	}

	/* Is the step about this, and not about pages? changed: how many pages have another state than before. */
	book.tableOf = function (groups, changed) {
		if (groups.has("sh_view_0")) return share;
		return changed === 0 && isSearching(groups) ? search : null;
	};
}());
