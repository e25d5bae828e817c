/*
 * format.h - what printf and its family make of a format and its arguments.
 *
 * Knows of: cpu/library, host/extended. Used by: stdio.
 */
#ifndef FAULTLAB_SIM_FORMAT_H
#define FAULTLAB_SIM_FORMAT_H

#include "sim/cpu/library.h"

/* printf's work: format at `format`, arguments; the text is the caller's to free. False: trapped.
 * `old`: numbers with a fraction as the older runtime writes them. */
bool format_text(struct cpu *cpu, bool old, uint64_t format, const uint64_t *arg, unsigned args, char **text, size_t *size_bytes);

#endif
