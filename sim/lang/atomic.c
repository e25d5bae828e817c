/*
 * atomic.c - a change of an _Atomic object: one step of the processor, as __builtin_in_one_step makes it.
 *
 * What no LOCK prefix can do (a product, a shift, a number with a fraction) is read, computed and written; the compiled
 * lab does it in a loop, until nobody has come in between.
 */
#include "sim/lang/expr.h"

#include <string.h>

/* As sim/libc/interlocked.c has them; 0: none. A difference is the sum with what is negated. */
static int step_of(unsigned op)
{
	switch (op) {
	case '+': case '-': return 1;
	case '&': return 2;
	case '|': return 3;
	case '^': return 4;
	}
	return 0;
}

bool atomic_is_one_step(const struct compiler *c, const struct node *n)
{
	const struct type *t = n->a->type;

	return c->function && t->is_atomic && step_of(n->op) != 0 && n->a->bits == 0 && type_is_integer(n->b->type) &&
	       (t->kind == TYPE_POINTER || (type_is_integer(t) && t->kind != TYPE_BOOL));
}

static struct node *whole(struct compiler *c, int64_t value, struct place_in_source at)
{
	return number(c, value, basic_type(c, TYPE_INT), at);
}

/* What was there, as a long long. */
static struct node *call(struct compiler *c, int step, struct node *target, struct node *operand, struct place_in_source at)
{
	struct symbol *s = name_intern(&c->names, "__builtin_in_one_step", 21)->symbol;
	struct node *n = new_node(c, NODE_CALL, s->type->base, at), *address = new_node(c, NODE_ADDRESS, NULL, at);
	struct node *const arg[] = { whole(c, step, at), address, operand, whole(c, 0, at), whole(c, (int64_t)target->type->size, at) };

	address->type = type_pointer(&c->types, target->type);
	address->a = target;
	n->a = new_node(c, NODE_FUNCTION, type_pointer(&c->types, s->type), at);
	n->a->value = use_function(c, s);
	n->args = sizeof arg / sizeof arg[0];
	n->arg = arena_alloc(&c->arena, sizeof arg);
	memcpy(n->arg, arg, sizeof arg);
	return n;
}

struct node *atomic_step(struct compiler *c, struct node *n)
{
	struct type *wide = basic_type(c, TYPE_LLONG), *t = n->a->type->plain;
	struct node *local = new_node(c, NODE_LOCAL, wide, n->at), *by = cast_to(c, n->b, wide), *now;
	unsigned op = n->op == '-' ? '+' : n->op;

	if (t->kind == TYPE_POINTER)
		by = new_binary(c, '*', by, number(c, n->value, wide, n->at), n->at);
	else if (n->op == '-')
		by = new_binary(c, '-', number(c, 0, wide, n->at), by, n->at);
	local->value = new_local(c, wide->size, wide->align);
	now = new_binary(c, op, call(c, step_of(n->op), n->a, local, n->at), local, n->at);
	return after_code(c, new_assign(c, local, by), cast_to(c, now, t));
}
