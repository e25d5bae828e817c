// page.mjs - a browser, a page with everything that goes wrong on it, and checks that are counted.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

let failed = 0, browser;

// Who waits longer waits for ever. A busy machine is no failure.
const PATIENCE_MS = 300000, LOOK_MS = 40;

export async function start() {
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		headless: true,
		timeout: PATIENCE_MS,
		args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--no-first-run"],
	});
}

// How many checks failed. A script that opened no page may ask as well.
export async function stop() {
	await browser?.close();
	return failed;
}

export function check(what, ok, seen) {
	console.log(`${ok ? "ok" : "not ok"} - ${what}${ok || seen === undefined ? "" : ` (saw ${JSON.stringify(seen)})`}`);
	failed += !ok;
}

// A page of nothing yet. What it asks of any network but `from`, or says on the console, is kept and must be nothing.
export async function browserPage({ width = 1280, height = 720, scheme = "light", motion = "no-preference", from } = {}) {
	const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, reducedMotion: motion });
	page.setDefaultTimeout(PATIENCE_MS);
	page.problems = [];
	page.on("console", (m) => ["error", "warning"].includes(m.type()) && page.problems.push(m.text()));
	page.on("pageerror", (e) => page.problems.push(String(e)));
	page.on("dialog", (d) => { page.problems.push("dialog"); d.dismiss(); });
	page.on("request", (r) => !/^(file|data|blob|about):/.test(r.url()) && !(from && r.url().startsWith(from)) &&
		page.problems.push(`request ${r.url()}`));
	await page.addInitScript(() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; });
	return page;
}

// A page of this file; see close().
export async function open(file, hash = "", options = {}) {
	const page = await browserPage(options);
	await page.goto(pathToFileURL(file).href + hash);
	await until(page, () => document.querySelector("#where")?.textContent !== "");      // a page without it has nothing to wait for
	return page;
}

// Wait for a condition. (The browser library's own waiting needs eval, which the book's policy forbids.)
export async function until(page, condition, arg) {
	for (let i = 0; i < PATIENCE_MS / LOOK_MS; i++) {
		if (await page.evaluate(condition, arg)) return true;
		await page.waitForTimeout(LOOK_MS);
	}
	return false;
}

// An Escape can close a dialog twice on a busy machine; the pause keeps the second from the next dialog.
export const dialogsGone = async (page) => {
	await until(page, () => !document.querySelector("dialog[open]"));
	await page.waitForTimeout(60);
};

// Milliseconds of processor time that the page has taken so far: the machine may have other things to do.
export async function worked(page) {
	const session = await page.context().newCDPSession(page);
	await session.send("Performance.enable");
	const { metrics } = await session.send("Performance.getMetrics");
	await session.detach();
	return metrics.find((m) => m.name === "ProcessTime").value * 1000;
}

export async function close(page, what) {
	check(`${what}: nothing on the console, nothing asked of a network`, page.problems.length === 0, page.problems);
	await page.close();
}

export const text = (page, selector) => page.evaluate((s) => document.querySelector(s).textContent, selector);
export const where = (page) => text(page, "#where");
export const step = async (page) => Number((await where(page)).split(" / ")[0]);
export const steps = (page) => page.evaluate(() => Number(document.querySelector("#slider").max));
export const shown = (page, selector) => page.evaluate((s) => {
	const e = document.querySelector(s), r = e && e.getBoundingClientRect();
	return !!e && r.width > 0 && r.height > 0 && getComputedStyle(e).visibility !== "hidden";
}, selector);
export const arrives = (page, n) => until(page, (want) => document.querySelector("#where").textContent.startsWith(`${want} /`), n);
export const foot = (page) => text(page, "#foot text");
