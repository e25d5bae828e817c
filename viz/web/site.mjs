// site.mjs BUILD FOLDER - what a web server gets: the page that was built in BUILD, what a browser keeps it by, and whose work is in it.
//
// The page of a site differs from the one for a double click by two words in its head: there are a service worker and an icon beside it.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const [build, folder] = process.argv.slice(2);
const beside = path.join(path.dirname(new URL(import.meta.url).pathname), "site");
const page = fs.readFileSync(path.join(build, "index.html"), "utf8").replace("<head>\n", '<head>\n<meta name="faultlab-site" content="service.js">\n')
	.replace("img-src data:", "img-src 'self' data:");              // the icon that its manifest names
const licences = fs.readFileSync(path.join(build, "licences.txt"), "utf8");
const files = new Map(fs.readdirSync(beside).map(f => [f, fs.readFileSync(path.join(beside, f), "utf8")]));

if (/was not at hand when/.test(licences)) {
	console.error(`make dist-web: ${licences.match(/\(The text.*\)/)[0]}\n` +
		"make dist-web: what is handed out has the licences of all that is in it; on Debian: apt-get install --reinstall the package of that name");
	process.exit(3);
}
files.set("index.html", page).set("licences.txt", licences);
const hash = crypto.createHash("sha256");
[...files.keys()].sort().forEach(f => hash.update(f + "\0" + files.get(f)));
files.set("service.js", files.get("service.js").replace("@HASH@", hash.digest("hex").slice(0, 16)));
fs.mkdirSync(folder, { recursive: true });
files.forEach((text, f) => fs.writeFileSync(path.join(folder, f), text));
