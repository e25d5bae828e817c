/* sheet_tell.c - see sheet_tell.h. */
#include "viz/quiz/sheet_tell.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/trace/signature.h"

#define SHOWN 100                       /* bytes of a line of the lab, or of a value */

static void tell(struct task *t, const char *text)
{
	if (text && t->texts < TASK_LINES)
		t->text[t->texts++] = text;
}

/* ---- the line, the call ---- */

const char *sheet_line(const struct asking *a, size_t *size)
{
	const struct trace_file *const *trace = a->s->m->c->trace;
	const char *p = a->s->trace->source;

	for (int k = 0; !p && k < SIDES; k++)
		p = trace[k] ? trace[k]->source : NULL;
	for (uint32_t n = 1; p && n < a->e->line; n++)
		p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL;
	if (!p || !a->e->line)
		return NULL;
	p += strspn(p, " \t");
	*size = strcspn(p, "\r\n");
	return p;
}

static const char *line_of_source(const struct asking *a)
{
	size_t size;
	const char *p = sheet_line(a, &size);

	return p && size ?
	       TEXT(a, "%" PRIu32 ": %.*s%s", a->e->line, (int)(size < SHOWN ? size : SHOWN), p, size < SHOWN ? "" : "\u2026") :
	       NULL;
}

/* Its base and size are told by the trace; of two that had the same addresses the newer one. */
bool sheet_place_of(const struct asking *a, const char *value, struct where *w)
{
	const struct trace_file *t = a->s->trace;
	const struct memory_at *memory = a->e->memory;
	uint64_t address;

	if (strncmp(value, "0x", 2) || !reader_parse_hex(value, &address))
		return false;
	for (size_t n = t->bases < memory->places ? t->bases : memory->places; n-- > 0;) {
		uint64_t pages = memory->place[n] ? memory->place[n]->pages : 0;

		if (t->base[n] && address >= t->base[n] && (address - t->base[n]) / t->page_size < pages) {
			*w = (struct where){ true, (int64_t)n, address - t->base[n] };
			return true;
		}
	}
	return false;
}

static void put_place(struct ink *i, const struct where *w)
{
	ink_printf(i, "A%" PRId64, w->place);
	if (w->offset)
		ink_printf(i, "+0x%" PRIx64, w->offset);
}

static const char *call_in_words(const struct asking *a)
{
	const struct signature *s = signature_of(a->e->api);
	struct ink i = { 0 };
	const char *text;

	ink_printf(&i, "%s is called", a->e->api ? a->e->api : "A function");
	for (size_t k = 0; k < a->e->args && k < 8; k++) {
		const struct argument *m = &a->e->arg[k];
		struct where w;

		ink_printf(&i, "%s%s %.*s", k ? ", " : " with ", m->name, SHOWN, m->value);
		if (signature_arg(s, m->name) == VALUE_ADDRESS && sheet_place_of(a, m->value, &w)) {
			ink_puts(&i, " (");
			put_place(&i, &w);
			ink_puts(&i, ")");
		}
	}
	text = i.failed ? NULL : TEXT(a, "%s.", i.text);
	ink_free(&i);
	return text;
}

/* Printing is told apart by its number, as exceptions are. */
static const char *output_in_words(const struct asking *a)
{
	size_t n = 0;

	for (const struct event *e = a->s->trace->event; e <= a->e; e++)
		n += e->type == EV_OUTPUT;
	return TEXT(a, "The program prints something: output %zu of the run.", n);
}

static const char *step_in_words(const struct asking *a)
{
	const char *function = a->e->function;

	switch (a->e->type) {
	case EV_CALL:      return call_in_words(a);
	case EV_FAULT:     return a->of->before ? TEXT(a, "Exception %zu of %zu of the run is raised here.", a->of->before->fault, a->s->m->faults)
	                          : "An exception is raised here.";
	case EV_HANDLER:   return TEXT(a, "An __except block is entered%s%s.", function ? ", in " : "", function ? function : "");
	case EV_FINALLY:   return TEXT(a, "A __finally block runs%s%s.", function ? ", in " : "", function ? function : "");
	case EV_OUTPUT:    return output_in_words(a);
	case EV_EXIT:
	case EV_UNHANDLED: return "The run ends.";
	case EV_FILTER:    return "A filter has answered.";
	case EV_CONTINUE:  return "A continue handler has answered.";
	}
	return NULL;
}

static const char *reservations(const struct asking *a)
{
	const struct memory_at *memory = a->was ? a->was->memory : NULL;
	struct ink i = { 0 };
	const char *text = NULL;
	int told = 0;

	for (size_t n = 0; memory && n < memory->places && told < 4; n++) {
		if (!memory->place[n] || !memory->place[n]->live)
			continue;
		ink_printf(&i, "%sA%zu has %" PRIu64 " page%s", told++ ? ", " : "", n, memory->place[n]->pages,
		           memory->place[n]->pages == 1 ? "" : "s");
		if (n < a->s->trace->bases && a->s->trace->base[n])
			ink_printf(&i, " from 0x%" PRIx64, a->s->trace->base[n]);
	}
	if (told && !i.failed)
		text = TEXT(a, "Reservations: %s.", i.text);
	ink_free(&i);
	return text;
}

/* ---- variables ---- */

static bool same_variable(const struct variable *x, const struct variable *y)
{
	return same(x->name, y->name) && same(x->function, y->function) && same(x->value, y->value);
}

static bool is_word_at(const char *line, size_t size, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at + n <= size && memcmp(line + at, word, n) == 0 &&
	       (at + n == size || (!isalnum((unsigned char)line[at + n]) && line[at + n] != '_'));
}

/* Does the line name it other than as `&count`? What a call wrote there may be what an earlier one had left: it looks unchanged. */
static bool is_read_by_line(const struct asking *a, const struct variable *v)
{
	size_t size;
	const char *line = sheet_line(a, &size);
	bool is_named = !line;

	for (size_t i = 0; line && i < size; i++) {
		char before = i ? line[i - 1] : ' ';

		if (isalnum((unsigned char)before) || before == '_' || !is_word_at(line, size, i, v->name))
			continue;
		if (before == '&')
			return false;
		is_named = true;
	}
	return is_named;
}

/* A call is told of when it is over. Only what held the same before it was so when it was made; what it has
 * nothing to do with would only tell what others found out. */
static bool is_known(const struct asking *a, const struct variable *v)
{
	if (a->e->type != EV_CALL)
		return true;
	for (size_t i = 0; a->was && i < a->was->variables; i++)
		if (same_variable(v, &a->was->variable[i]))
			return is_read_by_line(a, v);
	return false;
}

static bool is_number_in(const char *text, const char *value)
{
	int64_t v = strtoll(value, NULL, 10);

	while (*(text += strcspn(text, "0123456789"))) {
		bool is_hex = text[0] == '0' && (text[1] | 32) == 'x';
		char *end;

		if ((int64_t)strtoull(text, &end, is_hex ? 16 : 10) == v)
			return true;
		text = end > text ? end : text + 1;
	}
	return false;
}

/* Whoever reads that value has the answer to the part. */
static bool gives_away(const struct asking *a, const struct part *p, const char *value, const struct where *at)
{
	const struct where *asked = p->form == PF_PLACE ? &p->place : &a->e->at;

	if (at)
		return (p->form == PF_PLACE || p->kind == PK_PAGE) && at->place == asked->place &&
		       sheet_page(a, at) == sheet_page(a, asked);
	return p->form == PF_TEXT && is_number_in(p->key, value);
}

/* Addresses are told as places; those outside every reservation differ from system to system and tell nothing. */
static void tell_variable(struct ink *i, const struct asking *a, const struct task *t, const struct variable *v)
{
	struct where at;
	bool is_address = strncmp(v->value, "0x", 2) == 0, is_null = strcmp(v->value, "0x0") == 0,
	     has_place = sheet_place_of(a, v->value, &at);

	if ((is_address && !has_place && !is_null) || !is_known(a, v))
		return;
	for (int k = 0; k < t->parts; k++)
		if (gives_away(a, &t->part[k], v->value, has_place ? &at : NULL))
			return;
	ink_printf(i, "%s%s = ", i->used ? ", " : "", v->name);
	if (has_place)
		put_place(i, &at);
	else
		ink_printf(i, "%.*s", SHOWN, is_null ? "NULL" : v->value);
}

static const char *variables(const struct asking *a, const struct task *t)
{
	struct ink i = { 0 };
	const char *text = NULL;

	for (size_t n = 0; n < a->e->variables && i.used < 2 * SHOWN; n++)
		tell_variable(&i, a, t, &a->e->variable[n]);
	if (i.used && !i.failed)
		text = TEXT(a, "Variables: %s.", i.text);
	ink_free(&i);
	return text;
}

/* ---- memory ---- */

static const char *counters(const struct asking *a)
{
	static const struct { enum counter c; const char *what; } all[] = {
		{ CN_RESERVED, "reserved" }, { CN_COMMIT, "committed" }, { CN_WORKING_SET, "in the working set" }
	};
	struct ink i = { 0 };
	const char *text = NULL;

	for (int n = 0; a->was && n < 3; n++)
		if (a->was->counter[all[n].c] >= 0)
			ink_printf(&i, "%s%" PRId64 " page%s %s", i.used ? ", " : "", a->was->counter[all[n].c],
			           a->was->counter[all[n].c] == 1 ? "" : "s", all[n].what);
	if (i.used && !i.failed)
		text = TEXT(a, "Before it: %s.", i.text);
	ink_free(&i);
	return text;
}

void sheet_tell(struct task *t, struct sheet *s, const struct subject *of)
{
	const struct asking a = sheet_start(s, of);
	const struct picture *f = s->picture[of->row];

	t->picture = f ? f->number : 0;
	tell(t, line_of_source(&a));
	t->is_code = t->texts > 0;
	tell(t, step_in_words(&a));
	tell(t, variables(&a, t));
	tell(t, reservations(&a));
	tell(t, counters(&a));
}
