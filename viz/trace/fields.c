/* fields.c - see fields.h. */
#include "viz/trace/fields.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 4096u

/* ---- items ---- */

static void at_text(char *out, size_t room, const struct where *w)
{
	if (where_is_named(w))
		snprintf(out, room, "%c%" PRId64 "+0x%" PRIx64, where_letter(w), where_number(w), w->offset);
	else
		snprintf(out, room, "0x%" PRIx64, w->offset);
}

/* The next item of a sort: one of its pages, or all at once. True if it was the last one. */
static bool next_of_rest(struct items *i, struct item *item, const struct rest *r)
{
	struct where at = r->at;

	item->rest = r;
	item->count = r->at.known ? 1 : r->count;
	if (at.known)
		at.offset = r->down ? at.offset - (uint64_t)i->page * PAGE : at.offset + (uint64_t)i->page * PAGE;
	if (item->type == ITEM_RESOLVED) {
		item->made_resolved = (struct resolved){ r->kind, r->access, r->from, r->fault_id, r->from_id, at, 0 };
		item->resolved = &item->made_resolved;
	} else {
		item->made_transition = (struct transition){ .kind = r->kind, .from = r->from, .to = r->to, .kind_id = r->move_id,
		                                             .from_id = r->from_id, .to_id = r->to_id, .slot = -1 };
		at_text(item->at, sizeof item->at, &at);
		item->made_transition.at = at.known ? item->at : NULL;
		item->transition = &item->made_transition;
	}
	if (at.known && ++i->page < r->count)
		return false;
	i->page = 0;
	return true;
}

bool items_next(struct items *i, struct item *item)
{
	const struct event *e;
	size_t n = i->part;

	if (i->event == i->trace->events)
		return false;
	e = &i->trace->event[i->event];
	*item = (struct item){ .event = e, .count = 1 };
	if (n < e->resolved_count) {
		item->type = ITEM_RESOLVED;
		item->resolved = &e->resolved[i->part++];
	} else if ((n -= e->resolved_count) < e->resolved_rests) {
		item->type = ITEM_RESOLVED;
		i->part += next_of_rest(i, item, &e->resolved_rest[n]);
	} else if ((n -= e->resolved_rests) < e->transitions) {
		item->type = ITEM_TRANSITION;
		item->transition = &e->transition[n];
		i->part++;
	} else if ((n -= e->transitions) < e->transitions_rests) {
		item->type = ITEM_TRANSITION;
		i->part += next_of_rest(i, item, &e->transitions_rest[n]);
	} else {
		item->type = (int)e->type;
		i->event++;
		i->part = 0;
	}
	return true;
}

const char *item_type_name(int type)
{
	return type == ITEM_RESOLVED ? "resolved" : type == ITEM_TRANSITION ? "transition" : type == ITEM_ANY ? "event" :
	       reader_type_name((enum event_type)type);
}

int item_type(const char *name, size_t length)
{
	for (int t = 0; t < ITEM_TYPES; t++)
		if (strlen(item_type_name(t)) == length && memcmp(item_type_name(t), name, length) == 0)
			return t;
	return -1;
}

bool item_is(const struct item *i, int type)
{
	return i->type == type || (type == ITEM_ANY && i->type < ITEM_RESOLVED);
}

/* ---- values ---- */

void value_of_text(struct value *v, const char *text)
{
	uint64_t hex;
	char *end;

	v->text = text;
	v->is_number = false;
	if (reader_parse_hex(text, &hex)) {
		v->number = (int64_t)hex;
		v->is_number = hex <= INT64_MAX;        /* a larger one stays a text: it is no negative number */
	} else if ((text[0] >= '0' && text[0] <= '9') || (text[0] == '-' && text[1] >= '0' && text[1] <= '9')) {
		errno = 0;
		v->number = strtoll(text, &end, 10);
		v->is_number = *end == '\0' && errno == 0;
	}
}

static bool text(struct value *v, const char *s)
{
	if (s)
		value_of_text(v, s);
	return s != NULL;
}

static bool number(struct value *v, int64_t n)
{
	snprintf(v->room, sizeof v->room, "%" PRId64, n);
	v->text = v->room;
	v->number = n;
	v->is_number = true;
	return true;
}

static bool count(struct value *v, int64_t n) { return n >= 0 && number(v, n); }

/* The portable address that an item is about. */
static bool where_of(const struct item *i, struct where *w)
{
	if (i->resolved)
		*w = i->resolved->at;
	else if (i->transition)
		return i->transition->at && reader_parse_where(i->transition->at, w);
	else
		*w = i->event->at;
	return w->known;
}

static bool at(struct value *v, const struct item *i)
{
	struct where w;

	if (!i->resolved)
		return text(v, i->transition ? i->transition->at : i->event->at_text);
	if (!where_of(i, &w))
		return false;
	at_text(v->room, sizeof v->room, &w);
	return text(v, v->room);
}

static bool place(struct value *v, const struct item *i)
{
	struct where w = { .place = -1 };
	int64_t n = where_of(i, &w) ? w.place : i->rest ? i->rest->place : -1;

	if (n < 0)
		return false;
	snprintf(v->room, sizeof v->room, "A%" PRId64, n);
	return text(v, v->room);
}

static bool page(struct value *v, const struct item *i)
{
	struct where w;

	return where_of(i, &w) && number(v, (int64_t)(w.offset / PAGE));
}

/* The page that an item is about, as `memory` has it. */
static bool in_memory(const struct memory_at *memory, const struct item *i, struct value *v, bool protect)
{
	struct where w;
	const struct span *s;

	if (!memory || !where_of(i, &w) || w.place < 0)
		return false;
	s = reader_page(memory, w.place, w.offset / PAGE);
	if (protect)
		return s && text(v, s->protect);
	return text(v, reader_state_name(s ? s->state : PG_FREE));
}

/* Pages that a call's dwSize bytes from its address touch. The address as it was given: `at` may be the page it was rounded to. */
static bool pages(struct value *v, const struct event *e)
{
	const char *size = reader_arg(e, "dwSize"), *address = reader_arg(e, "lpAddress");
	uint64_t bytes, from;

	if (!size)
		size = reader_arg(e, "Size");
	if (!size || !reader_parse_hex(size, &bytes) || bytes > INT64_MAX - PAGE)
		return false;
	if (!address || !reader_parse_hex(address, &from))
		from = e->at.known ? e->at.offset : 0;
	return number(v, (int64_t)((from % PAGE + bytes + PAGE - 1) / PAGE));
}

static bool member(struct value *v, const struct argument *m, size_t n, const char *name)
{
	for (size_t k = 0; k < n; k++)
		if (strcmp(m[k].name, name) == 0)
			return text(v, m[k].value);
	return false;
}

static bool counter(struct value *v, const struct event *e, const char *name)
{
	for (int c = 0; c < COUNTERS; c++)
		if (strcmp(reader_counter_name((enum counter)c), name) == 0)
			return count(v, e->counter[c]);
	return false;
}

static bool code(struct value *v, const struct event *e)
{
	if (e->type == EV_EXIT)
		return number(v, e->exit_code);
	return text(v, e->code);
}

static bool kind(struct value *v, const struct item *i)
{
	return text(v, i->resolved ? i->resolved->kind : i->transition ? i->transition->kind : i->event->kind);
}

static bool from(struct value *v, const struct item *i)
{
	return text(v, i->resolved ? i->resolved->from : i->transition ? i->transition->from : NULL);
}

static bool access_of(struct value *v, const struct item *i)
{
	return text(v, i->resolved ? i->resolved->access : i->transition ? NULL : i->event->access);
}

static bool pfn(struct value *v, const struct item *i)
{
	if ((!i->resolved && !i->transition) || i->rest)
		return false;
	snprintf(v->room, sizeof v->room, "0x%" PRIx64, i->resolved ? i->resolved->pfn : i->transition->pfn);
	return text(v, v->room);
}

/* The variable of the lab that has this name, as it was when the event was told. */
static bool variable(struct value *v, const struct event *e, const char *name)
{
	for (size_t k = 0; k < e->variables; k++)
		if (strcmp(e->variable[k].name, name) == 0)
			return text(v, e->variable[k].value);
	return false;
}

/* How much a counter has changed since the event before. */
static bool change(struct value *v, const struct event *e, const struct event *previous, const char *name)
{
	for (int c = 0; c < COUNTERS; c++)
		if (strcmp(reader_counter_name((enum counter)c), name) == 0)
			return previous && e->counter[c] >= 0 && previous->counter[c] >= 0 &&
			       number(v, e->counter[c] - previous->counter[c]);
	return false;
}

/* ---- the table ---- */

enum which {
	F_TYPE, F_STEP, F_LINE, F_THREAD, F_API, F_RESULT, F_ERROR, F_ERROR_NAME, F_AT, F_PLACE, F_PAGE, F_PAGES,
	F_STATE, F_STATE_BEFORE, F_PROTECT, F_PROTECT_BEFORE, F_CODE, F_ACCESS, F_DISPOSITION, F_BY, F_TEXT, F_REASON, F_ABNORMAL,
	F_FUNCTION, F_KIND, F_FROM, F_TO, F_PFN, F_SLOT, F_ASKED, F_ARGS, F_OUT, F_COUNTERS, F_CHANGE, F_VARIABLES, FIELDS
};

static const struct {
	const char *name;
	bool members, sim;              /* has a member's name after a dot; only the simulator knows it */
} fields[FIELDS] = {
	[F_TYPE] = { "type", false, false }, [F_STEP] = { "step", false, false }, [F_LINE] = { "line", false, false },
	[F_THREAD] = { "thread", false, false },
	[F_API] = { "api", false, false }, [F_RESULT] = { "result", false, false }, [F_ERROR] = { "error", false, false },
	[F_ERROR_NAME] = { "error_name", false, false }, [F_AT] = { "at", false, false }, [F_PLACE] = { "place", false, false },
	[F_PAGE] = { "page", false, false }, [F_PAGES] = { "pages", false, false }, [F_STATE] = { "state", false, false },
	[F_STATE_BEFORE] = { "state_before", false, false }, [F_PROTECT] = { "protect", false, false },
	[F_PROTECT_BEFORE] = { "protect_before", false, false }, [F_CODE] = { "code", false, false },
	[F_ACCESS] = { "access", false, false }, [F_DISPOSITION] = { "disposition", false, false }, [F_BY] = { "by", false, false },
	[F_TEXT] = { "text", false, false },
	[F_REASON] = { "reason", false, false }, [F_ABNORMAL] = { "abnormal", false, false }, [F_FUNCTION] = { "function", false, true },
	[F_KIND] = { "kind", false, true }, [F_FROM] = { "from", false, true }, [F_TO] = { "to", false, true },
	[F_PFN] = { "pfn", false, true }, [F_SLOT] = { "slot", false, true }, [F_ASKED] = { "asked", false, true },
	[F_ARGS] = { "args", true, false }, [F_OUT] = { "out", true, false }, [F_COUNTERS] = { "counters", true, false },
	[F_CHANGE] = { "change", true, false },
	[F_VARIABLES] = { "variables", true, true }
};

/* Counters that every real side reports; the others some leave out, or only the simulator has them. */
static bool told_by_all(const char *c)
{
	return strcmp(c, reader_counter_name(CN_COMMIT)) == 0 || strcmp(c, reader_counter_name(CN_RESERVED)) == 0 ||
	       strcmp(c, reader_counter_name(CN_WORKING_SET)) == 0;
}

static bool is_counter(const char *name)
{
	for (int c = 0; c < COUNTERS; c++)
		if (strcmp(reader_counter_name((enum counter)c), name) == 0)
			return true;
	return false;
}

bool field_find(struct field *f, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t n = dot ? (size_t)(dot - name) : strlen(name);

	for (int k = 0; k < FIELDS; k++) {
		if (strlen(fields[k].name) != n || memcmp(fields[k].name, name, n) || fields[k].members != (dot != NULL))
			continue;
		*f = (struct field){ k, dot ? dot + 1 : NULL };
		return (!dot || dot[1]) && ((k != F_COUNTERS && k != F_CHANGE) || is_counter(dot + 1));
	}
	return false;
}

bool field_only_sim(const struct field *f)
{
	return fields[f->of].sim || ((f->of == F_COUNTERS || f->of == F_CHANGE) && !told_by_all(f->member));
}

/* The page is hidden with all that follows from it; of a sort that is told by its kind alone, the rest too. */
bool field_hidden(const struct field *f, const struct item *i)
{
	bool pages = i->rest && i->rest->at.known;

	if (!i->rest)
		return false;
	switch ((enum which)f->of) {
	case F_PFN: case F_SLOT:
		return true;
	case F_AT: case F_PAGE: case F_STATE: case F_STATE_BEFORE: case F_PROTECT: case F_PROTECT_BEFORE:
		return !pages;
	case F_PLACE:
		return !pages && i->rest->place < 0 && !i->rest->from;
	case F_KIND:
		return !i->rest->kind;
	case F_ACCESS:
		return i->resolved && !i->rest->access;
	case F_FROM:
		return !i->rest->from;
	case F_TO:
		return i->transition && !i->rest->to;
	default:
		return false;
	}
}

/* The fields of an event alone; the parts have none of these. */
static bool of_event(const struct field *f, const struct event *e, struct value *v)
{
	switch ((enum which)f->of) {
	case F_API:         return text(v, e->api);
	case F_RESULT:      return text(v, e->result);
	case F_ERROR:       return e->type == EV_CALL && number(v, e->error);
	case F_ERROR_NAME:  return text(v, e->error_name);
	case F_PAGES:       return pages(v, e);
	case F_CODE:        return code(v, e);
	case F_DISPOSITION: return text(v, e->disposition);
	case F_BY:          return text(v, e->by);
	case F_TEXT:        return text(v, e->text);
	case F_REASON:      return text(v, e->reason);
	case F_ABNORMAL:    return e->type == EV_FINALLY && number(v, e->abnormal);
	case F_FUNCTION:    return text(v, e->function);
	case F_ASKED:       return e->handlers && number(v, (int64_t)e->handlers);
	case F_ARGS:        return member(v, e->arg, e->args, f->member);
	case F_OUT:         return member(v, e->out, e->outs, f->member);
	case F_COUNTERS:    return counter(v, e, f->member);
	case F_VARIABLES:   return variable(v, e, f->member);
	default:            return false;
	}
}

bool field_value(const struct field *f, const struct item *i, const struct event *previous, struct value *v)
{
	const struct event *e = i->event;

	switch ((enum which)f->of) {
	case F_TYPE:           return text(v, item_type_name(i->type));
	case F_STEP:           return number(v, e->step);
	case F_LINE:           return number(v, e->line);
	case F_THREAD:         return number(v, e->thread);
	case F_AT:             return at(v, i);
	case F_PLACE:          return place(v, i);
	case F_PAGE:           return page(v, i);
	case F_STATE:          return in_memory(e->memory, i, v, false);
	case F_PROTECT:        return in_memory(e->memory, i, v, true);
	case F_STATE_BEFORE:   return in_memory(previous ? previous->memory : NULL, i, v, false);
	case F_PROTECT_BEFORE: return in_memory(previous ? previous->memory : NULL, i, v, true);
	case F_KIND:           return kind(v, i);
	case F_FROM:           return from(v, i);
	case F_TO:             return i->transition && text(v, i->transition->to);
	case F_ACCESS:         return access_of(v, i);
	case F_PFN:            return pfn(v, i);
	case F_CHANGE:         return !i->resolved && !i->transition && change(v, e, previous, f->member);
	case F_SLOT:           return i->transition && count(v, i->transition->slot);
	default:               return !i->resolved && !i->transition && of_event(f, e, v);
	}
}
