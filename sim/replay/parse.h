/*
 * parse.h - the text formats: lines in, references out.
 *
 * Knows of: lines, refs. Used by: binary, parse_hex, parse_lackey, parse_pages, reader.
 */
#ifndef FAULTLAB_SIM_REPLAY_PARSE_H
#define FAULTLAB_SIM_REPLAY_PARSE_H

#include "sim/replay/lines.h"
#include "sim/replay/refs.h"

/*
 * Parse lines of the current piece until it is used up, or `item` may not have room
 * for one line more (two items). Sets *count. False at a malformed line: l->at is
 * there, l->number its number, and *why says what is wrong and what to do.
 */
bool parse_lackey(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why);  /* REFS_TAGGED */
bool parse_hex(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why);     /* REFS_PAGE */
bool parse_pages(struct lines *l, uint64_t *item, size_t room, size_t *count, const char **why);   /* REFS_PAGE; stops within a line, too */

/* The value of a hexadecimal digit; 255 for any other character. */
extern const uint8_t parse_digit[256];

/* Is this a canonical address of 48 bits: are bits 47 to 63 all the same? */
static inline bool parse_is_canonical(uint64_t address)
{
	return (uint64_t)((int64_t)(address << 16) >> 16) == address;
}

static inline uint64_t parse_page_of(uint64_t address)
{
	return (address >> 12) & (REFS_PAGES - 1);
}

#endif
