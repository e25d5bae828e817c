// beside.mjs - what stands beside the picture: texts, tables, questions; and the overview.
import { arrives, check, close, open, shown, step, text, where } from "./page.mjs";

async function texts(book) {
	const page = await open(book, "#fault=37b");
	check("the current line is marked", /__except/.test(await text(page, "#source li.here")));
	check("variables are shown", /buffer/.test(await text(page, "#held")), await text(page, "#held"));
	await page.evaluate(() => book.go(72));
	check("changed ones are marked", /commitsΔ 36 changed/.test(await text(page, "#held")), await text(page, "#held"));
	await page.evaluate(() => book.go(74));
	check("output so far", (await text(page, "#output")) === "reserved 80 pages\n", await text(page, "#output"));
	await page.click("#tab-facts");
	check("facts as a table", (await page.locator("#facts tbody tr").count()) === 9);
	check("a differing fact is marked", (await page.locator("#facts tbody tr.no").count()) > 0);
	check("the sentence is announced", /REAL committed page 36/.test(await text(page, "#say")));
	await page.keyboard.press("ArrowLeft");
	check("arrows move between the tabs",
		await shown(page, "#pane-steps") && await page.evaluate(() => document.activeElement.id === "tab-steps"));
	const count = () => page.locator("#steps tbody tr").count(), all = await count();
	await page.selectOption("#filter", "faults");
	check("the step table can show faults only", (await count()) === 80, await count());
	await page.selectOption("#filter", "diverge");
	check("and divergences only", (await count()) > 0 && (await count()) < all, await count());
	await page.locator("#steps tbody tr a").first().click();
	check("a row leads to its step", (await step(page)) === 75, await where(page));
	check("and leaves no trail", await page.evaluate(() => history.length) <= 2);
	await close(page, "texts");
}

// Fault 37 diverges: REAL commits the page, SIM has reached its limit. The questions are on REAL.
async function quiz(book) {
	const page = await open(book, "#fault=1a");
	await page.keyboard.press("q");
	check("key q asks three questions", await shown(page, "#pane-quiz") && await page.locator("#asks fieldset").count() === 3);
	check("no answer is given away", await page.locator("#asks .reason, #asks .right").count() === 0);
	const data = (n) => page.evaluate((i) => book.questions(i), n - 1);
	const asked = await data(2);
	await page.keyboard.press(String(asked[0].right + 1));
	await page.keyboard.press(String((asked[1].right + 1) % asked[1].choices.length + 1));
	await page.keyboard.press("Enter");
	check("Enter reveals the after picture", (await step(page)) === 3, await where(page));
	check("right and wrong are marked",
		await page.locator("#asks label.right").count() === 3 && await page.locator("#asks label.wrong").count() === 1);
	check("each answer has its reason",
		await page.evaluate(() => Array.from(document.querySelectorAll("#asks .reason"))
			.map((p) => p.textContent.slice(0, 3)).join()) === "✓ R,✗ N,Not",
		await text(page, "#asks"));
	check("the score counts what was answered", (await text(page, "#score")) === "Score: 1 of 2 right", await text(page, "#score"));
	await page.keyboard.press("ArrowRight");
	check("the next fault asks anew", (await step(page)) === 4 && await page.locator("#asks .reason").count() === 0);
	const more = await data(4);
	for (let k = 0; k < 3; k++)
		await page.locator("#asks fieldset").nth(k).locator("input").nth(more[k].right).check();
	await page.click("#reveal");
	check("the mouse answers too", (await text(page, "#score")) === "Score: 4 of 5 right", await text(page, "#score"));
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("Enter");
	check("no fault counts twice", (await text(page, "#score")) === "Score: 4 of 5 right" && (await step(page)) === 5);
	await page.keyboard.press("q");
	check("key q puts the questions away", !await shown(page, "#pane-quiz"));
	await page.keyboard.press("q");
	check("and on an after picture asks about the next fault", (await step(page)) === 6, await where(page));
	await page.evaluate(() => { location.hash = "#fault=37a"; });
	await arrives(page, 74);
	await page.keyboard.press("Enter");
	check("a divergence is told in a reason",
		/The sides differ here: SIM says/.test(await text(page, "#asks")), await text(page, "#asks"));
	await close(page, "quiz");
}

async function overview(book, known) {
	let page = await open(book);
	await page.locator("#look a").nth(2).click();
	check("a link of the first page leads to its step", (await step(page)) === 75, await where(page));
	await page.keyboard.press("3");
	await page.keyboard.press("o");
	check("the overview has both lines of both plots", await page.locator("#overview path[fill=none]").count() >= 14);
	check("the kinds are a table as well",
		await page.evaluate(() => Array.from(document.querySelectorAll("#facts tbody th"))
			.some((t) => t.textContent === "VirtualAlloc: commit")));
	await page.locator("#overview a").nth(2).click();
	check("a link leads to its step", (await step(page)) === 75, await where(page));
	await page.keyboard.press("o");
	check("the overview marks where one was", await page.getAttribute("#all_here", "visibility") === "visible");
	const box = await page.locator("#all_time").boundingBox();
	await page.mouse.click(box.x + box.width - 2, box.y + 20);
	check("a click on the timeline leads to its step", (await step(page)) > 165, await where(page));
	await close(page, "overview");
	page = await open(known);
	check("a known Wine difference has a tick of its own", await page.locator("#ticks .known").count() > 0 && await page.locator("#ticks .bad").count() === 0);
	check("without structures there is no button for them", !await shown(page, '[data-do="structure"]'));
	await page.click("#tab-steps");
	await page.selectOption("#filter", "known");
	check("the step table can show known differences only", await page.locator("#steps tbody tr").count() > 0);
	await close(page, "known differences");
}

export async function beside(book, known) {
	await texts(book);
	await quiz(book);
	await overview(book, known);
}
