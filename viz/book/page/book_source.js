/*
 * book_source.js - the source of the lab, with the words of C in colours.
 *
 * A colour is no fact: what it says is in the text. Text becomes text nodes, whatever it holds.
 */
(function () {
	var data = book.data, text = book.text, list = book.$("source"), inComment = false;
	var LONG_LINE = 1000, LONG_SOURCE = 300000;     /* characters; beyond it, no colours */
	var TOKEN = new RegExp([
		"(\\/\\*.*?(?:\\*\\/|$)|\\/\\/.*)",             /* comment */
		"(\"(?:\\\\.|[^\"\\\\])*\"?|'(?:\\\\.|[^'\\\\])*'?)",   /* text */
		"(^\\s*#\\s*\\w*)",                             /* directive */
		"(\\b0[xX][\\da-fA-F]+\\w*|\\b\\d[\\w.]*)",       /* number */
		"\\b((?:__?)?(?:try|except|finally|leave)|if|else|for|while|do|switch|case|default|break|continue|return|goto|sizeof|" +
			"struct|union|enum|typedef|static|extern|const|volatile|unsigned|signed|int|char|long|short|void|float|double)\\b",
		"\\b(Virtual\\w+|Get\\w+|Set\\w+|Add\\w+|Remove\\w+|Raise\\w+|MapView\\w+|UnmapView\\w+|Create\\w+)(?=\\s*\\()"
	].join("|"), "g");
	var KINDS = ["", "comment", "quoted", "directive", "numeral", "keyword", "api"];

	function word(kind, content, line) {
		if (kind) text("span", content, line).className = kind;
		else if (content) line.appendChild(document.createTextNode(content));
	}

	/* Where the comment that the line begins in ends. */
	function endOfComment(s) {
		var at = s.indexOf("*/");
		inComment = at < 0;
		return at < 0 ? s.length : at + 2;
	}

	function colour(s, line) {
		var from = inComment ? endOfComment(s) : 0, m;
		if (from) word("comment", s.slice(0, from), line);
		for (TOKEN.lastIndex = from; (m = TOKEN.exec(s)); from = TOKEN.lastIndex) {
			word("", s.slice(from, m.index), line);
			word(KINDS[m.slice(1).findIndex(function (g) { return g !== undefined; }) + 1], m[0], line);
			if (m[1] && m[1].charAt(1) === "*") inComment = m[1].length < 4 || m[1].slice(-2) !== "*/";
		}
		word("", s.slice(from), line);
	}

	(data.source === null ? ["(the source is not in the traces)"] : data.source.split("\n")).forEach(function (s) {
		var line = text("li", "", list);
		s = s.replace(/\r$/, "");
		if (data.source === null || s.length > LONG_LINE || data.source.length > LONG_SOURCE) line.textContent = s;
		else colour(s, line);
	});
}());
