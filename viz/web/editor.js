/*
 * editor.js - the program as it is typed: a text area over the same text in colours, line numbers, and the compiler's mistakes.
 */
"use strict";

const EDITOR = (() => {
	const SOURCE_MAX = 200000, LINES_MAX = 20000;   /* characters, beyond which there are no colours; numbers */

	const lineHeight = () => parseFloat(getComputedStyle($("text")).lineHeight);

	function colour() {
		const source = $("text").value, lines = source.split("\n"), out = document.createDocumentFragment(), of = colourOfC();

		if (source.length > SOURCE_MAX)
			out.appendChild(document.createTextNode(source));
		else
			lines.forEach(line => {
				of(line, (kind, piece) => {
					if (kind)
						text("span", piece, out).className = kind;
					else
						out.appendChild(document.createTextNode(piece));
				});
				out.appendChild(document.createTextNode("\n"));
			});
		$("colours").replaceChildren(out);
		while ($("lines").children.length < Math.min(lines.length, LINES_MAX))
			text("li", String($("lines").children.length + 1), $("lines"));
		while ($("lines").children.length > lines.length)
			$("lines").lastChild.remove();
		scroll();
	}

	function scroll() {
		$("colours").style.transform = `translate(${-$("text").scrollLeft}px, ${-$("text").scrollTop}px)`;
		$("lines").style.transform = `translateY(${-$("text").scrollTop}px)`;
	}

	/* Mark the lines for which `is` holds. */
	function mark(name, is) {
		[...$("lines").children].forEach((li, i) => li.classList.toggle(name, is(i + 1)));
	}

	/* ---- mistakes: file:line:column, as the compiler says them ---- */

	/* `show` brings the editor to the front before one goes to the place. */
	function showMistakes(errors, show) {
		const list = $("mistakes"), lines = new Set();

		list.replaceChildren();
		for (const m of errors.matchAll(/^lab\.c:(\d+):(?:(\d+):)? (.*)$/gm)) {
			const item = text("li", "", list), b = text("button", `line ${m[1]}: ${m[3]}`, item);

			b.type = "button";
			b.addEventListener("click", () => goTo(+m[1], +m[2] || 1, show));
			lines.add(+m[1]);
		}
		list.hidden = !list.children.length;
		mark("wrong", line => lines.has(line));
	}

	function goTo(line, column, show) {
		const all = $("text").value.split("\n");
		let at = 0;

		for (let i = 0; i < line - 1 && i < all.length; i++)
			at += all[i].length + 1;
		at += Math.min(column - 1, (all[line - 1] || "").length);
		show();
		$("text").focus();
		$("text").setSelectionRange(at, at);
		$("text").scrollTop = Math.max(0, (line - 5) * lineHeight());
	}

	return { colour, scroll, mark, showMistakes };
})();
