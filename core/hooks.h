/*
 * hooks.h - what the woven text of a lab may call; forced into its compilation.
 *
 * weave.c has put these names where the lab's own calls and handlers are. Their
 * types are spelled without any header (a SIZE_T is an unsigned long long: api.h
 * has a type for each kind of value), because the lab's own headers are already in its text and
 * must not come twice. Pointers to structures are void pointers here: that the
 * lab passes the right ones was checked when its unmodified text was compiled.
 *
 * Neighbours: api.h; weave.c (writes the calls), hooks_*.c, output.c and seh.c (take them).
 */

/* The lab's code starts here: lines.c finds the line of an address by its distance from it. */
__asm__(".text\n\t.globl fl_lab_text\nfl_lab_text:");

/* seh.c */
int fl_answered(unsigned line, int answer, void *pointers);
unsigned long fl_handler(unsigned line);
void fl_finally(unsigned line, int abnormal);
static __inline__ unsigned long fl_code_of(unsigned long code) { return code; }

/* output.c */
int fl_printf(unsigned line, const char *format, ...) __attribute__((format(printf, 2, 3)));
int fl_puts(unsigned line, const char *text);
int fl_putchar(unsigned line, int c);

/* hooks_*.c: a hook for every row of api.h, whose name is that of the call */
#define FL_KIND(kind, type) typedef type fl_##kind;
#define FL_ARG(type, name, kind) fl_##kind name
#define FL_ARGS(...) , __VA_ARGS__
#define FL_CALL(type, name, kind, fails, varies, args) fl_##kind fl_##name(unsigned line args);
#include "api.h"
/* The distance is a union, which no type here is like; what it holds is a number. */
#define fl_SetFilePointerEx(line, file, distance, ...) (fl_SetFilePointerEx)(line, file, (distance).QuadPart, __VA_ARGS__)
void fl_ExitProcess(unsigned line, unsigned long code) __attribute__((noreturn));
void fl_exit(unsigned line, int code) __attribute__((noreturn));
void fl__exit(unsigned line, int code) __attribute__((noreturn));
void fl_abort(unsigned line) __attribute__((noreturn));
