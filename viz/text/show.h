/*
 * show.h - a step as text: what the picture shows, for a terminal and for a screen reader.
 *
 * Panel by panel the same facts as the picture of that number, in the same order
 * and the same words, for both are made from the same model. Nothing is told by
 * colour or place alone.
 *
 * Invariants
 *   SHOW-1  a step's text depends on the traces and the look alone: the same bytes each time
 *   SHOW-2  what comes from a trace passes typeset.h, so it cannot act on a terminal
 *
 * Knows of: base/joined, model/held, model/model, panels, space. Used by: command_show, command_step, panels,
 * screen, step.
 */
#ifndef VIZ_SHOW_H
#define VIZ_SHOW_H

#include "viz/model/held.h"
#include "viz/model/model.h"

enum show_panel {
	SHOW_HEAD, SHOW_SPACE, SHOW_PATH, SHOW_WALK, SHOW_LEDGER, SHOW_LISTS, SHOW_VARIABLES, SHOW_DIFFERENCES, SHOW_OUTPUT, SHOW_PANELS
};

struct show_look {
	unsigned width;                 /* columns */
	bool colour, ascii;
	bool brief;                     /* few lines rather than all details: for a small screen */
};

struct show {
	const struct model *m;          /* not owned */
	struct ink text[SIDES];         /* all that the lab prints */
	size_t *printed[SIDES];         /* bytes of it that are out when row i is over */
	size_t same;                    /* bytes in which both begin alike */
	bool lists, variables;          /* some event tells of them */
	struct held held;               /* variables, as of the first `held_pictures` pictures */
	size_t held_pictures;
};

/* Get ready to show the steps of `m`. False if there is no memory. show_close() is due in both cases. */
bool show_open(struct show *s, const struct model *m);
void show_close(struct show *s);

/* One panel as lines, without any if it does not apply to this lab. */
void show_panel(struct ink *out, struct show *s, const struct picture *f, enum show_panel panel, const struct show_look *look);

/* All panels of a step, a blank line between them. */
void show_step(struct ink *out, struct show *s, const struct picture *f, const struct show_look *look);

#endif
