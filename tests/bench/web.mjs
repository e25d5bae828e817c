// web.mjs BUILD - how fast the page is, in a browser, beside the native programs, all in one run. Nothing here passes or fails.
import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { browserPage, start, stop, until } from "../browser/page.mjs";

const [build] = process.argv.slice(2), require = createRequire(import.meta.url), runs = Number(process.env.RUNS || 5);
const file = path.resolve(build, "index.html"), url = pathToFileURL(file).href;
const lab = "docs/labs/01-demand-commit", work = "build/bench/web";
globalThis.WASI = require("../../viz/web/wasi.js");
const MACHINE = require("../../viz/web/machine.js");
const median = all => all.sort((a, b) => a - b)[all.length >> 1];
const line = (what, ms, more = "") => console.log(`  ${what.padEnd(44)} ${ms.toFixed(1).padStart(8)} ms   ${more}`);

function native(command) {
	const r = spawnSync("sh", ["-c", `${command} >/dev/null && times`], { encoding: "utf8" });
	const [user, system] = r.stdout.trim().split("\n")[1].split(" ")
		.map(t => t.replace("s", "").split("m")).map(([m, s]) => 60 * m + +s);

	if (r.status) {
		console.error(`bench: ${command} failed`);
		process.exit(1);
	}
	return 1000 * (user + system);
}

function wall(command) {
	const began = performance.now();

	native(command);
	return performance.now() - began;
}

async function repeat(count, what) {
	const all = [];

	for (let i = 0; i < count; i++)
		all.push(await what());
	return median(all);
}

const idle = page => until(page, () => !document.getElementById("run").disabled);
const bookThere = () => !document.getElementById("book").hidden && document.getElementById("status").textContent === "done";

/* From `began`, or from the click, until the first picture can be seen: on the page's own clock, as a person would have it. */
const watch = page => page.evaluate(() => {
	window.seen = new Promise(tell => {
		const image = document.getElementById("first");

		image.addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now()))));
		document.getElementById("run").addEventListener("click", () => { window.clicked = performance.now(); });
	});
});

async function firstPicture(warm) {
	const page = await browserPage();

	await page.goto(url);
	await watch(page);
	await idle(page);
	if (warm)
		await page.waitForTimeout(500);
	await page.evaluate(() => document.getElementById("run").click());
	const ms = await page.evaluate(async cold => await window.seen - (cold ? 0 : window.clicked), !warm);
	await page.close();
	return ms;
}

async function again(page) {
	const began = Date.now();

	await page.evaluate(() => { document.getElementById("status").textContent = "running"; document.getElementById("run").click(); });
	await until(page, bookThere);
	return Date.now() - began;
}

/* From the call to the frame after the one in which the picture was put there. */
const steps = book => book.evaluate(async () => {
	const all = [];

	for (let n = 1; n <= 60; n++) {
		const began = performance.now();

		book.go(2 * n);
		await new Promise(tell => requestAnimationFrame(() => requestAnimationFrame(tell)));
		all.push(performance.now() - began);
	}
	return all.sort((a, b) => a - b);
});

fs.mkdirSync(work, { recursive: true });
await start();
await firstPicture(false);
console.log(`the page, ${lab}; medians of ${runs} runs`);
const run = `build/sim run --trace ${work}/sim.jsonl ${lab}/lab.c`;
const whole = `{ ${run} && rm -rf ${work}/book && build/viz book --out ${work}/book ${lab}/real.jsonl ${work}/sim.jsonl; }`;
const base = await repeat(runs, () => wall(whole)), times = ms => `${(ms / base).toFixed(1)} times the native programs`;
line("native: run, then the book with all pictures", base);
const cold = await repeat(runs, () => firstPicture(false)), warm = await repeat(runs, () => firstPicture(true));
line("page opened, first click to first picture", cold, `${times(cold)} (goal 3000)`);
line("page ready, first click to first picture", warm, `${times(warm)} (goal 1500)`);
const page = await browserPage();
await page.goto(url);
await idle(page);
const first = await again(page), later = await repeat(runs, () => again(page));
line("page ready, first click to the whole book", first, times(first));
line("a later run, click to the whole book", later, times(later));
await page.waitForTimeout(1000);                // the last book is being opened
const all = await steps(page.frames().find(f => f !== page.mainFrame()));
line("a step", median(all), `the longest of ${all.length}: ${all[all.length - 1].toFixed(1)} (goal 100)`);
await page.close();
await stop();

const hits = "tests/bench/hits.c", text = fs.readFileSync(hits, "utf8");
const machine = MACHINE.make({ sim: new WebAssembly.Module(fs.readFileSync(path.join(build, "sim.wasm"))) });
function computed() {
	const before = process.cpuUsage();

	machine.simulate({ name: "lab.c", text }, () => {});
	const used = process.cpuUsage(before);
	return (used.user + used.system) / 1000;
}
computed();
const compute = [], own = [];
for (let i = 0; i < runs; i++) {                /* by turns, so that both have the same neighbours on a busy machine */
	own.push(native(`build/sim run ${hits}`));
	compute.push(computed());
}
console.log(`${hits}: processor time, medians of ${runs} runs by turns`);
line("native", median(own));
line("sim.wasm under node", median(compute), `${(median(compute) / median(own)).toFixed(2)} times the native program (goal 2)`);
console.log(`  ${"index.html".padEnd(44)} ${(fs.statSync(file).size / 1e6).toFixed(2).padStart(8)} MB   (goal 1.50)`);
