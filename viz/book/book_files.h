/*
 * book_files.h - the parts of the lab book that are written by hand.
 *
 * Each is a real file in viz/book/page/, and NUL-terminated here.
 * Used by: book.
 */
#ifndef VIZ_BOOK_FILES_H
#define VIZ_BOOK_FILES_H

extern const char book_file_html[];     /* with @TITLE@, @CSS@, @DATA@ and @JS@ to be filled in */
extern const char book_file_css[];
extern const char *const book_file_scripts[];   /* ends with NULL */

#endif
