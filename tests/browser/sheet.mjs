// The quiz page in a real browser: node sheet.mjs QUIZ.html KEY.txt SAVED.txt HOSTILE.html
// Fills QUIZ in with the answers of KEY, saves them with the page's button as SAVED, and looks at the page on paper
// and with axe. HOSTILE is the page of a lab that tries to break out.
// Prints `ok - …` or `not ok - …` for each check; exits 1 if one fails.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, close, open, start, stop, text, until } from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [quiz, key, saved, hostile] = process.argv.slice(2);
const answers = new Map(Array.from(readFileSync(key, "utf8").matchAll(/^(\d+[a-d]): (.*)$/gm), (m) => [m[1], m[2]]));

async function save(page, path) {
	const [download] = await Promise.all([page.waitForEvent("download"), page.click('button[type="submit"]')]);
	await download.saveAs(path);
	return download.suggestedFilename();
}

async function filled() {
	const page = await open(quiz);
	const fields = await page.evaluate(() => new Set(Array.from(document.querySelectorAll("[data-part]"), (e) => e.dataset.part)).size);
	check("every part has a field", fields === answers.size, [fields, answers.size]);
	check("nothing is filled in",
		await page.evaluate(() => !document.querySelector("input:checked") &&
			Array.from(document.querySelectorAll("input[type=text]")).every((e) => !e.value)));
	check("a blank page is saved as a file of its own", await save(page, `${saved}.blank`) === "answers.txt");
	check("and says how much is missing",
		(await text(page, "#said")).includes(`${answers.size} not answered`), await text(page, "#said"));
	await page.fill("#name", "A. Student");
	for (const [part, answer] of answers) {
		const radio = await page.$(`input[type=radio][data-part="${part}"][value="${answer}"]`);
		await (radio ? radio.check() : page.fill(`input[type=text][data-part="${part}"]`, answer));
	}
	await save(page, saved);
	const lines = readFileSync(saved, "utf8").split("\n");
	check("the saved file begins as the text sheet does", lines[0] === readFileSync(key, "utf8").split("\n")[0], lines[0]);
	check("it has the name and every answer",
		lines[1] === "Name: A. Student" &&
		Array.from(answers).every(([part, answer]) => lines.includes(`${part}: ${answer}`)), lines);
	await until(page, () => document.querySelector("#said").textContent.startsWith("Saved"));
	check("the page says that it is saved", await text(page, "#said") === "Saved as answers.txt.");
	await page.keyboard.press("Tab");
	await accessible(page, "the page");
	await paper(page);
	await close(page, "quiz");
}

async function accessible(page, what) {
	await page.evaluate(axe);
	const found = await page.evaluate(async () =>
		(await window.axe.run(document, { resultTypes: ["violations"] })).violations.map((v) => v.id));
	check(`axe finds nothing: ${what}`, found.length === 0, found);
}

async function paper(page) {
	const bytes = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
	const pages = (bytes.match(/\/Type \/Page\b(?!s)/g) || []).length;
	check("it prints on few sheets", pages >= 1 && pages <= 4, pages);
	await page.emulateMedia({ media: "print" });
	check("without its button", await page.evaluate(() => getComputedStyle(document.querySelector(".screen")).display === "none"));
	check("nothing is wider than the paper",
		await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
}

async function narrow() {
	const page = await open(hostile, "", { width: 360, height: 640 });
	check("a hostile lab stays text", await page.evaluate(() => document.scripts.length === 1 && !document.querySelector("b, img")));
	check("a telephone has no sideways scrolling",
		await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
	await close(page, "hostile quiz");
}

await start();
for (const part of [filled, narrow])
	await part().catch((e) => check(`the test ran to its end: ${e.stack}`, false));
process.exit(await stop() ? 1 : 0);
