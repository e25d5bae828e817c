/*
 * compile.h - a lab's text becomes a program: the stages of the compiler, in their order.
 *
 *   what goes in         stage                                       files
 *   -------------------  ------------------------------------------  ------------------------------------------
 *   a file               the lab is read, the stages are set up      compile.c
 *   bytes                tokens: names, numbers, strings             lex.c
 *   tokens               directives, headers                         pp.c, headers.c, include/
 *                        macros, conditions                          macro.c, condition.c
 *   tokens               declarations: a type ...                    specifier.c, tag.c, declarator.c, type.c
 *                        ... a name, a place, a first value          decl.c, init.c
 *   tokens               expressions become typed trees              primary.c, postfix.c, unary.c, expr.c
 *                        what C converts and folds by itself         convert.c
 *                        functions of the compiler                   builtin.c
 *                        code of statements within them              held.c
 *   tokens               statements, read and turned into code       stmt.c, control.c, jump.c, try.c
 *                        functions                                   function.c
 *   trees                instructions                                gen.c, place.c, arith.c, assign.c, branch.c
 *                        numbers with a fraction                     floating.c, extended.c
 *                        appended, and jumps aimed at labels         emit.c
 *   instructions         calls go to the lab or the library          compile.c
 *
 * It is one pass: each stage pulls from the one above what it needs next. An expression
 * becomes a tree, so that its types are known before code is made of it; statements and
 * declarations leave nothing behind but code, symbols and data. Nothing is optimised:
 * a variable is in memory whenever the lab looks, which is what a lab is about.
 *
 * Under all of them: arena.c (memory), diag.c (messages; a syntax error leaves its
 * statement by longjmp), parse.c (the token in hand, scopes), tree.h (the compiler's
 * state, symbols, nodes), code.h (the program, all that the processor knows of a lab).
 *
 * Knows of: code, headers, host/host, source, tree, words. Used by: main.
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
