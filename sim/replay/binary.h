/*
 * binary.h - traces of 8-byte items: addresses (u64) or page numbers (page64).
 *
 * A regular file is mapped a window at a time and handed out where it lies; a pipe
 * is read into the caller's room. Either way a block is checked by or-ing its items
 * together, and looked at item by item only if that shows one that is special.
 *
 * A file that becomes shorter while it is mapped raises SIGBUS at the next access,
 * wherever that is; the command has a handler that says so. Where the missing part
 * reads as zeros instead (the last page of the file), binary_next finds out at the end.
 *
 * Knows of: host/window, parse, refs, source. Used by: reader.
 */
#ifndef FAULTLAB_SIM_REPLAY_BINARY_H
#define FAULTLAB_SIM_REPLAY_BINARY_H

#include "sim/replay/refs.h"
#include "sim/replay/source.h"

struct binary {
	struct source *source;
	bool is_pages;                  /* page64, else u64 */
	bool is_mapped;
	uint64_t at;                    /* offset of the next item: in the file if mapped, else in what came */
	const unsigned char *window;    /* mapped: bytes [from, from + size) of the file */
	uint64_t from;
	size_t size;
};

enum binary_status { BINARY_BLOCK, BINARY_END, BINARY_MALFORMED, BINARY_UNREADABLE };

void binary_init(struct binary *b, struct source *source, bool is_pages);
void binary_free(struct binary *b);

/*
 * The next block. `room` is space for REFS_BLOCK items, used if the block cannot stay where it is.
 * MALFORMED: b->at is the offset, *why what is wrong. UNREADABLE: *why, or NULL and source->error.
 */
enum binary_status binary_next(struct binary *b, uint64_t *room, struct refs *out, const char **why);

#endif
