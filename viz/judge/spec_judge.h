/*
 * spec_judge.h - whether a lab's traces show what its specification asks for.
 *
 * A check holds if it holds on every side that can know. So a trace that a lab has forged on the real side can lose
 * points, and never gain any.
 *
 * Where the real side costs points, the feedback says "on the real side", "there is no real run" or "The two sides part":
 * viz/commands/grade/lab looks for these words, and runs the real side once more before it believes them.
 *
 * Knows of: base/ink, compare/compare, results, spec. Used by: command_check.
 */
#ifndef VIZ_SPEC_JUDGE_H
#define VIZ_SPEC_JUDGE_H

#include "viz/compare/compare.h"
#include "viz/judge/results.h"
#include "viz/judge/spec.h"

/*
 * Judge the traces of `c`, of which the simulator's must be there. `no_real`: why there is no real trace though one was wanted, or
 * NULL if none was; then what asks for agreement is left out of the results. With a reason every need that asks the real
 * side is lost, unless the simulator had to stop the lab: who knows what it does has nothing to start for real. False
 * without memory.
 */
bool spec_judge(const struct spec *s, const struct comparison *c, const char *no_real, struct results *r);

#endif
