/*
 * emit.c - instructions are appended to the program, jumps aimed at labels.
 *
 * A label is a number until its function ends; only then do the jumps get the
 * instructions that the labels stand at.
 */
#include "sim/lang/gen.h"

#include <assert.h>

size_t emit(struct compiler *c, enum op op, unsigned a, unsigned b, unsigned cc, int64_t imm, uint32_t line)
{
	struct program *p = c->program;

	assert(op < OP_COUNT && a <= UINT16_MAX && b <= UINT16_MAX && cc <= UINT16_MAX);
	if (p->insns >= INSNS_MAX)
		diag_syntax(&c->diag, c->token.at, "the lab is too large");
	grow_array(&p->insn, &p->insn_room, p->insns + 1, sizeof *p->insn);
	grow_array(&p->line, &p->line_room, p->insns + 1, sizeof *p->line);
	p->insn[p->insns] = (struct insn){ (uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)cc, imm };
	p->line[p->insns] = pp_line(c->pp, (struct place_in_source){ c->token.at.source, line, 1 });
	return p->insns++;
}

void need_register(struct compiler *c, unsigned reg)
{
	if (reg + 1 > c->registers_max)
		c->registers_max = reg + 1;
	if (reg > 4000)
		diag_syntax(&c->diag, c->token.at, "the expression is too large");
}

int64_t new_label(struct compiler *c)
{
	grow_array(&c->label_at, &c->label_room, c->labels + 1, sizeof *c->label_at);
	c->label_at[c->labels] = -1;
	return (int64_t)c->labels++;
}

void put_label(struct compiler *c, int64_t label)
{
	assert(label >= 0 && (size_t)label < c->labels);
	assert(c->label_at[label] < 0 || c->diag.errors > 0);   /* in one place only */
	c->label_at[label] = (int64_t)c->program->insns;
}

void gen_jump(struct compiler *c, int64_t label, uint32_t line)
{
	emit(c, OP_JUMP, 0, 0, 0, label, line);
}

/* Jumps were made to labels; now that all are placed they get instruction numbers. */
void resolve_labels(struct compiler *c, size_t first)
{
	struct program *p = c->program;

	assert(c->diag.errors == 0);
	for (size_t i = 0; i < c->labels; i++)
		assert(c->label_at[i] <= (int64_t)p->insns);
	for (size_t i = first; i < p->insns; i++) {
		struct insn *in = &p->insn[i];

		if (in->op >= OP_JEQI && in->op <= OP_JGEI_U)
			in->imm = (in->imm & ~(int64_t)0xffffffff) | c->label_at[in->imm & 0xffffffff];
		else if ((in->op >= OP_JUMP && in->op <= OP_JLE_U) || in->op == OP_JUMP_OUT)
			in->imm = c->label_at[in->imm];
	}
}
