/* ask_call.c - see ask_call.h. */
#include "viz/quiz/ask_call.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/quiz/sheet_tell.h"

#define ERRORS       4                  /* of a function, that a choice has room for */
#define WATCHED_MAX  12                 /* pages of a watch that can be written down in a line */

/* ---- which call ---- */

static bool is_call(const struct event *e, const char *api)
{
	return e->type == EV_CALL && e->api && strncmp(e->api, api, strlen(api)) == 0;
}

static bool is_any_of(const struct event *e, const char *const *api)
{
	for (; *api; api++)
		if (is_call(e, *api))
			return true;
	return false;
}

/* A name stands for its longer forms as well: VirtualAlloc for VirtualAlloc2. */
bool call_moves_pages(const struct event *e)
{
	static const char *const all[] = {
		"VirtualAlloc", "VirtualFree", "MapViewOfFile", "UnmapViewOfFile", "EmptyWorkingSet", "VirtualLock", "VirtualUnlock",
		"SetProcessWorkingSetSize", NULL
	};

	return is_any_of(e, all);
}

static const char *raw_arg(const struct event *e, const char *name)
{
	const char *value = reader_arg(e, name);

	return value ? value : "";
}

/* ---- what comes of it ---- */

/*
 * The errors that a function gives, of those that a lab can bring about; docs/reference/sources.md, [ntstatus].
 * The first ones are the likelier ones.
 */
static const struct { const char *api; int64_t error[ERRORS]; } errors[] = {
	{ "VirtualAlloc", { 487, 87, 1455, 8 } },
	{ "VirtualFree", { 487, 87 } },
	{ "VirtualProtect", { 487, 87, 998 } },
	{ "VirtualQuery", { 87, 24 } },
	{ "VirtualLock", { 998, 87, 1453 } },
	{ "VirtualUnlock", { 158, 87 } },
	{ "GetWriteWatch", { 87, 998 } },
	{ "ResetWriteWatch", { 87 } },
	{ "EmptyWorkingSet", { 6 } },
	{ "SetProcessWorkingSetSize", { 87, 6 } },
	{ "GetProcessMemoryInfo", { 122, 6 } },
	{ "CreateFileMapping", { 87, 6, 1455 } },
	{ "MapViewOfFile", { 487, 6, 5, 1132 } },
	{ "UnmapViewOfFile", { 487 } },
	{ "CloseHandle", { 6 } }
};

static const struct { int64_t error; const char *name; } error_names[] = {
	{ 5, "ERROR_ACCESS_DENIED" }, { 6, "ERROR_INVALID_HANDLE" }, { 8, "ERROR_NOT_ENOUGH_MEMORY" }, { 24, "ERROR_BAD_LENGTH" },
	{ 87, "ERROR_INVALID_PARAMETER" }, { 122, "ERROR_INSUFFICIENT_BUFFER" }, { 158, "ERROR_NOT_LOCKED" },
	{ 487, "ERROR_INVALID_ADDRESS" }, { 998, "ERROR_NOACCESS" }, { 1132, "ERROR_MAPPED_ALIGNMENT" },
	{ 1453, "ERROR_WORKING_SET_QUOTA" }, { 1455, "ERROR_COMMITMENT_LIMIT" }
};

static const char *name_of_outcome(const struct asking *a, int64_t error, const char *name)
{
	for (size_t i = 0; i < sizeof error_names / sizeof error_names[0] && !name; i++)
		if (error_names[i].error == error)
			name = error_names[i].name;
	return error ? TEXT(a, "it fails with %s (%" PRId64 ")", name ? name : "error", error) : "it succeeds";
}

/* The ways in which calls of the same function fail in this lab. How many there are. */
static int add_failures_of_lab(const struct asking *a, struct part *p)
{
	const struct trace_file *t = a->s->trace;
	int64_t named[QUIZ_CHOICES] = { 0 };    /* 0 is no failure */
	int count = 0;

	for (size_t i = 0; i < t->events && count < QUIZ_CHOICES; i++) {
		const struct event *e = &t->event[i];
		int k = 0;

		if (e->type != EV_CALL || !e->error || !same(e->api, a->e->api))
			continue;
		while (k < count && named[k] != e->error)
			k++;
		if (k < count)
			continue;
		named[count++] = e->error;
		quiz_add(&p->q, name_of_outcome(a, e->error, e->error_name));
	}
	return count;
}

static void add_failures_of_function(const struct asking *a, struct part *p)
{
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		for (int k = 0; is_call(a->e, errors[i].api) && k < ERRORS && errors[i].error[k]; k++)
			quiz_add(&p->q, name_of_outcome(a, errors[i].error[k], NULL));
}

/* Where no call of the function ever fails, or the system may choose the place, "it succeeds" is no discovery. */
bool ask_outcome(const struct asking *a, struct part *p)
{
	const struct event *e = a->e;
	const char *right;
	int failures;

	if (e->type != EV_CALL || !e->api || (!e->result && !e->error))
		return false;
	right = name_of_outcome(a, e->error, e->error_name);
	p->q.ask = TEXT(a, "What is the result of the call of %s?", e->api);
	p->q.reason = e->error ? TEXT(a, "%s gives %s: %s", e->api, e->result ? e->result : "nothing", sheet_said(a)) : sheet_said(a);
	quiz_add(&p->q, right);
	quiz_add(&p->q, "it succeeds");
	failures = add_failures_of_lab(a, p);
	add_failures_of_function(a, p);
	p->is_free = !e->error && (!failures || (is_call(e, "VirtualAlloc") && strcmp(raw_arg(e, "lpAddress"), "0x0") == 0));
	return settle_choice(p, right);
}

/* Where an allocation is, if that is more than "the next reservation". */
bool ask_returned(const struct asking *a, struct part *p)
{
	const struct event *e = a->e;
	struct where asked;

	if (e->error || !e->result || !in_reservation(&e->at) || (!e->at.offset && !e->at.place))
		return false;
	if (!is_call(e, "VirtualAlloc") && !is_call(e, "MapViewOfFile"))
		return false;
	p->is_free = sheet_place_of(a, raw_arg(e, "lpAddress"), &asked) && asked.place == e->at.place &&
	             sheet_page(a, &asked) == sheet_page(a, &e->at);
	return settle_place(a, p, &e->at, "Which address does it return? Write it as A0+0x1000.",
	                    TEXT(a, "It returns %s, which is A%" PRId64 "+0x%" PRIx64 ".", e->result, e->at.place, e->at.offset));
}

/* ---- the pages it was about ---- */

/* Calls that only ask are asked what they said. */
static bool is_about_pages(const struct event *e)
{
	static const char *const only_ask[] = { "VirtualQuery", "GetWriteWatch", "ResetWriteWatch", "QueryWorkingSet", NULL };

	return e->type == EV_CALL && in_reservation(&e->at) && !is_any_of(e, only_ask);
}

static const char *word_of_state(const struct asking *a, const struct event *e)
{
	const struct span *s = reader_page(e->memory, a->e->at.place, sheet_page(a, &a->e->at));

	return !s ? "FREE" : s->state == PG_RESERVED ? "RESERVE" : "COMMIT";
}

/* Free: what the call cannot change, and MEM_COMMIT that makes COMMIT. */
bool ask_state_after(const struct asking *a, struct part *p)
{
	static const char *const all[] = { "RESERVE", "COMMIT", "FREE" };
	const char *was, *is, *type = call_type(a->e);

	if (!is_about_pages(a->e) || (uint64_t)a->e->at.place >= a->e->memory->places)
		return false;
	is = word_of_state(a, a->e);
	was = a->was ? word_of_state(a, a->was) : "FREE";
	p->is_free = !a->e->error && ((strcmp(is, was) == 0 && !is_call(a->e, "VirtualAlloc") && !is_call(a->e, "VirtualFree")) ||
	                              (type && strstr(type, is)));
	p->q.ask = TEXT(a, "What is the state of page %" PRIu64 " of A%" PRId64 " after the call?", sheet_page(a, &a->e->at),
	                a->e->at.place);
	p->q.reason = TEXT(a, "%s Before: %s, after: %s.", sheet_said(a), was, is);
	for (int i = 0; i < 3; i++)
		quiz_add(&p->q, all[i]);
	return settle_choice(p, is);
}

static void add_protections(struct part *p)
{
	static const char *const common[] = { "PAGE_READWRITE", "PAGE_READONLY", "PAGE_NOACCESS", "PAGE_READWRITE|PAGE_GUARD" };

	for (int i = 0; i < 4; i++)
		quiz_add(&p->q, common[i]);
}

bool ask_protect(const struct asking *a, struct part *p)
{
	const struct span *s;

	if (!is_about_pages(a->e))
		return false;
	s = reader_page(a->e->memory, a->e->at.place, sheet_page(a, &a->e->at));
	if (!s || s->state < PG_COMMITTED || !s->protect)
		return false;
	p->is_free = !a->e->error && (strcmp(raw_arg(a->e, "flProtect"), s->protect) == 0 ||
	                              strcmp(raw_arg(a->e, "flNewProtect"), s->protect) == 0);
	p->q.ask = TEXT(a, "What does VirtualQuery say of the protection of page %" PRIu64 " of A%" PRId64 " after the call?", sheet_page(a, &a->e->at),
	                a->e->at.place);
	p->q.reason = TEXT(a, "%s The page is %s now.", sheet_said(a), s->protect);
	quiz_add(&p->q, s->protect);
	add_protections(p);
	return settle_choice(p, s->protect);
}

/* ---- what it wrote ---- */

/* The wrong ones are what the call sets and what other calls of the lab found. */
bool ask_old_protect(const struct asking *a, struct part *p)
{
	const struct trace_file *t = a->s->trace;
	const char *old = reader_out(a->e, "lpflOldProtect");

	if (!is_call(a->e, "VirtualProtect") || a->e->error || !old || strncmp(old, "PAGE_", 5))
		return false;
	p->q.ask = "Which old protection does it return?";
	p->q.reason = TEXT(a, "%s It was %s.", sheet_said(a), old);
	quiz_add(&p->q, old);
	quiz_add(&p->q, reader_arg(a->e, "flNewProtect"));
	for (size_t i = 0; i < t->events; i++)
		if (is_call(&t->event[i], "VirtualProtect") && !t->event[i].error)
			quiz_add(&p->q, reader_arg(&t->event[i], "flNewProtect"));
	add_protections(p);
	return settle_choice(p, old);
}

static const char *told_of_query(const struct asking *a)
{
	const char *base = reader_out(a->e, "BaseAddress"), *size = reader_out(a->e, "RegionSize"), *state = reader_out(a->e, "State"),
	           *protect = reader_out(a->e, "Protect");

	return TEXT(a, "It says of the pages that are alike from %s on: RegionSize %s, State %s, Protect %s.", base ? base : "?", size ? size : "?",
	            state ? state : "?", protect ? protect : "?");
}

static bool ask_query_state(const struct asking *a, struct part *p, const char *state)
{
	static const char *const all[] = { "MEM_COMMIT", "MEM_FREE", "MEM_RESERVE" };

	p->q.ask = "Which State does it report?";
	p->q.reason = told_of_query(a);
	for (int i = 0; i < 3; i++)
		quiz_add(&p->q, all[i]);
	quiz_add(&p->q, state);
	return settle_choice(p, state);
}

static bool ask_query_protect(const struct asking *a, struct part *p)
{
	static const char *const none = "0: there is none";
	const char *protect = reader_out(a->e, "Protect");

	if (!protect)
		return false;
	if (strcmp(protect, "0x0") == 0)
		protect = none;
	p->q.ask = "Which Protect does it report?";
	p->q.reason = told_of_query(a);
	quiz_add(&p->q, protect);
	quiz_add(&p->q, none);
	add_protections(p);
	return settle_choice(p, protect);
}

/* Of free addresses it depends on who else is in the address space. */
static bool ask_query_pages(const struct asking *a, struct part *p)
{
	const char *size = reader_out(a->e, "RegionSize");
	uint64_t bytes;

	if (!size || !reader_parse_hex(size, &bytes) || bytes > INT64_MAX || bytes % a->s->trace->page_size || a->e->state_id == STATE_FREE)
		return false;
	p->near = (int64_t)bytes;
	p->has_near = true;
	return settle_number(a, p, (int64_t)(bytes / a->s->trace->page_size), "How many pages does its RegionSize cover?", told_of_query(a));
}

bool ask_query(const struct asking *a, struct part *p)
{
	const char *state = reader_out(a->e, "State");

	if (!is_call(a->e, "VirtualQuery") || a->e->error || !in_reservation(&a->e->at) || !state)
		return false;
	if (p->kind == PK_QUERY_STATE)
		return ask_query_state(a, p, state);
	return p->kind == PK_QUERY_PROTECT ? ask_query_protect(a, p) : ask_query_pages(a, p);
}

/* The pages in the list ["A0+0x2000","A0+0x4000"], all of one reservation. How many, -1: it cannot be asked. */
static int pages_of_list(const struct asking *a, const char *list, uint64_t page[WATCHED_MAX])
{
	char text[40];
	struct where w;
	int n = 0;

	for (const char *p = strchr(list, '"'); p; p = strchr(p, '"')) {
		size_t size = strcspn(++p, "\"");

		if (n == WATCHED_MAX || size >= sizeof text || !p[size])
			return -1;
		memcpy(text, p, size);
		text[size] = '\0';
		p += size + 1;
		if (!reader_parse_where(text, &w) || w.place != a->e->at.place)
			return -1;
		page[n++] = sheet_page(a, &w);
	}
	return n;
}

bool ask_watched(const struct asking *a, struct part *p)
{
	const char *list = reader_out(a->e, "lpAddresses"), *key = "";
	uint64_t page[WATCHED_MAX];
	int n;

	if (!is_call(a->e, "GetWriteWatch") || a->e->error || !in_reservation(&a->e->at) || !list || list[0] != '[')
		return false;
	n = pages_of_list(a, list, page);
	for (int i = 0; i < n && key; i++)
		key = TEXT(a, "%s%s%" PRIu64, key, i ? ", " : "", page[i]);
	if (n < 0 || !key)
		return false;
	return settle_words(p, PF_PAGES, n ? key : "none", TEXT(a, "Which pages does it list? Their numbers in A%" PRId64 ", such as 2, 4; or none.", a->e->at.place),
	                    n ? TEXT(a, "It lists page%s %s: written since the watch began or was last reset.", n == 1 ? "" : "s", key)
	                      : "It lists no page: none was written since the watch began or was last reset.");
}
