/*
 * lines.h - a text in pieces that consist of whole lines.
 *
 * A parser that may look at the next byte without asking how many are left is
 * several times as fast, so every line that is handed out ends in '\n', the last
 * one of the file too, and a few readable bytes follow the last line of a piece.
 *
 * A line of any length costs no more memory: one that is longer than a piece is
 * handed out cut, with '\n' where it was cut, and its rest is dropped. The parser
 * decides whether a cut line may be (a comment) or not.
 *
 * A mark of UTF-8 or UTF-16 before the first line is dropped, and UTF-16 (which
 * PowerShell writes) is made ASCII: what is none becomes '?'.
 *
 * Knows of: source. Used by: parse, reader.
 */
#ifndef FAULTLAB_SIM_REPLAY_LINES_H
#define FAULTLAB_SIM_REPLAY_LINES_H

#include "sim/replay/source.h"

#define LINES_PIECE 262144
#define LINES_SLACK 64          /* readable bytes after the end of a piece */

struct lines {
	struct source *source;
	char *buffer;           /* one byte of room before a piece, LINES_SLACK after it */
	size_t used;            /* bytes in the buffer, the unfinished line behind the piece included */
	const char *at, *end;   /* what the parser has not taken yet: whole lines */
	uint64_t number;        /* of the line at `at`, from 1 */
	bool is_cut;            /* the piece is one line, cut */
	bool at_end;            /* the source has no more */
	int wide;               /* UTF-16: which byte of two is the letter's, 0 or 1; -1: not UTF-16; -2: not known yet */
	int half;               /* of a letter of UTF-16, read already; -1: none */
	uint64_t writer;        /* the parser's: the process whose text this is; 0: not said yet */
};

/* False: the host has no memory. */
bool lines_init(struct lines *l, struct source *source);
void lines_free(struct lines *l);

/* When the parser has taken everything: the next piece. 1, 0 at the end, -1 if source->error says why. */
int lines_more(struct lines *l);

/* Which byte of two is the letter's in a text of UTF-16 that begins so; -1: it is none. */
int lines_wide(const unsigned char *head, size_t size_bytes);

#endif
