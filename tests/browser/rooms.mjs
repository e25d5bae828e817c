// rooms.mjs - where the book is read: projectors, telephones, by ear, in the dark; large labs; hostile ones.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arrives, check, close, dialogsGone, open, shown, step, steps, text, worked } from "./page.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function fits(book, shots) {
	for (const hash of ["#step=3", "#overview"]) {
		const page = await open(book, hash);
		for (const [width, height] of [[1280, 720], [1366, 768], [1920, 1080]]) {
			await page.setViewportSize({ width, height });
			const fit = await page.evaluate(() => {
				const d = document.documentElement, r = document.querySelector("#stage").getBoundingClientRect();
				const rows = new Set(Array.from(document.querySelectorAll("#buttons button"))
					.filter((b) => b.offsetWidth).map((b) => b.getBoundingClientRect().top));
				return { x: d.scrollWidth - innerWidth, y: d.scrollHeight - innerHeight,
					r: [r.left, r.top, innerWidth - r.right, innerHeight - r.bottom], rows: rows.size };
			});
			check(`${hash} without scroll bars at ${width}x${height}, buttons in one row`, fit.x <= 0 && fit.y <= 0 && fit.r.every((v) => v >= -1) && fit.rows === 1, fit);
			if (shots) await page.screenshot({ path: `${shots}/book-${width}${hash.slice(1, 3)}.png` });
		}
		await close(page, hash);
	}
	await far(book);
	const page = await open(book, "#fault=37b", { width: 390, height: 844 });
	const phone = await page.evaluate(() => {
		const top = (id) => document.getElementById(id).getBoundingClientRect();
		return { x: document.documentElement.scrollWidth - innerWidth,
			order: ["head", "view", "legend", "controls", "side"].map((i) => Math.round(top(i).top)),
			wide: top("stage").width };
	});
	check("on a phone the panels stack",
		phone.x <= 0 && Math.floor(phone.wide) === 390 && phone.order.every((t, i) => i === 0 || t > phone.order[i - 1]), phone);
	if (shots) await page.screenshot({ path: `${shots}/book-phone.png`, fullPage: true });
	await page.evaluate(() => { for (const d of ["1", "2", "3"]) book.act[`detail-${d}`](); });
	check("in no detail wider than the phone", await page.evaluate(() => ["1", "2", "3"].every((d) => {
		book.act[`detail-${d}`]();
		return document.documentElement.scrollWidth <= innerWidth;
	})));
	await page.click('[data-do="larger"]');
	check("the picture can be enlarged", await page.evaluate(() =>
		document.querySelector("#picture").getBoundingClientRect().width >= 1300 &&
		document.querySelector("#stage").scrollWidth > innerWidth * 3));
	await page.click('[data-do="smaller"]');
	await close(page, "phone");
}

// At the back of the room: how large it is written, and how much of its place is left empty.
async function far(book) {
	const page = await open(book, "#fault=37b");
	const size = (s) => page.evaluate((q) => parseFloat(getComputedStyle(document.querySelector(q)).fontSize), s);
	check("the sentence is large at 1280x720", await size("#head-say span") >= 24, await size("#head-say span"));
	check("and so are the pages", await size(".ring .cell b") >= 14 && await size(".number") >= 13, await size(".ring .cell b"));
	for (const [detail, what] of [["1", ".lens"], ["2", ".hops"], ["3", "#picture > svg"]]) {
		await page.keyboard.press(detail);
		const empty = await page.evaluate((q) => {
			const [legend, shown, head] = ["#legend", q, "#head"].map((s) => document.querySelector(s).getBoundingClientRect());
			return { below: legend.top - shown.bottom, beside: shown.width / head.width,
				over: q === "#picture > svg" ? shown.top - head.bottom : 0 };
		}, what);
		check(`detail ${detail} fills its place`, Math.abs(empty.below) < 30 && empty.over < 30 && empty.beside > 0.9, empty);
	}
	await close(page, "from afar");
}

async function accessible(page, what) {
	if (!await page.evaluate(() => window.axe !== undefined)) await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const r = await window.axe.run(document, { resultTypes: ["violations"] });
		return r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join("; ")}`);
	});
	check(`axe finds nothing: ${what}`, found.length === 0, found);
}

async function forEverybody(book) {
	for (const scheme of ["light", "dark"]) {
		const page = await open(book, "", { scheme, motion: scheme === "dark" ? "reduce" : "no-preference" });
		check(`it opens ${scheme}`, await page.evaluate(() => document.documentElement.dataset.theme) === scheme);
		await accessible(page, `overview, ${scheme}`);
		await page.keyboard.press("3");
		await accessible(page, `whole overview, ${scheme}`);
		await page.keyboard.press("2");
		await page.evaluate(() => { location.hash = "#fault=37a"; });
		await arrives(page, 74);
		await page.keyboard.press("q");
		await page.keyboard.press("1");
		await page.keyboard.press("Enter");
		await accessible(page, `divergence with answers, ${scheme}`);
		await page.evaluate(() => book.go(2));
		for (const d of ["3", "1", "2"]) {
			await page.evaluate((k) => book.detail(k), Number(d));
			await accessible(page, `detail ${d}, ${scheme}`);
		}
		const moves = await page.evaluate(() => getComputedStyle(document.querySelector("#picture .chg:not(.key)")).animationName);
		check(`${scheme === "dark" ? "no motion where none is wanted" : "what changed fades in"}`, moves === (scheme === "dark" ? "none" : "seen"), moves);
		for (const tab of ["steps", "facts", "source"]) {
			await page.click(`#tab-${tab}`);
			await accessible(page, `${tab}, ${scheme}`);
		}
		for (const key of ["?", "p", "j", "v"]) {
			await page.keyboard.press(key);
			await accessible(page, `dialog of ${key}, ${scheme}`);
			await page.keyboard.press("Escape");
			await dialogsGone(page);
		}
		await close(page, `by ear, ${scheme}`);
	}
}

// The same run many times over: as many frames as a lab of 2,000 pages has.
async function large(book) {
	const html = await readFile(book, "utf8"), mark = '<script type="application/json" id="data">';
	const from = html.indexOf(mark) + mark.length, to = html.indexOf("</script>", from), data = JSON.parse(html.slice(from, to));
	const frames = data.frames, rows = data.rows, bad = data.bad, times = 25;
	data.frames = [];
	data.rows = [];
	data.bad = [];
	for (let k = 0; k < times; k++) {
		data.frames.push(...frames.map((f) => ({ ...f, row: f.row + k * rows.length, fault: f.fault && f.fault + k * 80 })));
		data.rows.push(...rows);
		data.bad.push(...bad.map((b) => b + k * rows.length));
	}
	const file = book.replace(/index\.html$/, "large.html");
	await writeFile(file, html.slice(0, from) + JSON.stringify(data).replaceAll("</", "<\\/") + html.slice(to));
	const page = await open(file, "#step=2000"), opened = await worked(page);
	check("a lab of 2,000 pages opens in 3 s of processor time", opened > 0 && opened < 3000, opened);
	check("at its step", (await step(page)) === 2000 && (await steps(page)) === frames.length * times);
	const took = {}, moves = {
		steps: () => { for (let i = 0; i < 100; i++) book.act.next(); document.body.getBoundingClientRect(); },
		jump: () => { book.act.last(); document.body.getBoundingClientRect(); },
		back: () => { book.go(17); document.body.getBoundingClientRect(); },
		bad: () => { book.act.diverge(); document.body.getBoundingClientRect(); },
	};
	await page.evaluate(() => { book.choose("steps"); });
	for (const [name, move] of Object.entries(moves)) {
		const before = await worked(page);
		await page.evaluate(move);
		took[name] = await worked(page) - before;
	}
	took.step = took.steps / 100;
	check("a step takes less than 100 ms, a jump less than a second", took.step < 100 && took.jump < 1000 && took.back < 1000 && took.bad < 1000, took);
	console.log(`# large: opened in ${opened} ms; ${Object.entries(took).map(([k, v]) => `${k} ${v.toFixed(1)} ms`).join(", ")}`);
	check("its step table is a window on the rows",
		await page.locator("#steps tbody tr").count() === 400 && await shown(page, "#pager"));
	await page.keyboard.press("End");
	check("that follows the step", await page.locator("#steps tr.here").count() === 1);
	await close(page, "a large lab");
}

async function breakOut(hostile) {
	const page = await open(hostile, "#step=3");
	check("a hostile name is shown as text", (await text(page, "#about")).includes("</script><b>"), await text(page, "#about"));
	check("hostile output is shown as text", (await text(page, "#output")).includes("<img src=x"), await text(page, "#output"));
	check("a hostile source is shown as text", (await text(page, "#source")).startsWith("</script><b>"));
	check("no element is added",
		await page.locator("img").count() === 1 && await page.locator("script").count() === 2 &&
		await page.locator("main b:not(.cell > b, .hop > b), main img:not(#structure), #source b").count() === 0);
	await page.keyboard.press("2");
	check("nor in large type", await page.locator("#plain b b, #plain img, #plain script").count() === 0);
	check("a line that the source does not have marks nothing", (await page.locator("#source li.here").count()) === 0);
	for (const key of ["o", "q", "Enter", "o"]) await page.keyboard.press(key);
	await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
	check("nor on paper", await page.locator("#sheets img, #sheets b, #sheets script").count() === 0);
	await close(page, "a hostile lab");
}

export async function rooms(book, hostile, shots) {
	await fits(book, shots);
	await forEverybody(book);
	await large(book);
	await breakOut(hostile);
}
