/*
 * builtin.c - functions that the compiler knows by itself: __builtin_expect and its like.
 *
 * Most are functions of the C library under another name, or small ones on numbers;
 * include/builtin.h declares them. Here are those that no declaration can describe:
 * what they make of their arguments goes by the arguments' types, or no code comes of them.
 */
#include "sim/lang/expr.h"

#include <string.h>

static struct node *argument(struct compiler *c, bool last)
{
	struct node *n = as_value(c, assignment(c));

	expect_punct(c, last ? ')' : ',', last ? " after the arguments" : "");
	return n;
}

/* `first`, whose value nobody wants, then `second`. */
static struct node *in_order(struct compiler *c, struct node *first, struct node *second)
{
	return first->kind == NODE_NUMBER ? second : after_code(c, first, second);
}

/* long __builtin_expect(long value, long expected): expected means nothing here, but is computed. */
static struct node *expect(struct compiler *c, struct place_in_source at)
{
	struct type *t = basic_type(c, TYPE_LONG);
	struct node *value = convert_assign(c, argument(c, false), t, "passing to parameter of type"), *local;
	struct node *expected = convert_assign(c, argument(c, true), t, "passing to parameter of type");

	if (expected->kind == NODE_NUMBER || !c->function)
		return value;
	local = new_node(c, NODE_LOCAL, t, at);
	local->value = new_local(c, t->size, t->align);
	return in_order(c, new_assign(c, local, value), in_order(c, expected, cast_to(c, local, basic_type(c, TYPE_LONG))));
}

static struct node *constant_p(struct compiler *c, struct place_in_source at)
{
	struct node *n = assignment(c);

	expect_punct(c, ')', " after the arguments");
	return number(c, n->kind == NODE_NUMBER || (n->kind == NODE_GLOBAL && n->literal && n->type->kind == TYPE_ARRAY),
	              basic_type(c, TYPE_INT), at);
}

static struct node *types_compatible(struct compiler *c, struct place_in_source at)
{
	struct type *a = type_name(c), *b;

	expect_punct(c, ',', "");
	b = type_name(c);
	expect_punct(c, ')', " after the arguments");
	take_sizes(c);
	return number(c, type_compatible(a->plain, b->plain), basic_type(c, TYPE_INT), at);
}

/* The one that is not chosen may be of any type, and no code comes of it. */
static struct node *choose(struct compiler *c)
{
	int64_t which = constant_expression(c, "the choice");
	struct node *a, *b;

	expect_punct(c, ',', "");
	a = assignment(c);
	expect_punct(c, ',', "");
	b = assignment(c);
	expect_punct(c, ')', " after the arguments");
	return which ? a : b;
}

/* bool __builtin_add_overflow(a, b, *result), and with types of their own: __builtin_uaddll_overflow. */
static struct node *overflow(struct compiler *c, unsigned op, struct place_in_source at)
{
	struct node *a = argument(c, false), *b = argument(c, false), *to = argument(c, true);
	struct type *wide = basic_type(c, TYPE_LLONG), *t = to->type->kind == TYPE_POINTER ? to->type->base : NULL;
	struct symbol *s = name_intern(&c->names, "__builtin_overflow", 18)->symbol;
	struct node *n = new_node(c, NODE_CALL, s->type->base, at);
	struct node *callee = new_node(c, NODE_FUNCTION, type_pointer(&c->types, s->type), at);
	struct node *number_of[] = {
		number(c, op, basic_type(c, TYPE_INT), at), cast_to(c, a, wide), NULL, cast_to(c, b, wide), NULL, NULL, NULL, to
	};

	if (!type_is_integer(a->type) || !type_is_integer(b->type) || !t || !type_is_integer(t) || t->kind == TYPE_BOOL)
		diag_syntax(&c->diag, at, "an overflow builtin takes two integers and a pointer to one");
	number_of[2] = number(c, type_is_signed(a->type), basic_type(c, TYPE_INT), at);
	number_of[4] = number(c, type_is_signed(b->type), basic_type(c, TYPE_INT), at);
	number_of[5] = number(c, (int64_t)t->size, basic_type(c, TYPE_INT), at);
	number_of[6] = number(c, type_is_signed(t), basic_type(c, TYPE_INT), at);
	callee->value = use_function(c, s);
	n->a = callee;
	n->args = sizeof number_of / sizeof number_of[0];
	n->arg = arena_alloc(&c->arena, sizeof number_of);
	memcpy(n->arg, number_of, sizeof number_of);
	return n;
}

/* Arguments that are computed and mean nothing; the first of them, for those who return it. */
static struct node *only_computed(struct compiler *c, struct place_in_source at, struct node **first)
{
	struct node *all = NULL;

	*first = NULL;
	for (bool more = !take_punct(c, ')'); more;) {
		struct node *n = as_value(c, assignment(c));

		more = !at_punct(c, ')');
		expect_punct(c, more ? ',' : ')', "");
		if (!*first)
			*first = n;
		else
			all = all ? in_order(c, all, n) : n;
	}
	(void)at;
	return all;
}

static struct node *no_value(struct compiler *c, struct place_in_source at)
{
	struct node *first, *rest = only_computed(c, at, &first), *n = new_node(c, NODE_CAST, basic_type(c, TYPE_VOID), at);

	n->a = first ? first : number(c, 0, basic_type(c, TYPE_INT), at);
	return first && rest ? in_order(c, rest, n) : n;
}

/* void *__builtin_assume_aligned(p, ...) */
static struct node *assume_aligned(struct compiler *c, struct place_in_source at)
{
	struct node *first, *rest = only_computed(c, at, &first);

	if (!first)
		diag_syntax(&c->diag, at, "too few arguments to function call");
	first = convert_assign(c, first, type_pointer(&c->types, basic_type(c, TYPE_VOID)), "passing to parameter of type");
	return rest ? in_order(c, rest, first) : first;
}

/* The frame of this function lies at fp, with the address that it returns to behind. */
static struct node *of_frame(struct compiler *c, int64_t offset, struct place_in_source at)
{
	struct type *t = type_pointer(&c->types, basic_type(c, TYPE_VOID));
	struct node *local = new_node(c, NODE_LOCAL, t, at), *n;

	if (constant_expression(c, "the level") != 0 || !c->function)
		diag_syntax(&c->diag, at, "only the frame of this function (0) is supported by the simulator");
	expect_punct(c, ')', " after the arguments");
	local->value = offset;
	if (offset != 0)
		return local;
	n = new_node(c, NODE_ADDRESS, t, at);
	n->a = local;
	return n;
}

/* add, sub or mul in __builtin_[su]OP[l[l]]_overflow; 0: it is no such name. */
static unsigned overflow_op(const char *name)
{
	size_t n = strlen(name);

	if (n < 12 || strcmp(name + n - 9, "_overflow") != 0)
		return 0;
	name += (name[0] == 's' && name[1] != 'u') || name[0] == 'u' || strncmp(name, "ss", 2) == 0;
	return strncmp(name, "add", 3) == 0 ? '+' : strncmp(name, "sub", 3) == 0 ? '-' : strncmp(name, "mul", 3) == 0 ? '*' : 0;
}

bool is_builtin(const struct name *name)
{
	return strncmp(name->text, "__builtin_", 10) == 0 && !name->symbol;
}

struct node *builtin(struct compiler *c, const struct name *name, struct place_in_source at)
{
	const char *word = name->text + 10;
	struct node *first;

	if (!take_punct(c, '('))
		diag_syntax(&c->diag, at, "builtin functions must be directly called");
	if (strcmp(word, "expect") == 0)
		return expect(c, at);
	if (strcmp(word, "constant_p") == 0)
		return constant_p(c, at);
	if (strcmp(word, "types_compatible_p") == 0)
		return types_compatible(c, at);
	if (strcmp(word, "choose_expr") == 0)
		return choose(c);
	if (overflow_op(word))
		return overflow(c, overflow_op(word), at);
	if (strcmp(word, "prefetch") == 0 || strcmp(word, "unreachable") == 0 || strcmp(word, "assume") == 0)
		return no_value(c, at);
	if (strcmp(word, "assume_aligned") == 0)
		return assume_aligned(c, at);
	if (strcmp(word, "expect_with_probability") == 0) {
		struct node *rest = only_computed(c, at, &first);

		first = cast_to(c, first, basic_type(c, TYPE_LONG));
		return rest ? in_order(c, rest, first) : first;
	}
	if (strcmp(word, "frame_address") == 0)
		return of_frame(c, 0, at);
	if (strcmp(word, "return_address") == 0)
		return of_frame(c, 8, at);
	diag_syntax(&c->diag, at, "the builtin function '%s' is not supported by the simulator", name->text);
}
