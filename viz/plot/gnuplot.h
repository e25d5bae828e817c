/*
 * gnuplot.h - gnuplot, started as a child without a shell and without its start-up files.
 *
 * Knows of: base/command, base/host, base/spawn, script. Used by: command_plot.
 */
#ifndef VIZ_PLOT_GNUPLOT_H
#define VIZ_PLOT_GNUPLOT_H

#include "viz/base/command.h"
#include "viz/plot/script.h"

/* Draw p->script: the SVG is added to `svg`. EXIT_DONE; else EXIT_FAILED or EXIT_MISSING, with a sentence in p->why. */
int gnuplot_draw(struct plot *p, struct ink *svg);

#endif
