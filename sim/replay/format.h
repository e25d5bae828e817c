/*
 * format.h - the ways in which a trace may be written, and how to tell them apart.
 *
 * Content decides. Every item of a binary trace is a number whose highest byte is
 * 00 or ff (a canonical address, or a page number), bytes that no text has. Among
 * texts, the first line that says something decides. Addresses and page numbers
 * are told apart where only one of them makes sense; a name's ending is asked only
 * where both do, and if it does not say either, the user is.
 *
 * Knows of: refs, stream. Used by: options, reader.
 */
#ifndef FAULTLAB_SIM_REPLAY_FORMAT_H
#define FAULTLAB_SIM_REPLAY_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

enum format {
	FORMAT_GUESS,
	FORMAT_LACKEY,          /* the text of valgrind --tool=lackey --trace-mem=yes */
	FORMAT_U64,             /* little-endian byte addresses of 8 bytes */
	FORMAT_PAGE64,          /* little-endian page numbers of 8 bytes */
	FORMAT_TEXT,            /* a hexadecimal address a line */
	FORMAT_RUNS,            /* what `sim record --out` writes: runs of accesses to one page */
	FORMAT_PAGES,           /* decimal page numbers, many a line: the reference string of a textbook */
	FORMATS
};

/* The format of this name. False if there is none. */
bool format_named(const char *name, enum format *out);

/* The binary format that the name's ending says: FORMAT_U64, FORMAT_PAGE64, or FORMAT_GUESS if none. */
enum format format_of_ending(const char *name);

/* What a trace that begins with these bytes is; FORMAT_GUESS if that cannot be said. `name` only breaks a tie. */
enum format format_guess(const unsigned char *bytes, size_t size_bytes, const char *name);

#endif
