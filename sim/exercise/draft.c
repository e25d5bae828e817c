/*
 * draft.c - statements are added to an exercise's main, and pages and numbers drawn. See draft.h.
 *
 * Numbers are written as one who knows pages would write them: whole pages as
 * multiples, odd bytes behind them, so that a reader can reckon without a calculator.
 */
#include "sim/exercise/draft.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool draft_has(const struct draft *d, enum feature feature)
{
	return d->request->features >> feature & 1;
}

bool draft_is(const struct draft *d, enum lean lean)
{
	return d->lean >= lean;
}

void draft_line(struct draft *d, const char *format, ...)
{
	char line[400];
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(line, sizeof line, format, list);
	va_end(list);
	assert(n >= 0 && (size_t)n < sizeof line);
	text_add(&d->body, "\t%s\n", line);
}

void draft_gap(struct draft *d)
{
	const char *end = d->body.bytes + d->body.used;

	if (d->body.used >= 2 && memcmp(end - 2, "\n\n", 2) != 0)
		text_add(&d->body, "\n");
}

const char *draft_letter(struct draft *d)
{
	static char letter[4][3];
	char *l = letter[d->letter % 4];
	int n = d->letter++;

	assert(n < 2 * 26);
	snprintf(l, 3, "%s%c", n >= 26 ? "z" : "", 'a' + n % 26);
	return l;
}

/* ---- numbers as one would write them ---- */

static const char *written(const char *before, int bytes)
{
	static char ring[8][80];
	static int next;
	char *text = ring[next++ % 8];
	int pages = bytes / PAGE_BYTES, rest = bytes % PAGE_BYTES;
	size_t n = 0;

	if (rest > PAGE_BYTES - 100) {
		pages++;
		rest -= PAGE_BYTES;
	}
	n += (size_t)snprintf(text, 80, "%s", before);
	if (pages > 0)
		n += (size_t)snprintf(text + n, 80 - n, "%s", n > 0 ? " + " : "");
	if (pages == 1)
		n += (size_t)snprintf(text + n, 80 - n, "PAGE");
	else if (pages > 1)
		n += (size_t)snprintf(text + n, 80 - n, "%d * PAGE", pages);
	if (n == 0)
		snprintf(text, 80, "%d", rest);
	else if (rest != 0)
		snprintf(text + n, 80 - n, " %c %d", rest < 0 ? '-' : '+', rest < 0 ? -rest : rest);
	return text;
}

const char *draft_place(const char *base, int offset)
{
	return written(base, offset);
}

const char *draft_size(int bytes)
{
	return written("", bytes);
}

/* ---- what is drawn ---- */

struct range draft_range(struct draft *d, int first, int pages)
{
	static const int starts[] = { 0, 0, 1, 100, 2000, 4000, PAGE_BYTES - 1 };
	static const int ends[] = { 1, 100, 2048, 4000, PAGE_BYTES - 1, PAGE_BYTES, PAGE_BYTES };
	struct range r = { first * PAGE_BYTES, pages * PAGE_BYTES };
	int end;

	if (d->request->level == 1)
		return r;
	r.from += starts[dice_roll(&d->dice, 7)];
	end = (first + pages - 1) * PAGE_BYTES + ends[dice_roll(&d->dice, 7)];
	r.bytes = end > r.from ? end - r.from : 1;
	return r;
}

void draft_commit(struct draft *d, struct range r)
{
	draft_line(d, "VirtualAlloc(%s, %s, MEM_COMMIT, PAGE_READWRITE);", draft_place("area", r.from),
	           draft_size(r.bytes));
	area_commit(&d->area, r);
}

void draft_protect(struct draft *d, struct range r, const char *protection, bool telling)
{
	const char *place = draft_place("area", r.from), *size = draft_size(r.bytes);

	if (!draft_is(d, NO_HELPERS)) {
		draft_line(d, "protect(%s, %s, %s);", place, size, protection);
		d->needs |= NEED_PROTECT;
		return;
	}
	draft_line(d, "VirtualProtect(%s, %s, %s, &old);", place, size, protection);
	if (telling)
		draft_line(d, "printf(\"protection was 0x%%lX\\n\", old);");
	d->needs |= NEED_OLD;
}

void draft_look(struct draft *d)
{
	if (draft_is(d, NO_HELPERS))
		return;
	draft_line(d, "look();");
	d->needs |= NEED_LOOK;
}

/* Would it be pointless without? */
static bool needs_loads(const struct draft *d)
{
	return draft_has(d, DECOMMIT) || draft_has(d, WRITE_WATCH);
}

struct access draft_load(const char *base, int offset)
{
	return (struct access){ .base = base, .offset = offset };
}

struct access draft_store(const char *base, int offset)
{
	return (struct access){ .base = base, .offset = offset, .is_store = true };
}

static void swap(struct access *x, struct access *y)
{
	struct access held = *x;

	*x = *y;
	*y = held;
}

static void shuffle(struct dice *d, struct access *access, int accesses)
{
	for (int i = accesses - 1; i > 0; i--)
		swap(&access[i], &access[dice_roll(d, i + 1)]);
}

static void put_first_what_tells(struct access *access, int accesses)
{
	for (int i = 0, first = 0; i < accesses; i++)
		if (access[i].essential)
			swap(&access[i], &access[first++]);
}

static int draw_value(struct draft *d, bool essential)
{
	int value = dice_between(&d->dice, 10, 98);

	return essential && value % d->early_divisor == 0 ? value + 1 : value;
}

static void write_access(struct draft *d, const char *place, bool is_store, bool essential)
{
	int value = is_store ? draw_value(d, essential) : 0;

	if (draft_is(d, ONE_ACCESS) && needs_loads(d)) {
		draft_line(d, "touch(\"%s\", %s, %d);", draft_letter(d), place, value);
		d->needs |= NEED_TOUCH;
	} else if (is_store) {
		draft_line(d, "store(\"%s\", %s, %d);", draft_letter(d), place, value);
		d->needs |= NEED_STORE;
	} else {
		draft_line(d, "load(\"%s\", %s);", draft_letter(d), place);
		d->needs |= NEED_LOAD;
	}
}

void draft_touch(struct draft *d, struct access *access, int accesses, int limit)
{
	bool stores_only = draft_is(d, NO_LOADS) && !needs_loads(d);

	if (draft_is(d, FEW) && limit > 2)
		limit = 2;
	if (limit > accesses)
		limit = accesses;
	shuffle(&d->dice, access, accesses);
	put_first_what_tells(access, accesses);
	shuffle(&d->dice, access, limit);
	for (int i = 0; i < limit; i++)
		write_access(d, draft_place(access[i].base, access[i].offset), access[i].is_store || stores_only,
		             access[i].essential);
}
