// turning.mjs - getting about in the book: keys, buttons, slider, links, playing.
import { arrives, check, close, dialogsGone, foot, open, shown, step, steps, text, until, where } from "./page.mjs";

async function keys(book) {
	const page = await open(book), last = await steps(page);

	check("opens at the overview", (await where(page)) === "overview" && await shown(page, "#overview"));
	const walk = [["ArrowRight", 1], ["ArrowRight", 2], ["PageDown", 3], ["ArrowLeft", 2], ["PageUp", 1], ["End", last], ["Home", 1],
		["ArrowDown", 2], ["ArrowDown", 4], ["ArrowUp", 2], ["b", 3], ["b", 2]];
	for (const [key, want] of walk) {
		await page.keyboard.press(key);
		check(`key ${key} goes to step ${want}`, (await step(page)) === want, await where(page));
	}
	check("the picture is that of the step", /step-0002-fault001-a/.test(await foot(page)), await foot(page));
	await page.keyboard.press("o");
	check("key o opens the overview", await shown(page, "#overview") && !await shown(page, "#picture"));
	await page.keyboard.press("o");
	check("and goes back to the step", (await step(page)) === 2 && await shown(page, "#plain"), await where(page));
	await page.keyboard.press("d");
	check("key d goes to a divergence", await page.evaluate(() => !!document.querySelector("#tape_top")));
	const toggles = [["g", ".grey #picture"], ["n", ":root[data-theme=dark]"], ["w", "body.wide"], ["c", "body.bare"],
		["z", "body.enlarged"]];
	for (const [key, selector] of toggles) {
		await page.keyboard.press(key);
		const on = await page.locator(selector).count();
		await page.keyboard.press(key);
		check(`key ${key} turns on and off`, on === 1 && await page.locator(selector).count() === 0);
	}
	await page.keyboard.press("f");
	check("key f asks for the full screen", await until(page, () => !!document.fullscreenElement));
	await page.evaluate(() => document.exitFullscreen());
	for (const [key, id] of [["?", "keys"], ["p", "print"], ["j", "jump"], ["v", "words"]]) {
		await page.keyboard.press(key);
		check(`key ${key} opens the ${id}`, await page.evaluate((i) => document.getElementById(i).open, id));
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Escape");
		await dialogsGone(page);
	}
	for (const [key, to, want] of [["/", "f3b", 7], ["j", "12", 12]]) {
		await page.keyboard.press(key);
		await page.keyboard.type(to);
		await page.keyboard.press("Enter");
		await arrives(page, want);
		check(`key ${key} jumps to ${to}`, (await step(page)) === want, await where(page));
	}
	await page.keyboard.press("s");
	check("key s opens the structures of a step that has them", !await shown(page, "#structure"));
	await page.keyboard.press("Home");
	await page.keyboard.press("ArrowRight");
	await until(page, () => document.querySelector("#structure").complete);
	check("and they follow the step",
		await shown(page, "#structure") && await page.evaluate(() => document.querySelector("#structure").naturalWidth) === 40);
	await page.keyboard.press("s");
	check("and give way to the picture", await shown(page, "#plain") && !await shown(page, "#structure"));
	check("stepping leaves no trail in the history", (await page.evaluate(() => history.length)) <= 2);
	await close(page, "keys");
}

// Every button does what its key does; none is left out of this list.
async function buttons(book) {
	const page = await open(book, "#step=10"), last = await steps(page);
	const tries = { "back": 9, "next": 11, "first": 1, "last": last, "fault-back": 8, "fault-next": 12, "flip": 11, "diverge": 75 };
	const states = { "grey": "body.grey", "dark": ":root[data-theme=dark]", "side": "body.wide",
		"structure": "[data-do=structure][aria-pressed=true]",
		"overview": "#overview:not([hidden])", "quiz": "#pane-quiz:not([hidden])", "play": "#play[aria-label=pause]" };
	const dialogs = { "jump": "#jump", "print": "#print", "keys": "#keys", "words": "#words" };
	const details = { "detail-1": ["#plain .cell"], "detail-2": ["#plain .cell", "#plain .hop"], "detail-3": ["#picture"] };

	for (const [name, want] of Object.entries(tries)) {
		await page.evaluate(() => book.go(9));
		await page.click(`[data-do="${name}"]`);
		check(`button ${name}`, (await step(page)) === want, await where(page));
	}
	for (const [name, selector] of Object.entries(states)) {
		await page.click(`[data-do="${name}"]`);
		check(`button ${name} turns on`, await page.locator(selector).count() === 1);
		await page.click(`[data-do="${name}"]`);
		check(`button ${name} turns off`, await page.locator(selector).count() === 0);
	}
	for (const [name, selectors] of Object.entries(details)) {
		await page.click(`[data-do="${name}"]`);
		const seen = [];
		for (const s of ["#plain .cell", "#plain .hop", "#picture"]) if (await shown(page, s)) seen.push(s);
		check(`button ${name}`, seen.join() === selectors.join(), seen);
	}
	for (const [name, selector] of Object.entries(dialogs)) {
		await page.click(`[data-do="${name}"]`);
		check(`button ${name} opens its dialog`, await page.evaluate((s) => document.querySelector(s).open, selector));
		await page.keyboard.press("Escape");
		await dialogsGone(page);
	}
	await page.click('[data-do="hide"]');
	check("button hide", !await shown(page, "#controls"));
	await page.keyboard.press("c");
	const all = await page.evaluate(() => Array.from(document.querySelectorAll("[data-do]")).map((b) => b.dataset.do));
	const tested = new Set([...Object.keys(tries), ...Object.keys(states), ...Object.keys(dialogs), ...Object.keys(details),
		"hide", "full", "larger", "smaller"]);
	check("no button is untested", all.every((b) => tested.has(b)), all.filter((b) => !tested.has(b)));
	await page.keyboard.press("Tab");
	check("the focus is visible", await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle === "solid"));
	await close(page, "buttons");
}

async function playing(book) {
	const page = await open(book, "#fault=36b"), from = await step(page);

	await page.selectOption("#speed", "4");
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press("Space");
	check("playing is shown", (await text(page, "#play")) === "❚❚" && await page.getAttribute("#say", "aria-live") === "off");
	await until(page, () => document.querySelector("#play").getAttribute("aria-pressed") === "false");
	check("playing stops at a divergence",
		(await step(page)) === from + 2 && await page.getAttribute("#say", "aria-live") === "polite", await where(page));
	await page.keyboard.press("Home");
	await page.keyboard.press("Space");
	await until(page, () => !document.querySelector("#where").textContent.startsWith("1 /"));
	await page.keyboard.press("Space");
	const paused = await step(page);
	await page.waitForTimeout(350);
	check("Space plays and pauses", paused > 1 && (await step(page)) === paused, [paused, await step(page)]);
	check("there are four speeds", await page.locator("#speed option").count() === 4);
	await close(page, "playing");
}

async function sliderAndLinks(book) {
	let page = await open(book, "#fault=37b");
	check("deep link to a fault",
		(await text(page, "#head_title text")) === "Fault 37 of 80" && /fault037-b/.test(await foot(page)), await foot(page));
	await page.evaluate(() => { const s = document.querySelector("#slider"); s.value = 10; s.dispatchEvent(new Event("input")); });
	check("the slider moves the picture", /step-0010/.test(await foot(page)), await foot(page));
	check("the address follows the step", (await page.evaluate(() => location.hash)) === "#step=10");
	check("the slider has a tick for a divergence", (await page.locator("#ticks .bad").count()) > 0);
	await page.evaluate(() => { location.hash = "#step=5"; });
	await arrives(page, 5);
	check("a changed link is followed", (await step(page)) === 5, await where(page));
	await close(page, "links");
	page = await open(book, "#step=75");
	check("deep link to a step", (await step(page)) === 75);
	await close(page, "link to a step");
	page = await open(book, "#step=<b>nonsense");
	check("a bad link goes to step 1 and says so",
		(await step(page)) === 1 && /No such step: step=<b>nonsense/.test(await text(page, "#notice")),
		await text(page, "#notice"));
	for (const bad of ["#step=0", "#step=99999", "#fault=81", "#%zz"]) {
		await page.evaluate((hash) => {
			book.go(9);
			document.querySelector("#notice").textContent = "";
			location.hash = hash;
		}, bad);
		await until(page, () => document.querySelector("#notice").textContent !== "");
		check(`so does ${bad}`, (await step(page)) === 1 && /No such step/.test(await text(page, "#notice")), await where(page));
	}
	await close(page, "bad links");
}

// Every frame must be drawn alike, whatever way one came.
async function sameFromAnyWay(book) {
	const page = await open(book, "#step=1");
	const wrong = await page.evaluate(async () => {
		const seen = [], now = () => Array.from(document.querySelectorAll("#frame > g"))
			.map((g) => g.id + ":" + g.textContent).join("|");
		for (let i = 0; i < book.frames.length; i++) {
			book.go(i);
			seen.push(now());
		}
		const bad = [];
		for (let i = book.frames.length - 1; i >= 0; i -= 7) {
			book.go(i);
			if (now() !== seen[i]) bad.push(i + 1);
		}
		return bad;
	});
	check("a frame is the same from any side", wrong.length === 0, wrong);
	check("no id is there twice", await page.evaluate(() => {
		const all = Array.from(document.querySelectorAll("[id]")).map((e) => e.id);
		return new Set(all).size === all.length;
	}));
	await close(page, "all frames");
}

// Nothing moves but what changed: the boxes that every frame has keep their places, in large type as well, and so do the controls.
async function nothingTwitches(book) {
	const page = await open(book, "#step=2");
	for (const detail of ["2", "3"]) {
		await page.keyboard.press(detail);
		const moved = await movedBoxes(page);
		check(`nothing twitches in detail ${detail}`, moved.length === 0, moved);
	}
	await close(page, "stepping");
}

// Every box's id or, in large type, its class and number in the order of the page: where it was, and where it is.
const movedBoxes = (page) => page.evaluate(() => {
	const free = /^(ov_|lens|fault_|div_|frame_ring|arr_|w_|lg_\d+_t|tape)/, places = new Map(), bad = new Set();
	for (let i = 1; i < book.frames.length; i += 3) {
		book.go(i);
		const boxes = Array.from(document.querySelectorAll("#frame > g.node"))
			.filter((g) => !free.test(g.id) && g.querySelector("polygon, path"));
		const plain = Array.from(document.querySelectorAll("#plain .cell, #plain .hop, #plain .exit, #plain .lane"));
		plain.forEach((e, k) => { e.key = `${e.className.split(" ")[0]} ${k}`; });
		for (const e of [...boxes.map((g) => g.querySelector("polygon, path")), ...plain,
				...document.querySelectorAll("#view, #controls button, #tabs button, .pane")]) {
			const r = e.getBoundingClientRect(), key = e.key || e.closest("[id]").id + (e.dataset.do || ""),
				at = [r.x, r.y, r.width].map(Math.round).join();
			if (places.has(key) && places.get(key) !== at) bad.add(key);
			places.set(key, at);
		}
	}
	return Array.from(bad);
});

// The digits choose how much of a step is shown, unless a question is open.
async function detail(book) {
	const page = await open(book, "#fault=37b"), seen = (s) => page.evaluate((q) =>
		Array.from(document.querySelectorAll(q)).map((e) => e.textContent), s);
	check("the tab has the lab's title", /^Lab <1>: a test – Fault 37 of 80$/.test(await page.title()), await page.title());
	check("a step opens with its sentence and its pages", await shown(page, "#plain .cell") && !await shown(page, "#plain .hop"));
	check("the pages around the fault", (await seen(".lens .number")).join() === ",32,33,34,35,WRITE 36,37,38,39",
		await seen(".lens .number"));
	check("say what they are on each side, and what may be done there",
		(await seen("#plain .ring .cell")).join() === "residentΔ read-write,reserved", await seen("#plain .ring .cell"));
	check("a page that differs is marked", await page.locator("#plain .ring .apart").count() === 1);
	await page.keyboard.press("2");
	check("2 shows the path", (await seen("#plain .hop b")).join() === "1 CPU,2 Kernel,3 Dispatcher,4 Filter,5 Disposition");
	check("and which side leaves where",
		(await seen("#plain .exit")).join() === "REAL: retry the write (back to 1),SIM: __except block", await seen("#plain .exit"));
	await page.keyboard.press("3");
	check("3 shows the whole picture", await shown(page, "#picture") && !await shown(page, "#plain"));
	await page.keyboard.press("1");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("q");
	await page.keyboard.press("2");
	check("while a question is open a digit answers it", await page.locator("#asks input:checked").count() === 1 && !await shown(page, ".hop"));
	const legend = await text(page, "#legend"), words = await text(page, "#words dl");
	check("the legend has what a page can be", ["guard", "read-only", "write-copy"].every((w) => legend.includes(w)), legend);
	check("the words are explained", ["AV", "PFN", "VAD", "A0", "PTE", "TLB"].every((w) => words.includes(w)));
	check("each in one sentence", await page.evaluate(() => Array.from(document.querySelectorAll("#words dd"))
		.every((d) => /^[A-Z].*\.$/.test(d.textContent) && !/[.?!] [A-Z]/.test(d.textContent))));
	await close(page, "detail");
}

async function withoutPages(alone) {
	const page = await open(alone, "#fault=1a");
	check("without a reservation a step opens with its path", await shown(page, "#plain .hop") && !await shown(page, "#plain .cell"));
	check("and says whose run it is", /SIM only/.test(await text(page, "#head-verdict")), await text(page, "#head-verdict"));
	check("and the tab has the lab's name", /^vectored\.c – Fault 1 of /.test(await page.title()), await page.title());
	await close(page, "without pages");
}

// What a step is about is shown first, be it pages or not.
async function tables(search, share) {
	const rows = (page) => page.evaluate(() => Array.from(document.querySelectorAll("#plain tr")).map((r) =>
		r.className + ": " + Array.from(r.cells).map((c) => c.textContent).join(", ")));
	let page = await open(search, "#fault=1"), seen;
	check("before a search there are pages", await shown(page, "#plain .cell"));
	await page.keyboard.press("ArrowRight");
	seen = await rows(page);
	check("a step of the search shows whom it asks", !await shown(page, "#plain .cell") && seen.length === 6 &&
		seen.some((r) => /^now: ▶ middle, line 33, __except, line 34, 1\. CONTINUE_SEARCH \(0\)/.test(r)), seen);
	await page.keyboard.press("2");
	check("2 shows the path as well", await shown(page, "#plain table") && await shown(page, "#plain .hop"));
	await close(page, "search");
	page = await open(share, "#step=6");
	seen = await rows(page);
	check("a copied page shows who sees which frame", seen.join("; ").includes("A1 page 1, RO, frame 0012, the section's page; " +
		"now: A2 page 1, RW, frame 0015, a private copy"), seen);
	await close(page, "share");
}

async function sizes(book) {
	const page = await open(book, "#step=3"), wide = () => page.evaluate(() => document.querySelector("#side").offsetWidth);
	const usual = await wide();
	await page.focus("#border");
	await page.keyboard.press("ArrowLeft");
	const wider = await wide();
	check("the border has keys", wider > usual && (await step(page)) === 3, [usual, wider]);
	check("and says where it is", Number(await page.getAttribute("#border", "aria-valuenow")) === Math.round(wider / 12.8));
	const at = await page.locator("#border").boundingBox();
	await page.mouse.move(at.x + 4, at.y + 200);
	await page.mouse.down();
	await page.mouse.move(700, 300);
	await page.mouse.up();
	check("and is dragged", Math.abs(await wide() - 580) < 12, await wide());
	await page.locator("#border").dblclick();
	check("a double click puts it back", await wide() === usual);
	check("the source wraps", await page.evaluate(() => {
		const s = document.querySelector("#source");
		return s.scrollWidth <= s.clientWidth;
	}));
	check("and has colours", await page.locator("#source .keyword").count() > 3 && await page.locator("#source .comment").count() > 3);
	await page.keyboard.press("3");
	await page.locator("#view").dblclick({ position: { x: 700, y: 300 } });
	check("a double click enlarges where it hits", await page.evaluate(() =>
		document.querySelector("#picture").getBoundingClientRect().width > 2000 &&
		document.querySelector("#stage").scrollLeft > 400));
	await page.click('[data-do="smaller"]');
	check("a button makes it small again", await page.locator("body.enlarged").count() === 0);
	await close(page, "sizes");
}

export async function turning(book, alone, search, share) {
	await detail(book);
	await withoutPages(alone);
	await tables(search, share);
	await sizes(book);
	await keys(book);
	await buttons(book);
	await playing(book);
	await sliderAndLinks(book);
	await sameFromAnyWay(book);
	await nothingTwitches(book);
}
