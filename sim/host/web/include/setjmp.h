/*
 * setjmp.h - as clang's -wasm-enable-sjlj has it: the C library of WASI has none.
 * Made by sim/host/web/jump.c.
 */
#ifndef FAULTLAB_WEB_SETJMP_H
#define FAULTLAB_WEB_SETJMP_H

typedef struct { void *words[8]; } jmp_buf[1];

int setjmp(jmp_buf) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf, int);

#endif
