/*
 * take_in.h - a file of the source tree as a string of the program, by the assembler.
 *
 *	extern const char book_file_css[];
 *	TAKE_IN("book_file_css", "viz/book/page/book.css");
 *
 * At the top of a C file only. The compiler runs at the top of the source tree; the Makefile
 * names the files as prerequisites, for no depfile sees them.
 *
 * Knows of: nothing. Used by: book/, quiz/.
 */
#ifndef VIZ_TAKE_IN_H
#define VIZ_TAKE_IN_H

#ifdef _WIN32
#define TAKE_IN_READ_ONLY ".section .rdata,\"dr\""
#define TAKE_IN_CODE ".text"
#elif defined __APPLE__
#define TAKE_IN_READ_ONLY ".section __TEXT,__const"
#define TAKE_IN_CODE ".text"
#else
#define TAKE_IN_READ_ONLY ".section .rodata"
#define TAKE_IN_CODE ".previous"
#endif

/* What this system puts before a name of C: macOS an underscore. */
#define TAKE_IN_TEXT_(x) #x
#define TAKE_IN_TEXT(x)  TAKE_IN_TEXT_(x)
#define TAKE_IN_PREFIX   TAKE_IN_TEXT(__USER_LABEL_PREFIX__)

#ifdef __wasm__                         /* which wants to know of each name what and how large it is */
#define TAKE_IN(name, path) \
	__asm__(".section .rodata." name ",\"\",@\n.globl " name "\n.type " name ",@object\n" name ":\n" \
	        ".incbin \"" path "\"\n.byte 0\n.size " name ", .-" name "\n.text\n")
#else
#define TAKE_IN(name, path) \
	__asm__(TAKE_IN_READ_ONLY "\n.globl " TAKE_IN_PREFIX name "\n" \
	        TAKE_IN_PREFIX name ":\n.incbin \"" path "\"\n.byte 0\n" TAKE_IN_CODE "\n")
#endif

#endif
