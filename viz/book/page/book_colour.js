/*
 * book_colour.js - the words of C in a line, and of which kind each is: for the book's source, and for the editor of the page
 * around it (viz/web). A colour is no fact: what it says is in the text.
 *
 * colourOfC() begins a source; what it returns is called for each line in order, and calls word(kind, text) for the pieces.
 */
var colourOfC = (function () {
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

	return function () {
		var inComment = false;

		/* Where the comment that the line begins in ends. */
		function endOfComment(s) {
			var at = s.indexOf("*/");
			inComment = at < 0;
			return at < 0 ? s.length : at + 2;
		}

		return function (s, word) {
			var from = inComment ? endOfComment(s) : 0, m;
			if (from) word("comment", s.slice(0, from));
			for (TOKEN.lastIndex = from; (m = TOKEN.exec(s)); from = TOKEN.lastIndex) {
				word("", s.slice(from, m.index));
				word(KINDS[m.slice(1).findIndex(function (g) { return g !== undefined; }) + 1], m[0]);
				if (m[1] && m[1].charAt(1) === "*") inComment = m[1].length < 4 || m[1].slice(-2) !== "*/";
			}
			word("", s.slice(from));
		};
	};
}());
