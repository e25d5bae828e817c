/* choose.c - see choose.h. */
#include "viz/model/choose.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_kind(const struct picture *f, const char *kind)
{
	return kind[0] == 'a' || (kind[0] == 'f' ? f->fault != 0 : f->verdict == PV_DIVERGE);
}

static size_t by_kind(const struct model *m, const char *kind, bool *chosen, char *why, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < m->pictures; i++)
		n += chosen[i] = is_kind(&m->picture[i], kind);
	if (!n)
		snprintf(why, room, kind[0] == 'f' ? "this lab has no fault" :
		         kind[0] == 'a' ? "this lab has no steps" : "no step of this lab diverges");
	return n;
}

/* A number at *p, which then stands behind it. */
static bool number(const char **p, size_t *n)
{
	char *end;

	if (!isdigit((unsigned char)**p))
		return false;
	errno = 0;
	*n = strtoul(*p, &end, 10);
	*p = end;
	return errno == 0;
}

static bool one_range(const struct model *m, const char **p, bool *chosen, size_t *count)
{
	size_t first, last;

	if (!number(p, &first))
		return false;
	last = first;
	if (**p == '-') {
		++*p;
		if (!number(p, &last))
			return false;
	}
	if (first < 1 || last > m->pictures || first > last)
		return false;
	for (size_t i = first - 1; i < last; i++) {
		*count += !chosen[i];
		chosen[i] = true;
	}
	return **p == ',' || !**p;
}

size_t choose_steps(const struct model *m, const char *text, bool *chosen, char *why, size_t room)
{
	static const char *const kinds[] = { "faults", "divergences", "all" };
	const char *p = text;
	size_t count = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(text, kinds[i]) == 0)
			return by_kind(m, text, chosen, why, room);
	for (;;) {
		if (!one_range(m, &p, chosen, &count)) {
			snprintf(why, room, "%.60s: no such step; this lab has the steps 1 to %zu (say 7, 1,5,10-12, faults, divergences or all)", text, m->pictures);
			return 0;
		}
		if (!*p++)
			return count;
	}
}
