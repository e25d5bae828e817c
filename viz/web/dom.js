/*
 * dom.js - two words for all parts of the page: an element by its id, and a new one whose content is text, never markup.
 */
"use strict";

const $ = id => document.getElementById(id);

function text(tag, content, parent) {
	const e = document.createElement(tag);

	e.textContent = content;
	parent.appendChild(e);
	return e;
}
