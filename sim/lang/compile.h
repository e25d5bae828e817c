/*
 * compile.h - a lab's text becomes a program.
 *
 *   lab.c --lex--> tokens --pp--> tokens --decl, expr, stmt--> checked trees --gen--> program
 *
 * Expressions become trees, so that their types are known before code is made;
 * statements and declarations are turned into code as they are read.
 *
 * Knows of: pp, type, code. Used by: main.
 */
#ifndef FAULTLAB_SIM_COMPILE_H
#define FAULTLAB_SIM_COMPILE_H

#include <stdio.h>

#include "sim/lang/code.h"

/*
 * Compile the lab in `path`. Errors and warnings go to `out`, each with file, line,
 * column and the cure where there is one. `library_index` says which function a name
 * that the lab does not define belongs to, or -1: the compiler itself knows none, so
 * that it can be read and built without the processor. True if there was no error;
 * *program is then the caller's to free.
 */
bool compile_lab(const char *path, FILE *out, int (*library_index)(const char *name), struct program *program);

#endif
