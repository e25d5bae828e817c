/*
 * book_quiz.js - predict, then reveal.
 *
 * Questions, choices and reasons come with the before frame, made from the trace; here they are only shown,
 * answered and counted. The score lives in this page and ends with it.
 */
(function () {
	var frames = book.frames, $ = book.$, text = book.text;
	var on = false, given = new Map();      /* frame number -> { answers, revealed } */
	var right = 0, answered = 0;

	function before(n) {
		if (n < 0) return -1;
		if (frames[n].quiz) return n;
		var other = frames[n].fault && frames[n].after ? book.partner(n) : -1;
		return other >= 0 && frames[other].quiz ? other : -1;
	}

	function entry(n) {
		if (!given.has(n)) given.set(n, { answers: frames[n].quiz.map(function () { return -1; }), revealed: false });
		return given.get(n);
	}

	function score() {
		$("score").textContent = answered ? "Score: " + right + " of " + answered + " right" : "Nothing answered yet.";
	}

	function choice(fieldset, n, k, i, g) {
		var q = book.questions(n)[k], label = document.createElement("label"), radio = document.createElement("input");
		radio.type = "radio";
		radio.name = "ask-" + k;
		radio.checked = g.answers[k] === i;
		radio.disabled = g.revealed;
		radio.addEventListener("change", function () { g.answers[k] = i; marks(n); });
		label.appendChild(radio);
		text("b", String(i + 1), label);
		text("span", q.choices[i], label);
		if (g.revealed && i === q.right) label.className = "right";
		if (g.revealed && i === g.answers[k] && i !== q.right) label.className = "wrong";
		if (label.className) text("i", label.className === "right" ? "✓" : "✗", label);
		fieldset.appendChild(label);
	}

	function ask(n, k, g) {
		var q = book.questions(n)[k], fieldset = document.createElement("fieldset"), said;
		text("legend", q.ask, fieldset);
		q.choices.forEach(function (c, i) { choice(fieldset, n, k, i, g); });
		if (g.revealed) {
			said = g.answers[k] < 0 ? "Not answered. " : g.answers[k] === q.right ? "✓ Right. " : "✗ Not so. ";
			text("p", said + q.reason, fieldset).className = "reason";
		}
		$("asks").appendChild(fieldset);
	}

	/* The question whose turn it is: the digits answer it. */
	function marks(n) {
		var turn = entry(n).answers.indexOf(-1);
		$("asks").querySelectorAll("fieldset").forEach(function (f, k) { f.classList.toggle("turn", !entry(n).revealed && k === turn); });
	}

	function show() {
		var n = before(book.at), g;
		$("asks").textContent = "";
		$("reveal").disabled = n < 0 || n !== book.at;
		score();
		if (n < 0) {
			text("p", "Questions are asked before a fault is answered. The key ↓ goes to the next one.", $("asks"));
			return;
		}
		g = entry(n);
		if (n !== book.at && !g.revealed) {
			text("p", "This is the after picture. The key b goes back to predict it.", $("asks"));
			return;
		}
		frames[n].quiz.forEach(function (q, k) { ask(n, k, g); });
		marks(n);
	}

	function reveal() {
		var n = before(book.at), g, hits = 0, tries = 0;
		if (!on || n < 0 || n !== book.at) return;
		g = entry(n);
		if (!g.revealed) {
			g.revealed = true;
			book.questions(n).forEach(function (q, k) {
				tries += g.answers[k] >= 0;
				hits += g.answers[k] === q.right;
			});
			right += hits;
			answered += tries;
			if (tries) book.notice(hits + " of " + tries + " right");
		}
		book.go(book.partner(n));
	}

	/* The digits answer while a question is open; true if it was one. */
	book.answer = function (digit) {
		var n = before(book.at), g, k;
		if (!on || n < 0 || n !== book.at) return false;
		g = entry(n);
		k = g.answers.indexOf(-1);
		if (g.revealed || k < 0) return false;
		if (digit > book.questions(n)[k].choices.length) return true;
		g.answers[k] = digit - 1;
		show();
		return true;
	};

	book.onTab = function (tab) {
		on = tab === "quiz";
		book.press("quiz", on);
		if (on && book.at >= -1) show();
	};

	/* On: to the questions of this fault, or of the next one. Off: back to the source. */
	book.act.quiz = function () {
		if (on && !document.body.classList.contains("bare") && !document.body.classList.contains("wide")) return book.choose("source");
		document.body.classList.remove("bare");
		if (document.body.classList.contains("wide")) book.act.side();
		if (book.at < 0 || !frames[book.at].quiz) {
			var i = Math.max(book.at, 0);
			while (i < frames.length && !frames[i].quiz) i++;
			if (i < frames.length) book.go(i);
			else book.notice("No fault follows that could be predicted.");
		}
		book.choose("quiz");
	};
	book.act.reveal = reveal;
	$("reveal").addEventListener("click", reveal);
	book.onTurn.push(function () { if (on) show(); });
}());
