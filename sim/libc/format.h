/*
 * format.h - what printf and its family make of a format and its arguments.
 *
 * There are two printfs in a program: the compiler's own, and that of the older runtime, which has _snprintf and the
 * functions that end in _s. They write pointers and numbers with a fraction in other ways.
 *
 * Knows of: cpu/library, host/extended. Used by: print, strsafe, winstring.
 */
#ifndef FAULTLAB_SIM_FORMAT_H
#define FAULTLAB_SIM_FORMAT_H

#include "sim/cpu/library.h"

/* Wide: format and result have 16-bit units, and %s means such a text. */
enum format_style { FORMAT_NEW, FORMAT_OLD, FORMAT_WIDE, FORMAT_WIDE_OLD };

static inline bool format_is_wide(enum format_style style)
{
	return style == FORMAT_WIDE || style == FORMAT_WIDE_OLD;
}

/* printf's work: format at `format`, arguments; the text is the caller's to free. False: trapped. A wide one is packed. */
bool format_text(struct cpu *cpu, enum format_style style, uint64_t format, const uint64_t *arg, unsigned args, char **text,
                 size_t *size_bytes);

/* A unit as bytes, at most three: how many; and bytes as units, no more than there are bytes. */
size_t format_pack(uint16_t unit, char *to);
size_t format_unpack(const char *bytes, size_t size_bytes, uint16_t *unit);

#endif
