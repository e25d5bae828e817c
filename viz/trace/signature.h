/*
 * signature.h - what the values of a call are, and whether its answer may vary.
 *
 * "0x10a0000" in a trace may be a size, which both sides must agree on, or an
 * address, which is each side's own affair; and the trace does not say which. What
 * a trace says of a call is laid down in core/api.h, a row a call, and the tracer
 * and the simulator write by it. That table is a part of the form of a trace, so it
 * is read here too; it holds no code, and it is all that viz knows of core.
 *
 * A call or a member that it does not have (a newer trace may tell of one) is of the kind VALUE_UNLISTED.
 *
 * Knows of: core/api. Used by: compare/, quiz/.
 */
#ifndef VIZ_SIGNATURE_H
#define VIZ_SIGNATURE_H

#include <stdbool.h>

#define FL_KIND(kind, type) VALUE_##kind,
enum signature_kind {
#include "core/api.h"
	VALUE_UNLISTED
};

enum signature_answer { ANSWER_SAME, ANSWER_VARIES, ANSWER_RESIDENCY };

struct signature;

const struct signature *signature_of(const char *api);          /* NULL: the table has no such call */

/* The kind of an argument, of a member of `out`, of the result. `s` may be NULL. */
enum signature_kind signature_arg(const struct signature *s, const char *name);
enum signature_kind signature_out(const struct signature *s, const char *name);
enum signature_kind signature_result(const struct signature *s);

/* Must two runs get the same answer? Always, unless the table says otherwise. */
enum signature_answer signature_answer(const struct signature *s);

/* May the number be another one in the next run, or on the other side, and mean the same? So it is with addresses and
 * handles, and may be with what is not known. */
bool signature_is_raw(enum signature_kind kind);

#endif
