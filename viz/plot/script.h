/*
 * script.h - the results of sim replay as a plot: a script for gnuplot, with axes, data, and how each line looks.
 *
 * Commands and data are made from numbers and from names of a small alphabet, so that nothing in a file can become a
 * command. A line is told from the others by its dash and the shape of its points before it is by its colour: grey print
 * loses nothing.
 *
 * Knows of: base/ink, series. Used by: command_plot, gnuplot.
 */
#ifndef VIZ_PLOT_SCRIPT_H
#define VIZ_PLOT_SCRIPT_H

#include "viz/base/ink.h"
#include "viz/plot/series.h"

struct plot {
	struct series_set set;
	struct ink script;
	bool as_rate;                   /* the files are of traces of different lengths */
	bool log_x, log_y;
	double least_x, most_x, least_y, most_y;
	char why[700];
};

/* From the set to the script. */
void script_write(struct plot *p);

#endif
