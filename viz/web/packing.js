/*
 * packing.js - bytes in text: what the page carries, and what a link holds.
 */
"use strict";

const PACKING = (() => {
	const LINK_TEXT_MAX = 4000000;          /* characters that a link may grow to */

	const base64 = b => btoa(Array.from(b, c => String.fromCharCode(c)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

	async function through(stream, b) {
		return new Uint8Array(await new Response(new Blob([b]).stream().pipeThrough(stream)).arrayBuffer());
	}

	/* Five characters are four bytes: see digits() in assemble.mjs. In front stands how many bytes there are. */
	function bytesOf(coded) {
		const from = coded.indexOf(" ") + 1, count = (coded.length - from) / 5, out = new DataView(new ArrayBuffer(4 * count));

		for (let i = 0, at = from; i < count; i++) {
			let n = 0;

			for (let k = 0; k < 5; k++) {
				const c = coded.charCodeAt(at++);

				n = n * 85 + c - (c < 60 ? 40 : 41);
			}
			out.setUint32(4 * i, n);
		}
		return new Uint8Array(out.buffer, 0, parseInt(coded, 10));
	}

	/* What the page carries in the element of this id. */
	async function unpack(id) {
		return through(new DecompressionStream("gzip"), bytesOf($(id).textContent));
	}

	/* A few bytes can become gigabytes. */
	async function inflate(raw) {
		const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader(), all = [];
		let size = 0;

		for (let r; !(r = await reader.read()).done; ) {
			size += r.value.length;
			if (size > LINK_TEXT_MAX)
				throw new Error("too long");
			all.push(r.value);
		}
		return new Uint8Array(await new Blob(all).arrayBuffer());
	}

	/* Text as it stands in a link, and back; a damaged one is an error. */
	async function toLink(text) {
		return base64(await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text)));
	}

	async function fromLink(coded) {
		const raw = Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));

		return new TextDecoder().decode(await inflate(raw));
	}

	return { unpack, toLink, fromLink };
})();
