/* words.c - see words.h. */
#include "viz/model/words.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- small words ---- */

const char *words_say(struct building *b, const char *text)
{
	if (!text)
		b->no_memory = true;
	return text ? text : "";
}

const char *words_without(const char *prefix, const char *text)
{
	size_t n = strlen(prefix);

	return text && strncmp(text, prefix, n) == 0 ? text + n : text;
}

const char *words_upper(struct building *b, const char *text)
{
	char *copy = keep_printf(&b->m->keep, "%s", text ? text : "");
	char *p = copy ? strstr(copy, "0x") : NULL;

	for (p = p ? p + 2 : NULL; p && *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return words_say(b, copy);
}

const struct event *either_side(const struct event *const e[SIDES])
{
	return e[SIDE_REAL] ? e[SIDE_REAL] : e[SIDE_SIM];
}

uint64_t event_page(const struct building *b, const struct event *e)
{
	return e->at.offset / b->m->any->page_size;
}

bool event_in_reservation(const struct event *e)
{
	return e && e->at.known && e->at.place >= 0;
}

const char *words_verb(const struct event *f)
{
	if (f->access_id == ACCESS_READ)
		return "reads";
	return f->access_id == ACCESS_EXECUTE ? "executes" : "writes";
}

const char *words_noun(const struct event *f)
{
	if (f->access_id == ACCESS_READ)
		return "read";
	return f->access_id == ACCESS_EXECUTE ? "fetch" : "write";
}

bool event_is_memory_fault(const struct event *f)
{
	return !f->raised && f->access_id != ACCESS_NONE && (f->code_id == EXC_ACCESS_VIOLATION || f->code_id == EXC_GUARD_PAGE);
}

const char *words_code(struct building *b, const char *code)
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
		if (same(code, codes[i].name))
			return SAY(b, "0x%08" PRIX32, codes[i].value);
	return words_upper(b, code);
}

/* ---- why the access was refused, from the memory as it was ---- */

enum reason words_reason(const struct building *b, const struct event *f, const struct memory_at *before)
{
	const struct span *s;

	if (!event_is_memory_fault(f))
		return RE_RAISED;
	if (f->code_id == EXC_GUARD_PAGE)
		return RE_GUARD;
	s = event_in_reservation(f) ? reader_page(before, f->at.place, event_page(b, f)) : NULL;
	if (!s)
		return event_in_reservation(f) || f->at.offset < 65536 ? RE_FREE : RE_REFUSED;
	if (s->state == PG_RESERVED)
		return RE_RESERVED;
	if (f->access_id == ACCESS_EXECUTE)
		return RE_EXECUTE;
	if (s->protect_flags & FLAG_PAGE_NOACCESS)
		return RE_NOACCESS;
	return f->access_id == ACCESS_WRITE ? RE_READONLY : RE_REFUSED;
}

const char *words_of_kernel(enum reason r)
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

const char *words_of_reason(enum reason r)
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

const char *call_type(const struct event *e)
{
	const char *t = reader_arg(e, "flAllocationType");

	if (!t)
		t = reader_arg(e, "AllocationType");
	return t ? t : reader_arg(e, "dwFreeType");
}

bool call_allocates(const struct event *e)
{
	return e->api_id == API_VIRTUAL_ALLOC || e->api_id == API_VIRTUAL_ALLOC_EX || e->api_id == API_VIRTUAL_ALLOC_2;
}

bool call_failed(const struct event *e)
{
	return e->error != 0;
}

bool call_resets_watch(const struct event *e)
{
	const char *text = reader_arg(e, "dwFlags");
	uint64_t flags;

	return e->api_id == API_GET_WRITE_WATCH && text && reader_parse_hex(text, &flags) && flags & 1;
}

uint64_t call_pages(const struct building *b, const struct event *e)
{
	const char *size = reader_arg(e, "dwSize");
	uint64_t bytes = 0, page = b->m->any->page_size;

	if (!size)
		size = reader_arg(e, "Size");
	if (!size || !reader_parse_hex(size, &bytes) || !bytes)
		return 0;
	return ((e->at.known ? e->at.offset % page : 0) + bytes + page - 1) / page;
}

const char *words_protect(const char *protect)
{
	static const struct { const char *name, *brief; } names[] = {
		{ "PAGE_READWRITE", "RW" }, { "PAGE_READONLY", "RO" }, { "PAGE_NOACCESS", "NOACCESS" }, { "PAGE_WRITECOPY", "WC" },
		{ "PAGE_EXECUTE", "X" }, { "PAGE_EXECUTE_READ", "XR" }, { "PAGE_EXECUTE_READWRITE", "XRW" },
		{ "PAGE_EXECUTE_WRITECOPY", "XWC" }, { "PAGE_READWRITE|PAGE_GUARD", "RW GUARD" }, { "PAGE_READONLY|PAGE_GUARD", "RO GUARD" }
	};

	for (size_t i = 0; protect && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(protect, names[i].name) == 0)
			return names[i].brief;
	return protect ? words_without("PAGE_", protect) : "";
}

const char *words_of_range(struct building *b, const struct event *e)
{
	uint64_t n = call_pages(b, e), first = event_page(b, e);

	if (!event_in_reservation(e))
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
	return words_say(b, text);
}

const char *words_of_call(struct building *b, const struct event *e)
{
	const char *type = call_type(e), *protect = reader_arg(e, "flProtect");

	if (!protect)
		protect = reader_arg(e, "flNewProtect");
	if (call_failed(e))
		return SAY(b, "%s:\nfails, error %" PRId64, e->api, e->error);
	if (!type && !protect)
		return SAY(b, "%s", e->api);
	if (type && strchr(type, '|'))
		type = without_mem(b, type);
	if (type && protect)
		return SAY(b, "%s(%s,\n%s,%s%s)", e->api, words_of_range(b, e), type,
		           strlen(type) + strlen(words_protect(protect)) > 14 ? "\n" : " ", words_protect(protect));
	return SAY(b, "%s(%s,\n%s)", e->api, words_of_range(b, e), type ? type : words_protect(protect));
}

const char *words_of_output(struct building *b, const struct event *e, size_t most)
{
	const char *text = e->text ? e->text + strspn(e->text, "\r\n\t ") : "";
	size_t line = strcspn(text, "\r\n"), n = 0;
	bool more = text[line + strspn(text + line, "\r\n\t ")] != '\0';
	char *copy;

	for (size_t seen = 0; n < line && ((text[n] & 0xc0) == 0x80 || seen < most); n++)
		seen += (text[n] & 0xc0) != 0x80;
	while (n < line && (text[n] & 0xc0) == 0x80)
		n++;
	if (!n)
		return NULL;
	copy = keep_printf(&b->m->keep, "\"%.*s%s\"", (int)n, text, n < line || more ? "\u2026" : "");
	for (char *p = copy; p && *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	return words_say(b, copy);
}

const char *words_of_outcome(struct building *b, const struct event *e)
{
	if (!e)
		return "no call";
	if (!call_failed(e))
		return "ok";
	return e->error == 1455 ? "fails (limit)" : SAY(b, "error %" PRId64, e->error);
}
