/*
 * report.h - the words and cells of a comparison, for whoever makes a larger table of them.
 *
 * Knows of: compare. Used by: json, mistake, say, table, three_report.
 */
#ifndef VIZ_COMPARE_REPORT_H
#define VIZ_COMPARE_REPORT_H

#include <jansson.h>

#include "viz/compare/compare.h"

/* The number by which a row is called: the step of the side that has it. */
uint32_t compare_row_step(const struct row *r);

/* The first difference that no entry of the Wine table explains, else the first; of a row that has one. */
const struct difference *compare_main_difference(const struct row *r);
void compare_say_difference(struct ink *i, const struct comparison *c, const struct difference *d);
void compare_say_text(struct ink *i, const char *text);         /* quoted, on one line, cut to 40 characters */
void compare_say_trace(struct ink *i, const char *name, size_t width, const struct trace_file *t);
void compare_say_limits(struct ink *i, const struct comparison *c);     /* a line, if the runs were given different memory */

void compare_say_word(struct ink *i, const char *word);         /* a name, a number: on one line, cut to 255 characters */
size_t compare_columns(const char *text);                       /* on a terminal */
void compare_cell(struct ink *i, const char *text, size_t width);
const char *compare_said(struct ink *scratch, const struct event *e);   /* in `scratch`: the event, or "-" */
bool compare_put(struct ink *i, FILE *out);                     /* write it and free it */

json_t *compare_json_differences(const struct comparison *c, const struct row *r);
void compare_json_edition(json_t *o, const struct comparison *c);       /* members of `o`, where something differs */
json_t *compare_json_trace(const struct trace_file *t);
bool compare_put_json(json_t *o, FILE *out);                    /* write it and let it go */

#endif
