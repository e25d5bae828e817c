/*
 * packed.h - traces that were packed: which program unpacks them.
 *
 * Knows of: nothing. Used by: reader, source.
 */
#ifndef FAULTLAB_SIM_REPLAY_PACKED_H
#define FAULTLAB_SIM_REPLAY_PACKED_H

#include <stddef.h>

#define PACKED_HEAD 6                   /* bytes that say it */

/* The program that unpacks what begins so; NULL: it does not look packed. */
const char *packed_by(const unsigned char *bytes, size_t size_bytes);

/* How long the name is without an ending that says so: "sort.u64.gz" -> 8. */
size_t packed_name_size(const char *name);

#endif
