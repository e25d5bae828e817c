/* held.c - see held.h. */
#include "viz/model/held.h"

#include <string.h>

static bool same_name(const struct variable *x, const struct variable *y)
{
	return strcmp(x->name, y->name) == 0 && !x->function == !y->function && (!x->function || strcmp(x->function, y->function) == 0);
}

static struct variable *find(struct variable *list, size_t count, const struct variable *v)
{
	for (size_t i = 0; i < count; i++)
		if (same_name(&list[i], v))
			return &list[i];
	return NULL;
}

static void take_global(struct held *h, const struct variable *v)
{
	struct variable *old = find(h->globals, h->global_count, v);

	if (old)
		*old = (struct variable){ v->name, v->value, NULL, old->changed || v->changed };
	else if (h->global_count < HELD_MAX / 2)
		h->globals[h->global_count++] = *v;
}

/* The locals of one event replace those before; who changed in the same picture stays marked. */
static void take_locals(struct held *h, const struct event *e)
{
	struct variable before[HELD_MAX];
	size_t count = h->count;

	memcpy(before, h->now, count * sizeof *before);
	h->count = 0;
	for (size_t i = 0; i < e->variables && h->count < HELD_MAX / 2; i++) {
		const struct variable *v = &e->variable[i], *was = find(before, count, v);

		if (!v->function)
			continue;
		h->now[h->count] = *v;
		h->now[h->count++].changed |= was && was->changed;
	}
}

void held_step(struct held *h, const struct comparison *c, size_t first, size_t last)
{
	h->count = 0;
	for (size_t i = 0; i < h->global_count; i++)
		h->globals[i].changed = false;
	for (size_t i = first; i <= last && i < c->rows; i++) {
		const struct event *e = c->row[i].side[SIDE_SIM];

		if (!e || !e->has_variables)
			continue;
		for (size_t n = 0; n < e->variables; n++)
			if (!e->variable[n].function)
				take_global(h, &e->variable[n]);
		take_locals(h, e);
	}
	memcpy(h->now + h->count, h->globals, h->global_count * sizeof *h->globals);
	h->count += h->global_count;
}
