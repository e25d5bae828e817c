/*
 * held.c - code that is made while an expression is still being read, and held until its turn comes.
 *
 * Statements become code at once, expressions only when they have been read. So the
 * code of a statement within an expression, and of a size that is computed in a type
 * name, is taken away again and stands in the tree as NODE_CODE. It is put back when
 * the tree becomes code: with its labels, scopes and variables, as many instructions
 * further on as it lies then. In `sizeof` it is never put back.
 *
 * It was made with the first registers for its own. Those in use where it is put back
 * wait in the function's locals.
 */
#include "sim/lang/gen.h"

#include <string.h>

#define NOWHERE UINT32_MAX

struct held_label { int64_t label; size_t offset; };

struct held {
	size_t begin;                   /* the instruction that it began at when it was made */
	struct insn *insn;
	uint32_t *line;
	size_t insns;
	struct held_label *label;
	size_t labels;
	struct scope *scope;            /* as they were; in the program they cover nothing meanwhile */
	size_t first_scope, scopes;
	size_t *use;                    /* offsets of instructions that load a function's address */
	size_t uses;
	size_t first_variable, variables;
};

struct held_mark held_begin(const struct compiler *c)
{
	return (struct held_mark){ c->program->insns, c->program->scopes, c->program->variables, c->labels, c->function_uses };
}

static void *copied(struct compiler *c, const void *from, size_t count, size_t size)
{
	void *to = arena_alloc(&c->arena, count * size + 1);

	if (count != 0)
		memcpy(to, from, count * size);
	return to;
}

/* Labels that were placed in the code are placed nowhere until it is put back. */
static void take_labels(struct compiler *c, struct held *h, const struct held_mark *m)
{
	for (size_t i = 0; i < m->labels; i++)
		if (c->label_at[i] > (int64_t)m->insns)
			diag_error(&c->diag, c->token.at, "cannot jump into a statement expression");
	h->label = arena_alloc(&c->arena, (c->labels - m->labels) * sizeof *h->label + 1);
	for (size_t i = m->labels; i < c->labels; i++)
		if (c->label_at[i] >= 0) {
			h->label[h->labels++] = (struct held_label){ (int64_t)i, (size_t)c->label_at[i] - m->insns };
			c->label_at[i] = -1;
		}
}

static void take_scopes(struct compiler *c, struct held *h, const struct held_mark *m)
{
	struct program *p = c->program;

	h->first_scope = m->scopes;
	h->scopes = p->scopes - m->scopes;
	h->scope = copied(c, p->scope + m->scopes, h->scopes, sizeof *h->scope);
	for (size_t i = m->scopes; i < p->scopes; i++)
		p->scope[i].begin = p->scope[i].end = NOWHERE;
}

struct node *held_end(struct compiler *c, const struct held_mark *m, struct place_in_source at)
{
	struct program *p = c->program;
	struct node *n;
	struct held *h;

	if (p->insns == m->insns)
		return NULL;
	h = arena_alloc(&c->arena, sizeof *h);
	h->begin = m->insns;
	h->insns = p->insns - m->insns;
	h->insn = copied(c, p->insn + m->insns, h->insns, sizeof *h->insn);
	h->line = copied(c, p->line + m->insns, h->insns, sizeof *h->line);
	take_labels(c, h, m);
	take_scopes(c, h, m);
	h->uses = c->function_uses - m->uses;
	h->use = copied(c, c->function_use + m->uses, h->uses, sizeof *h->use);
	h->first_variable = m->variables;
	h->variables = p->variables - m->variables;
	p->insns = m->insns;
	c->function_uses = m->uses;
	n = new_node(c, NODE_CODE, type_basic(&c->types, TYPE_VOID), at);
	n->held = h;
	return n;
}

static uint32_t moved(uint32_t insn, size_t by)
{
	return insn == 0 || insn == NOWHERE ? insn : (uint32_t)(insn + by);
}

static void put_back(struct compiler *c, const struct held *h)
{
	struct program *p = c->program;
	size_t first = p->insns, by = first - h->begin;         /* it may be further back: then `by` wraps around */

	for (size_t i = 0; i < h->insns; i++) {
		const struct insn *in = &h->insn[i];

		size_t at = emit(c, (enum op)in->op, in->a, in->b, in->c, in->imm, 1);

		p->line[at] = h->line[i];
	}
	for (size_t i = 0; i < h->labels; i++)
		c->label_at[h->label[i].label] = (int64_t)(first + h->label[i].offset);
	for (size_t i = 0; i < h->scopes; i++) {
		struct scope s = h->scope[i];

		s.begin = moved(s.begin, by);
		s.end = moved(s.end, by);
		s.filter = moved(s.filter, by);
		s.target = moved(s.target, by);
		s.target_end = moved(s.target_end, by);
		p->scope[h->first_scope + i] = s;
	}
	for (size_t i = 0; i < h->uses; i++) {
		grow_array(&c->function_use, &c->function_use_room, c->function_uses + 1, sizeof *c->function_use);
		c->function_use[c->function_uses++] = h->use[i] + by;
	}
	for (size_t i = h->first_variable; i < h->first_variable + h->variables; i++)
		if (!p->variable[i].global) {
			p->variable[i].begin = moved(p->variable[i].begin, by);
			p->variable[i].end = moved(p->variable[i].end, by);
		}
}

void gen_held(struct compiler *c, const struct node *n, unsigned reg)
{
	struct type *word = type_basic(&c->types, TYPE_ULLONG);
	int64_t *kept = arena_alloc(&c->arena, reg * sizeof *kept + 1);

	for (unsigned i = 0; i < reg; i++) {
		kept[i] = new_local(c, 8, 8);
		gen_store_local(c, kept[i], word, i, n->at.line);
	}
	put_back(c, n->held);
	for (unsigned i = 0; i < reg; i++)
		gen_load_local(c, kept[i], word, i, n->at.line);
}

struct node *after_code(struct compiler *c, struct node *code, struct node *n)
{
	struct node *both;

	if (!code)
		return n;
	both = new_node(c, NODE_COMMA, n->type, n->at);
	both->a = code;
	both->b = n;
	return both;
}
