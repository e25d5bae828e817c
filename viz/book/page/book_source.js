/*
 * book_source.js - the source of the lab, with the words of C in colours.
 *
 * Text becomes text nodes, whatever it holds.
 */
(function () {
	var data = book.data, text = book.text, list = book.$("source"), colour = colourOfC();
	var LONG_LINE = 1000, LONG_SOURCE = 300000;     /* characters; beyond it, no colours */

	(data.source === null ? ["(the source is not in the traces)"] : data.source.split("\n")).forEach(function (s) {
		var line = text("li", "", list);
		s = s.replace(/\r$/, "");
		if (data.source === null || s.length > LONG_LINE || data.source.length > LONG_SOURCE) {
			line.textContent = s;
			return;
		}
		colour(s, function (kind, content) {
			if (kind) text("span", content, line).className = kind;
			else if (content) line.appendChild(document.createTextNode(content));
		});
	});
}());
