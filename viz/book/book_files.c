/*
 * book_files.c - the lab book's page, look and behaviour, as they stand in
 * viz/book/page/book.html, viz/book/page/book.css and viz/book/page/book*.js, taken into the program by the
 * assembler. The compiler runs at the top of the source tree.
 */
#include "viz/book/book_files.h"

#include <stddef.h>

#include "viz/base/take_in.h"

extern const char book_file_js[], book_file_colour[], book_file_side[], book_file_source[], book_file_plain[], book_file_tables[];
extern const char book_file_size[], book_file_overview[], book_file_quiz[], book_file_print[], book_file_frame[];

TAKE_IN("book_file_html", "viz/book/page/book.html");
TAKE_IN("book_file_css", "viz/book/page/book.css");
TAKE_IN("book_file_js", "viz/book/page/book.js");
TAKE_IN("book_file_side", "viz/book/page/book_side.js");
TAKE_IN("book_file_colour", "viz/book/page/book_colour.js");
TAKE_IN("book_file_source", "viz/book/page/book_source.js");
TAKE_IN("book_file_plain", "viz/book/page/book_plain.js");
TAKE_IN("book_file_tables", "viz/book/page/book_tables.js");
TAKE_IN("book_file_size", "viz/book/page/book_size.js");
TAKE_IN("book_file_overview", "viz/book/page/book_overview.js");
TAKE_IN("book_file_quiz", "viz/book/page/book_quiz.js");
TAKE_IN("book_file_print", "viz/book/page/book_print.js");
TAKE_IN("book_file_frame", "viz/book/page/book_frame.js");

/* book.js first: the others build on it. */
const char *const book_file_scripts[] = {
	book_file_js, book_file_colour, book_file_source, book_file_side, book_file_plain, book_file_tables,
	book_file_size, book_file_overview, book_file_quiz, book_file_print, book_file_frame, NULL
};
