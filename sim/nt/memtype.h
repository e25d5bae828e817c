/*
 * memtype.h - the MEM_ constants: allocation types, states, kinds of memory.
 *
 * Source: docs/reference/sources.md, [virtualalloc], [win32-constants]. Knows of: nothing.
 */
#ifndef FAULTLAB_SIM_MEMTYPE_H
#define FAULTLAB_SIM_MEMTYPE_H

#define MEM_COMMIT                0x00001000u
#define MEM_RESERVE               0x00002000u
#define MEM_DECOMMIT              0x00004000u
#define MEM_RELEASE               0x00008000u
#define MEM_FREE                  0x00010000u
#define MEM_PRIVATE               0x00020000u
#define MEM_MAPPED                0x00040000u
#define MEM_RESET                 0x00080000u
#define MEM_TOP_DOWN              0x00100000u
#define MEM_WRITE_WATCH           0x00200000u
#define MEM_PHYSICAL              0x00400000u
#define MEM_RESET_UNDO            0x01000000u
#define MEM_IMAGE                 0x01000000u
#define MEM_LARGE_PAGES           0x20000000u

#define MEM_COALESCE_PLACEHOLDERS 0x00000001u
#define MEM_PRESERVE_PLACEHOLDER  0x00000002u
#define MEM_REPLACE_PLACEHOLDER   0x00004000u
#define MEM_RESERVE_PLACEHOLDER   0x00040000u

#endif
