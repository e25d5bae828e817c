/*
 * scene.h - the scenes of an exercise: each writes a few statements of main about one feature.
 *
 * A scene draws its pages, sizes, offsets, order and accesses so that something
 * happens that can be predicted and is not the same in every exercise.
 *
 * Knows of: draft. Used by: exercise, feature, scene_calls, scene_commit, scene_handlers, scene_open,
 * scene_pages, scene_protect, scene_section.
 */
#ifndef FAULTLAB_SIM_EXERCISE_SCENE_H
#define FAULTLAB_SIM_EXERCISE_SCENE_H

#include "sim/exercise/draft.h"

/* The reservation that the others are about, and what is committed of it at first. */
void scene_open(struct draft *d);

/* A few accesses, for exercises that have no other: about handlers alone. */
void scene_accesses(struct draft *d);

/* One store, to any page. */
void scene_store(struct draft *d);

/* scene_commit.c */
void scene_reserve_commit(struct draft *d);
void scene_demand_commit(struct draft *d);
void scene_decommit(struct draft *d);

/* scene_protect.c */
void scene_protection(struct draft *d);
void scene_guard_page(struct draft *d);

/* scene_calls.c */
void scene_failed_calls(struct draft *d);

/* scene_pages.c */
void scene_write_watch(struct draft *d);
void scene_working_set(struct draft *d);

/* scene_section.c */
void scene_sections(struct draft *d);

/* scene_handlers.c: draw how accesses are guarded, before any is written; the handlers of the process */
void scene_handlers(struct draft *d);
void scene_vectored_add(struct draft *d);
void scene_vectored_remove(struct draft *d);

#endif
