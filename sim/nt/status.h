/*
 * status.h - NTSTATUS values: what the memory manager answers, and the codes of exceptions.
 *
 * The memory manager speaks NTSTATUS, as in NT; the Win32 layer translates
 * into the codes that GetLastError gives (../win32/status.h). The code of an
 * exception is an NTSTATUS as well, and a process that dies of it exits with it.
 * Source: docs/reference/sources.md, [ntstatus]. Knows of: nothing.
 */
#ifndef FAULTLAB_SIM_STATUS_H
#define FAULTLAB_SIM_STATUS_H

#define STATUS_SUCCESS                  0x00000000u
#define STATUS_GUARD_PAGE_VIOLATION     0x80000001u
#define STATUS_BREAKPOINT               0x80000003u
#define STATUS_ACCESS_VIOLATION         0xC0000005u
#define STATUS_IN_PAGE_ERROR            0xC0000006u
#define STATUS_INVALID_PARAMETER        0xC000000Du
#define STATUS_NO_MEMORY                0xC0000017u
#define STATUS_CONFLICTING_ADDRESSES    0xC0000018u
#define STATUS_UNABLE_TO_FREE_VM        0xC000001Au
#define STATUS_UNABLE_TO_DELETE_SECTION 0xC000001Bu
#define STATUS_ILLEGAL_INSTRUCTION      0xC000001Du
#define STATUS_NONCONTINUABLE_EXCEPTION 0xC0000025u
#define STATUS_NOT_LOCKED               0xC000002Au
#define STATUS_NOT_COMMITTED            0xC000002Du
#define STATUS_INVALID_PAGE_PROTECTION  0xC0000045u
#define STATUS_SECTION_PROTECTION       0xC000004Eu
#define STATUS_PRIVILEGE_NOT_HELD       0xC0000061u
#define STATUS_FLOAT_DENORMAL_OPERAND   0xC000008Du
#define STATUS_FLOAT_DIVIDE_BY_ZERO     0xC000008Eu
#define STATUS_FLOAT_INEXACT_RESULT     0xC000008Fu
#define STATUS_FLOAT_INVALID_OPERATION  0xC0000090u
#define STATUS_FLOAT_OVERFLOW           0xC0000091u
#define STATUS_FLOAT_UNDERFLOW          0xC0000093u
#define STATUS_INTEGER_DIVIDE_BY_ZERO   0xC0000094u
#define STATUS_INTEGER_OVERFLOW         0xC0000095u
#define STATUS_PRIVILEGED_INSTRUCTION   0xC0000096u
#define STATUS_FREE_VM_NOT_AT_BASE      0xC000009Fu
#define STATUS_MEMORY_NOT_ALLOCATED     0xC00000A0u
#define STATUS_WORKING_SET_QUOTA        0xC00000A1u
#define STATUS_STACK_OVERFLOW           0xC00000FDu
#define STATUS_COMMITMENT_LIMIT         0xC000012Du
#define STATUS_HEAP_CORRUPTION          0xC0000374u

#endif
