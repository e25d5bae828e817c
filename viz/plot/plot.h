/*
 * plot.h - the results of sim replay as a plot: faults over frames, or over time.
 *
 * gnuplot draws it. It is started as a child without a shell and without its start-up
 * files; commands and data come from its standard input. They are made here from
 * numbers and from names of a small alphabet, so that nothing in a file can become a
 * command. The SVG appears under its name when it is whole.
 *
 * A line is told from the others by its dash and the shape of its points before it is
 * by its colour: grey print loses nothing.
 *
 * Knows of: series.h, store.h. Used by: main.
 */
#ifndef VIZ_PLOT_H
#define VIZ_PLOT_H

/* argv[0] is "plot". The exit status: 0; 1 it could not be written; 2 unusable input; 3 gnuplot is missing. */
int plot_main(int argc, char **argv);

#endif
