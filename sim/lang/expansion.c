/*
 * expansion.c - what the expansion of macros may hold, make and read: a few lines must not eat the host.
 *
 * A macro that names its parameter ten times makes ten tokens of one, and nine of them inside each other make a
 * thousand million. So the tokens that are held at a time are counted where their lists grow, before there is memory
 * for them; the text that # and ## make is counted in bytes; and so is what is read of expansions, for time.
 * An expansion that has been read is given back: a long lab of many small macros holds little.
 */
#include "sim/lang/pp_parts.h"

#include <stdlib.h>

_Noreturn static void too_much(struct pp *pp, struct place_in_source at, const char *what, int limit)
{
	while (pp->buffers > 0)
		pp_pop_buffer(pp);
	pp->files = 0;                  /* nothing more is read */
	pp->held = pp->read = pp->made = 0;
	diag_syntax(pp->diag, at, "the macros expand to more than %d %s", limit, what);
}

void expansion_hold(struct pp *pp, struct list *l, const struct token *token, size_t size)
{
	size_t before = l->room;

	if (size == 0)
		return;
	if (pp->held + size > PP_HELD_MAX)
		too_much(pp, token->at, "tokens at a time", PP_HELD_MAX);
	grow_array(&l->token, &l->room, l->size + size, sizeof *l->token);
	pp->held += l->room - before;
	memcpy(l->token + l->size, token, size * sizeof *token);
	l->size += size;
}

void expansion_drop(struct pp *pp, struct list *l)
{
	pp->held -= l->room < pp->held ? l->room : pp->held;
	free(l->token);
	*l = (struct list){ 0 };
}

void expansion_read(struct pp *pp, const struct token *t)
{
	if (++pp->read > PP_EXPANDED_MAX)
		too_much(pp, t->at, "tokens", PP_EXPANDED_MAX);
}

void *expansion_text(struct pp *pp, struct place_in_source at, size_t size_bytes)
{
	pp->made += size_bytes + sizeof(struct token);
	if (size_bytes > PP_TEXT_MAX || pp->made > PP_TEXT_MAX)
		too_much(pp, at, "bytes of text made by # and ##", PP_TEXT_MAX);
	return arena_alloc(pp->arena, size_bytes);
}
