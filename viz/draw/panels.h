/*
 * panels.h - the panels of a picture, each drawn by the file of its name.
 *
 * What a panel says is stated by the file of the same name in viz/model, and told as text by that in viz/text:
 * the page walk by viz/model/walk.c, here by walk.c, and by viz/text/walk.c.
 *
 * Knows of: pen. Used by: chain, heap, ledger, lists, path, picture, share, space, walk.
 */
#ifndef VIZ_PANELS_H
#define VIZ_PANELS_H

#include "viz/draw/pen.h"

void panel_space(struct pen *p);        /* address space: the lanes, and sixteen pages close to */
void panel_path(struct pen *p);         /* exception path: whom the exception meets, and how far each side gets */
void panel_walk(struct pen *p);         /* page walk: the tables on the way to an address, and the bits of the entry */
void panel_lists(struct pen *p);        /* frame lists and page file, in the place of the walk */
void panel_share(struct pen *p);        /* who shares a page that was copied on write, in the place of the lists */
void panel_heap(struct pen *p);         /* the heaps: segments, pages, blocks, in the same place */
void panel_chain(struct pen *p);        /* search and unwinding, in the same place */
void panel_ledger(struct pen *p);       /* side by side: the nine facts */

#endif
