/*
 * gnuplot.h - gnuplot, started as a child without a shell and without its start-up files.
 *
 * Knows of: ink.h, host.h, spawn.h. Used by: command_plot.
 */
#ifndef VIZ_PLOT_GNUPLOT_H
#define VIZ_PLOT_GNUPLOT_H

#include "viz/plot/script.h"

enum { DONE = 0, FAILED = 1, UNUSABLE = 2, NO_GNUPLOT = 3 };

/* Draw p->script: the SVG is added to `svg`. DONE; else FAILED or NO_GNUPLOT, with a sentence in p->why. */
int gnuplot_draw(struct plot *p, struct ink *svg);

#endif
