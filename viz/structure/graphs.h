/*
 * graphs.h - the four graphs of a structure diagram, each drawn by the file of its name.
 *
 * Knows of: sketch. Used by: dispatch, lists, structure, tables, vads.
 */
#ifndef VIZ_GRAPHS_H
#define VIZ_GRAPHS_H

#include "viz/structure/sketch.h"

/* The first node of each graph, from which the whole is put in order; heights in ranks. */
#define ANCHOR_ROOM 64
struct anchors { char first[ANCHOR_ROOM]; size_t depth; };

void draw_vads(struct sketch *s, struct anchors *a);
void draw_tables(struct sketch *s, struct anchors *a);
void draw_lists(struct sketch *s, struct anchors *a);
void draw_dispatch(struct sketch *s, struct anchors *a);

#endif
