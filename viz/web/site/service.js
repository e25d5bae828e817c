/*
 * service.js - the page without a network: what a browser keeps of a site after the first visit.
 *
 * Only a site has this file; the page alone, from a disk, needs and asks for nothing. The name of the store is made of the
 * page's bytes, so that a new page replaces the old one whole. Nothing but these files is kept or asked for.
 */
"use strict";

const STORE = "faultlab-@HASH@", FILES = ["./", "index.html", "manifest.webmanifest", "icon.svg", "licences.txt"];

self.addEventListener("install", e => {
	e.waitUntil(caches.open(STORE).then(c => c.addAll(FILES.map(f => new Request(f, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", e => {
	e.waitUntil(caches.keys().then(names => Promise.all(names.filter(n => n.startsWith("faultlab-") && n !== STORE).map(n => caches.delete(n))))
		.then(() => self.clients.claim()));
});

self.addEventListener("fetch", e => {
	if (e.request.method === "GET" && new URL(e.request.url).origin === self.location.origin)
		e.respondWith(caches.open(STORE).then(c => c.match(e.request, { ignoreSearch: true })).then(kept => kept || fetch(e.request)));
});
