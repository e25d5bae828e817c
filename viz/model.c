/* model.c - see model.h. */
#include "viz/model.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CODE_AV    "EXCEPTION_ACCESS_VIOLATION"
#define CODE_GUARD "EXCEPTION_GUARD_PAGE"
#define LENS_PAGES 16

struct now {                            /* what is known of one side at a moment */
	const struct view *view;
	int64_t counter[COUNTERS];
	int64_t avs;
};

struct building {
	struct model *m;
	const struct comparison *c;
	const char *lab;                /* file name, on one line */
	struct now now[SIDES];          /* up to the row at hand */
	struct now drawn[SIDES];        /* at the frame before */
	size_t next_row;                /* first row that no frame covers yet */
	int64_t place;                  /* reservation drawn last */
	const struct vad *last_vad;
	struct vad vad;
	bool no_memory;
};

/* A fault and what was done about it. */
struct story {
	size_t fault_row, answer_row;
	size_t number;
	const struct event *fault[SIDES], *answer[SIDES], *call[SIDES];    /* call: the last one of the filter */
	const struct view *before[SIDES];
	const struct event *walked;     /* sim: last event of the filter with the walk of this address */
	bool answered;
};

/* ---- small words ---- */

#define SAY(b, ...) say((b), keep_printf(&(b)->m->keep, __VA_ARGS__))

static const char *say(struct building *b, const char *text)
{
	if (!text)
		b->no_memory = true;
	return text ? text : "";
}

static bool same(const char *x, const char *y)
{
	return x == y || (x && y && strcmp(x, y) == 0);
}

static bool text_is(const char *x, const char *y)
{
	return x && strcmp(x, y) == 0;
}

static const char *without(const char *prefix, const char *text)
{
	size_t n = strlen(prefix);

	return text && strncmp(text, prefix, n) == 0 ? text + n : text;
}

/* Hexadecimal digits in upper case, as the pictures show them: A0+0x4F000. */
static const char *upper(struct building *b, const char *text)
{
	char *copy = keep_printf(&b->m->keep, "%s", text ? text : "");
	char *p = copy ? strstr(copy, "0x") : NULL;

	for (p = p ? p + 2 : NULL; p && *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return say(b, copy);
}

static const struct event *any(const struct event *const e[SIDES])
{
	return e[SIDE_REAL] ? e[SIDE_REAL] : e[SIDE_SIM];
}

static uint64_t page_of(const struct building *b, const struct event *e)
{
	return e->at.offset / b->m->any->page_size;
}

static bool in_place(const struct event *e)
{
	return e && e->at.known && e->at.place >= 0;
}

static const char *verb(const struct event *f)
{
	if (text_is(f->access, "read"))
		return "reads";
	return text_is(f->access, "execute") ? "executes" : "writes";
}

static const char *noun(const struct event *f)
{
	if (text_is(f->access, "read"))
		return "read";
	return text_is(f->access, "execute") ? "fetch" : "write";
}

static bool is_memory_fault(const struct event *f)
{
	return f->access && (text_is(f->code, CODE_AV) || text_is(f->code, CODE_GUARD));
}

static const char *hex_code(struct building *b, const char *code)
{
	static const struct { const char *name; uint32_t value; } codes[] = {
		{ CODE_AV, 0xC0000005 }, { CODE_GUARD, 0x80000001 }, { "EXCEPTION_IN_PAGE_ERROR", 0xC0000006 },
		{ "EXCEPTION_INT_DIVIDE_BY_ZERO", 0xC0000094 }, { "EXCEPTION_STACK_OVERFLOW", 0xC00000FD },
		{ "EXCEPTION_ILLEGAL_INSTRUCTION", 0xC000001D }, { "EXCEPTION_PRIV_INSTRUCTION", 0xC0000096 },
		{ "EXCEPTION_BREAKPOINT", 0x80000003 }, { "EXCEPTION_INT_OVERFLOW", 0xC0000095 },
		{ "EXCEPTION_NONCONTINUABLE_EXCEPTION", 0xC0000025 }, { "EXCEPTION_DATATYPE_MISALIGNMENT", 0x80000002 },
		{ "EXCEPTION_SINGLE_STEP", 0x80000004 }, { "EXCEPTION_INVALID_DISPOSITION", 0xC0000026 },
		{ "EXCEPTION_ARRAY_BOUNDS_EXCEEDED", 0xC000008C }
	};

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (text_is(code, codes[i].name))
			return SAY(b, "0x%08" PRIX32, codes[i].value);
	return upper(b, code);
}

/* ---- the moment: counters, views ---- */

static void advance(struct building *b, const struct row *r)
{
	for (int s = 0; s < SIDES; s++) {
		const struct event *e = r->side[s];

		if (!e)
			continue;
		b->now[s].view = e->view;
		b->now[s].avs += e->type == EV_FAULT && text_is(e->code, CODE_AV);
		for (int k = 0; k < COUNTERS; k++)
			if (e->counter[k] >= 0)
				b->now[s].counter[k] = e->counter[k];
		if (e->has_vad == VAD_GIVEN) {
			b->vad = e->vad;
			b->last_vad = &b->vad;
		}
	}
}

static bool has_side(const struct building *b, int s)
{
	return b->c->trace[s] != NULL;
}

/* ---- why the access was refused, from the memory as it was ---- */

enum reason { RE_FREE, RE_RESERVED, RE_NOACCESS, RE_READONLY, RE_EXECUTE, RE_GUARD, RE_REFUSED, RE_RAISED };

static enum reason reason_of(const struct building *b, const struct event *f, const struct view *before)
{
	const struct span *s;

	if (!is_memory_fault(f))
		return RE_RAISED;
	if (text_is(f->code, CODE_GUARD))
		return RE_GUARD;
	s = in_place(f) ? reader_page(before, f->at.place, page_of(b, f)) : NULL;
	if (!s)
		return in_place(f) || f->at.offset < 65536 ? RE_FREE : RE_REFUSED;
	if (s->state == PG_RESERVED)
		return RE_RESERVED;
	if (text_is(f->access, "execute"))
		return RE_EXECUTE;
	if (s->protect && strstr(s->protect, "PAGE_NOACCESS"))
		return RE_NOACCESS;
	return text_is(f->access, "write") ? RE_READONLY : RE_REFUSED;
}

static const char *kernel_words(enum reason r)
{
	switch (r) {
	case RE_FREE:     return "no VAD here:\naccess violation";
	case RE_RESERVED: return "page is reserved:\naccess violation";
	case RE_NOACCESS: return "page is no-access:\naccess violation";
	case RE_READONLY: return "page is read-only:\naccess violation";
	case RE_EXECUTE:  return "page is no-execute:\naccess violation";
	case RE_GUARD:    return "guard page, now off:\nguard exception";
	case RE_REFUSED:  return "access refused:\naccess violation";
	case RE_RAISED:   return "no page involved:\nraised as it is";
	}
	return "";
}

static const char *reason_sentence(enum reason r)
{
	switch (r) {
	case RE_FREE:     return "No memory is reserved there, so the CPU raises a page fault.";
	case RE_RESERVED: return "The page is reserved but not committed, so the CPU raises a page fault.";
	case RE_NOACCESS: return "The page is committed with PAGE_NOACCESS, so the CPU raises a page fault.";
	case RE_READONLY: return "The page may only be read, so the CPU raises a page fault.";
	case RE_EXECUTE:  return "The page holds data that may not be executed, so the CPU raises a page fault.";
	case RE_GUARD:    return "It is a guard page: the first touch raises an exception and takes the guard off.";
	case RE_REFUSED:  return "The access is refused, so the CPU raises a page fault.";
	case RE_RAISED:   return "";
	}
	return "";
}

/* ---- calls ---- */

static const char *type_arg(const struct event *e)
{
	const char *t = reader_arg(e, "flAllocationType");

	if (!t)
		t = reader_arg(e, "AllocationType");
	return t ? t : reader_arg(e, "dwFreeType");
}

static bool type_has(const struct event *e, const char *flag)
{
	const char *t = type_arg(e);

	return t && strstr(t, flag);
}

static bool failed(const struct event *e)
{
	return e->error != 0;
}

/* Pages that the call's range touches; 0 if it has none or covers the whole reservation. */
static uint64_t pages_arg(const struct building *b, const struct event *e)
{
	const char *size = reader_arg(e, "dwSize");
	uint64_t bytes = 0, page = b->m->any->page_size;

	if (!size)
		size = reader_arg(e, "Size");
	if (!size || !reader_parse_hex(size, &bytes) || !bytes)
		return 0;
	return ((e->at.known ? e->at.offset % page : 0) + bytes + page - 1) / page;
}

static const char *short_protect(struct building *b, const char *protect)
{
	static const struct { const char *name, *brief; } names[] = {
		{ "PAGE_READWRITE", "RW" }, { "PAGE_READONLY", "RO" }, { "PAGE_NOACCESS", "NOACCESS" },
		{ "PAGE_EXECUTE_READWRITE", "XRW" }, { "PAGE_EXECUTE_READ", "XR" }, { "PAGE_EXECUTE", "X" },
		{ "PAGE_READWRITE|PAGE_GUARD", "RW GUARD" }, { "PAGE_READONLY|PAGE_GUARD", "RO GUARD" }
	};

	for (size_t i = 0; protect && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(protect, names[i].name) == 0)
			return names[i].brief;
	return SAY(b, "%s", protect ? without("PAGE_", protect) : "");
}

static const char *range_words(struct building *b, const struct event *e)
{
	uint64_t n = pages_arg(b, e), first = page_of(b, e);

	if (!in_place(e))
		return n == 1 ? "1 page" : SAY(b, "%" PRIu64 " pages", n);
	if (n == 1)
		return SAY(b, "page %" PRIu64, first);
	if (n > 1)
		return SAY(b, "pages %" PRIu64 "\u2013%" PRIu64, first, first + n - 1);
	return SAY(b, "A%" PRId64, e->at.place);
}

/* MEM_RESERVE|MEM_COMMIT is too wide for a box: RESERVE|COMMIT. */
static const char *without_mem(struct building *b, const char *type)
{
	struct ink i = { 0 };
	const char *text;

	for (const char *p = type; *p; p++) {
		if (strncmp(p, "MEM_", 4) == 0)
			p += 4;
		ink_add(&i, p, 1);
	}
	text = i.failed ? NULL : keep_copy(&b->m->keep, i.text, i.used);
	ink_free(&i);
	return say(b, text);
}

/* "VirtualAlloc(page 0,\nMEM_COMMIT, RW)" */
static const char *call_words(struct building *b, const struct event *e)
{
	const char *type = type_arg(e), *protect = reader_arg(e, "flProtect");

	if (!protect)
		protect = reader_arg(e, "flNewProtect");
	if (failed(e))
		return SAY(b, "%s:\nfails, error %" PRId64, e->api, e->error);
	if (!type && !protect)
		return SAY(b, "%s", e->api);
	if (type && strchr(type, '|'))
		type = without_mem(b, type);
	if (type && protect)
		return SAY(b, "%s(%s,\n%s,%s%s)", e->api, range_words(b, e), type, strlen(type) + strlen(short_protect(b, protect)) > 14 ? "\n" : " ",
		           short_protect(b, protect));
	return SAY(b, "%s(%s,\n%s)", e->api, range_words(b, e), type ? type : short_protect(b, protect));
}

static const char *call_outcome(struct building *b, const struct event *e)
{
	if (!e)
		return "no call";
	if (!failed(e))
		return "ok";
	return e->error == 1455 ? "fails (limit)" : SAY(b, "error %" PRId64, e->error);
}

/* ---- both sides in one text ---- */

static void merge(struct building *b, struct hop *h, const char *real, const char *sim)
{
	if (!real || !sim || same(real, sim)) {
		h->text = real ? real : sim ? sim : "-";
		return;
	}
	h->differs = true;
	h->text = SAY(b, "R: %s\nS: %s", real, sim);
}

static const char *first_line(struct building *b, const char *text)
{
	size_t n = text ? strcspn(text, "\n") : 0;

	if (!text)
		return NULL;
	if (n && text[n - 1] == ':')
		n--;
	return say(b, keep_copy(&b->m->keep, text, n));
}

/* Like merge, with the first lines only when the sides differ. */
static void merge_lines(struct building *b, struct hop *h, const char *real, const char *sim)
{
	if (real && sim && !same(real, sim))
		merge(b, h, first_line(b, real), first_line(b, sim));
	else
		merge(b, h, real, sim);
}

/* ---- hops of a fault ---- */

static void hop_cpu(struct building *b, struct frame *f, const struct story *s)
{
	const struct event *e = any(s->fault);
	struct hop *h = &f->hop[0];

	h->head = "1 CPU";
	h->reached = true;
	if (!is_memory_fault(e)) {
		h->text = SAY(b, "%s line %" PRIu32 "\n%s", b->lab, e->line, without("EXCEPTION_", e->code));
		return;
	}
	h->text = SAY(b, "%s line %" PRIu32 "\n%s %s\n#PF raised", b->lab, e->line, verb(e), upper(b, e->at_text));
	h->differs = s->fault[0] && s->fault[1] && (!same(s->fault[0]->access, s->fault[1]->access) ||
	             (in_place(s->fault[0]) && !same(s->fault[0]->at_text, s->fault[1]->at_text)));
}

static void hop_kernel(struct building *b, struct frame *f, const struct story *s)
{
	const char *words[SIDES] = { 0 };

	f->hop[1].head = "2 Kernel";
	f->hop[1].reached = true;
	for (int k = 0; k < SIDES; k++)
		if (s->fault[k])
			words[k] = kernel_words(reason_of(b, s->fault[k], s->before[k]));
	merge_lines(b, &f->hop[1], words[0], words[1]);
}

static const struct asked *last_asked(const struct story *s)
{
	const struct event *e = s->answer[SIDE_SIM];

	return e && e->askeds ? &e->asked[e->askeds - 1] : NULL;
}

static void hop_dispatcher(struct building *b, struct frame *f, const struct story *s)
{
	const struct asked *a = last_asked(s);
	const struct event *answer = s->answered ? any(s->answer) : NULL;

	f->hop[2].head = "3 Dispatcher";
	f->hop[2].reached = true;
	if (answer && answer->type == EV_UNHANDLED)
		f->hop[2].text = "asks every handler:\nnone takes it";
	else if (a && a->kind && strstr(a->kind, "vectored"))
		f->hop[2].text = "asks the vectored\nhandler first";
	else if (a && a->function)
		f->hop[2].text = SAY(b, "finds the __except\nof %s", a->function);
	else
		f->hop[2].text = "finds the __except\nfilter";
}

/* What a side's filter did, when it made no call. */
static const char *idle_words(struct building *b, const struct story *s, int side)
{
	const struct event *e = s->answer[side];
	const struct spans *p;
	uint64_t used = 0;

	if (e->type == EV_UNHANDLED)
		return "no filter\ntakes it";
	if (!in_place(s->fault[side]) || (uint64_t)s->fault[side]->at.place >= e->view->places)
		return "makes no call";
	p = e->view->place[s->fault[side]->at.place];
	for (size_t i = 0; p && i < p->count; i++)
		if (p->span[i].state > PG_RESERVED)
			used += p->span[i].count;
	if (p && p->live && used == p->pages && page_of(b, s->fault[side]) >= p->pages)
		return SAY(b, "%" PRIu64 " of %" PRIu64 " used:\nnothing to commit", used, p->pages);
	return "makes no call";
}

static void hop_filter(struct building *b, struct frame *f, const struct story *s)
{
	struct hop *h = &f->hop[3];
	const char *words[SIDES] = { 0 };

	h->reached = true;
	for (int k = 0; k < SIDES; k++)
		if (s->answer[k])
			words[k] = s->call[k] ? call_words(b, s->call[k]) : idle_words(b, s, k);
	if (!words[0] || !words[1] || same(words[0], words[1])) {
		merge(b, h, words[0], words[1]);
		return;
	}
	h->differs = true;
	if (s->call[0] && s->call[1] && strcmp(s->call[0]->api, s->call[1]->api) == 0 && failed(s->call[0]) != failed(s->call[1]))
		h->text = SAY(b, "%s: R %s,\nS %s", s->call[0]->api, call_outcome(b, s->call[0]), call_outcome(b, s->call[1]));
	else
		merge_lines(b, h, words[0], words[1]);
}

enum answer { AN_NONE, AN_CONTINUE, AN_SEARCH, AN_HANDLER, AN_UNHANDLED, AN_STOPPED };

static enum answer answer_of(const struct event *e)
{
	if (!e)
		return AN_NONE;
	switch (e->type) {
	case EV_FILTER:
		if (strstr(e->disposition, "CONTINUE_EXECUTION"))
			return AN_CONTINUE;
		return strstr(e->disposition, "CONTINUE_SEARCH") ? AN_SEARCH : AN_HANDLER;
	case EV_HANDLER:
		return AN_HANDLER;
	case EV_UNHANDLED:
		return AN_UNHANDLED;
	case EV_EXIT:
		return AN_STOPPED;
	default:
		return AN_NONE;
	}
}

static const struct { const char *full, *brief, *ledger; } answer_words[] = {
	[AN_NONE]      = { "-", "-", "-" },
	[AN_CONTINUE]  = { "CONTINUE_EXECUTION\n(-1)", "CONTINUE (-1)", "CONTINUE -1" },
	[AN_SEARCH]    = { "CONTINUE_SEARCH\n(0)", "SEARCH (0)", "SEARCH 0" },
	[AN_HANDLER]   = { "EXECUTE_HANDLER\n(1)", "HANDLER (1)", "HANDLER 1" },
	[AN_UNHANDLED] = { "nobody handles it:\nthe process ends", "unhandled", "UNHANDLED" },
	[AN_STOPPED]   = { "the run is stopped:\nit would not end", "stopped", "STOPPED" }
};

static void hop_disposition(struct building *b, struct frame *f, const struct story *s)
{
	enum answer a = answer_of(s->answer[0]), z = answer_of(s->answer[1]);
	struct hop *h = &f->hop[4];

	h->reached = true;
	if (a == z || !s->answer[0] || !s->answer[1])
		h->text = answer_words[s->answer[0] ? a : z].full;
	else
		merge(b, h, answer_words[a].brief, answer_words[z].brief);
}

static int exit_of(enum answer a)
{
	return a == AN_CONTINUE ? 0 : a == AN_HANDLER || a == AN_UNHANDLED ? 1 : -1;
}

static void fault_path(struct building *b, struct frame *f, const struct story *s)
{
	const struct event *e = any(s->fault);
	bool unhandled = false;

	f->path_title = "EXCEPTION PATH";
	hop_cpu(b, f, s);
	hop_kernel(b, f, s);
	hop_dispatcher(b, f, s);
	f->hop[3] = (struct hop){ .head = "4 Filter", .text = "?" };
	f->hop[4] = (struct hop){ .head = "5 Disposition", .text = "?" };
	if (f->after) {
		hop_filter(b, f, s);
		hop_disposition(b, f, s);
	}
	for (int k = 0; k < SIDES; k++) {
		enum answer a = answer_of(s->answer[k]);

		f->reached[k] = !has_side(b, k) || !s->fault[k] ? -1 : f->after && s->answer[k] ? 5 : 3;
		f->exit[k] = f->after ? exit_of(a) : -1;
		f->exit_failed |= f->exit[k] == 1;
		unhandled |= f->after && a == AN_UNHANDLED;
	}
	f->exit_text[0] = is_memory_fault(e) ? SAY(b, "retry the %s", noun(e)) : "go on after it";
	f->exit_text[1] = unhandled ? "process ends" : "__except block";
}

/* ---- hops of a call, the handler, the end ---- */

static const char *call_kind(const struct event *e)
{
	bool reserve = type_has(e, "MEM_RESERVE"), commit = type_has(e, "MEM_COMMIT");

	if (strncmp(e->api, "VirtualAlloc", 12) == 0 && (reserve || commit))
		return reserve && commit ? "reserve + commit" : reserve ? "reserve" : "commit";
	if (strcmp(e->api, "VirtualProtect") == 0)
		return "protect";
	if (strcmp(e->api, "VirtualFree") == 0 && type_has(e, "MEM_DECOMMIT"))
		return "decommit";
	if (strcmp(e->api, "VirtualFree") == 0 && type_has(e, "MEM_RELEASE"))
		return "release";
	return NULL;
}

static const char *call_slug(const struct event *e)
{
	const char *kind = call_kind(e);

	return !kind ? "call" : strncmp(kind, "reserve", 7) == 0 ? "reserve" : kind;
}

static const char *kernel_of_call(struct building *b, const struct event *e)
{
	const char *kind = call_kind(e);

	if (failed(e))
		return "refuses:\nnothing changes";
	if (!kind)
		return "does it";
	if (strcmp(kind, "reserve") == 0)
		return "adds one VAD:\nno page, no charge";
	if (strcmp(kind, "reserve + commit") == 0)
		return SAY(b, "adds one VAD and\ncharges %" PRIu64 " pages", pages_arg(b, e));
	if (strcmp(kind, "commit") == 0)
		return "charges the pages:\nno memory yet";
	if (strcmp(kind, "decommit") == 0)
		return "takes the pages and\ntheir charge back";
	if (strcmp(kind, "release") == 0)
		return "removes the VAD:\naddresses are free";
	return "changes the entries\nof these pages";
}

static const char *result_words(struct building *b, const struct event *e)
{
	uint64_t v;

	if (!e->result)
		return strcmp(e->api, "ExitProcess") ? "no result" : "does not return";
	if (!reader_parse_hex(e->result, &v))
		return SAY(b, "%s", e->result);
	if (!v)
		return "NULL";
	return e->at_text ? upper(b, e->at_text) : "an address";
}

static const char *error_words(struct building *b, const struct event *e)
{
	return failed(e) ? SAY(b, "%" PRId64 "\n%s", e->error, e->error_name ? without("ERROR_", e->error_name) : "") : "not touched";
}

static void call_path(struct building *b, struct frame *f, const struct event *const e[SIDES])
{
	static const char *const heads[] = { "1 Program", "2 API", "3 Kernel", "4 Result", "5 Last error" };
	const char *words[HOPS][SIDES] = { 0 };

	f->path_title = "CALL PATH";
	for (int k = 0; k < SIDES; k++) {
		f->reached[k] = e[k] ? HOPS : -1;
		f->exit[k] = -1;
		if (!e[k])
			continue;
		words[0][k] = SAY(b, "%s line %" PRIu32 "\ncalls %s", b->lab, any(e)->line, e[k]->api);
		words[1][k] = failed(e[k]) ? SAY(b, "%s\n%s", e[k]->api, type_arg(e[k]) ? type_arg(e[k]) : "") : call_words(b, e[k]);
		words[2][k] = kernel_of_call(b, e[k]);
		words[3][k] = result_words(b, e[k]);
		words[4][k] = error_words(b, e[k]);
	}
	for (int h = 0; h < HOPS; h++) {
		f->hop[h].head = heads[h];
		f->hop[h].reached = true;
		merge_lines(b, &f->hop[h], words[h][0], words[h][1]);
	}
	f->exit_text[0] = f->exit_text[1] = "-";
}

/* The end, a handler, output: one box says where the program is. */
static void plain_path(struct building *b, struct frame *f, const struct event *const e[SIDES], const char *what)
{
	static const char *const heads[] = { "1 Program", "2 Kernel", "3 Dispatcher", "4 Filter", "5 Disposition" };

	f->path_title = "EXCEPTION PATH";
	for (int h = 0; h < HOPS; h++)
		f->hop[h] = (struct hop){ .head = heads[h], .text = "-", .reached = h == 0 };
	f->hop[0].text = any(e)->line ? SAY(b, "%s line %" PRIu32 "\n%s", b->lab, any(e)->line, what) : what;
	for (int k = 0; k < SIDES; k++) {
		f->reached[k] = e[k] ? 1 : -1;
		f->exit[k] = -1;
	}
	f->exit_text[0] = f->exit_text[1] = "-";
}

/* ---- address space ---- */

static uint64_t pages_of_place(const struct frame *f, int64_t place)
{
	uint64_t pages = 0;

	for (int k = 0; k < SIDES; k++)
		if (f->view[k] && place >= 0 && (uint64_t)place < f->view[k]->places && f->view[k]->place[place] &&
		    f->view[k]->place[place]->pages > pages)
			pages = f->view[k]->place[place]->pages;
	return pages;
}

static size_t live_places(const struct frame *f)
{
	size_t n = 0, most = 0;

	for (int k = 0; k < SIDES; k++) {
		n = 0;
		for (size_t i = 0; f->view[k] && i < f->view[k]->places; i++)
			n += f->view[k]->place[i] && f->view[k]->place[i]->live;
		if (n > most)
			most = n;
	}
	return most;
}

static uint64_t base_of(const struct trace_file *t, int64_t place)
{
	return t && place >= 0 && (uint64_t)place < t->bases ? t->base[place] : 0;
}

static void space_title(struct building *b, struct frame *f)
{
	struct ink i = { 0 };
	size_t live = live_places(f);

	if (f->place < 0) {
		f->space = "ADDRESS SPACE   no reservation yet";
		return;
	}
	ink_printf(&i, "ADDRESS SPACE   A%" PRId64, f->place);
	if (live > 1)
		ink_printf(&i, " (one of %zu reservations)", live);
	ink_printf(&i, " = %" PRIu64 " page%s \u00d7 %" PRIu32 " KiB", f->pages, f->pages == 1 ? "" : "s", b->m->any->page_size / 1024);
	for (int k = 0; k < SIDES; k++)
		if (b->c->trace[k] && base_of(b->c->trace[k], f->place))
			ink_printf(&i, "   %s at 0x%" PRIX64, k == SIDE_REAL ? "REAL" : "SIM", base_of(b->c->trace[k], f->place));
	f->space = i.failed ? say(b, NULL) : say(b, keep_copy(&b->m->keep, i.text, i.used));
	ink_free(&i);
}

/* Draw the reservation that `e` is about, else the one drawn last. */
static void fill_space(struct building *b, struct frame *f, const struct event *e)
{
	for (int k = 0; k < SIDES; k++)
		f->view[k] = has_side(b, k) ? b->now[k].view : NULL;
	if (in_place(e) && pages_of_place(f, e->at.place))
		b->place = e->at.place;
	f->place = b->place;
	f->pages = pages_of_place(f, f->place);
	if (!f->pages)
		f->place = -1;
	if (in_place(e) && e->at.place == f->place) {
		uint64_t page = page_of(b, e);

		f->lens_first = page - page % LENS_PAGES;
		if (e->type == EV_FAULT) {
			f->has_focus = true;
			f->focus = page;
			f->focus_word = text_is(e->access, "read") ? "READ" : text_is(e->access, "execute") ? "EXEC" : "WRITE";
		}
	}
	space_title(b, f);
}

/* ---- page walk ---- */

static const char *entry_text(struct building *b, uint32_t index, const struct pte *p)
{
	if (p->P)
		return SAY(b, "[%" PRIu32 "]\u2192%04" PRIX64, index, p->pfn);
	return p->value ? SAY(b, "[%" PRIu32 "] = 0x%" PRIX64, index, p->value) : SAY(b, "[%" PRIu32 "] = 0", index);
}

static bool same_entry(const struct pte *a, const struct pte *b)
{
	return a->given && b->given && a->value == b->value;
}

static const struct pte *entry_at(const struct event *e, size_t level, bool before)
{
	if (!e || level >= e->walks)
		return NULL;
	return before ? &e->walk[level].before : &e->walk[level].after;
}

static void no_walk(struct building *b, struct frame *f, const char *title)
{
	f->walk_title = title;
	f->miss = -1;
	for (int i = 0; i < WALK_LEVELS; i++)
		f->entry[i] = (struct walk_entry){ .text = "-" };
	f->frame_text = "-";
	f->vad = has_side(b, SIDE_SIM) ? "-" : "no SIM trace: the kernel's data is not known";
	for (int r = 0; r < BIT_ROWS; r++)
		for (int c = 0; c < BIT_COLUMNS; c++)
			f->bits[r][c] = (struct bit){ "-", MK_NONE };
}

/* The walk as `now` shows it, changes against `then` marked. */
static void fill_entries(struct building *b, struct frame *f, const struct event *now, const struct event *then, bool then_before)
{
	f->miss = -1;
	f->frame_text = "none";
	for (size_t i = 0; i < WALK_LEVELS; i++) {
		const struct pte *p = entry_at(now, i, false), *old = entry_at(then, i, then_before);
		struct walk_entry *w = &f->entry[i];

		w->index = (uint32_t)(now->walk_of >> (39 - 9 * i) & 511);
		if (!p) {
			w->text = "-";
			continue;
		}
		w->reached = true;
		w->present = p->P;
		w->changed = old ? !same_entry(old, p) : then != NULL;
		w->text = entry_text(b, w->index, p);
		if (!p->P && f->miss < 0)
			f->miss = (int)i;
		if (p->P && i == WALK_LEVELS - 1) {
			f->frame_text = SAY(b, "PFN %04" PRIX64, p->pfn);
			f->frame_new = w->changed;
		}
	}
	if (f->miss < 0 && now->walks < WALK_LEVELS)
		f->miss = (int)now->walks - 1;
}

static const char *mask_name(uint64_t software_pte)
{
	static const char *const names[] = { "", " RO", " X", " XR", " RW", " WC", " XRW", " XWC" };

	return names[software_pte >> 5 & 7];
}

static const char *raw_text(struct building *b, const struct pte *p, const char *note)
{
	if (p->P || !p->means || text_is(p->means, "zero"))
		return SAY(b, "0x%" PRIX64 "%s", p->value, note);
	return SAY(b, "0x%" PRIX64 " %s%s", p->value, p->means, text_is(p->means, "demand-zero") ? mask_name(p->value) : "");
}

static void bit_row(struct building *b, struct frame *f, int r, const struct pte *p, const struct pte *old, const char *note)
{
	const bool now[] = { p->NX, false, p->G, p->D, p->A, p->US, p->RW, p->P };
	const bool was[] = { old && old->NX, false, old && old->G, old && old->D, old && old->A, old && old->US, old && old->RW, old && old->P };

	for (int c = 0; c < BIT_COLUMNS - 1; c++) {
		struct bit *x = &f->bits[r][c];

		x->mark = MK_PLAIN;
		if (c == 1)
			x->text = p->P ? SAY(b, "0x%" PRIX64, p->pfn) : "ignored (P=0)";
		else
			x->text = p->P || c == 7 ? (now[c] ? "1" : "0") : "\u00b7";
		if (old && p->P && (!old->P || now[c] != was[c] || (c == 1 && p->pfn != old->pfn)))
			x->mark = MK_CHANGED;
	}
	f->bits[r][8] = (struct bit){ raw_text(b, p, note), old && p->value != old->value ? MK_CHANGED : MK_PLAIN };
}

static void bit_row_marks(struct frame *f, int r, const char *text, enum mark mark)
{
	for (int c = 0; c < BIT_COLUMNS; c++)
		f->bits[r][c] = (struct bit){ text, mark };
}

static const struct pte *leaf(const struct event *e, bool before)
{
	static const struct pte zero = { .given = true, .means = "zero" };
	const struct pte *p = entry_at(e, WALK_LEVELS - 1, before);

	if (p && p->given)
		return p;
	return e && e->has_walk ? &zero : NULL;        /* the walk ends above: there is no such table yet */
}

static void walk_title(struct building *b, struct frame *f, const struct event *e, const char *at)
{
	f->walk_title = at ? SAY(b, "PAGE WALK of 0x%" PRIX64 " = %s", e->walk_of, upper(b, at))
	                   : SAY(b, "PAGE WALK of 0x%" PRIX64, e->walk_of);
	f->has_walk = true;
	f->walk_of = e->walk_of;
}

static const char *vad_words(struct building *b, const struct event *now, const struct vad *then, bool refused)
{
	const struct vad *v = &now->vad;
	char charge[64] = "";
	uint64_t vpn = now->walk_of / b->m->any->page_size;

	if (now->has_vad == VAD_NULL && b->last_vad && b->last_vad->end < vpn)
		return SAY(b, "no VAD covers %" PRIX64 "   (last VAD ends at %" PRIX64 ", charge %" PRId64 ")", vpn, b->last_vad->end,
		           b->last_vad->charge);
	if (now->has_vad == VAD_NULL)
		return SAY(b, "no VAD covers %" PRIX64, vpn);
	if (now->has_vad == VAD_ABSENT)
		return "-";
	if (then && then->charge >= 0 && then->charge != v->charge)
		snprintf(charge, sizeof charge, "  commit charge %" PRId64 "\u2192%" PRId64, then->charge, v->charge);
	else if (v->charge >= 0)
		snprintf(charge, sizeof charge, "  commit charge %" PRId64 "%s", v->charge, refused ? " = limit" : "");
	return SAY(b, "VAD %" PRIX64 "\u2013%" PRIX64 "  %s %s %s%s", v->start, v->end, v->type ? v->type : "", v->mem_commit ? "COMMIT" : "RESERVE",
	           v->protect ? without("PAGE_", v->protect) : "", charge);
}

static bool zero_filled(const struct event *e, const struct event *f)
{
	for (size_t i = 0; i < e->resolveds; i++)
		if (text_is(e->resolved[i].kind, "demand-zero") && e->resolved[i].at.place == f->at.place &&
		    e->resolved[i].at.offset / 4096 == f->at.offset / 4096)
			return true;
	return false;
}

static void walk_before(struct building *b, struct frame *f, const struct story *s)
{
	const struct event *e = s->fault[SIDE_SIM];
	const struct pte *p = leaf(e, false);

	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, e, NULL, false);
	bit_row(b, f, 0, p, NULL, e->has_vad == VAD_NULL ? " \u2192 no VAD" : e->has_vad ? " \u2192 ask the VAD" : "");
	bit_row_marks(f, 1, "?", MK_ASK);
	bit_row_marks(f, 2, "?", MK_ASK);
	f->vad = vad_words(b, e, NULL, false);
}

static void walk_after(struct building *b, struct frame *f, const struct story *s)
{
	const struct event *e = s->fault[SIDE_SIM], *answer = s->answer[SIDE_SIM], *call = s->call[SIDE_SIM];
	const struct event *mid = s->walked, *end = answer && answer->has_walk && answer->walk_of == e->walk_of ? answer : NULL;
	const struct event *last = end ? end : mid ? mid : e;
	bool refused = call && failed(call) && call->error == 1455, on = answer_of(answer) == AN_CONTINUE;
	const struct pte *p = leaf(e, false), *q = leaf(mid, false);

	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, last, e, false);
	bit_row(b, f, 0, p, NULL, e->has_vad == VAD_NULL ? " \u2192 no VAD" : "");
	bit_row_marks(f, 1, "-", MK_NONE);
	bit_row_marks(f, 2, "-", MK_NONE);
	if (mid)
		bit_row(b, f, 1, q, p, refused ? " commit refused" : call && failed(call) ? " call failed" : "");
	if (end && on)
		bit_row(b, f, 2, leaf(end, false), q ? q : p, "");
	if (f->frame_new && zero_filled(last, e))
		f->frame_text = SAY(b, "%s\nzero-filled", f->frame_text);
	f->vad = vad_words(b, last->has_vad ? last : e, e->has_vad == VAD_GIVEN ? &e->vad : NULL, refused);
	f->vad_changed = e->has_vad == VAD_GIVEN && last->has_vad == VAD_GIVEN && e->vad.charge != last->vad.charge;
}

static void fault_walk(struct building *b, struct frame *f, const struct story *s)
{
	static const char *const rows[] = { "at fault", "committed", "retried" };
	const struct event *e = s->fault[SIDE_SIM];

	for (int r = 0; r < BIT_ROWS; r++)
		f->bit_row[r] = rows[r];
	if (!e || !e->has_walk)
		no_walk(b, f, "PAGE WALK");
	else if (f->after)
		walk_after(b, f, s);
	else
		walk_before(b, f, s);
}

static void plain_walk(struct building *b, struct frame *f, const struct event *e)
{
	static const char *const rows[] = { "before", "after", "" };

	for (int r = 0; r < BIT_ROWS; r++)
		f->bit_row[r] = rows[r];
	no_walk(b, f, "PAGE WALK");
	if (!e || !e->has_walk)
		return;
	walk_title(b, f, e, e->at_text);
	fill_entries(b, f, e, e, true);
	if (leaf(e, true))
		bit_row(b, f, 0, leaf(e, true), NULL, "");
	bit_row(b, f, 1, leaf(e, false), leaf(e, true), "");
	f->vad = vad_words(b, e, e->vad.charge_before >= 0 ? &(struct vad){ .charge = e->vad.charge_before } : NULL, false);
	f->vad_changed = e->has_vad == VAD_GIVEN && e->vad.charge_before >= 0 && e->vad.charge_before != e->vad.charge;
}

/* ---- side by side ---- */

static void set(struct ledger_row *l, int side, const char *value, enum mark mark)
{
	l->value[side] = value;
	l->mark[side] = mark;
}

/* Fill what no side said yet, and decide whether the sides agree on the row. */
static void settle(const struct building *b, struct ledger_row *l, bool comparable)
{
	for (int k = 0; k < SIDES; k++)
		if (!l->value[k])
			set(l, k, has_side(b, k) ? "-" : "no trace", has_side(b, k) ? MK_NONE : MK_SILENT);
	if (l->same != SAME_BLANK)
		return;
	if (l->mark[0] == MK_ASK || (l->mark[0] == MK_NONE && l->mark[1] == MK_NONE))
		return;
	if (l->mark[0] == MK_SILENT || l->mark[1] == MK_SILENT || l->mark[0] == MK_NONE || l->mark[1] == MK_NONE || !comparable) {
		l->same = SAME_NA;
		return;
	}
	l->same = same(l->value[0], l->value[1]) ? SAME_YES : SAME_NO;
}

static const char *state_word(const struct span *s)
{
	return !s ? "FREE" : s->state == PG_RESERVED ? "RESERVE" : s->protect && strstr(s->protect, "PAGE_GUARD") ? "COMMIT GUARD" : "COMMIT";
}

/* "37 (+1)"; a difference in change is a divergence, a difference in total is not. */
static void counter_row(struct building *b, struct ledger_row *l, const int64_t now[SIDES], const int64_t drawn[SIDES])
{
	int64_t change[SIDES];

	for (int k = 0; k < SIDES; k++) {
		change[k] = now[k] - (drawn[k] < 0 ? 0 : drawn[k]);
		if (!has_side(b, k))
			continue;
		if (now[k] < 0)
			set(l, k, "not reported", MK_SILENT);
	}
	if (has_side(b, 0) && has_side(b, 1) && now[0] >= 0 && now[1] >= 0)
		l->same = change[0] == change[1] ? SAME_YES : SAME_NO;
	for (int k = 0; k < SIDES; k++) {
		if (!has_side(b, k) || now[k] < 0)
			continue;
		if (change[k] || l->same == SAME_NO)
			set(l, k, SAY(b, "%" PRId64 " (%+" PRId64 ")", now[k], change[k]), change[k] ? MK_CHANGED : MK_PLAIN);
		else
			set(l, k, SAY(b, "%" PRId64, now[k]), MK_PLAIN);
	}
}

static void counter_rows(struct building *b, struct frame *f)
{
	static const enum counter which[] = { CN_COMMIT, CN_WORKING_SET, COUNTERS, CN_TRAPS };

	for (int i = 0; i < 4; i++) {
		int64_t now[SIDES], drawn[SIDES];

		for (int k = 0; k < SIDES; k++) {
			now[k] = which[i] == COUNTERS ? b->now[k].avs : b->now[k].counter[which[i]];
			drawn[k] = which[i] == COUNTERS ? b->drawn[k].avs : b->drawn[k].counter[which[i]];
		}
		counter_row(b, &f->ledger[5 + i], now, drawn);
	}
}

static void fault_rows(struct building *b, struct frame *f, const struct story *s)
{
	for (int k = 0; k < SIDES; k++) {
		const struct event *e = s->fault[k], *a = s->answer[k];
		const struct span *was, *is;

		if (!e)
			continue;
		set(&f->ledger[0], k, hex_code(b, e->code), MK_PLAIN);
		if (f->after && a)
			set(&f->ledger[4], k, answer_words[answer_of(a)].ledger, answer_of(a) == AN_CONTINUE ? MK_PLAIN : MK_CHANGED);
		else if (!f->after)
			set(&f->ledger[4], k, "?", MK_ASK);
		if (!is_memory_fault(e))
			continue;
		set(&f->ledger[1], k, text_is(e->access, "read") ? "READ" : text_is(e->access, "execute") ? "EXECUTE" : "WRITE", MK_PLAIN);
		set(&f->ledger[2], k, upper(b, e->at_text), MK_PLAIN);
		if (!in_place(e))
			continue;
		was = reader_page(s->before[k], e->at.place, page_of(b, e));
		is = reader_page(b->now[k].view, e->at.place, page_of(b, e));
		set(&f->ledger[3], k, state_word(is), f->after && strcmp(state_word(was), state_word(is)) ? MK_CHANGED : MK_PLAIN);
	}
}

static void call_rows(struct building *b, struct frame *f, const struct event *const e[SIDES])
{
	for (int k = 0; k < SIDES; k++) {
		const struct view *before = b->drawn[k].view;

		if (!e[k] || !in_place(e[k]))
			continue;
		set(&f->ledger[2], k, upper(b, e[k]->at_text), MK_PLAIN);
		if (f->place == e[k]->at.place) {
			const char *is = state_word(reader_page(e[k]->view, e[k]->at.place, page_of(b, e[k])));
			const char *was = state_word(reader_page(before, e[k]->at.place, page_of(b, e[k])));

			set(&f->ledger[3], k, is, strcmp(is, was) ? MK_CHANGED : MK_PLAIN);
		}
	}
}

static void start_ledger(struct frame *f)
{
	static const struct { const char *fact, *why; } rows[LEDGER_ROWS] = {
		{ "exception", "The exception code that the handlers are asked about." },
		{ "access", "What the program tried to do with the address." },
		{ "address", "The address as reservation and offset: the same on both sides, wherever they put it." },
		{ "state", "What VirtualQuery says of the page." },
		{ "disposition", "What the filter answered." },
		{ "committed", "Pages that are promised to be backed: the commit charge of the lab's reservations." },
		{ "working set", "Pages of the lab's reservations that are in memory now." },
		{ "AVs so far", "Access violations that reached the program." },
		{ "page faults", "Page faults that the CPU raised: the violations and those that the kernel resolved alone." }
	};

	for (int i = 0; i < LEDGER_ROWS; i++) {
		f->ledger[i] = (struct ledger_row){ .fact = rows[i].fact, .why = rows[i].why };
	}
}

static bool address_comparable(const struct event *const e[SIDES])
{
	return !e[0] || !e[1] || !e[0]->at.known || !e[1]->at.known || e[0]->at.place >= 0 || e[1]->at.place >= 0 ||
	       e[0]->at.offset < 65536 || e[1]->at.offset < 65536;
}

static void finish_ledger(struct building *b, struct frame *f, const struct event *const e[SIDES])
{
	counter_rows(b, f);
	for (int i = 0; i < LEDGER_ROWS; i++) {
		struct ledger_row *l = &f->ledger[i];

		settle(b, l, i != 2 || address_comparable(e));
		if (l->same == SAME_NO)
			l->mark[0] = l->mark[1] = MK_DIFFERS;
	}
}

/* ---- verdict and sentence ---- */

static const struct difference *first_difference(const struct row *r)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (!r->diff[i].known)
			return &r->diff[i];
	return r->diff;
}

static const struct row *diverging_row(const struct building *b, const struct frame *f)
{
	for (size_t i = f->first_row; i <= f->row; i++)
		if (compare_differs(b->c->row[i].verdict))
			return &b->c->row[i];
	return NULL;
}

static void decide(struct building *b, struct frame *f)
{
	f->verdict = FV_AGREE;
	if (!has_side(b, SIDE_REAL) || !has_side(b, SIDE_SIM)) {
		f->verdict = has_side(b, SIDE_REAL) ? FV_REAL_ALONE : FV_SIM_ALONE;
		return;
	}
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct row *r = &b->c->row[i];

		if (compare_differs(r->verdict)) {
			f->verdict = FV_DIVERGE;
			return;
		}
		if (r->verdict == CMP_KNOWN) {
			f->verdict = FV_KNOWN;
			f->verdict_note = r->diff[0].known->id;
		}
	}
	for (int i = 0; i < LEDGER_ROWS; i++)           /* a row of the table may not accuse what the comparison let pass */
		if (f->ledger[i].same == SAME_NO) {
			f->ledger[i].same = SAME_NA;
			for (int k = 0; k < SIDES; k++)
				f->ledger[i].mark[k] = MK_PLAIN;
		}
}

static const char *value_words(struct building *b, const char *value)
{
	return SAY(b, "%.40s", without("EXCEPTION_", value));
}

static const char *divergence_sentence(struct building *b, const struct row *r)
{
	const struct difference *d = first_difference(r);
	struct ink i = { 0 };
	const char *text;

	if (!d) {
		ink_printf(&i, "Only %s has this step: %s ", r->side[0] ? "REAL" : "SIM", reader_type_name(any(r->side)->type));
		compare_say(&i, any(r->side));
		ink_puts(&i, ".");
	} else {
		ink_printf(&i, "First difference, %s: REAL %s, SIM %s.", d->fact, value_words(b, d->real), value_words(b, d->sim));
	}
	text = i.failed ? say(b, NULL) : say(b, keep_copy(&b->m->keep, i.text, i.used));
	ink_free(&i);
	return text;
}

static const char *gave(enum answer a)
{
	return a == AN_CONTINUE ? "went on" : a == AN_HANDLER ? "gave up" : "stopped";
}

/* One side commits, the other refuses: the case worth a sentence of its own. */
static const char *refusal_sentence(struct building *b, const struct story *s)
{
	const int no = failed(s->call[SIDE_SIM]) ? SIDE_SIM : SIDE_REAL, yes = !no;
	const struct event *e = s->call[no];
	const char *name[] = { "REAL", "SIM" }, *range = range_words(b, s->call[yes]);

	if (e->error == 1455 && e->counter[CN_COMMIT] >= 0)
		return SAY(b, "%s committed %s and %s. %s refused: its commit limit (%" PRId64 " pages) was reached, so its filter %s.",
		           name[yes], range, gave(answer_of(s->answer[yes])), name[no], e->counter[CN_COMMIT], gave(answer_of(s->answer[no])));
	return SAY(b, "%s committed %s and %s. %s refused with error %" PRId64 ", so its filter %s.", name[yes], range,
	           gave(answer_of(s->answer[yes])), name[no], e->error, gave(answer_of(s->answer[no])));
}

static bool commits(const struct event *e)
{
	return e && type_has(e, "MEM_COMMIT") && strncmp(e->api, "VirtualAlloc", 12) == 0;
}

static const char *retry_words(struct building *b, const struct story *s)
{
	const struct event *f = any(s->fault);
	bool resident = false, ok = false;

	for (int k = 0; k < SIDES; k++) {
		const struct span *p = in_place(f) && s->answer[k] ? reader_page(s->answer[k]->view, f->at.place, page_of(b, f)) : NULL;

		if (!p || p->state < PG_COMMITTED)
			continue;
		ok = !p->protect || !strstr(p->protect, "PAGE_GUARD");
		resident |= p->state == PG_RESIDENT;
	}
	if (!ok)
		return SAY(b, "The retried %s will fault again.", noun(f));
	return resident ? SAY(b, "The retried %s takes a zeroed frame and succeeds.", noun(f)) : SAY(b, "The retried %s succeeds.", noun(f));
}

static const char *answer_sentence(struct building *b, const struct story *s)
{
	const struct event *f = any(s->fault), *a = any(s->answer), *call = any(s->call);
	const char *did = call && !failed(call) && commits(call) ? SAY(b, "commits %s", range_words(b, call))
	                : call && failed(call) ? SAY(b, "calls %s in vain (error %" PRId64 ")", call->api, call->error)
	                : call ? SAY(b, "calls %s", call->api) : "makes no call";

	switch (answer_of(a)) {
	case AN_CONTINUE:
		if (text_is(f->code, CODE_GUARD))
			return SAY(b, "The filter %s and answers CONTINUE_EXECUTION. The guard is off, so the retried %s succeeds.", did, noun(f));
		if (!is_memory_fault(f))
			return SAY(b, "The filter %s and answers CONTINUE_EXECUTION: the program goes on.", did);
		return SAY(b, "The filter %s and answers CONTINUE_EXECUTION. %s", did, retry_words(b, s));
	case AN_HANDLER:
		if (!call && in_place(f) && is_memory_fault(f) && !reader_page(s->before[s->fault[0] ? 0 : 1], f->at.place, page_of(b, f)))
			return SAY(b, "Page %" PRIu64 " lies past the region: free. The filter has no page left and answers EXECUTE_HANDLER: "
			           "the %s is abandoned.", page_of(b, f), noun(f));
		return SAY(b, "The filter %s and answers EXECUTE_HANDLER: the %s is abandoned.", did, is_memory_fault(f) ? noun(f) : "rest of the block");
	case AN_SEARCH:
		return SAY(b, "The filter %s and answers CONTINUE_SEARCH: it leaves the exception to others.", did);
	case AN_UNHANDLED:
		return SAY(b, "No handler takes the exception: the process ends with %s.", without("EXCEPTION_", f->code));
	case AN_STOPPED:
		return a->reason ? SAY(b, "The run is stopped: %s", a->reason) : "The run is stopped here.";
	case AN_NONE:
		break;
	}
	return "";
}

static const char *fault_sentence(struct building *b, const struct story *s)
{
	const struct event *f = any(s->fault);
	int k = s->fault[0] ? 0 : 1;
	enum reason why = reason_of(b, f, s->before[k]);

	if (why == RE_RAISED)
		return SAY(b, "The program raises %s; the handlers are asked.", f->code);
	if (!in_place(f))
		return SAY(b, "The program %s address %s. %s", verb(f), upper(b, f->at_text), reason_sentence(why));
	return SAY(b, "The program %s byte %" PRIu64 " of page %" PRIu64 "%s. %s", verb(f), f->at.offset % b->m->any->page_size, page_of(b, f),
	           why == RE_FREE ? ", past the region" : "", reason_sentence(why));
}

static const char *call_sentence(struct building *b, const struct event *e)
{
	const char *kind = call_kind(e);
	uint64_t n = pages_arg(b, e);
	const char *range = range_words(b, e);

	if (failed(e))
		return SAY(b, "%s fails with error %" PRId64 " (%s): nothing changes.", e->api, e->error, e->error_name ? e->error_name : "no name");
	if (!kind)
		return SAY(b, "The program calls %s.", e->api);
	if (strcmp(kind, "reserve") == 0)
		return SAY(b, "The program reserves %" PRIu64 " page%s: addresses only. No memory is promised and nothing is charged.", n, n == 1 ? "" : "s");
	if (strcmp(kind, "reserve + commit") == 0)
		return SAY(b, "The program reserves and commits %" PRIu64 " page%s: memory is promised at once, and given at the first touch.", n, n == 1 ? "" : "s");
	if (strcmp(kind, "commit") == 0)
		return SAY(b, "The program commits %s: memory is promised and charged, and given at the first touch.", range);
	if (strcmp(kind, "protect") == 0)
		return SAY(b, "The program sets the protection of %s to %s.", range, reader_arg(e, "flNewProtect") ? reader_arg(e, "flNewProtect") : "?");
	if (strcmp(kind, "decommit") == 0)
		return SAY(b, "The program decommits %s: contents and charge are gone, the addresses stay reserved.", range);
	return SAY(b, "The program releases %s: its addresses are free again.", range);
}

/* ---- frames ---- */

static struct frame *new_frame(struct building *b, size_t row, const char *slug)
{
	struct model *m = b->m;
	struct frame *f;

	if (m->frames == MODEL_FRAMES_MAX) {
		m->cut = true;
		return NULL;
	}
	f = &m->frame[m->frames++];
	*f = (struct frame){ .number = m->frames, .row = row, .first_row = b->next_row, .place = -1, .line = any(b->c->row[row].side)->line };
	snprintf(f->name, sizeof f->name, "step-%04zu-%.32s", f->number, slug);
	b->next_row = row + 1;
	start_ledger(f);
	return f;
}

static void drawn(struct building *b)
{
	memcpy(b->drawn, b->now, sizeof b->drawn);
}

static void fault_titles(struct building *b, struct frame *f, const struct story *s)
{
	const struct event *e = any(s->fault);
	bool past = in_place(e) && f->pages && page_of(b, e) >= f->pages, up = false, on = true, commit = false;
	enum answer a = answer_of(s->answer[0]), z = answer_of(s->answer[1]);
	bool differ = s->answer[0] && s->answer[1] && a != z;

	for (int k = 0; k < SIDES; k++) {
		up |= s->answer[k] && exit_of(answer_of(s->answer[k])) == 1;
		on &= !s->answer[k] || answer_of(s->answer[k]) == AN_CONTINUE;
		commit |= commits(s->call[k]);
	}
	f->title = up && past && !differ ? SAY(b, "Fault %zu: out of pages", s->number) : SAY(b, "Fault %zu of %zu", s->number, b->m->faults);
	if (up && past && !differ && f->after)
		f->graph = SAY(b, "step %zu: fault %zu, out of pages%s", f->number, s->number, f->verdict == FV_DIVERGE ? ", DIVERGENCE" : "");
	else
		f->graph = SAY(b, "step %zu: fault %zu of %zu, %s%s", f->number, s->number, b->m->faults, f->after ? "after" : "before",
		               f->verdict == FV_DIVERGE ? ", DIVERGENCE" : "");
	f->phase = !f->after ? PH_BEFORE : up && !differ ? PH_FAILED : PH_AFTER;
	if (!f->after)
		f->phase_text = commit ? "1 \u00b7 BEFORE commit" : "1 \u00b7 BEFORE the filter";
	else if (a == AN_UNHANDLED || z == AN_UNHANDLED)
		f->phase_text = "2 \u00b7 AFTER: \u2717 UNHANDLED";
	else if (up && !differ)
		f->phase_text = "2 \u00b7 AFTER: \u2717 GAVE UP";
	else
		f->phase_text = !on || differ ? "2 \u00b7 AFTER the filter" : commit ? "2 \u00b7 AFTER commit + retry" : "2 \u00b7 AFTER filter + retry";
}

static void fault_frame(struct building *b, struct story *s, bool after)
{
	char slug[32];
	struct frame *f;
	const struct row *bad;

	snprintf(slug, sizeof slug, "fault%0*zu-%c", b->m->faults > 9999 ? 5 : b->m->faults > 999 ? 4 : 3, s->number, after ? 'b' : 'a');
	f = new_frame(b, after ? s->answer_row : s->fault_row, slug);
	if (!f)
		return;
	f->after = after;
	f->fault = s->number;
	fill_space(b, f, any(s->fault));
	fault_path(b, f, s);
	fault_walk(b, f, s);
	fault_rows(b, f, s);
	finish_ledger(b, f, s->fault);
	decide(b, f);
	fault_titles(b, f, s);
	f->say = after ? answer_sentence(b, s) : fault_sentence(b, s);
	bad = diverging_row(b, f);
	if (after && s->call[0] && s->call[1] && failed(s->call[0]) != failed(s->call[1]))
		f->say = refusal_sentence(b, s);
	else if (bad && f->verdict == FV_DIVERGE)
		f->say = divergence_sentence(b, bad);
	if (!after)
		for (int i = 3; i < HOPS; i++)
			f->hop[i].text = "?";
	drawn(b);
}

static const char *plain_title(struct building *b, const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return call_kind(e) && strcmp(call_kind(e), "protect") ? SAY(b, "%s: %s", e->api, call_kind(e)) : SAY(b, "%s", e->api);
	case EV_HANDLER:
		return "Handler";
	case EV_FINALLY:
		return "__finally";
	case EV_OUTPUT:
		return "Output";
	case EV_FILTER:
		return "Filter";
	case EV_FAULT:
		return "Fault";
	case EV_EXIT:
	case EV_UNHANDLED:
		break;
	}
	return "Exit";
}

static const char *plain_sentence(struct building *b, const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return call_sentence(b, e);
	case EV_HANDLER:
		return SAY(b, "The __except block runs; everything below it on the stack has been unwound.");
	case EV_FINALLY:
		return e->abnormal ? "The __finally block runs because an exception unwinds through it." : "The __finally block runs at the normal end of its __try.";
	case EV_OUTPUT:
		return "The program prints.";
	case EV_EXIT:
		if (e->reason)
			return SAY(b, "The run is stopped with code %" PRId64 ": %s", e->exit_code, e->reason);
		return SAY(b, "The program ends with exit code %" PRId64 " after %zu fault%s.", e->exit_code, b->m->faults, b->m->faults == 1 ? "" : "s");
	case EV_UNHANDLED:
		return SAY(b, "No handler takes the exception: the process ends with %s.", e->code);
	default:
		return "";
	}
}

static const char *plain_phase(const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return "system call";
	case EV_EXIT:
	case EV_UNHANDLED:
		return "the end";
	default:
		return "the program";
	}
}

static void plain_frame(struct building *b, size_t row, const char *slug)
{
	const struct row *r = &b->c->row[row];
	const struct event *e = any(r->side);
	struct frame *f = new_frame(b, row, slug);
	const struct row *bad;

	if (!f)
		return;
	fill_space(b, f, e);
	if (e->type == EV_CALL)
		call_path(b, f, r->side);
	else
		plain_path(b, f, r->side, e->type == EV_EXIT ? SAY(b, "exit code %" PRId64, e->exit_code) : plain_title(b, e));
	plain_walk(b, f, r->side[SIDE_SIM]);
	if (e->type == EV_CALL)
		call_rows(b, f, r->side);
	finish_ledger(b, f, r->side);
	decide(b, f);
	f->title = plain_title(b, e);
	f->phase = e->type == EV_UNHANDLED || (e->type == EV_EXIT && e->reason) ? PH_FAILED : PH_PLAIN;
	f->phase_text = plain_phase(e);
	f->say = plain_sentence(b, e);
	f->graph = SAY(b, "step %zu: %s%s", f->number, slug, f->verdict == FV_DIVERGE ? ", DIVERGENCE" : "");
	bad = diverging_row(b, f);
	if (bad && f->verdict == FV_DIVERGE)
		f->say = divergence_sentence(b, bad);
	drawn(b);
}

/* ---- which moments ---- */

/* The row that answers the fault in `row`; false if the trace ends before. Faults inside a filter nest. */
static bool find_answer(const struct building *b, size_t row, size_t *answer)
{
	size_t depth = 0;

	for (size_t i = row + 1; i < b->c->rows; i++) {
		const struct event *e = any(b->c->row[i].side);

		*answer = i;
		if (e->type == EV_UNHANDLED || e->type == EV_EXIT)
			return true;
		if (e->type == EV_FAULT)
			depth++;
		if (e->type == EV_HANDLER && !depth)
			return true;
		if (e->type != EV_FILTER || answer_of(e) == AN_SEARCH)
			continue;
		if (!depth)
			return true;
		depth--;
	}
	return false;
}

static void tell(struct building *b, size_t row, struct story *s)
{
	const struct row *r = &b->c->row[row];

	for (int k = 0; k < SIDES; k++) {
		s->fault[k] = r->side[k];
		s->before[k] = b->now[k].view;
	}
	s->fault_row = row;
	s->answered = find_answer(b, row, &s->answer_row);
	for (size_t i = row + 1; s->answered && i <= s->answer_row; i++)
		for (int k = 0; k < SIDES; k++) {
			const struct event *e = b->c->row[i].side[k];

			if (!e)
				continue;
			if (i == s->answer_row)
				s->answer[k] = e;
			else if (e->type == EV_CALL && call_kind(e))
				s->call[k] = e;
			if (i < s->answer_row && k == SIDE_SIM && e->has_walk && s->fault[k] && e->walk_of == s->fault[k]->walk_of)
				s->walked = e;
		}
}

/* A side need not look at memory when the lab prints, so there only what all sides tell is news. */
static bool changes_memory(const struct row *r)
{
	size_t tells = 0, sides = 0;

	for (int k = 0; k < SIDES; k++)
		if (r->side[k]) {
			sides++;
			tells += r->side[k]->tolds > 0;
		}
	return any(r->side)->type == EV_OUTPUT ? tells == sides : tells > 0;
}

static const char *plain_slug(const struct row *r)
{
	const struct event *e = any(r->side);

	if (e->type == EV_EXIT || e->type == EV_UNHANDLED)
		return "exit";
	if (e->type == EV_HANDLER)
		return "handler";
	if (e->type == EV_CALL && (call_kind(e) || changes_memory(r)))
		return call_slug(e);
	if (compare_differs(r->verdict) || changes_memory(r))
		return e->type == EV_CALL ? "call" : reader_type_name(e->type);
	return NULL;
}

enum { PENDING_MAX = 64 };

static void walk_rows(struct building *b)
{
	struct story pending[PENDING_MAX];      /* faults whose answer has not come yet, innermost last */
	size_t waiting = 0, number = 0;

	for (size_t i = 0; i < b->c->rows && !b->no_memory; i++) {
		const struct row *r = &b->c->row[i];
		const struct event *e = any(r->side);
		const char *slug;

		if (e->type == EV_FAULT && waiting < PENDING_MAX) {
			struct story *s = &pending[waiting++];

			*s = (struct story){ .number = ++number };
			tell(b, i, s);
			advance(b, r);
			fault_frame(b, s, false);
			if (!s->answered)
				waiting--;
			continue;
		}
		advance(b, r);
		if (waiting && pending[waiting - 1].answer_row == i) {
			fault_frame(b, &pending[--waiting], true);
			while (waiting && pending[waiting - 1].answer_row <= i)
				waiting--;
			if (e->type != EV_EXIT)
				continue;
		}
		slug = plain_slug(r);
		if (slug && (!waiting || e->type == EV_EXIT))
			plain_frame(b, i, slug);
	}
}

/* A name that somebody else chose, on one line. */
static const char *one_line(struct building *b, const char *text)
{
	char *copy = keep_printf(&b->m->keep, "%s", text);

	for (char *p = copy; p && *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return say(b, copy);
}

/* Five digits for all if one frame needs them, so that names sort in order. */
static void widen_names(struct model *m)
{
	for (size_t i = 0; m->frames > 9999 && i < m->frames; i++) {
		char slug[48];

		snprintf(slug, sizeof slug, "%s", strchr(m->frame[i].name + 5, '-'));
		snprintf(m->frame[i].name, sizeof m->frame[i].name, "step-%05zu%s", m->frame[i].number, slug);
	}
}

bool model_build(struct model *m, const struct comparison *c)
{
	static const struct view nothing;
	struct building *b = calloc(1, sizeof *b);
	size_t most = 1;
	bool ok;

	*m = (struct model){ .c = c, .any = c->trace[SIDE_REAL] ? c->trace[SIDE_REAL] : c->trace[SIDE_SIM] };
	for (size_t i = 0; i < c->rows; i++) {
		m->faults += any(c->row[i].side)->type == EV_FAULT;
		most += 2;
	}
	if (most > MODEL_FRAMES_MAX)
		most = MODEL_FRAMES_MAX;
	m->frame = calloc(most, sizeof *m->frame);
	if (!b || !m->frame) {
		free(b);
		return false;
	}
	b->m = m;
	b->c = c;
	b->place = -1;
	b->lab = one_line(b, m->any->lab);
	for (int k = 0; k < SIDES; k++) {
		b->now[k].view = &nothing;
		for (int n = 0; n < COUNTERS; n++)
			b->now[k].counter[n] = -1;
	}
	drawn(b);
	walk_rows(b);
	widen_names(m);
	ok = !b->no_memory;
	free(b);
	return ok;
}

void model_free(struct model *m)
{
	free(m->frame);
	keep_free(&m->keep);
	*m = (struct model){ 0 };
}

/* ---- in words ---- */

void model_describe(struct ink *i, const struct frame *f)
{
	ink_puts(i, f->say);
	for (int k = 0; k < LEDGER_ROWS; k++)
		if (f->ledger[k].same == SAME_NO)
			ink_printf(i, " Differs: %s.", f->ledger[k].fact);
	for (int k = 0; k < LEDGER_ROWS; k++)
		ink_printf(i, " %s: REAL %s, SIM %s.", f->ledger[k].fact, f->ledger[k].value[0], f->ledger[k].value[1]);
}
