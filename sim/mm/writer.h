/*
 * writer.h - the threads that work when nobody else does.
 *
 *   modified page writer     MODIFIED -> TRANSITION -> STANDBY   writer_run()
 *   zero-page thread         FREE -> ZEROED                      zeroer_run()
 *   working-set manager      ACTIVE -> MODIFIED or STANDBY       balance_run()
 *
 * There is one processor and it runs the lab. So these steps are taken when the
 * lab gives the processor up (Sleep), and the first and the last on the spot when
 * a fault cannot wait for them (avail.h). Each step is told, and none fails: what
 * cannot be written stays where it is.
 *
 * Knows of: machine, pages, section. Used by: avail, section, vm, win32/. Source: docs/reference/sources.md,
 * [pfn].
 */
#ifndef FAULTLAB_SIM_WRITER_H
#define FAULTLAB_SIM_WRITER_H

#include "sim/mm/machine.h"

#define WRITER_CLUSTER  16              /* pages written at most for one that is needed */
#define SHORT_OF_FRAMES 16              /* memory is short if less than 1/16 of the frames can be had */

/* Write up to `most` modified pages, the oldest first. False: not one could be. */
bool writer_run(struct vm *vm, uint64_t most);

/* Fill every free frame with zeros. */
void zeroer_run(struct vm *vm);

/* While memory is short, trim the working set down to the minimum that the program asked for. */
void balance_run(struct vm *vm);

/* One page of the modified list, to the page file or to its own file. False: the page file is full. */
bool writer_write_page(struct vm *vm, uint32_t pfn);

#endif
