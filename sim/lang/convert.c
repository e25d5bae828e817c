/*
 * convert.c - typed trees: the conversions that C makes by itself, constants, folding.
 *
 * Every conversion stands in the tree as a NODE_CAST, so the code generator decides
 * nothing; an operation on numbers is done here and leaves a number.
 */
#include "sim/lang/expr.h"
#include "sim/lang/floating.h"

#include <assert.h>
#include <string.h>

struct node *new_node(struct compiler *c, enum node_kind kind, struct type *type, struct place_in_source at)
{
	struct node *n = arena_alloc(&c->arena, sizeof *n);

	n->kind = kind;
	n->type = type;
	n->at = at;
	return n;
}

/* A value in the form that a register would hold it in. */
static int64_t canonical(int64_t v, const struct type *t)
{
	if (t->kind == TYPE_BOOL)
		return v != 0;
	if (t->kind == TYPE_FLOAT)
		return (uint32_t)v;
	switch (t->size) {
	case 1: return type_is_signed(t) ? (int8_t)v : (uint8_t)v;
	case 2: return type_is_signed(t) ? (int16_t)v : (uint16_t)v;
	case 4: return type_is_signed(t) ? (int32_t)v : (int64_t)(uint32_t)v;
	}
	return v;
}

struct node *number(struct compiler *c, int64_t value, struct type *type, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_NUMBER, type->plain, at);

	n->value = canonical(value, type);
	n->extended = (long double)value;
	return n;
}

struct type *basic_type(struct compiler *c, enum type_kind k)
{
	return type_basic(&c->types, k);
}

bool is_lvalue(const struct node *n)
{
	return n->kind == NODE_LOCAL || n->kind == NODE_GLOBAL || n->kind == NODE_DEREF || n->kind == NODE_COMPOUND ||
	       (n->kind == NODE_MEMBER && is_lvalue(n->a));
}

/* A qualified copy of a record that was completed later learns its layout. */
struct type *completed_type(struct type *t)
{
	if (!t->complete && t->plain != t && t->plain->complete)
		type_copy_layout(t, t->plain);
	return t;
}

struct node *cast_to(struct compiler *c, struct node *n, struct type *type)
{
	struct node *k;

	if (n->type->plain == type->plain)
		return n;
	if (n->kind == NODE_NUMBER && type_is_scalar(n->type) && (type_is_floating(type) || type_is_floating(n->type)))
		return floating_convert(c, n, type);
	if (type->kind == TYPE_BOOL && type_is_floating(n->type))
		return cast_to(c, as_scalar(c, n), type);
	if (n->kind == NODE_NUMBER && type_is_scalar(type)) {
		k = number(c, n->value, type, n->at);
		k->type = type->plain;
		return k;
	}
	k = new_node(c, NODE_CAST, type->plain, n->at);
	k->a = n;
	return k;
}

struct type *promoted_bits(struct compiler *c, const struct node *n)
{
	if (n->bits == 0 || n->bits > 32)
		return type_promoted(&c->types, n->type);
	return basic_type(c, n->bits == 32 && !type_is_signed(n->type) ? TYPE_UINT : TYPE_INT);
}

struct node *as_value(struct compiler *c, struct node *n)
{
	struct node *k;

	if (n->type->kind == TYPE_ARRAY) {
		k = new_node(c, NODE_ADDRESS, type_pointer(&c->types, n->type->base), n->at);
		k->a = n;
		return k;
	}
	if (n->type->kind == TYPE_FUNCTION) {
		if (n->kind == NODE_DEREF)
			return n->a;
		n->type = type_pointer(&c->types, n->type);
	}
	if (n->bits)
		return cast_to(c, n, promoted_bits(c, n));
	return n;
}

uint32_t use_function(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;

	assert(s->kind == SYMBOL_FUNCTION);
	if (s->value < 0) {
		grow_array(&p->function, &p->function_room, p->functions + 1, sizeof *p->function);
		memset(&p->function[p->functions], 0, sizeof *p->function);
		p->function[p->functions].name = strdup(s->name->text);
		p->function[p->functions].entry = UINT32_MAX;
		p->function[p->functions].library = -1;
		grow_array(&c->function_symbol, &c->function_symbol_room, p->functions + 1, sizeof *c->function_symbol);
		c->function_symbol[p->functions] = s;
		s->value = (int64_t)p->functions++;
		/* the message about a missing definition names the first use */
		if (!s->defined)
			s->at = c->token.at;
	}
	return (uint32_t)s->value;
}

/* ---- constants ---- */

bool constant_value(const struct node *n, int64_t *value, int64_t *function)
{
	int64_t a, f;

	*function = -1;
	switch (n->kind) {
	case NODE_NUMBER:
		*value = n->value;
		return n->type->kind != TYPE_EXTENDED;
	case NODE_FUNCTION:
		*value = 0;
		*function = n->value;
		return true;
	case NODE_ADDRESS:
		n = n->a;
		a = 0;
		while (n->kind == NODE_MEMBER) {
			a += n->value;
			n = n->a;
		}
		if (n->kind == NODE_GLOBAL) {
			*value = a + n->value;
			return true;
		}
		if (n->kind == NODE_DEREF && constant_value(n->a, value, function)) {
			*value += a;
			return true;
		}
		return false;
	case NODE_INDEX:
		if (!constant_value(n->a, &a, &f) || f >= 0 || !constant_value(n->b, value, function) || *function >= 0)
			return false;
		*value = (int64_t)((uint64_t)a + (uint64_t)*value * (uint64_t)n->value);
		return true;
	case NODE_DIFFERENCE:
		if (!constant_value(n->a, &a, &f) || f >= 0 || !constant_value(n->b, value, function) || *function >= 0)
			return false;
		*value = (int64_t)((uint64_t)a - (uint64_t)*value) / n->value;
		return true;
	case NODE_BINARY:               /* an address as a number, and an offset */
		if ((n->op != '+' && n->op != '-') || n->type->size != 8 || !constant_value(n->a, &a, &f) || f >= 0 ||
		    !constant_value(n->b, value, function) || *function >= 0)
			return false;
		*value = (int64_t)(n->op == '+' ? (uint64_t)a + (uint64_t)*value : (uint64_t)a - (uint64_t)*value);
		return true;
	case NODE_CAST:
		if (n->type->size < 8 && n->type->kind != TYPE_BOOL && n->a->type->kind == TYPE_POINTER)
			return false;
		if (!type_is_scalar(n->type) || type_is_floating(n->type) || type_is_floating(n->a->type) ||
		    !constant_value(n->a, value, function))
			return false;
		*value = canonical(*value, n->type);
		return true;
	default:
		return false;
	}
}

struct node *constant_node(struct compiler *c, const char *what)
{
	struct place_in_source at = c->token.at;
	struct node *n = as_value(c, conditional(c));

	if (n->kind != NODE_NUMBER || !type_is_integer(n->type)) {
		diag_error(&c->diag, at, "%s is not an integer constant expression", what);
		return number(c, 1, basic_type(c, TYPE_INT), at);
	}
	return n;
}

int64_t constant_expression(struct compiler *c, const char *what)
{
	return constant_node(c, what)->value;
}

static int64_t fold(unsigned op, int64_t x, int64_t y, const struct type *t, bool *good)
{
	uint64_t a = (uint64_t)x, b = (uint64_t)y;
	bool s = type_is_signed(t);
	unsigned bits = (unsigned)t->size * 8;

	*good = true;
	switch (op) {
	case '+': return (int64_t)(a + b);
	case '-': return (int64_t)(a - b);
	case '*': return (int64_t)(a * b);
	case '/': case '%':
		if (b == 0 || (s && y == -1 && x == canonical((int64_t)((uint64_t)1 << (bits - 1)), t))) {
			*good = false;
			return 0;
		}
		if (op == '/')
			return s ? x / y : (int64_t)(a / b);
		return s ? x % y : (int64_t)(a % b);
	case '&': return x & y;
	case '|': return x | y;
	case '^': return x ^ y;
	case P_SHL: return (int64_t)(a << (b & (bits - 1)));
	case P_SHR: return s ? x >> (b & (bits - 1)) : (int64_t)(a >> (b & (bits - 1)));
	}
	*good = false;
	return 0;
}

/* ---- conversions ---- */

static bool is_pointer_to_void(const struct type *t)
{
	return t->kind == TYPE_POINTER && t->base->kind == TYPE_VOID && !t->base->is_const && !t->base->is_volatile;
}

bool is_null_constant(const struct node *n)
{
	while (n->kind == NODE_CAST && is_pointer_to_void(n->type))
		n = n->a;
	return n->kind == NODE_NUMBER && n->value == 0 && (type_is_integer(n->type) || is_pointer_to_void(n->type));
}

bool pointers_agree(const struct type *a, const struct type *b)
{
	return a->base->kind == TYPE_VOID || b->base->kind == TYPE_VOID || type_same(a->base, b->base) ||
	       (type_is_integer(a->base) && type_is_integer(b->base) && a->base->size == b->base->size &&
	        a->base->size == 1);
}

struct node *convert_assign(struct compiler *c, struct node *n, struct type *type, const char *doing)
{
	n = as_value(c, n);
	completed_type(n->type);
	if (type_is_record(type) || type_is_record(n->type)) {
		if (!type_same(type, n->type))
			diag_syntax(&c->diag, n->at, "%s '%s' from incompatible type '%s'", doing,
			            type_text(&c->types, type), type_text(&c->types, n->type));
		return n;
	}
	if (n->type->kind == TYPE_VOID)
		diag_syntax(&c->diag, n->at, "%s '%s' from incompatible type 'void'", doing, type_text(&c->types, type));
	if ((type->kind == TYPE_POINTER && type_is_floating(n->type)) || (type_is_floating(type) && n->type->kind == TYPE_POINTER))
		diag_syntax(&c->diag, n->at, "%s '%s' from incompatible type '%s'", doing, type_text(&c->types, type),
		            type_text(&c->types, n->type));
	if (type->kind == TYPE_POINTER && type_is_integer(n->type) && !is_null_constant(n))
		diag_warning(&c->diag, n->at, "incompatible integer to pointer conversion %s '%s' from type '%s'", doing,
		           type_text(&c->types, type), type_text(&c->types, n->type));
	else if (type_is_integer(type) && type->kind != TYPE_BOOL && n->type->kind == TYPE_POINTER)
		diag_warning(&c->diag, n->at, "incompatible pointer to integer conversion %s '%s' from type '%s'", doing,
		           type_text(&c->types, type), type_text(&c->types, n->type));
	else if (type->kind == TYPE_POINTER && n->type->kind == TYPE_POINTER && !is_null_constant(n)) {
		bool functions = type->base->kind == TYPE_FUNCTION && n->type->base->kind == TYPE_FUNCTION;

		if (functions && !type_same(type->base, n->type->base))
			diag_warning(&c->diag, n->at, "incompatible function pointer types %s '%s' from type '%s'", doing,
			           type_text(&c->types, type), type_text(&c->types, n->type));
		else if (!pointers_agree(type, n->type))
			diag_warning(&c->diag, n->at, "incompatible pointer types %s '%s' from type '%s'", doing,
			             type_text(&c->types, type), type_text(&c->types, n->type));
		else if (n->type->base->is_const && !type->base->is_const && type->base->kind != TYPE_FUNCTION)
			diag_warning(&c->diag, n->at, "%s '%s' from type '%s' discards qualifiers", doing,
			             type_text(&c->types, type), type_text(&c->types, n->type));
	}
	return cast_to(c, n, type);
}

struct node *as_scalar(struct compiler *c, struct node *n)
{
	n = as_value(c, n);
	if (!type_is_scalar(n->type))
		diag_syntax(&c->diag, n->at, "statement or operator requires an expression of scalar type ('%s' invalid)",
		            type_text(&c->types, n->type));
	if (type_is_floating(n->type))  /* true is what is not zero, and -0.0 is zero, whatever its bits */
		return new_binary(c, P_NE, n, number(c, 0, n->type, n->at), n->at);
	return n;
}

_Noreturn void bad_operands(struct compiler *c, struct place_in_source at, struct node *a, struct node *b)
{
	diag_syntax(&c->diag, at, "invalid operands to binary expression ('%s' and '%s')",
	            type_text(&c->types, a->type), type_text(&c->types, b->type));
}

static int64_t compare(unsigned op, int64_t x, int64_t y, bool is_signed)
{
	uint64_t a = (uint64_t)x, b = (uint64_t)y;

	switch (op) {
	case P_EQ: return x == y;
	case P_NE: return x != y;
	case '<': return is_signed ? x < y : a < b;
	case '>': return is_signed ? x > y : a > b;
	case P_LE: return is_signed ? x <= y : a <= b;
	default: return is_signed ? x >= y : a >= b;
	}
}

struct node *size_node(struct compiler *c, struct type *t, struct place_in_source at)
{
	struct node *n;

	if (!t->vla_slot)
		return number(c, (int64_t)t->size, basic_type(c, TYPE_ULLONG), at);
	n = new_node(c, NODE_LOCAL, basic_type(c, TYPE_ULLONG), at);
	n->value = t->vla_slot;
	return n;
}

uint64_t element_size(struct compiler *c, struct node *pointer)
{
	struct type *to = completed_type(pointer->type->base);

	assert(!to->vla_slot);          /* its caller computes with size_node() */
	if (to->kind == TYPE_VOID || to->kind == TYPE_FUNCTION)
		return 1;               /* GNU: arithmetic on void* counts bytes; clang takes it with a warning */
	if (!to->complete)
		diag_syntax(&c->diag, pointer->at, "arithmetic on a pointer to an incomplete type '%s'",
		            type_text(&c->types, to));
	return to->size;
}

/* pointer + sign * integer */
static struct node *pointer_add(struct compiler *c, struct node *pointer, struct node *index, int sign,
                                struct place_in_source at)
{
	struct node *n = new_node(c, NODE_INDEX, pointer->type->plain, at);

	n->a = pointer;
	if (pointer->type->base->vla_slot) {
		n->b = new_binary(c, '*', cast_to(c, index, basic_type(c, TYPE_LLONG)),
		                  cast_to(c, size_node(c, pointer->type->base, at), basic_type(c, TYPE_LLONG)), at);
		n->value = sign;
		return n;
	}
	n->b = cast_to(c, index, basic_type(c, TYPE_LLONG));
	if (!type_is_signed(index->type) && index->type->size == 8)
		n->b = cast_to(c, index, basic_type(c, TYPE_ULLONG));
	n->value = sign * (int64_t)element_size(c, pointer);
	return n;
}

static struct node *compare_nodes(struct compiler *c, unsigned op, struct node *a, struct node *b,
                                  struct place_in_source at)
{
	struct node *n;
	struct type *t;

	if (a->type->kind == TYPE_POINTER || b->type->kind == TYPE_POINTER) {
		if (a->type->kind == TYPE_POINTER && b->type->kind == TYPE_POINTER) {
			if (!pointers_agree(a->type, b->type) && !is_null_constant(a) && !is_null_constant(b))
				diag_warning(&c->diag, at, "comparison of distinct pointer types ('%s' and '%s')",
				             type_text(&c->types, a->type), type_text(&c->types, b->type));
		} else if (!is_null_constant(a) && !is_null_constant(b)) {
			diag_warning(&c->diag, at, "comparison between pointer and integer ('%s' and '%s')",
			           type_text(&c->types, a->type), type_text(&c->types, b->type));
		}
		if (type_is_floating(a->type) || type_is_floating(b->type))
			bad_operands(c, at, a, b);
		t = basic_type(c, TYPE_ULLONG);
	} else {
		t = type_common(&c->types, a->type, b->type);
		a = cast_to(c, a, t);
		b = cast_to(c, b, t);
	}
	if (type_is_floating(t) && a->kind == NODE_NUMBER && b->kind == NODE_NUMBER && (n = floating_fold(c, op, a, b, at)) != NULL)
		return n;
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER)
		return number(c, compare(op, a->value, b->value, type_is_signed(t)), basic_type(c, TYPE_INT), at);
	n = new_node(c, NODE_BINARY, basic_type(c, TYPE_INT), at);
	n->op = op;
	n->common = t;
	n->a = a;
	n->b = b;
	return n;
}

struct node *new_binary(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n;
	struct type *t;
	bool good;
	int64_t v;

	a = as_value(c, a);
	b = as_value(c, b);
	if (!type_is_scalar(a->type) || !type_is_scalar(b->type))
		bad_operands(c, at, a, b);
	if (is_comparison(op))
		return compare_nodes(c, op, a, b, at);
	if (op == '+' && a->type->kind == TYPE_POINTER && type_is_integer(b->type))
		return pointer_add(c, a, b, 1, at);
	if (op == '+' && b->type->kind == TYPE_POINTER && type_is_integer(a->type)) {
		n = pointer_add(c, b, a, 1, at);
		n->post = true;
		return n;
	}
	if (op == '-' && a->type->kind == TYPE_POINTER && type_is_integer(b->type))
		return pointer_add(c, a, b, -1, at);
	if (op == '-' && a->type->kind == TYPE_POINTER && b->type->kind == TYPE_POINTER) {
		bool computed = a->type->base->vla_slot != 0;
		uint64_t size = computed ? 1 : element_size(c, a);

		if (!pointers_agree(a->type, b->type))
			diag_error(&c->diag, at, "'%s' and '%s' are not pointers to compatible types",
			           type_text(&c->types, a->type), type_text(&c->types, b->type));
		if (size == 0)
			diag_syntax(&c->diag, at, "subtraction of pointers to a type of zero size");
		n = new_node(c, NODE_DIFFERENCE, basic_type(c, TYPE_LLONG), at);
		n->a = a;
		n->b = b;
		n->value = (int64_t)size;
		return computed ? new_binary(c, '/', n, cast_to(c, size_node(c, a->type->base, at), n->type), at) : n;
	}
	if (!type_is_arithmetic(a->type) || !type_is_arithmetic(b->type) ||
	    (!strchr("+-*/", (int)op) && (type_is_floating(a->type) || type_is_floating(b->type))))
		bad_operands(c, at, a, b);
	if (op == P_SHL || op == P_SHR) {
		t = type_promoted(&c->types, a->type);
		b = cast_to(c, b, type_promoted(&c->types, b->type));
		if (b->kind == NODE_NUMBER && (uint64_t)b->value >= t->size * 8)
			diag_warning(&c->diag, at, "shift count %s", b->value < 0 ? "is negative" : ">= width of type");
	} else {
		t = type_common(&c->types, a->type, b->type);
		b = cast_to(c, b, t);
	}
	a = cast_to(c, a, t);
	if (type_is_floating(t) && a->kind == NODE_NUMBER && b->kind == NODE_NUMBER && (n = floating_fold(c, op, a, b, at)) != NULL)
		return n;
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER) {
		v = fold(op, a->value, b->value, t, &good);
		if (good)
			return number(c, v, t, at);
	}
	if ((op == '/' || op == '%') && b->kind == NODE_NUMBER && b->value == 0 && !type_is_floating(t))
		diag_warning(&c->diag, at, "%s by zero is undefined", op == '/' ? "division" : "remainder");
	n = new_node(c, NODE_BINARY, t, at);
	n->op = op;
	n->common = t;
	n->a = a;
	n->b = b;
	return n;
}
