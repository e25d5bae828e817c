/*
 * panels.h - the panels of a step as text, each told by the file of its name.
 *
 * What a panel says is stated by the file of the same name in viz/model, and drawn by that in viz/draw: the page
 * walk by viz/model/walk.c and viz/draw/walk.c, and told by walk.c here.
 *
 * Knows of: base/typeset, show. Used by: chain, differences, head, heap, ledger, lists, output, path, share,
 * show, variables, walk.
 */
#ifndef VIZ_TEXT_PANELS_H
#define VIZ_TEXT_PANELS_H

#include "viz/base/typeset.h"
#include "viz/text/show.h"

enum { TABLE_LEAST = 60 };              /* columns; on a narrower screen a table is told as sentences */

void show_head(struct typeset *t, const struct show *s, const struct picture *f, bool brief);
void show_path(struct typeset *t, const struct show *s, const struct picture *f);
void show_walk(struct typeset *t, const struct picture *f);
void show_heap(struct typeset *t, const struct picture *f);
void show_chain(struct typeset *t, const struct picture *f);
void show_ledger(struct typeset *t, const struct picture *f);

/* `most`: so many moves, differences or lines; the rest is counted. */
void show_lists(struct typeset *t, const struct show *s, const struct picture *f, size_t most);
void show_share(struct typeset *t, const struct picture *f);
void show_variables(struct typeset *t, struct show *s, const struct picture *f);
void show_differences(struct typeset *t, const struct show *s, const struct picture *f, size_t most);
void show_output(struct typeset *t, const struct show *s, const struct picture *f, size_t most);

/* ---- what they share (show.c) ---- */

extern const char *const show_side_names[SIDES];

bool show_has_side(const struct show *s, int k);

/* The title of a panel, `note` behind it unless NULL. */
void show_title(struct typeset *t, const char *text, const char *note);

/* What a mark looks like; and `text` with it: what changed stands in [brackets], so that it does not need a colour. */
enum type_style show_style(enum mark m);
const char *show_marked(const char *text, enum mark mark, char *room, size_t size);

#endif
