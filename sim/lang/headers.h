/*
 * headers.h - the headers that a lab may include, as files under include/.
 *
 * They are ordinary C that our own compiler reads: typedefs, constants, layouts
 * and prototypes of what the simulator provides, and nothing else. The prototypes
 * of the Win32 calls are made of core/api.h, which is carried as <faultlab/api.h>.
 */
#ifndef FAULTLAB_SIM_HEADERS_H
#define FAULTLAB_SIM_HEADERS_H

#include "sim/lang/diag.h"

/* The header of that name (case does not matter, as on Windows), or NULL. */
const struct source *header_find(const char *name, size_t size_bytes);

#endif
