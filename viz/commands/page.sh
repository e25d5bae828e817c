# shellcheck shell=sh
# page.sh - a page of docs/ as HTML that is printed and handed out. Sourced by viz/commands/kit and viz/commands/print.
#
# What a page hides in comments, such as the queries that answer a handout's questions, is taken out before anything else
# sees it. The Markdown is made HTML by cmark-gfm, which leaves raw HTML out, so that a page is text whatever it holds.

# to_html SOURCE TARGET TREE: the page as TARGET. Links to other pages lead to their .html if it will be in TREE, the folder
# with the Markdown of all pages that are handed out, laid out as in docs/; else the words of the link remain.
to_html() {
	from=$(dirname "$1")
	{
		page_head "$(sed -n '1s/^# *//p' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g')"
		without_comments <"$1" | cmark-gfm -e table -e autolink | links "$from" "$3"
		printf '</body>\n</html>\n'
	} >"$2.new" && mv "$2.new" "$2"
}

# From <!-- to -->, over lines; a line that held nothing else goes with it.
without_comments() {
	awk '{
		line = $0 "\n"; had = 0
		while (line != "") {
			if (inside) {
				had = 1
				at = index(line, "-->")
				if (!at) { line = ""; break }
				line = substr(line, at + 3); inside = 0
			} else {
				at = index(line, "<!--")
				if (!at) { kept = kept line; line = ""; break }
				kept = kept substr(line, 1, at - 1); line = substr(line, at + 4); inside = 1
			}
		}
		if (!(had && kept ~ /^[ \t\n]*$/)) printf "%s", kept
		kept = ""
	}'
}

# Links that lead to no page in the tree lose their <a>.
links() {
	awk -v from="$1" -v tree="$2" '
	function there(path,    file, line, ok) {
		file = from "/" path
		ok = (getline line <file) >= 0
		close(file)
		return ok
	}
	{
		out = ""
		while (match($0, /<a href="[^"]*">/)) {
			out = out substr($0, 1, RSTART - 1)
			path = substr($0, RSTART + 9, RLENGTH - 11)
			tag = substr($0, RSTART, RLENGTH)
			$0 = substr($0, RSTART + RLENGTH)
			anchor = path; sub(/^[^#]*/, "", anchor); sub(/#.*$/, "", path)
			keep = path ~ /^https?:/ || path == ""
			if (!keep && there(path)) {
				keep = 1
				if (path ~ /\.md$/) { sub(/\.md$/, ".html", path); tag = "<a href=\"" path anchor "\">" }
			}
			if (keep) { out = out tag; continue }
			at = index($0, "</a>")
			out = out substr($0, 1, at - 1)
			$0 = substr($0, at + 4)
		}
		print out $0
	}'
}

page_head() {
	cat <<HTML
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: file:; base-uri 'none'; form-action 'none'">
<title>$1</title>
<link rel="icon" href="data:,">
<style>
@page { margin: 18mm; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; font: 11pt/1.45 "DejaVu Sans", Verdana, sans-serif; background: #fff; color: #000; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin: 1.2em 0 .3em; break-after: avoid; }
li, tr, pre { break-inside: avoid; } li { margin: .25em 0; }
code, pre { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
pre { padding: .5em; border: 1px solid #bbb; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: .2em .5em; text-align: left; vertical-align: top; }
img { max-width: 100%; height: auto; } a { color: #005a8e; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; } }
</style>
</head>
<body>
HTML
}
