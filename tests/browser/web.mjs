// web.mjs BUILD REAL [FOLDER] - the page that runs labs, in a real browser: from a file and from a server, by keys and by mouse.
//
// BUILD has index.html and the folder `site`; REAL is a recorded real trace of lab 5. FOLDER gets screenshots.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { browserPage, check, close, start, stop, until } from "./page.mjs";

const [build, real, folder] = process.argv.slice(2), file = path.join(build, "index.html"), require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const url = pathToFileURL(path.resolve(file)).href;
const shoot = (page, name) => folder && page.screenshot({ path: path.join(folder, name + ".png") });

const status = page => page.textContent("#status");
const ready = page => until(page, () => !document.getElementById("run").disabled);
const done = page => until(page,
	() => !document.getElementById("run").disabled && !/running|drawing|reading/.test(document.getElementById("status").textContent));
const output = page => page.textContent("#output");
const book = page => page.frames().find(f => f !== page.mainFrame());
const inBook = async (page, condition, arg) => {
	for (let i = 0; i < 3000; i++) {
		try { if (await book(page).evaluate(condition, arg)) return true; } catch (e) { /* another book is being opened */ }
		await page.waitForTimeout(20);
	}
	return false;
};

async function open(hash = "", options = {}) {
	const page = await browserPage(options);

	await page.goto((options.url || url) + hash);
	await ready(page);
	return page;
}

const write = async (page, text) => { await page.selectOption("#lab", ""); await page.fill("#text", text); };
const run = async page => { await page.click("#run"); await done(page); };

async function labs() {
	const page = await open();

	check("18 labs and the assignments can be chosen", (await page.locator("#lab option").count()) >= 22,
		await page.locator("#lab option").count());
	await page.click("#run");
	check("the first picture is there before the book", await until(page, () => !document.getElementById("first").hidden));
	await done(page);
	check("output of the founding lab", /wrote 327680 bytes, committed 80 pages/.test(await output(page)), await output(page));
	check("its recorded real run stands beside it", await inBook(page,
		() => /REAL and SIM agree: \d+ steps/.test(document.body.textContent)));
	await shoot(page, "web-overview");
	await book(page).evaluate(() => book.go(74));
	check("the line of the open step is marked in the program", await until(page, () => document.querySelector("#lines .now") &&
		document.querySelector("#lines .now").textContent === "50"));
	await book(page).evaluate(() => book.act.structure());
	check("structures are drawn when they are asked for", await inBook(page,
		() => document.getElementById("structure").naturalWidth > 0));
	await page.locator("#lines li").nth(55).click();
	check("a line number leads to the step in which the line ran", await inBook(page, () => book.at >= 160));
	await page.selectOption("#lab", "07-decommit-recommit");
	check("the handout stands beside its lab", /Tell apart/.test(await page.textContent("#handout")));
	await run(page);
	check("another lab runs after it", /page 0: committed, first byte 0/.test(await output(page)));
	await page.click("#tab-machine");
	await page.fill("#opt-commit-available", "2");
	await run(page);
	check("the machine can be made smaller", /unhandled exception 0xC0000005/.test(await output(page)), await output(page));
	await close(page, "labs");
}

async function programs() {
	const page = await open();

	await write(page, "#include <stdio.h>\nint main(void)\n{\n\tint a = 1;\n\treturn b;\n}\n");
	await run(page);
	check("a mistake is listed with its line", /line 5: .*undeclared/.test(await page.textContent("#mistakes")),
		await page.textContent("#mistakes"));
	await page.click("#mistakes button");
	check("and leads to its place",
		await page.evaluate(() => document.activeElement.id === "text" && document.activeElement.selectionStart === 56),
		await page.evaluate(() => document.activeElement.selectionStart));
	await write(page, "#include <stdio.h>\nint main(void)\n{\n\tprintf(\"<b id=evil>&amp;</b><script>alert(1)</script>\\n\");\n\treturn 0; /* </script><img src=x onerror=alert(1)> */\n}\n");
	await run(page);
	check("markup of a program is text",
		(await output(page)) === "<b id=evil>&amp;</b><script>alert(1)</script>\n" && !await page.locator("#evil").count(), await output(page));
	check("in its book as well", await inBook(page,
		() => /<b id=evil>/.test(document.getElementById("output").textContent) && !document.getElementById("evil")));

	await write(page, "#include <stdio.h>\nint main(void)\n{\n\tint a, b, n = scanf(\"%d %d\", &a, &b);\n" +
		"\tprintf(\"%d: %d\\n\", n, n == 2 ? a + b : 0);\n\treturn 0;\n}\n");
	await page.click("#tab-input");
	await page.fill("#input", "19 23\n");
	await run(page);
	check("a program reads what stands in Input", (await output(page)) === "2: 42\n", await output(page));
	await page.fill("#input", "");
	await run(page);
	check("and without anything there, the end", (await output(page)) === "-1: 0\n", await output(page));

	await write(page, "#include <stdio.h>\nint main(void)\n{\n\tputs(\"before\");\n\tfor (;;)\n\t\t;\n}\n");
	await page.click("#tab-machine");
	await page.fill("#opt-max-steps", "100000000000");
	await page.click("#run");
	check("what a program prints is there while it runs", await until(page,
		() => /before/.test(document.getElementById("output").textContent)));
	await page.click("#stop");
	await until(page, () => /stopped/.test(document.getElementById("status").textContent));
	check("an endless program can be stopped", /stopped/.test(await status(page)), await status(page));
	await page.click("#status button");
	await done(page);
	check("and its first steps can be shown", await inBook(page, () => /within 20000000 steps/.test(document.body.textContent)),
		await status(page));
	await write(page, "#include <stdio.h>\nint main(void) { for (;;) printf(\"more and more\\n\"); }\n");
	await page.click("#run");
	await page.waitForTimeout(700);
	check("endless output leaves the page alive",
		await page.evaluate(() => document.getElementById("output").textContent.length > 1000));
	await page.click("#stop");
	await ready(page);
	await write(page, "#include <stdlib.h>\n#include <stdio.h>\nstatic int n;\nint less(const void *a, const void *b)\n{\n\tint v[2] = { 2, 1 };\n\tif (++n < 20000)\n\t\tqsort(v, 2, 4, less);\n\treturn 0;\n}\n" +
		"int main(void)\n{\n\tint v[2] = { 2, 1 };\n\tqsort(v, 2, 4, less);\n\tputs(\"done\");\n\treturn 0;\n}\n");
	await run(page);
	check("callbacks that call each other too deeply end with a sentence",
		/300 callbacks, filters/.test(await output(page)) &&
			await inBook(page, () => /300 callbacks/.test(document.body.textContent)),
		[await status(page), await output(page)]);
	await write(page, "#include <stdio.h>\nint main(void) { puts(\"alive\"); return 0; }\n");
	await run(page);
	check("and the next program runs", (await output(page)) === "alive\n", await output(page));
	await close(page, "programs");
}

async function keys() {
	const page = await open();

	await page.selectOption("#lab", "");
	await page.focus("#text");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("int main(void)\n{\n");
	await page.keyboard.press("Tab");
	await page.keyboard.type("return 7;\n}\n");
	check("Tab writes a tab", (await page.inputValue("#text")).includes("{\n\treturn 7;"));
	await page.keyboard.press("Control+Enter");
	await done(page);
	check("Ctrl+Enter runs it", await inBook(page, () => /exit code 7/.test(document.body.textContent)), await status(page));
	await page.focus("#text");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Tab");
	check("Escape, then Tab leaves the editor", await page.evaluate(() => document.activeElement.id !== "text"));
	await page.focus("#tab-program");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	check("arrows move between the tabs", await page.evaluate(() => /^tab-(input|machine)$/.test(document.activeElement.id)),
		await page.evaluate(() => document.activeElement.id));
	await close(page, "keys");
}

async function links() {
	const page = await open();

	await write(page, "/* Größe ∑ */\n#include <windows.h>\n#include <stdio.h>\nint main(void)\n{\n\tchar *p = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);\n\tp[0] = 1;\n\tprintf(\"ä\\n\");\n\tVirtualFree(p, 0, MEM_RELEASE);\n\treturn 0;\n}\n");
	await page.click("#tab-machine");
	await page.fill("#opt-ws-max", "40");
	await run(page);
	await inBook(page, () => window.book && book.at === -1);
	await book(page).evaluate(() => book.go(2));
	await page.waitForTimeout(100);
	const said = await book(page).evaluate(() => document.getElementById("say").textContent), text = await page.inputValue("#text");
	await page.click("#link");
	await until(page, () => location.hash.length > 10);
	const hash = await page.evaluate(() => location.hash), other = await open(hash);

	check("a link brings the program", (await other.inputValue("#text")) === text);
	check("and its machine", (await other.inputValue("#opt-ws-max")) === "40");
	check("and does not run it", (await output(other)) === "" && /from a link/.test(await status(other)), await status(other));
	await run(other);
	check("its step is the same", await inBook(other, s => document.getElementById("say").textContent === s, said), said);
	await close(other, "a link");
	const lab = await open("#lab=05-guard-page&step=5");
	await run(lab);
	check("a lab and a step have a short link", await inBook(lab, () => book.at === 4));
	await close(lab, "a short link");
	const p = await open("#p=%%%");
	check("a damaged link is only text: #p=%%%",
		(await p.locator("#run:enabled").count()) === 1 && /damaged/.test(await status(p)), await status(p));
	for (const bad of ["#p=AAAA", "#lab=<img src=x onerror=alert(1)>", "#p=" + "A".repeat(70000), "#step=9"]) {
		await p.evaluate(h => { document.getElementById("status").textContent = "before"; location.hash = h; }, bad);
		await p.waitForTimeout(60);
		check(`a damaged link is only text: ${bad.slice(0, 12)}`, (await p.locator("#run:enabled").count()) === 1 && !await p.locator("img[src=x]").count());
	}
	await close(p, "damaged links");
	await close(page, "links");
}

async function files() {
	const page = await open();

	await page.setInputFiles("#file", real);
	await done(page);
	check("a real trace alone has a book", await inBook(page, () => /Wine/.test(document.body.textContent)), await status(page));
	await page.selectOption("#lab", "05-guard-page");
	await page.fill("#text", (await page.inputValue("#text")).replace("#define PAGES 6", "#define PAGES 6 "));
	await run(page);
	check("a changed lab has no real run beside it", await inBook(page,
		() => !/REAL and SIM/.test(document.getElementById("about").textContent)));
	await page.setInputFiles("#file", real);
	await done(page);
	check("a trace that is opened stands beside the run", await inBook(page,
		() => /REAL and SIM agree/.test(document.body.textContent)), await status(page));
	const saved = page.waitForEvent("download");
	await page.selectOption("#save", "book");
	check("the book can be saved", /^<!DOCTYPE html>/.test(fs.readFileSync(await (await saved).path(), "utf8")));
	await page.click("#tab-more");
	await page.click("#replay");
	await until(page, () => document.querySelector("#curves svg"));
	check("a reference string is replayed, with Belady's anomaly",
		/fifo +3 +9[\s\S]*fifo +4 +10/.test(await page.textContent("#curves")), await page.textContent("#curves"));
	await page.fill("#seed", "11");
	await page.click("#exercise");
	await until(page, () => /Exercise 11/.test(document.getElementById("text").value));
	await run(page);
	await page.click("#tab-more");
	await page.click("#quiz");
	check("a seed gives an exercise, and its quiz", await inBook(page, () => /Question 1/i.test(document.body.textContent)),
		await status(page));
	await shoot(page, "web-quiz");
	await close(page, "files");
}

async function looks() {
	const page = await open();

	await page.selectOption("#lab", "05-guard-page");
	await run(page);
	for (const [width, height] of [[1280, 720], [1920, 1080], [390, 844]]) {
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme: width === 1920 ? "dark" : "light" });
		await page.waitForTimeout(200);
		check(`${width}x${height}: nothing stands out of the page`,
			await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1),
			await page.evaluate(() => document.documentElement.scrollWidth));
		if (!await page.evaluate(() => window.axe !== undefined))
			await page.evaluate(axe);
		for (const tab of width === 390 ? ["program"] : ["program", "handout", "input", "machine", "more"]) {
			await page.click("#tab-" + tab);
			const found = await page.evaluate(() => axe.run(document,
				{ iframes: false }).then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 90)}`)));
			check(`${width}x${height}, ${tab}: axe-core finds nothing`, found.length === 0, found);
		}
		await page.click("#tab-program");
		await shoot(page, `web-${width}`);
	}
	await close(page, "sizes");
}

/* /alone/ is the page by itself, /site/ what a web server is meant to have. */
async function served() {
	const types = { html: "text/html; charset=utf-8", js: "text/javascript",
		svg: "image/svg+xml", webmanifest: "application/manifest+json", txt: "text/plain" };
	const server = http.createServer((request, response) => {
		const [, where, name] = request.url.match(/^\/(alone|site)\/(\w*\.?\w*)$/) || [], wanted = name || "index.html";
		const from = where === "site" ? path.join(build, "site", wanted) : wanted === "index.html" ? file : "";

		response.writeHead(from && fs.existsSync(from) ? 200 : 404,
			{ "Content-Type": types[wanted.split(".").pop()] || "text/plain" });
		response.end(from && fs.existsSync(from) ? fs.readFileSync(from) : "");
	}).listen(0, "127.0.0.1");
	await new Promise(r => server.once("listening", r));
	const at = `http://127.0.0.1:${server.address().port}/`, page = await open("", { url: at + "alone/", from: at });

	await page.selectOption("#lab", "03-commit-up-front");
	await run(page);
	check("from a server: it runs", /all written, 0 exceptions/.test(await output(page)));
	await page.fill("#text", "int main(void) { return 3; }\n");
	await page.waitForTimeout(600);
	await page.reload();
	await ready(page);
	check("the last text is kept", (await page.inputValue("#text")) === "int main(void) { return 3; }\n",
		await page.inputValue("#text"));
	check("alone it registers nothing", await page.evaluate(async () => !(await navigator.serviceWorker.getRegistrations()).length));
	await close(page, "from a server");

	const site = await open("", { url: at + "site/", from: at }), session = await site.context().newCDPSession(site);
	check("a site is kept by a service worker", await site.evaluate(async () => !!(await navigator.serviceWorker.ready).active));
	const { errors } = await session.send("Page.getAppManifest");
	const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
	const missing = installabilityErrors.map(e => e.errorId).filter(e => e !== "in-incognito");
	check("and can be installed", !errors.length && !missing.length, [errors, missing]);
	server.close();
	server.closeAllConnections();
	await site.reload();
	await ready(site);
	await site.selectOption("#lab", "03-commit-up-front");
	await run(site);
	check("with the server gone it still runs", /all written, 0 exceptions/.test(await output(site)));
	await close(site, "without a server");

	const disk = await open("", { url: pathToFileURL(path.resolve(build, "site/index.html")).href });
	check("from a disk the site's page asks for nothing", await disk.evaluate(() => !document.querySelector("link[rel=manifest]")));
	await close(disk, "the site's page from a disk");
}

await start();
for (const part of [labs, programs, keys, links, files, looks, served]) {
	const began = Date.now();

	await part();
	if (process.env.TIMES)
		console.log(`# ${part.name}: ${Date.now() - began} ms`);
}
process.exit(await stop() ? 1 : 0);
