// paper.mjs - the book in print: sheets, PDF, and the hand-out.
import { check, close, open, shown, text, until } from "./page.mjs";

// Pages of a PDF and the shape of the first.
async function pdf(page, format, path) {
	const bytes = (await page.pdf({ format, preferCSSPageSize: true, printBackground: true, ...(path ? { path } : {}) }))
		.toString("latin1");
	const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes);
	return { pages: (bytes.match(/\/Type \/Page\b(?!s)/g) || []).length, wide: Number(box[1]) > Number(box[2]) };
}

async function print(page, what) {
	await page.keyboard.press("p");
	await page.check(`[name="what"][value="${what}"]`);
	await page.click('#print button[value="print"]');
	await until(page, () => window.printed > 0);
	await page.evaluate(() => { window.printed = 0; });
}

async function sheets(book, shots) {
	const page = await open(book, "#fault=37b");
	let seen = await pdf(page, "A4", shots && `${shots}/book-step.pdf`);
	check("a plain print is the open step, landscape, one page", seen.pages === 1 && seen.wide, seen);
	const wishes = { step: [1, true], overview: [1, true], fault: [1, false] };
	for (const [what, [pages, wide]] of Object.entries(wishes))
		for (const format of what === "fault" ? ["A4", "Letter"] : ["A4"]) {
			await print(page, what);
			seen = await pdf(page, format, shots && `${shots}/book-${what}-${format}.pdf`);
			check(`print ${what} on ${format}`, seen.pages === pages && seen.wide === wide, seen);
		}
	await print(page, "diverge");
	const bad = await page.evaluate(() => ({ sheets: document.querySelectorAll(".sheet").length,
		figures: document.querySelectorAll(".sheet figure").length }));
	check("every divergence, before and after together", bad.sheets > 40 && bad.figures > bad.sheets, bad);
	await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
	await print(page, "ends");
	check("first, last and divergences", await page.evaluate(() => {
		const says = Array.from(document.querySelectorAll(".sheet figcaption")).map((c) => c.textContent);
		return /step 1 of/.test(says[0]) && /step 75 of/.test(says[1]) &&
			new RegExp(`step ${book.frames.length} of`).test(says[says.length - 1]);
	}));
	await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
	check("nothing of it stays on the screen", await page.locator(".sheet").count() === 0 && await shown(page, "#plain"));
	await close(page, "print");
}

async function handOut(book, shots) {
	let page = await open(book, "?blank");
	check("?blank opens the hand-out", await shown(page, ".sheet") && !await shown(page, "#controls"));
	check("its boxes are empty",
		await page.evaluate(() => !Array.from(document.querySelectorAll(".sheet text")).some((t) => t.textContent === "?")));
	check("it has before pictures only",
		await page.evaluate(() => Array.from(document.querySelectorAll("figcaption")).every((c) => /BEFORE/.test(c.textContent))));
	check("a later picture gives no answer of an earlier one", await page.evaluate(() => {
		const said = (svg, id) => Array.from(svg.querySelectorAll("g.node:not(.withheld, .key, .ptitle) text"),
			(t) => t.textContent).filter((t) => id.test(t));
		const [first, second] = document.querySelectorAll(".sheet svg");
		return said(first, /^reserved × 80$/).length === 2 && said(second, /×|resident|commit charge|^1$|\(\+1\)/).length === 0 &&
			said(second, /^reserved$/).length === 2;
	}));
	check("it has questions to tick", (await text(page, ".question")).includes("☐"));
	const seen = await pdf(page, "Letter", shots && `${shots}/book-blank.pdf`);
	check("it prints two pictures to a portrait page", seen.pages === 2 && !seen.wide, seen);
	await close(page, "hand-out");
	page = await open(book, "?blank=3-5,80");
	check("faults can be chosen", await page.locator(".sheet figure").count() === 4);
	await close(page, "hand-out of chosen faults");
}

export async function paper(book, shots) {
	await sheets(book, shots);
	await handOut(book, shots);
}
