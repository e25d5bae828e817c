/*
 * exception.h - what Windows lays on the stack when an exception is dispatched, byte for byte.
 *
 * A program reads these structures, so their places are facts of the x64 ABI.
 * Source: docs/reference/sources.md, [x64-context]. Knows of: nothing.
 */
#ifndef FAULTLAB_SIM_NT_EXCEPTION_H
#define FAULTLAB_SIM_NT_EXCEPTION_H

/* CONTEXT */
#define CONTEXT_BYTES           0x4D0
#define CONTEXT_FLAGS           0x30
#define CONTEXT_SEGMENTS        0x34            /* MxCsr and what follows */
#define CONTEXT_EFLAGS          0x44
#define CONTEXT_FLTSAVE_MXCSR   0x118           /* once more, in the part that FXSAVE writes */
#define CONTEXT_RAX             0x78            /* the first of 16 general registers */
#define CONTEXT_REGISTERS_BYTES (16 * 8)
#define CONTEXT_RSP             0x98
#define CONTEXT_RBP             0xA0
#define CONTEXT_RIP             0xF8
/* ContextFlags: control, integer, segment and floating-point registers; of a trap also those of debugging */
#define CONTEXT_OF_CALL         0x10000Fu
#define CONTEXT_OF_TRAP         0x10001Fu

/* EXCEPTION_RECORD */
#define RECORD_BYTES            0x98
#define RECORD_CODE             0
#define RECORD_FLAGS            4
#define RECORD_ADDRESS          16              /* at 8: the record of an exception around this one, always NULL here */
#define RECORD_PARAMETERS       24
#define RECORD_INFORMATION      32
#define EXCEPTION_PARAMETERS_MAX 15            /* EXCEPTION_MAXIMUM_PARAMETERS */

/* EXCEPTION_POINTERS: the record's address, then the context's */
#define POINTERS_BYTES          16

/* ExceptionFlags */
#define EXCEPTION_NONCONTINUABLE 1u
#define EXCEPTION_NESTED_CALL   0x10u           /* the filter asked stands in a frame that a dispatch around this one passed */

#endif
