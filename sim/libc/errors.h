/*
 * errors.h - errno, and the texts of its numbers.
 *
 * errno is a place in the lab's memory, above main's activation, where the C runtime keeps what it shows by address.
 *
 * Knows of: core/texts, cpu/library, crt, stream. Used by: desk, file, print, secure, stdio, stdlib, time.
 */
#ifndef FAULTLAB_SIM_ERRORS_H
#define FAULTLAB_SIM_ERRORS_H

#include "sim/cpu/library.h"

/* As errno.h has them. */
#define ERRNO_INVALID  22
#define ERRNO_RANGE    34
#define ERRNO_CUT      80       /* STRUNCATE */

/* What lies where in the runtime's part of the stack (cpu.h). */
#define RUNTIME_ERRNO  0
#define RUNTIME_TIME   0x10     /* struct tm, 36 bytes */
#define RUNTIME_DATE   0x40     /* the text of asctime, 26 bytes */
#define RUNTIME_TEXT   0x80     /* of strerror and setlocale, 128 bytes */
#define RUNTIME_LINE   0x100    /* of GetCommandLineA, 128 bytes; and of GetCommandLineW, 384 */
#define RUNTIME_LINE_W 0x180

void errors_set(struct cpu *cpu, uint32_t number);

/* The older runtime's text, without an end of line. */
const char *errors_text(uint32_t number);

#endif
