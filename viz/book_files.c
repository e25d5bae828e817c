/*
 * book_files.c - the lab book's page, look and behaviour, as they stand in
 * viz/book.html, viz/book.css and viz/book*.js, taken into the program by the
 * assembler. The compiler runs at the top of the source tree.
 */
#include "viz/book_files.h"

#include <stddef.h>

#include "viz/take_in.h"

extern const char book_file_js[], book_file_side[], book_file_overview[], book_file_quiz[], book_file_print[];

TAKE_IN("book_file_html", "viz/book.html");
TAKE_IN("book_file_css", "viz/book.css");
TAKE_IN("book_file_js", "viz/book.js");
TAKE_IN("book_file_side", "viz/book_side.js");
TAKE_IN("book_file_overview", "viz/book_overview.js");
TAKE_IN("book_file_quiz", "viz/book_quiz.js");
TAKE_IN("book_file_print", "viz/book_print.js");

/* book.js first: the others build on it. */
const char *const book_file_scripts[] = { book_file_js, book_file_side, book_file_overview, book_file_quiz, book_file_print, NULL };
