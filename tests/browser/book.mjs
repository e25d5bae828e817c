// The lab book in a real browser: node book.mjs BOOK.html [HOSTILE.html] [SCREENSHOT-FOLDER]
// BOOK is one of a lab with at least one divergence and 30 faults; HOSTILE is one of a lab that tries to break out.
// Prints `ok - …` or `not ok - …` for each check; exits 1 if one fails.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const [book, hostile, shots] = process.argv.slice(2);
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	headless: true,
	args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-first-run"],
});
let failed = 0;

function check(what, ok, seen) {
	console.log(`${ok ? "ok" : "not ok"} - ${what}${ok || seen === undefined ? "" : ` (saw ${JSON.stringify(seen)})`}`);
	failed += !ok;
}

async function open(file, hash = "", size = { width: 1280, height: 720 }) {
	const page = await browser.newPage({ viewport: size });
	page.problems = [];
	page.requests = [];
	page.on("console", (m) => m.type() === "error" && page.problems.push(m.text()));
	page.on("pageerror", (e) => page.problems.push(String(e)));
	page.on("dialog", (d) => { page.problems.push("dialog"); d.dismiss(); });
	page.on("request", (r) => /^https?:/.test(r.url()) && page.requests.push(r.url()));
	await page.goto(pathToFileURL(file).href + hash);
	await page.waitForFunction(() => document.querySelector("#where").textContent !== "");
	return page;
}

const step = (page) => page.evaluate(() => Number(document.querySelector("#where").textContent.split(" / ")[0]));
const steps = (page) => page.evaluate(() => Number(document.querySelector("#where").textContent.split(" / ")[1]));
const title = (page) => page.evaluate(() => document.querySelector("#head_title text").textContent);
const foot = (page) => page.evaluate(() => document.querySelector("#foot text").textContent);

async function keys() {
	const page = await open(book), last = await steps(page);

	check("opens at the first step", (await step(page)) === 1);
	const walk = [["ArrowRight", 2], ["PageDown", 3], ["ArrowLeft", 2], ["PageUp", 1], ["End", last], ["Home", 1], ["ArrowDown", 2],
		["ArrowDown", 4], ["ArrowUp", 2], ["b", 3], ["b", 2]];
	for (const [key, want] of walk) {
		await page.keyboard.press(key);
		check(`key ${key} goes to step ${want}`, (await step(page)) === want, await step(page));
	}
	check("the picture is that of the step", /step-0002-fault001-a/.test(await foot(page)), await foot(page));
	await page.keyboard.press("d");
	const diverged = await page.evaluate(() => !!document.querySelector("#tape_top"));
	check("key d goes to a divergence", diverged);
	await page.keyboard.press("g");
	check("key g makes it grey", await page.evaluate(() => document.querySelector("#picture").classList.contains("grey")));
	await page.keyboard.press("c");
	check("key c hides the controls", await page.evaluate(() => getComputedStyle(document.querySelector("#controls")).display === "none"));
	await page.keyboard.press("c");
	await page.keyboard.press("?");
	check("key ? lists the keys", await page.evaluate(() => document.querySelector("#keys").open));
	await page.keyboard.press("Escape");
	await page.waitForFunction(() => !document.querySelector("dialog[open]"));
	for (const [key, to, want] of [["/", "f3b", 7], ["j", "12", 12]]) {
		await page.keyboard.press(key);
		await page.keyboard.type(to);
		await page.keyboard.press("Enter");
		await page.waitForFunction((n) => document.querySelector("#where").textContent.startsWith(`${n} /`), want, { timeout: 3000 }).catch(() => {});
		check(`key ${key} jumps to ${to}`, (await step(page)) === want, await step(page));
	}
	await page.keyboard.press("Home");
	await page.selectOption("#speed", "4");
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press("Space");
	await page.waitForTimeout(900);
	await page.keyboard.press("Space");
	check("Space plays and pauses", (await step(page)) > 2, await step(page));
	check("stepping leaves no trail in the history", (await page.evaluate(() => history.length)) <= 2);
	check("the address follows the step", (await page.evaluate(() => location.hash)) === `#step=${await step(page)}`);
	check("no error on the console", page.problems.length === 0, page.problems);
	check("no request to any network", page.requests.length === 0, page.requests);
	await page.close();
}

async function sliderAndLinks() {
	let page = await open(book, "#fault=37b");
	check("deep link to a fault", (await title(page)) === "Fault 37 of 80", await title(page));
	check("its after picture", /fault037-b/.test(await foot(page)), await foot(page));
	if (shots) await page.screenshot({ path: `${shots}/book-diverge.png` });
	await page.evaluate(() => { const s = document.querySelector("#slider"); s.value = 10; s.dispatchEvent(new Event("input")); });
	check("the slider moves the picture", /step-0010/.test(await foot(page)), await foot(page));
	check("the slider has a tick for a divergence", (await page.locator("#ticks i").count()) > 0);
	await page.evaluate(() => { location.hash = "#step=5"; });
	await page.waitForFunction(() => document.querySelector("#where").textContent.startsWith("5 /"), null, { timeout: 3000 }).catch(() => {});
	check("a changed link is followed", (await step(page)) === 5, await step(page));
	await page.close();
	page = await open(book, "#step=75");
	check("deep link to a step", (await step(page)) === 75);
	await page.close();
	page = await open(book, "#step=<b>nonsense");
	check("a bad link goes to step 1", (await step(page)) === 1);
	check("and says so", /No such step/.test(await page.textContent("#notice")), await page.textContent("#notice"));
	await page.close();
}

// Every frame must be drawn as its SVG file is: same ids, whatever way one came.
async function sameFromAnyWay() {
	const page = await open(book), last = await steps(page);
	const ids = () => page.evaluate(() => Array.from(document.querySelectorAll("#frame > g")).map((g) => g.id + ":" + g.textContent).join("|"));
	const seen = [];
	for (let i = 1; i <= last; i++) {
		seen.push(await ids());
		await page.keyboard.press("ArrowRight");
	}
	let same = true;
	for (let i = last; i >= 1; i -= 7) {
		await page.evaluate((n) => { location.hash = `#step=${n}`; }, i);
		await page.waitForFunction((n) => document.querySelector("#where").textContent.startsWith(`${n} /`), i);
		same &&= (await ids()) === seen[i - 1];
	}
	check("a frame is the same from any side", same);
	check("no id is there twice", await page.evaluate(() => {
		const all = Array.from(document.querySelectorAll("[id]")).map((e) => e.id);
		return new Set(all).size === all.length;
	}));
	await page.close();
}

async function fits() {
	for (const [width, height] of [[1280, 720], [1366, 768], [1920, 1080]]) {
		const page = await open(book, "#step=3", { width, height });
		const fit = await page.evaluate(() => {
			const d = document.documentElement, r = document.querySelector("#picture").getBoundingClientRect();
			return { x: d.scrollWidth - innerWidth, y: d.scrollHeight - innerHeight, r: [r.left, r.top, innerWidth - r.right, innerHeight - r.bottom] };
		});
		check(`no scroll bars at ${width}x${height}`, fit.x <= 0 && fit.y <= 0 && fit.r.every((v) => v >= -1), fit);
		if (shots) await page.screenshot({ path: `${shots}/book-${width}.png` });
		if (width === 1280 && shots) {
			await page.click("#tab-steps");
			await page.screenshot({ path: `${shots}/book-steps.png` });
			await page.click("#tab-facts");
			await page.screenshot({ path: `${shots}/book-facts.png` });
			await page.keyboard.press("c");
			await page.screenshot({ path: `${shots}/book-bare.png` });
		}
		await page.close();
	}
}

async function besideThePicture() {
	const page = await open(book, "#fault=37b");
	await page.click("#tab-facts");
	check("facts as a table", (await page.locator("#facts tbody tr").count()) === 9);
	check("a differing fact is marked", (await page.locator("#facts tbody tr.no").count()) > 0);
	check("the sentence is announced", /REAL committed page 36/.test(await page.textContent("#say")));
	await page.click("#tab-steps");
	await page.selectOption("#filter", "diverge");
	const rows = await page.evaluate(() => Array.from(document.querySelectorAll("#steps tbody tr")).filter((r) => !r.hidden).length);
	check("the step table can show divergences only", rows > 0 && rows < 200, rows);
	await page.close();
}

async function breakOut() {
	const page = await open(hostile, "#step=3");
	check("a hostile lab raises no dialog and no error", page.problems.length === 0, page.problems);
	check("its name is shown as text", (await page.textContent("#about")).includes("</script><b>"), await page.textContent("#about"));
	check("its output is shown as text", (await page.textContent("#output")).includes("<img src=x"), await page.textContent("#output"));
	check("it adds no element", (await page.locator("img").count()) === 0 && (await page.locator("script").count()) === 2);
	check("its source is shown as text", (await page.textContent("#source")).startsWith("</script><b>"));
	await page.evaluate(() => document.querySelector("#source").children.length);
	check("no request to any network", page.requests.length === 0);
	if (shots) await page.screenshot({ path: `${shots}/book-hostile.png` });
	await page.close();
}

async function sourceLine() {
	const page = await open(hostile, "#step=3");
	check("a line that the source does not have marks nothing", (await page.locator("#source li.here").count()) === 0);
	await page.close();
}

try {
	await keys();
	await sliderAndLinks();
	await sameFromAnyWay();
	await fits();
	await besideThePicture();
	if (hostile) {
		await breakOut();
		await sourceLine();
	}
} catch (e) {
	check(`the test ran to its end: ${e.message}`, false);
}
await browser.close();
process.exit(failed ? 1 : 0);
