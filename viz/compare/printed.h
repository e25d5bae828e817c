/*
 * printed.h - two texts that a lab printed: are they the same, the machine's own numbers aside?
 *
 * Nearly every program of a course prints an address, and many the time. Two runs never print the same there, and
 * nobody has made a mistake. So the words of two texts are held against each other one by one, and where two of
 * them differ, both being numbers, it is asked what these are:
 *
 *   an address in a reservation of the lab      is compared as the portable one: the same reservation, the same offset
 *   what a call answered on each side, or the   is not compared, if the call's own answers are not: GetTickCount, a handle
 *   time between two such answers
 *   what the trace says to be the machine's     is not compared, if it says the same of both: stack, heap, image, time
 *
 * All else that differs is a difference. What was not compared is said to be so.
 *
 * Invariants
 *   PRINTED-1  two texts are taken for the same only if they differ in nothing but such numbers and the blanks beside them
 *   PRINTED-2  the work is bounded, whatever the texts hold; beyond it what differs is a difference
 *
 * Knows of: base/text, comparing. Used by: aftermath, compare, facts, pair.
 */
#ifndef VIZ_COMPARE_PRINTED_H
#define VIZ_COMPARE_PRINTED_H

#include "viz/compare/comparing.h"

/* True if the texts of two outputs are the same, in that sense; what was not compared is noted in *w. */
bool printed_same(struct comparing *w, const struct event *real, const struct event *sim);

/*
 * A walk through the whole address space by VirtualQuery finds what no lab controls: each system has other regions, and other many.
 * An answer about what lies outside the lab's reservations is not compared, nor the text that is printed of it, which is known by
 * the address in it. The sides need not even have as many of them.
 */
extern const char printed_outside[];                            /* why, in words */
bool printed_find_outside(struct comparing *w);                 /* fill in w->outside; false: no memory */
bool printed_is_outside(const struct comparing *w, const struct event *e, enum side s);

/* A digest of a text in which texts agree that printed_same() may take for the same. */
uint64_t printed_sign(uint64_t digest, const char *text);

/* The call `api` has answered these, which are not compared: when they are printed, they are not compared either. */
void printed_answered(struct comparing *w, const char *api, const char *real, const char *sim);

#endif
