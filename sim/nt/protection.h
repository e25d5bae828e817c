/*
 * protection.h - the PAGE_ constants: what a program asks of a page, and what VirtualQuery shows.
 *
 * Source: docs/reference/sources.md, [protection]. Knows of: nothing.
 */
#ifndef FAULTLAB_SIM_NT_PROTECTION_H
#define FAULTLAB_SIM_NT_PROTECTION_H

#define PAGE_NOACCESS           0x01u
#define PAGE_READONLY           0x02u
#define PAGE_READWRITE          0x04u
#define PAGE_WRITECOPY          0x08u
#define PAGE_EXECUTE            0x10u
#define PAGE_EXECUTE_READ       0x20u
#define PAGE_EXECUTE_READWRITE  0x40u
#define PAGE_EXECUTE_WRITECOPY  0x80u
#define PAGE_GUARD              0x100u
#define PAGE_NOCACHE            0x200u
#define PAGE_WRITECOMBINE       0x400u

#endif
