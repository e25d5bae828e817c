/*
 * book_size.js - how much room the picture has: the border beside it, and the picture enlarged.
 *
 * The border is dragged, or moved by its own arrow keys. The enlarged picture fills the window and is moved like any
 * long page; a double click or a double tap enlarges where it hits. Both end with this page.
 */
(function () {
	var $ = book.$, stage = $("stage"), border = $("border");
	var LEAST = Number(border.getAttribute("aria-valuemin")), MOST = Number(border.getAttribute("aria-valuemax"));
	var tapped = null;

	/* The texts have this many hundredths of the width. */
	function share() { return 100 * $("side").offsetWidth / window.innerWidth; }

	function tell() {
		border.setAttribute("aria-valuenow", String(Math.max(LEAST, Math.min(MOST, Math.round(share())))));
		border.setAttribute("aria-valuetext", Math.round(share()) + " % of the width");
	}

	/* Without a number: what is usual (book.css). */
	function part(percent) {
		if (percent === undefined) document.body.style.removeProperty("--side");
		else document.body.style.setProperty("--side", Math.max(LEAST, Math.min(MOST, percent)) + "vw");
		book.look();
	}

	border.addEventListener("pointerdown", function (e) {
		if (e.button) return;
		border.setPointerCapture(e.pointerId);
		e.preventDefault();
		border.focus({ focusVisible: false });
	});
	border.addEventListener("pointermove", function (e) {
		if (border.hasPointerCapture(e.pointerId)) part(100 * (1 - e.clientX / window.innerWidth));
	});
	border.addEventListener("dblclick", function () { part(); });
	border.addEventListener("keydown", function (e) {
		var to = { ArrowLeft: share() + 2, ArrowRight: share() - 2, Home: MOST, End: LEAST }[e.key];
		if ((to === undefined && e.key !== "Enter") || e.ctrlKey || e.altKey || e.metaKey) return;
		e.preventDefault();
		part(to);
	});

	/* ---- enlarged ---- */

	function isLarge() { return document.body.classList.contains("enlarged"); }

	/* Enlarged, the point of the picture that was hit stays under the finger. */
	function enlarge(on, at) {
		var r = stage.getBoundingClientRect(), x = at ? (at.x - r.left) / r.width : 0, y = at ? (at.y - r.top) / r.height : 0;
		document.body.classList.toggle("enlarged", on);
		book.press("larger", on);
		book.look();
		stage.scrollLeft = on && at ? x * stage.scrollWidth - at.x : 0;
		stage.scrollTop = on && at ? y * stage.scrollHeight - at.y : 0;
		if (on) stage.focus();
		else if (document.activeElement === book.button("smaller")) book.button("larger").focus();
	}

	stage.addEventListener("click", function (e) {
		var now = { x: e.clientX, y: e.clientY, at: e.timeStamp };
		if (e.target.closest("a, button, #all_time")) return;
		if (tapped && now.at - tapped.at < 400 && Math.abs(now.x - tapped.x) + Math.abs(now.y - tapped.y) < 40) {
			enlarge(!isLarge(), now);
			now = null;
		}
		tapped = now;
	});
	book.onLook.push(tell);
	book.onTurn.push(tell);
	book.act.larger = function () { enlarge(!isLarge()); };
	book.act.smaller = function () { if (isLarge()) enlarge(false); };
}());
