/* sheet_html.c - see sheet_print.h. The page's frame, look and script are viz/quiz/sheet.html, .css and .js, taken in by the assembler. */
#include "viz/quiz/sheet_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/base/take_in.h"

extern const char sheet_file_html[], sheet_file_css[], sheet_file_js[];

TAKE_IN("sheet_file_html", "viz/quiz/sheet.html");
TAKE_IN("sheet_file_css", "viz/quiz/sheet.css");
TAKE_IN("sheet_file_js", "viz/quiz/sheet.js");

static void element(struct ink *i, const char *open, const char *text, const char *close)
{
	ink_puts(i, open);
	plain_html(i, text);
	ink_puts(i, close);
}

static void note(struct ink *i, const char *text)
{
	if (text)
		element(i, "<p>", text, "</p>\n");
}

static void title(struct ink *i, const struct sheet *s, bool key)
{
	ink_puts(i, key ? "Key to the quiz: " : "Quiz: ");
	plain_html(i, s->trace->lab);
}

static void html_head(struct ink *i, struct sheet *s, bool key)
{
	struct ink head = { 0 };

	ink_puts(i, "<h1>");
	title(i, s, key);
	ink_puts(i, "</h1>\n");
	sheet_head(&head, s);
	/* It is escaped already; its escapes are no markup. */
	element(i, "<p class=\"head\" id=\"head\">", head.text ? head.text : "", "</p>\n");
	i->failed |= head.failed;
	ink_free(&head);
	ink_puts(i, "<p class=\"name\"><label>Name <input type=\"text\" id=\"name\" maxlength=\"100\"></label></p>\n");
	if (key)
		note(i, "The right answers are filled in. For the grader.");
	note(i, "A choice is answered by its letter, a page by its portable address (A0+0x3000), a number in decimal or as 0x10, a line by what is printed. "
	        "Each question is worth 1 point, shared by its parts.");
	note(i, SHEET_TERMS);
	note(i, s->note[0]);
	note(i, s->note[1]);
	note(i, sheet_shortage(s));
}

static void html_choices(struct ink *i, const struct part *p, const char *name, bool key)
{
	for (int c = 0; c < p->q.choices; c++) {
		ink_printf(i, "<label class=\"choice\"><input type=\"radio\" name=\"p%s\" data-part=\"%s\" value=\"%c\"%s><span>%c) ", name, name, 'A' + c,
		           key && c == p->q.right ? " checked" : "", 'A' + c);
		element(i, "", p->q.choice[c], "</span></label>\n");
	}
}

static void html_value(struct ink *i, const struct part *p, const char *name, bool key)
{
	for (int c = 0; c < p->q.choices; c++) {
		ink_printf(i, "<p class=\"choice\">%c) ", 'A' + c);
		element(i, "", p->q.choice[c], "</p>\n");
	}
	ink_printf(i, "<label class=\"value\">%s: <input type=\"text\" data-part=\"%s\" maxlength=\"100\" spellcheck=\"false\" value=\"", name, name);
	element(i, "", key ? p->key : "", "\"> <span>");
	element(i, "", sheet_hint(p), "</span></label>\n");
}

static void html_part(struct ink *i, const struct part *p, size_t number, int k, bool key)
{
	char name[32];

	snprintf(name, sizeof name, "%zu%c", number, 'a' + k);
	ink_printf(i, "<fieldset><legend>%c) ", 'a' + k);
	element(i, "", p->q.ask, "</legend>\n");
	if (p->form == PF_CHOICE)
		html_choices(i, p, name, key);
	else
		html_value(i, p, name, key);
	if (key)
		element(i, "<p class=\"why\">", p->q.reason, "</p>\n");
	ink_puts(i, "</fieldset>\n");
}

static void html_task(struct ink *i, const struct sheet *s, size_t n, bool key)
{
	const struct task *t = &s->task[n];

	ink_printf(i, "<section>\n<h2>Question %zu <small>step %" PRIu32, n + 1, t->step);
	if (t->picture)
		ink_printf(i, " (picture %zu)", t->picture);
	if (t->line) {
		ink_puts(i, ", ");
		plain_html(i, s->trace->lab);
		ink_printf(i, " line %" PRIu32, t->line);
	}
	ink_puts(i, "</small></h2>\n<ul class=\"stands\">\n");
	for (int k = 0; k < t->texts; k++)
		element(i, t->is_code && k == 0 ? "<li class=\"code\">" : "<li>", t->text[k], "</li>\n");
	ink_puts(i, "</ul>\n");
	for (int k = 0; k < t->parts; k++)
		html_part(i, &t->part[k], n + 1, k, key);
	ink_puts(i, "</section>\n");
}

static void html_body(struct ink *i, const struct sheet *s, bool key)
{
	html_head(i, (struct sheet *)s, key);
	for (size_t n = 0; n < s->count; n++)
		html_task(i, s, n, key);
}

static void fill_in(struct ink *i, const char *name, const struct sheet *s, bool key)
{
	if (strncmp(name, "@TITLE@", 7) == 0)
		title(i, s, key);
	else if (strncmp(name, "@CSS@", 5) == 0)
		ink_puts(i, sheet_file_css);
	else if (strncmp(name, "@BODY@", 6) == 0)
		html_body(i, s, key);
	else
		ink_puts(i, sheet_file_js);
}

void sheet_html(struct ink *i, const struct sheet *s, bool key)
{
	const char *p = sheet_file_html, *at;

	while ((at = strchr(p, '@'))) {
		ink_add(i, p, (size_t)(at - p));
		fill_in(i, at, s, key);
		p = strchr(at + 1, '@') + 1;    /* in viz/quiz/sheet.html names alone stand between two of them */
	}
	ink_puts(i, p);
}
