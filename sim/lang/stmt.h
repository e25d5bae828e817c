/*
 * stmt.h - what the parts of statement reading share. The keyword is read already.
 *
 * Knows of: tree. Used by: control, function, jump, try.
 */
#ifndef FAULTLAB_SIM_STMT_H
#define FAULTLAB_SIM_STMT_H

#include "sim/lang/tree.h"

/* ---- stmt.c ---- */
void statement(struct compiler *c);
void compound(struct compiler *c);              /* { ... } */
void items(struct compiler *c);                 /* what stands between { and } */

/* The line that is being read. */
static inline uint32_t here(const struct compiler *c)
{
	return c->token.at.line;
}

/* ---- control.c ---- */
void if_statement(struct compiler *c);
void while_statement(struct compiler *c);
void do_statement(struct compiler *c);
void for_statement(struct compiler *c);
void switch_statement(struct compiler *c);
void case_statement(struct compiler *c, bool is_default);

/* ---- jump.c ---- */
void goto_statement(struct compiler *c);
void label_statement(struct compiler *c);
void local_labels(struct compiler *c);           /* __label__ */
void end_local_labels(struct compiler *c);       /* of the block that ends */
void break_or_continue(struct compiler *c, bool is_break);
void return_statement(struct compiler *c, struct place_in_source at);
void gen_leave_to(struct compiler *c, int64_t label, uint32_t region, uint32_t line);
void warn_of_jump_out(struct compiler *c, struct place_in_source at);
void check_labels(struct compiler *c);          /* all that were jumped to are there */

/* ---- try.c ---- */
void try_statement(struct compiler *c);
void leave_statement(struct compiler *c, struct place_in_source at);

#endif
