/* book.c - see book.h. */
#include "viz/book/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/store.h"
#include "viz/book/book_files.h"
#include "viz/book/pictures.h"
#include "viz/book/run.h"
#include "viz/book/writing.h"
#include "viz/draw/dot.h"

static void fill_in(struct ink *page, const char *title, const struct ink *data)
{
	for (const char *p = book_file_html, *at; ; p = at) {
		at = strchr(p, '@');
		ink_add(page, p, at ? (size_t)(at - p) : strlen(p));
		if (!at)
			return;
		if (strncmp(at, "@TITLE@", 7) == 0) {
			dot_escape_html(page, title);
			at += 7;
		} else if (strncmp(at, "@CSS@", 5) == 0) {
			ink_puts(page, book_file_css);
			at += 5;
		} else if (strncmp(at, "@JS@", 4) == 0) {
			for (const char *const *script = book_file_scripts; *script; script++)
				ink_puts(page, *script);
			at += 4;
		} else if (strncmp(at, "@DATA@", 6) == 0) {
			ink_add(page, data->text, data->used);
			at += 6;
		} else {
			ink_puts(page, "@");
			at++;
		}
	}
}

static bool write_page(struct writing *w, const char *title)
{
	struct ink page = { 0 };
	char *path = NULL;
	bool ok = false;

	fill_in(&page, title, &w->out);
	if (page.failed || asprintf(&path, "%s/index.html", w->folder) < 0)
		snprintf(w->why, w->why_room, "no memory for the lab book");
	else
		ok = store_put(path, page.text, page.used, w->why, w->why_room);
	free(path);
	ink_free(&page);
	return ok;
}

bool book_write(const struct model *m, const char *out, struct book_about about, char *why, size_t room)
{
	struct writing w = { .m = m, .folder = out, .why = why, .why_room = room };
	bool ok = false;

	if (!about.title || !*about.title)
		about.title = m->any->lab;
	snprintf(why, room, "no memory for the lab book");
	if (!m->pictures)
		snprintf(why, room, "the traces hold no step to draw");
	else {
		ink_puts(&w.out, "{");
		run_head(&w, about.title, about.source);
		run_rows(&w);
		run_overview(&w);
		run_structures(&w);
		ok = pictures_put(&w);
		ink_puts(&w.out, "}");
		ok = ok && !w.out.failed && write_page(&w, about.title);
	}
	pool_free(&w.piece);
	pool_free(&w.part);
	pool_free(&w.value);
	for (int i = 0; i <= LOOK_BACK; i++)
		free(w.list[i].piece);
	ink_free(&w.out);
	return ok;
}
