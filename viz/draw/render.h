/*
 * render.h - many drawings as files: a .dot and an .svg each.
 *
 * The DOT files are the product; an SVG is what Graphviz makes of one, plus
 * words for those who cannot see it. Graphviz is started once for all drawings
 * (twice for many, side by side), because a process a drawing costs four times
 * as much. An SVG that was made of the same DOT before is kept.
 *
 * Invariants
 *   RENDER-1  after success the folder holds exactly these drawings: no step-* of an earlier run is left
 *   RENDER-2  an SVG is the same bytes whether it was rendered alone or with others
 *   RENDER-3  what Graphviz says decides nothing: a drawing is done if Graphviz ended well and its SVG is there and whole
 *
 * Knows of: base/host, base/ink, base/memory, base/progress, base/spawn, base/store, remarks, svg. Used by:
 * picture_files, structure/.
 */
#ifndef VIZ_RENDER_H
#define VIZ_RENDER_H

#include <stdint.h>

#include "viz/base/ink.h"

enum render_status { RENDER_OK = 0, RENDER_FAILED = 1, RENDER_NO_DOT = 3 };

struct render {
	const char *folder;             /* made if missing */
	const char *what;               /* what is drawn, to be counted: "pictures" */
	size_t count;
	size_t many;                    /* from here on two processes pay */
	bool alone;                     /* leave other files of the folder be: RENDER-1 does not hold */
	void *context;
	bool (*is_wanted)(void *context, size_t n);                     /* NULL: all are */
	const char *(*name)(void *context, size_t n);                   /* step-0075-fault037-b: no ending */
	void (*draw)(void *context, size_t n, struct ink *dot);         /* asked once for each n, ascending */
	void (*describe)(void *context, size_t n, struct ink *words);   /* asked after draw(), perhaps twice */
};

/* Write the .dot files and, if `svg`, the .svg files beside them. What goes wrong is said in `why`; if nothing does,
 * a remark for the user may stand there (remarks.h), else nothing.
 * RENDER_NO_DOT: the .dot files are there, Graphviz is not. */
enum render_status render_write(const struct render *r, bool svg, char *why, size_t room);

#endif
