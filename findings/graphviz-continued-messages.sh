#!/bin/sh
# Subject: @viz-js/viz 3.31.0 (Graphviz 16.1.0 as WebAssembly), npm.
#
# Guess: `render()` returns one entry of `errors` for each thing that Graphviz has to say, so that counting the entries of
# level "warning" counts warnings, and each can be understood alone.
#
# Seen: Graphviz ends some messages with a second one that goes on with the first ("in label of node x"). The library makes an
# entry of its own of it, with the level of the first: a graph with one cell that is too small has two warnings. The second
# alone names the node and not what is wrong, the first what is wrong and not where. A program that shows the first entry, or
# puts "Warning: " before each, tells half of it, or twice as many.
#
# Cure: an entry that begins with "in label of" belongs to the one before it.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts @viz-js/viz@3.31.0 >/dev/null
cat >look.mjs <<'END'
import { instance } from "@viz-js/viz";

const table = '<<table><tr><td fixedsize="true" width="4" height="4">words that do not fit</td></tr></table>>';
const { status, errors } = (await instance()).render(`graph { mark [shape=plain label=${table}] }`, { format: "svg" });
const said = errors.map(e => `${e.level}: ${e.message}`);

console.log([status, ...said].join("\n"));
if (status !== "success" || said.length !== 2 || !/^warning: cell size too small/.test(said[0]) ||
	said[1] !== "warning: in label of node mark") {
	console.log("this has changed: see what is said at the head of this script");
	process.exit(1);
}
END
node look.mjs
