/*
 * each.h - a word for each argument of a row of api.h, where a function is made of the row.
 *
 * FL_ARG is (type, name) for that. Used by: hooks_plain, procs.
 */
#ifndef FAULTLAB_EACH_H
#define FAULTLAB_EACH_H

/* EACH(WORD, (a, b), (c, d)) is WORD(a, b), WORD(c, d): for up to ten arguments. */
#define EACH_1(w, x) w x
#define EACH_2(w, x, ...) w x, EACH_1(w, __VA_ARGS__)
#define EACH_3(w, x, ...) w x, EACH_2(w, __VA_ARGS__)
#define EACH_4(w, x, ...) w x, EACH_3(w, __VA_ARGS__)
#define EACH_5(w, x, ...) w x, EACH_4(w, __VA_ARGS__)
#define EACH_6(w, x, ...) w x, EACH_5(w, __VA_ARGS__)
#define EACH_7(w, x, ...) w x, EACH_6(w, __VA_ARGS__)
#define EACH_8(w, x, ...) w x, EACH_7(w, __VA_ARGS__)
#define EACH_9(w, x, ...) w x, EACH_8(w, __VA_ARGS__)
#define EACH_10(w, x, ...) w x, EACH_9(w, __VA_ARGS__)
#define PICK(a, b, c, d, e, f, g, h, i, j, each, ...) each
#define EACH(w, ...) PICK(__VA_ARGS__, EACH_10, EACH_9, EACH_8, EACH_7, EACH_6, EACH_5, EACH_4, EACH_3, EACH_2, EACH_1, )(w, __VA_ARGS__)

#define PARAMETER(type, name) type name
#define NAME(type, name) name
#endif
