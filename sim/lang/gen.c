/*
 * gen.c - trees become instructions.
 *
 * gen_value(n, r) leaves the value of n in register r and may use any register
 * above r; a record's value is its address. Operands are evaluated from the left
 * to the right, but the right side of an assignment before the left unless they
 * are records, as the compiler on the real side does.
 */
#include "sim/lang/tree.h"

#include <assert.h>
#include <string.h>

size_t emit(struct compiler *c, enum op op, unsigned a, unsigned b, unsigned cc, int64_t imm, uint32_t line)
{
	struct program *p = c->program;

	if (p->insns >= MOST_INSNS)
		diag_syntax(&c->diag, c->token.at, "the lab is too large");
	grow_array(&p->insn, &p->insn_room, p->insns + 1, sizeof *p->insn);
	grow_array(&p->line, &p->line_room, p->insns + 1, sizeof *p->line);
	p->insn[p->insns] = (struct insn){ (uint16_t)op, (uint16_t)a, (uint16_t)b, (uint16_t)cc, imm };
	p->line[p->insns] = line;
	return p->insns++;
}

static void need_register(struct compiler *c, unsigned reg)
{
	if (reg + 1 > c->most_registers)
		c->most_registers = reg + 1;
	if (reg > 4000)
		diag_syntax(&c->diag, c->token.at, "the expression is too large");
}

/* ---- labels ---- */

int64_t new_label(struct compiler *c)
{
	grow_array(&c->label_at, &c->label_room, c->labels + 1, sizeof *c->label_at);
	c->label_at[c->labels] = -1;
	return (int64_t)c->labels++;
}

void put_label(struct compiler *c, int64_t label)
{
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

	for (size_t i = first; i < p->insns; i++) {
		struct insn *in = &p->insn[i];

		if (in->op >= OP_JEQI && in->op <= OP_JGEI_U)
			in->imm = (in->imm & ~(int64_t)0xffffffff) | c->label_at[in->imm & 0xffffffff];
		else if ((in->op >= OP_JUMP && in->op <= OP_JLE_U) || in->op == OP_JUMP_OUT)
			in->imm = c->label_at[in->imm];
	}
}

/* ---- places in memory ---- */

struct spot {
	enum { AT_LOCAL, AT_GLOBAL, AT_REGISTER } base;
	unsigned reg;
	int64_t offset;
};

/* Where an lvalue is; an address that must be computed goes to `reg`. */
static void effect_at(struct compiler *c, struct node *n, unsigned reg);

static struct spot locate(struct compiler *c, struct node *n, unsigned reg)
{
	struct spot s = { AT_REGISTER, reg, 0 };
	int64_t value, function;

	switch (n->kind) {
	case NODE_LOCAL:
		return (struct spot){ AT_LOCAL, 0, n->value };
	case NODE_GLOBAL:
		return (struct spot){ AT_GLOBAL, 0, n->value };
	case NODE_COMPOUND:
		effect_at(c, n->a, reg);
		return (struct spot){ AT_LOCAL, 0, n->value };
	case NODE_MEMBER:
		if (is_lvalue(n->a)) {
			s = locate(c, n->a, reg);
			s.offset += n->value;
			return s;
		}
		gen_value(c, n->a, reg);
		s.offset = n->value;
		return s;
	case NODE_DEREF:
		/* p[constant] and p->member need no addition of their own */
		if (n->a->kind == NODE_INDEX && n->a->b->kind == NODE_NUMBER &&
		    !__builtin_mul_overflow(n->a->b->value, n->a->value, &value) &&
		    value > INT32_MIN && value < INT32_MAX) {
			if (n->a->a->kind == NODE_ADDRESS) {
				s = locate(c, n->a->a->a, reg);
				s.offset += value;
				return s;
			}
			gen_value(c, n->a->a, reg);
			s.offset = value;
			return s;
		}
		if (constant_value(n->a, &value, &function) && function < 0)
			return (struct spot){ AT_GLOBAL, 0, value };
		if (n->a->kind == NODE_ADDRESS)
			return locate(c, n->a->a, reg);
		gen_value(c, n->a, reg);
		return s;
	default:
		gen_value(c, n, reg);   /* a record value */
		return s;
	}
}

static void gen_address(struct compiler *c, const struct spot *s, unsigned reg, uint32_t line)
{
	if (s->base == AT_LOCAL)
		emit(c, OP_LEA_L, reg, 0, 0, s->offset, line);
	else if (s->base == AT_GLOBAL)
		emit(c, OP_CONST, reg, 0, 0, s->offset, line);
	else if (s->offset != 0)
		emit(c, OP_ADDI_64, reg, s->reg, 0, s->offset, line);
	else if (s->reg != reg)
		emit(c, OP_MOVE, reg, s->reg, 0, 0, line);
}

static unsigned load_variant(const struct type *t)
{
	bool s = type_is_signed(t);

	switch (t->size) {
	case 1: return s ? 0 : 1;
	case 2: return s ? 2 : 3;
	case 4: return s ? 4 : 5;
	}
	return 6;
}

static unsigned store_variant(const struct type *t)
{
	return t->size == 1 ? 0 : t->size == 2 ? 1 : t->size == 4 ? 2 : 3;
}

static void gen_load(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	static const enum op first[] = { OP_LD_L_S8, OP_LD_G_S8, OP_LD_M_S8 };

	emit(c, (enum op)(first[s->base] + load_variant(t)), reg, s->reg, 0, s->offset, line);
}

static void gen_store(struct compiler *c, const struct spot *s, const struct type *t, unsigned reg, uint32_t line)
{
	static const enum op first[] = { OP_ST_L_8, OP_ST_G_8, OP_ST_M_8 };

	emit(c, (enum op)(first[s->base] + store_variant(t)), reg, s->reg, 0, s->offset, line);
}

void gen_store_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line)
{
	struct spot s = { AT_LOCAL, 0, offset };

	gen_store(c, &s, type, reg, line);
}

void gen_load_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line)
{
	struct spot s = { AT_LOCAL, 0, offset };

	need_register(c, reg);
	gen_load(c, &s, type, reg, line);
}

/* ---- arithmetic ---- */

enum width { WIDTH_64, WIDTH_S32, WIDTH_U32 };

static enum width width_of(const struct type *t)
{
	return t->size == 8 ? WIDTH_64 : type_is_signed(t) ? WIDTH_S32 : WIDTH_U32;
}

static void gen_extend(struct compiler *c, const struct type *to, unsigned reg, uint32_t line)
{
	static const enum op op[] = { OP_EXT_S8, OP_EXT_U8, OP_EXT_S16, OP_EXT_U16, OP_EXT_S32, OP_EXT_U32 };

	if (to->kind == TYPE_BOOL)
		emit(c, OP_TO_BOOL, reg, reg, 0, 0, line);
	else if (to->size < 8)
		emit(c, op[load_variant(to)], reg, reg, 0, 0, line);
}

/* A canonical `from` is a canonical `to` as it stands. */
static bool extends_freely(const struct type *from, const struct type *to)
{
	if (to->kind == TYPE_BOOL)
		return from->kind == TYPE_BOOL;
	if (to->size == 8)
		return true;
	if (from->size > to->size)
		return false;
	if (from->size == to->size)
		return type_is_signed(from) == type_is_signed(to) || from->kind == TYPE_BOOL;
	return !type_is_signed(from) || type_is_signed(to);
}

/* reg = x op y of type t. */
static void gen_arith(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y,
                      uint32_t line)
{
	enum width w = width_of(t);
	bool s = type_is_signed(t);
	enum op o = OP_NOP;

	switch (op) {
	case '+': o = OP_ADD_64 + (enum op)w; break;
	case '-': o = OP_SUB_64 + (enum op)w; break;
	case '*': o = OP_MUL_64 + (enum op)w; break;
	case '/': o = !s ? OP_DIV_U : w == WIDTH_64 ? OP_DIV_S64 : OP_DIV_S32; break;
	case '%': o = !s ? OP_MOD_U : w == WIDTH_64 ? OP_MOD_S64 : OP_MOD_S32; break;
	case '&': o = OP_AND; break;
	case '|': o = OP_OR; break;
	case '^': o = OP_XOR; break;
	case P_SHL: o = OP_SHL_64 + (enum op)w; break;
	case P_SHR: o = s ? (w == WIDTH_64 ? OP_SHR_S64 : OP_SHR_S32) : w == WIDTH_64 ? OP_SHR_U64 : OP_SHR_U32; break;
	}
	emit(c, o, reg, x, y, 0, line);
}

/* The same with a constant on the right; false if there is no such instruction. */
static bool gen_arith_constant(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x,
                               int64_t v, uint32_t line)
{
	enum width w = width_of(t);
	unsigned bits = (unsigned)t->size * 8;

	switch (op) {
	case '+': emit(c, OP_ADDI_64 + (enum op)w, reg, x, 0, v, line); return true;
	case '-': emit(c, OP_ADDI_64 + (enum op)w, reg, x, 0, (int64_t)-(uint64_t)v, line); return true;
	case '*': emit(c, OP_MULI_64 + (enum op)w, reg, x, 0, v, line); return true;
	case '&': emit(c, OP_ANDI, reg, x, 0, v, line); return true;
	case '|': emit(c, OP_ORI, reg, x, 0, v, line); return true;
	case '^': emit(c, OP_XORI, reg, x, 0, v, line); return true;
	case P_SHL: emit(c, OP_SHLI_64 + (enum op)w, reg, x, 0, v & (bits - 1), line); return true;
	case P_SHR: emit(c, type_is_signed(t) ? OP_SHRI_S : OP_SHRI_U, reg, x, 0, v & (bits - 1), line); return true;
	}
	return false;
}

static void gen_compare(struct compiler *c, unsigned op, const struct type *t, unsigned reg, unsigned x, unsigned y,
                        uint32_t line)
{
	bool s = type_is_signed(t);

	switch (op) {
	case P_EQ: emit(c, OP_EQ, reg, x, y, 0, line); break;
	case P_NE: emit(c, OP_NE, reg, x, y, 0, line); break;
	case '<': emit(c, s ? OP_LT_S : OP_LT_U, reg, x, y, 0, line); break;
	case '>': emit(c, s ? OP_LT_S : OP_LT_U, reg, y, x, 0, line); break;
	case P_LE: emit(c, s ? OP_LE_S : OP_LE_U, reg, x, y, 0, line); break;
	case P_GE: emit(c, s ? OP_LE_S : OP_LE_U, reg, y, x, 0, line); break;
	}
}

static bool is_comparison(unsigned op)
{
	return op == P_EQ || op == P_NE || op == '<' || op == '>' || op == P_LE || op == P_GE;
}

static void gen_binary(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;

	gen_value(c, n->a, reg);
	if (n->b->kind == NODE_NUMBER && !is_comparison(n->op) &&
	    gen_arith_constant(c, n->op, n->common, reg, reg, n->b->value, line))
		return;
	gen_value(c, n->b, reg + 1);
	if (is_comparison(n->op))
		gen_compare(c, n->op, n->common, reg, reg, reg + 1, line);
	else
		gen_arith(c, n->op, n->common, reg, reg, reg + 1, line);
}

static void gen_index(struct compiler *c, struct node *n, unsigned reg)
{
	if (n->post && n->b->kind != NODE_NUMBER) {     /* the integer stands on the left */
		gen_value(c, n->b, reg);
		gen_value(c, n->a, reg + 1);
		emit(c, OP_INDEX, reg, reg + 1, reg, n->value, n->at.line);
		return;
	}
	gen_value(c, n->a, reg);
	if (n->b->kind == NODE_NUMBER) {
		emit(c, OP_ADDI_64, reg, reg, 0, (int64_t)((uint64_t)n->b->value * (uint64_t)n->value), n->at.line);
		return;
	}
	gen_value(c, n->b, reg + 1);
	emit(c, OP_INDEX, reg, reg, reg + 1, n->value, n->at.line);
}

/* ---- assignment ---- */

/* A record or an array: here the left side comes first, and its address stays in `reg`. */
static void gen_assign_record(struct compiler *c, struct node *n, unsigned reg)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	struct spot to = locate(c, n->a, reg), from;

	gen_address(c, &to, reg, line);
	need_register(c, reg + 1);
	if (t->kind == TYPE_ARRAY) {
		from = locate(c, n->b, reg + 1);
		gen_address(c, &from, reg + 1, line);
	} else {
		gen_value(c, n->b, reg + 1);
	}
	if (t->size != 0)
		emit(c, OP_COPY, 0, reg, reg + 1, (int64_t)t->size, line);
}

/* A value about to be stored in `type` needs no narrowing of its own: the store does it. */
static struct node *without_narrowing(struct node *n, const struct type *type)
{
	while (n->kind == NODE_CAST && type_is_integer(n->type) && n->type->kind != TYPE_BOOL &&
	       type_is_integer(n->a->type) && n->type->size >= type->size && n->a->type->size >= type->size &&
	       type->kind != TYPE_BOOL)
		n = n->a;
	return n;
}

static void gen_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	struct spot s;

	if (type_is_record(t) || t->kind == TYPE_ARRAY) {
		gen_assign_record(c, n, reg);
		return;
	}
	gen_value(c, wanted ? n->b : without_narrowing(n->b, t), reg);
	need_register(c, reg + 1);
	s = locate(c, n->a, reg + 1);
	gen_store(c, &s, t, reg, line);
}

static void gen_op_assign(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->a->type;
	uint32_t line = n->at.line;
	bool constant = n->b->kind == NODE_NUMBER;
	struct spot s;

	if (!constant)
		gen_value(c, n->b, reg);
	need_register(c, reg + 2);
	s = locate(c, n->a, reg + 1);
	gen_load(c, &s, t, reg + 2, line);
	if (t->kind == TYPE_POINTER) {
		if (constant)
			emit(c, OP_ADDI_64, reg, reg + 2, 0, (int64_t)((uint64_t)n->b->value * (uint64_t)n->value), line);
		else
			emit(c, OP_INDEX, reg, reg + 2, reg, n->value, line);
	} else {
		if (!extends_freely(t, n->common))
			gen_extend(c, n->common, reg + 2, line);
		if (!constant || !gen_arith_constant(c, n->op, n->common, reg, reg + 2, n->b->value, line)) {
			if (constant)
				gen_value(c, n->b, reg);
			gen_arith(c, n->op, n->common, reg, reg + 2, reg, line);
		}
		if ((wanted || t->kind == TYPE_BOOL) && !extends_freely(n->common, t))
			gen_extend(c, t, reg, line);
	}
	gen_store(c, &s, t, reg, line);
}

static void gen_step(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	struct type *t = n->type;
	uint32_t line = n->at.line;
	struct spot s;
	unsigned sum = n->post && wanted ? reg + 2 : reg;

	need_register(c, reg + 2);
	s = locate(c, n->a, reg + 1);
	if (!wanted && s.base == AT_LOCAL && n->value >= INT16_MIN && n->value <= INT16_MAX &&
	    (t->size == 8 || (t->size == 4 && type_is_signed(t)))) {
		emit(c, t->size == 8 ? OP_INC_L64 : OP_INC_L32, (uint16_t)(int16_t)n->value, 0, 0, s.offset, line);
		return;
	}
	gen_load(c, &s, t, reg, line);
	emit(c, OP_ADDI_64 + (enum op)width_of(t), sum, reg, 0, n->value, line);
	if (t->size < 4)
		gen_extend(c, t, sum, line);
	gen_store(c, &s, t, sum, line);
}

/* ---- calls ---- */

static void gen_call(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;
	bool direct = n->a->kind == NODE_FUNCTION;
	unsigned first = direct ? reg : reg + 1, arg = first;

	if (!direct)
		gen_value(c, n->a, reg);
	if (type_is_record(n->type)) {
		need_register(c, arg);
		emit(c, OP_LEA_L, arg++, 0, 0, n->value, line);
	}
	for (size_t i = 0; i < n->args; i++)
		gen_value(c, n->arg[i], arg++);
	need_register(c, arg);
	if (direct)
		emit(c, OP_CALL, first, 0, arg - first, n->a->value, line);
	else
		emit(c, OP_CALL_REG, first, reg, arg - first, 0, line);
	if (type_is_record(n->type))
		emit(c, OP_LEA_L, reg, 0, 0, n->value, line);
	else if (!direct && n->type->kind != TYPE_VOID)
		emit(c, OP_MOVE, reg, first, 0, 0, line);
}

/* ---- conditions ---- */

static unsigned swapped(unsigned op)
{
	switch (op) {
	case '<': return '>';
	case '>': return '<';
	case P_LE: return P_GE;
	case P_GE: return P_LE;
	}
	return op;
}

static unsigned negated(unsigned op)
{
	switch (op) {
	case '<': return P_GE;
	case '>': return P_LE;
	case P_LE: return '>';
	case P_GE: return '<';
	case P_EQ: return P_NE;
	}
	return P_EQ;
}

static void gen_compare_jump(struct compiler *c, struct node *n, bool when, int64_t label, unsigned r)
{
	unsigned op = when ? n->op : negated(n->op);
	bool s = type_is_signed(n->common);
	struct node *a = n->a, *b = n->b;
	uint32_t line = n->at.line;

	if (a->kind == NODE_NUMBER) {
		a = n->b;
		b = n->a;
		op = swapped(op);
	}
	gen_value(c, a, r);
	if (b->kind == NODE_NUMBER && b->value >= INT32_MIN && b->value <= INT32_MAX) {
		enum op o = op == P_EQ ? OP_JEQI : op == P_NE ? OP_JNEI : op == '<' ? (s ? OP_JLTI_S : OP_JLTI_U) :
		            op == P_LE ? (s ? OP_JLEI_S : OP_JLEI_U) : op == '>' ? (s ? OP_JGTI_S : OP_JGTI_U) :
		            s ? OP_JGEI_S : OP_JGEI_U;

		emit(c, o, r, 0, 0, (int64_t)((uint64_t)b->value << 32 | (uint64_t)label), line);
		return;
	}
	gen_value(c, b, r + 1);
	switch (op) {
	case P_EQ: emit(c, OP_JEQ, r, r + 1, 0, label, line); break;
	case P_NE: emit(c, OP_JNE, r, r + 1, 0, label, line); break;
	case '<': emit(c, s ? OP_JLT_S : OP_JLT_U, r, r + 1, 0, label, line); break;
	case P_LE: emit(c, s ? OP_JLE_S : OP_JLE_U, r, r + 1, 0, label, line); break;
	case '>': emit(c, s ? OP_JLT_S : OP_JLT_U, r + 1, r, 0, label, line); break;
	default: emit(c, s ? OP_JLE_S : OP_JLE_U, r + 1, r, 0, label, line);
	}
}

static void branch_from(struct compiler *c, struct node *n, bool when, int64_t label, unsigned reg);

void gen_branch(struct compiler *c, struct node *n, bool when, int64_t label)
{
	branch_from(c, n, when, label, 0);
}

static void branch_from(struct compiler *c, struct node *n, bool when, int64_t label, unsigned reg)
{
	switch (n->kind) {
	case NODE_NOT:
		branch_from(c, n->a, !when, label, reg);
		return;
	case NODE_AND: case NODE_OR:
		if ((n->kind == NODE_AND) == when) {
			int64_t over = new_label(c);

			branch_from(c, n->a, !when, over, reg);
			branch_from(c, n->b, when, label, reg);
			put_label(c, over);
		} else {
			branch_from(c, n->a, when, label, reg);
			branch_from(c, n->b, when, label, reg);
		}
		return;
	case NODE_BINARY:
		if (is_comparison(n->op)) {
			gen_compare_jump(c, n, when, label, reg);
			return;
		}
		break;
	case NODE_NUMBER:
		if ((n->value != 0) == when)
			gen_jump(c, label, n->at.line);
		return;
	default:
		break;
	}
	gen_value(c, n, reg);
	emit(c, when ? OP_JUMP_NONZERO : OP_JUMP_ZERO, reg, 0, 0, label, n->at.line);
}

static void gen_truth(struct compiler *c, struct node *n, unsigned reg)
{
	int64_t no = new_label(c), end = new_label(c);

	branch_from(c, n, false, no, reg);
	emit(c, OP_CONST, reg, 0, 0, 1, n->at.line);
	gen_jump(c, end, n->at.line);
	put_label(c, no);
	emit(c, OP_CONST, reg, 0, 0, 0, n->at.line);
	put_label(c, end);
}

static void gen_condition(struct compiler *c, struct node *n, unsigned reg, bool wanted)
{
	int64_t no = new_label(c), end = new_label(c);

	branch_from(c, n->a, false, no, reg);
	if (wanted)
		gen_value(c, n->b, reg);
	else
		effect_at(c, n->b, reg);
	gen_jump(c, end, n->at.line);
	put_label(c, no);
	if (wanted)
		gen_value(c, n->c, reg);
	else
		effect_at(c, n->c, reg);
	put_label(c, end);
}

/* ---- everything ---- */

static void gen_cast(struct compiler *c, struct node *n, unsigned reg)
{
	if (n->type->kind == TYPE_VOID) {
		effect_at(c, n->a, reg);
		return;
	}
	gen_value(c, n->a, reg);
	if (type_is_scalar(n->type) && !extends_freely(n->a->type, n->type))
		gen_extend(c, n->type, reg, n->at.line);
}

static void gen_lvalue(struct compiler *c, struct node *n, unsigned reg)
{
	struct spot s = locate(c, n, reg);

	if (type_is_record(n->type) || n->type->kind == TYPE_ARRAY)
		gen_address(c, &s, reg, n->at.line);
	else
		gen_load(c, &s, n->type, reg, n->at.line);
}

/* A long sum or a long list of initialisers is a deep tree, though its text is not nested. */
static void go_deeper(struct compiler *c, const struct node *n)
{
	if (++c->gen_depth <= MOST_TREE_DEPTH)
		return;
	c->gen_depth = 0;
	diag_syntax(&c->diag, n->at, "the expression has more than %d operators in a chain", MOST_TREE_DEPTH);
}

void gen_value(struct compiler *c, struct node *n, unsigned reg)
{
	uint32_t line = n->at.line;
	struct spot s;

	need_register(c, reg + 2);
	go_deeper(c, n);
	switch (n->kind) {
	case NODE_NUMBER:
		emit(c, OP_CONST, reg, 0, 0, n->value, line);
		break;
	case NODE_LOCAL: case NODE_GLOBAL: case NODE_DEREF: case NODE_MEMBER: case NODE_COMPOUND:
		gen_lvalue(c, n, reg);
		break;
	case NODE_FUNCTION:
		grow_array(&c->function_use, &c->function_use_room, c->function_uses + 1, sizeof *c->function_use);
		c->function_use[c->function_uses++] = emit(c, OP_CONST, reg, 0, 0, n->value, line);
		break;
	case NODE_ADDRESS:
		s = locate(c, n->a, reg);
		gen_address(c, &s, reg, line);
		break;
	case NODE_ASSIGN:
		gen_assign(c, n, reg, true);
		break;
	case NODE_OP_ASSIGN:
		gen_op_assign(c, n, reg, true);
		break;
	case NODE_STEP:
		gen_step(c, n, reg, true);
		break;
	case NODE_BINARY:
		gen_binary(c, n, reg);
		break;
	case NODE_INDEX:
		gen_index(c, n, reg);
		break;
	case NODE_DIFFERENCE:
		gen_value(c, n->a, reg);
		gen_value(c, n->b, reg + 1);
		emit(c, OP_SUB_64, reg, reg, reg + 1, 0, line);
		if (n->value != 1) {
			emit(c, OP_CONST, reg + 1, 0, 0, n->value, line);
			emit(c, OP_DIV_S64, reg, reg, reg + 1, 0, line);
		}
		break;
	case NODE_AND: case NODE_OR:
		gen_truth(c, n, reg);
		break;
	case NODE_NOT:
		gen_value(c, n->a, reg);
		emit(c, OP_IS_ZERO, reg, reg, 0, 0, line);
		break;
	case NODE_NEGATE:
		gen_value(c, n->a, reg);
		emit(c, OP_NEG_64 + (enum op)width_of(n->type), reg, reg, 0, 0, line);
		break;
	case NODE_COMPLEMENT:
		gen_value(c, n->a, reg);
		emit(c, width_of(n->type) == WIDTH_U32 ? OP_NOT_U32 : OP_NOT_64, reg, reg, 0, 0, line);
		break;
	case NODE_CONDITION:
		gen_condition(c, n, reg, true);
		break;
	case NODE_COMMA:
		effect_at(c, n->a, reg);
		gen_value(c, n->b, reg);
		break;
	case NODE_CAST:
		gen_cast(c, n, reg);
		break;
	case NODE_CALL:
		gen_call(c, n, reg);
		break;
	case NODE_CLEAR:
		s = locate(c, n->a, reg);
		gen_address(c, &s, reg, line);
		emit(c, OP_CLEAR, 0, reg, 0, (int64_t)n->a->type->size, line);
		break;
	case NODE_EXC_CODE:
		emit(c, OP_EXC_CODE, reg, 0, 0, 0, line);
		break;
	case NODE_EXC_INFO:
		emit(c, OP_EXC_INFO, reg, 0, 0, 0, line);
		break;
	case NODE_ABNORMAL:
		emit(c, OP_ABNORMAL, reg, 0, 0, 0, line);
		break;
	}
	c->gen_depth--;
}

/* The value is not wanted; registers below `reg` are. */
static void effect_at(struct compiler *c, struct node *n, unsigned reg)
{
	need_register(c, reg + 2);
	go_deeper(c, n);
	switch (n->kind) {
	case NODE_ASSIGN:
		gen_assign(c, n, reg, false);
		break;
	case NODE_OP_ASSIGN:
		gen_op_assign(c, n, reg, false);
		break;
	case NODE_STEP:
		gen_step(c, n, reg, false);
		break;
	case NODE_COMMA:
		for (; n->kind == NODE_COMMA; n = n->b)         /* chains of initialisers lean to the right */
			effect_at(c, n->a, reg);
		effect_at(c, n, reg);
		break;
	case NODE_CONDITION:
		gen_condition(c, n, reg, false);
		break;
	case NODE_NUMBER: case NODE_FUNCTION:
		break;
	default:
		gen_value(c, n, reg);   /* even a bare `*p;` is an access */
	}
	c->gen_depth--;
}

void gen_effect(struct compiler *c, struct node *n)
{
	effect_at(c, n, 0);
}
