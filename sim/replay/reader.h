/*
 * reader.h - a trace of any format and length, block after block.
 *
 *	source -> lines -> parse_lackey, parse_hex \
 *	       -> binary                            -> reader -> engines, curve
 *
 * Everything that comes in is untrusted: an item is handed out only if it is valid
 * (REFS-1 and REFS-2 of refs.h), and a malformed one is named by line or offset.
 *
 * Knows of: binary, expand, format, lines, packed, parse, refs, stream. Used by: runs.
 */
#ifndef FAULTLAB_SIM_REPLAY_READER_H
#define FAULTLAB_SIM_REPLAY_READER_H

#include "sim/replay/format.h"
#include "sim/replay/refs.h"

#define READER_WHY 1024         /* room for a sentence */

enum reader_status {
	READER_BLOCK,           /* a block, never an empty one */
	READER_END,
	READER_BAD,             /* the trace cannot be used; reader_why() says why */
	READER_NO_MEMORY,
};

struct reader;

/* Open a trace ("-": standard input). NULL with *status BAD or NO_MEMORY and a sentence in `why`. */
struct reader *reader_open(const char *name, enum format format, enum reader_status *status, char *why);

/* A second reader of the same mapped file, at its beginning. NULL if the trace is not mapped, or no memory is left. */
struct reader *reader_twin(const struct reader *r);

/* Does reader_twin() work for this trace? */
bool reader_is_mapped(const struct reader *r);

/* The next block. `room` is space for REFS_BLOCK items; the block may lie there, and is good until the next call. */
enum reader_status reader_next(struct reader *r, uint64_t *room, struct refs *out);

/* After READER_BAD: "TRACE:LINE: ..." or "TRACE: offset N: ..." or "TRACE: ...". */
const char *reader_why(const struct reader *r);

enum format reader_format(const struct reader *r);
void reader_close(struct reader *r);

#endif
