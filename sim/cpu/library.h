/*
 * library.h - the functions that a lab calls and does not define: C library and Win32.
 *
 * A function gets its arguments as registers (canonical integers, see code.h) and
 * returns its result in the same form. It touches the lab's memory only through
 * cpu_read() and its relatives; if one of them says false it returns at once,
 * with any value, for the CPU is already on its way to a handler. If it is called
 * through a wrong prototype with fewer arguments than it takes, it finds what its
 * caller left in the registers behind, as a compiled one would.
 *
 * The processor says here what such a function is, and calls it by its index. Who
 * makes them (../libc/, ../api/) knows the processor; it knows none of them, and
 * the compiler is told how to look one up. Their tables come together in ../library.c.
 *
 * Knows of: cpu. Used by: boot, cpu, exec, modules, native, api/, libc/, library, main.
 */
#ifndef FAULTLAB_SIM_LIBRARY_H
#define FAULTLAB_SIM_LIBRARY_H

#include "sim/cpu/cpu.h"

struct library_function {
	const char *name;
	uint64_t (*run)(struct cpu *cpu, const uint64_t *arg, unsigned args);
};

#define LIBRARY_STREAMS 64

/* A stream of stdio.h: its file, if it has one, and where; the byte that was put back, and how it stands with it. */
struct library_stream {
	struct folder_file *file;
	uint64_t at;
	bool read, write, append, text;         /* of one with a file */
	bool binary;                            /* of one without: input is not text */
	bool ungot, ended, failed;
	uint8_t byte;
};

#define LIBRARY_AT_EXIT 64

/* What the functions remember between two calls. */
struct library {
	struct library_stream stream[LIBRARY_STREAMS];  /* the first three are stdin, stdout, stderr */
	struct folder *folder;                  /* the files; NULL until there is one */
	uint32_t rand_state;
	uint64_t at_exit[LIBRARY_AT_EXIT];      /* functions of the lab */
	unsigned at_exit_count;
	uint64_t signal[32];                    /* handlers of the lab; 0: none, 1: ignored */
	uint64_t token;                 /* strtok: where it goes on; 0: nowhere */
	struct heaps *heaps;            /* NULL until the first block is asked for */
};
struct library *library_state(struct cpu *cpu);
struct heaps *library_heaps(struct cpu *cpu);
struct folder *library_folder(struct cpu *cpu);
void library_free(struct library *library);     /* NULL is fine */

/* The program ends by itself: call what atexit was given. False: an exception unwinds. */
bool library_at_exit(struct cpu *cpu);

int library_find(const char *name);     /* index, or -1: there is none */
const struct library_function *library_at(int index);
bool library_has(int index);            /* is it one that library_find() could have given? */
bool library_is_windows(int index);     /* a Win32 call, not a function of the C library */
bool library_asks_for_floats(int index);        /* linked, it makes the processor watch numbers with a fraction (floating.c) */

/* The tables, one a file. Each ends in a NULL name. */
extern const struct library_function text_functions[];          /* text.c: string.h, ctype.h */
extern const struct library_function print_functions[];         /* print.c: printf and its family */
extern const struct library_function stdio_functions[];         /* stdio.c: the rest of stdio.h */
extern const struct library_function scan_functions[];          /* scan.c: scanf and its family */
extern const struct library_function conio_functions[];         /* conio.c: conio.h */
extern const struct library_function time_functions[];          /* time.c: time.h */
extern const struct library_function secure_functions[];        /* secure.c: the functions that end in _s */
extern const struct library_function strsafe_functions[];       /* strsafe.c: strsafe.h */
extern const struct library_function wide_functions[];          /* wide.c: wchar.h, wctype.h */
extern const struct library_function file_functions[];          /* file.c: the files of stdio.h */
extern const struct library_function error_functions[];         /* errors.c: errno and its texts */
extern const struct library_function stdlib_functions[];        /* stdlib.c: stdlib.h, assert.h, signal.h, locale.h */
extern const struct library_function malloc_functions[];        /* malloc.c: the heap's part of stdlib.h and malloc.h */
extern const struct library_function sort_functions[];          /* sort.c: qsort, bsearch */
extern const struct library_function setjmp_functions[];        /* setjmp.c: setjmp.h */
extern const struct library_function builtin_functions[];       /* builtin.c: of the compiler, without a header */
extern const struct library_function interlocked_functions[];   /* interlocked.c: what reads and writes in one step */
extern const struct library_function float_functions[];         /* floats.c: float.h, fenv.h */
extern const struct library_function math_functions[];          /* math.c: math.h, and texts that become numbers with a fraction */
extern const struct library_function desk_functions[];          /* desk.c: calls that no trace tells of */
extern const struct library_function winstring_functions[];     /* winstring.c: texts as Windows itself has them */
extern const struct library_function win32_functions[];         /* api.c: the Win32 API */

/* Output of a lab that comes by a handle, not by a stream: to the standard output, or to the standard error. */
void library_output(struct cpu *cpu, bool error, const char *text, size_t size_bytes);
int library_input(struct cpu *cpu);             /* the next byte of the standard input, or -1 */

#endif
