/*
 * refs.h - a block of memory references, as a reader hands it to an engine.
 *
 * A long trace is never held in memory: it goes from reader to engine in blocks.
 * The form is the one that costs nothing to make from the file, so that a binary
 * trace can be handed on where it lies.
 *
 * Invariants (the reader keeps them, an engine may rely on them):
 *   REFS-1  a page number is below 2^36: a canonical address without its sign extension
 *   REFS-2  an address in REFS_ADDRESS is below 2^47; a block that holds one of the
 *       kernel's half is handed over as REFS_PAGE
 *
 * Knows of: nothing. Used by: binary, curve, engine, expand, format, future, optcurve, pageids, parse,
 * reader, ring.
 */
#ifndef FAULTLAB_SIM_REPLAY_REFS_H
#define FAULTLAB_SIM_REPLAY_REFS_H

#include <stddef.h>
#include <stdint.h>

#define REFS_PAGE_BITS 36
#define REFS_PAGES     (UINT64_C(1) << REFS_PAGE_BITS)
#define REFS_BLOCK     16384            /* items of a block at most: 128 KiB, which stays in the cache */

enum refs_form {
	REFS_ADDRESS,           /* byte address, a read */
	REFS_PAGE,              /* page number, a read */
	REFS_TAGGED,            /* page number << 1 | is_write */
};

struct refs {
	const uint64_t *item;
	size_t count;
	enum refs_form form;
};

/* By how many bits an item of this form is shifted right to get its page number. */
static inline unsigned refs_shift(enum refs_form form)
{
	return form == REFS_ADDRESS ? 12 : form == REFS_TAGGED ? 1 : 0;
}

#endif
