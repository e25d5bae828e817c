/*
 * expr.c - expressions: reading, checking, converting, folding.
 *
 * The trees that leave this file are fully typed: every conversion that C makes
 * by itself stands in them as a NODE_CAST, so the code generator decides nothing.
 */
#include "tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
	return n;
}

static struct type *basic(struct compiler *c, enum type_kind k)
{
	return type_basic(&c->types, k);
}

bool is_lvalue(const struct node *n)
{
	return n->kind == NODE_LOCAL || n->kind == NODE_GLOBAL || n->kind == NODE_DEREF || n->kind == NODE_COMPOUND ||
	       (n->kind == NODE_MEMBER && is_lvalue(n->a));
}

/* A qualified copy of a record that was completed later learns its layout. */
static struct type *completed(struct type *t)
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
	if (n->kind == NODE_NUMBER && type_is_scalar(type)) {
		k = number(c, n->value, type, n->at);
		k->type = type->plain;
		return k;
	}
	k = new_node(c, NODE_CAST, type->plain, n->at);
	k->a = n;
	return k;
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
	return n;
}

uint32_t use_function(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;

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
		return true;
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
		if (!type_is_scalar(n->type) || !constant_value(n->a, value, function))
			return false;
		*value = canonical(*value, n->type);
		return true;
	default:
		return false;
	}
}

int64_t constant_expression(struct compiler *c, const char *what)
{
	struct place_in_source at = c->token.at;
	struct node *n = as_value(c, assignment(c));

	if (n->kind == NODE_BINARY || n->kind != NODE_NUMBER || !type_is_integer(n->type)) {
		diag_error(&c->diag, at, "%s is not an integer constant expression", what);
		return 1;
	}
	return n->value;
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

static bool is_null_constant(const struct node *n)
{
	while (n->kind == NODE_CAST && n->type->kind == TYPE_POINTER && n->type->base->kind == TYPE_VOID)
		n = n->a;
	return n->kind == NODE_NUMBER && n->value == 0 &&
	       (type_is_integer(n->type) || (n->type->kind == TYPE_POINTER && n->type->base->kind == TYPE_VOID));
}

static bool pointers_agree(const struct type *a, const struct type *b)
{
	return a->base->kind == TYPE_VOID || b->base->kind == TYPE_VOID || type_same(a->base, b->base) ||
	       (type_is_integer(a->base) && type_is_integer(b->base) && a->base->size == b->base->size &&
	        a->base->size == 1);
}

struct node *convert_assign(struct compiler *c, struct node *n, struct type *type, const char *doing)
{
	n = as_value(c, n);
	completed(n->type);
	if (type_is_record(type) || type_is_record(n->type)) {
		if (!type_same(type, n->type))
			diag_syntax(&c->diag, n->at, "%s '%s' from incompatible type '%s'", doing,
			            type_text(&c->types, type), type_text(&c->types, n->type));
		return n;
	}
	if (n->type->kind == TYPE_VOID)
		diag_syntax(&c->diag, n->at, "%s '%s' from incompatible type 'void'", doing, type_text(&c->types, type));
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

static struct node *scalar(struct compiler *c, struct node *n)
{
	n = as_value(c, n);
	if (!type_is_scalar(n->type))
		diag_syntax(&c->diag, n->at, "statement or operator requires an expression of scalar type ('%s' invalid)",
		            type_text(&c->types, n->type));
	return n;
}

static _Noreturn void bad_operands(struct compiler *c, struct place_in_source at, struct node *a, struct node *b)
{
	diag_syntax(&c->diag, at, "invalid operands to binary expression ('%s' and '%s')",
	            type_text(&c->types, a->type), type_text(&c->types, b->type));
}

static bool is_comparison(unsigned op)
{
	return op == P_EQ || op == P_NE || op == '<' || op == '>' || op == P_LE || op == P_GE;
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

static uint64_t element_size(struct compiler *c, struct node *pointer)
{
	struct type *to = completed(pointer->type->base);

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
	n->b = cast_to(c, index, basic(c, TYPE_LLONG));
	if (!type_is_signed(index->type) && index->type->size == 8)
		n->b = cast_to(c, index, basic(c, TYPE_ULLONG));
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
		t = basic(c, TYPE_ULLONG);
	} else {
		t = type_common(&c->types, a->type, b->type);
		a = cast_to(c, a, t);
		b = cast_to(c, b, t);
	}
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER)
		return number(c, compare(op, a->value, b->value, type_is_signed(t)), basic(c, TYPE_INT), at);
	n = new_node(c, NODE_BINARY, basic(c, TYPE_INT), at);
	n->op = op;
	n->common = t;
	n->a = a;
	n->b = b;
	return n;
}

static struct node *binary(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
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
		uint64_t size = element_size(c, a);

		if (!pointers_agree(a->type, b->type))
			diag_error(&c->diag, at, "'%s' and '%s' are not pointers to compatible types",
			           type_text(&c->types, a->type), type_text(&c->types, b->type));
		if (size == 0)
			diag_syntax(&c->diag, at, "subtraction of pointers to a type of zero size");
		n = new_node(c, NODE_DIFFERENCE, basic(c, TYPE_LLONG), at);
		n->a = a;
		n->b = b;
		n->value = (int64_t)size;
		return n;
	}
	if (!type_is_integer(a->type) || !type_is_integer(b->type))
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
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER) {
		v = fold(op, a->value, b->value, t, &good);
		if (good)
			return number(c, v, t, at);
	}
	if ((op == '/' || op == '%') && b->kind == NODE_NUMBER && b->value == 0)
		diag_warning(&c->diag, at, "%s by zero is undefined", op == '/' ? "division" : "remainder");
	n = new_node(c, NODE_BINARY, t, at);
	n->op = op;
	n->common = t;
	n->a = a;
	n->b = b;
	return n;
}

/* ---- primary ---- */

static struct node *integer_literal(struct compiler *c)
{
	char text[80], *end;
	struct type *t;
	bool is_unsigned = false, decimal;
	int longs = 0;
	uint64_t v = 0;
	const struct token *tok = &c->token;
	int base = 10;
	const char *p = text;

	snprintf(text, sizeof text, "%.*s", (int)tok->size_bytes, tok->text);
	if (text[0] == '0' && (text[1] | 32) == 'x') {
		base = 16;
		p = text + 2;
	} else if (text[0] == '0' && (text[1] | 32) == 'b') {
		base = 2;
		p = text + 2;
	} else if (text[0] == '0') {
		base = 8;
	}
	decimal = base == 10;
	v = strtoull(p, &end, base);
	if (tok->size_bytes >= sizeof text || end == p || (*end != '\0' && strchr(".eEpPfF", *end) != NULL))
		diag_syntax(&c->diag, tok->at, strchr(text, '.') || strpbrk(text, "eE") ?
		            "floating point ('%s') is not supported by the simulator" : "invalid number '%s'", text);
	for (p = end; *p != '\0';) {
		if ((*p | 32) == 'u' && !is_unsigned) {
			is_unsigned = true;
			p++;
		} else if (strncasecmp(p, "i64", 3) == 0 && longs == 0) {
			longs = 2;
			p += 3;
		} else if (strncasecmp(p, "ll", 2) == 0 && longs == 0) {
			longs = 2;
			p += 2;
		} else if ((*p | 32) == 'l' && longs == 0) {
			longs = 1;
			p++;
		} else {
			diag_syntax(&c->diag, tok->at, "invalid suffix '%s' on integer constant", end);
		}
	}
	if (longs < 2 && v <= INT32_MAX && !is_unsigned)
		t = basic(c, longs ? TYPE_LONG : TYPE_INT);
	else if (longs < 2 && v <= UINT32_MAX && (is_unsigned || !decimal))
		t = basic(c, longs ? TYPE_ULONG : TYPE_UINT);
	else if (v <= INT64_MAX && !is_unsigned)
		t = basic(c, TYPE_LLONG);
	else
		t = basic(c, TYPE_ULLONG);
	return number(c, (int64_t)v, t, tok->at);
}

#define FROM_CODE_POINT 0x80000000u     /* a character of Unicode, not yet encoded */

/* \\uXXXX and \\UXXXXXXXX. */
static uint32_t universal_char(struct compiler *c, const char **p, const char *end, struct place_in_source at)
{
	int digits = *(*p)++ == 'u' ? 4 : 8;
	uint32_t v = 0;

	for (; digits > 0 && *p < end && strchr("0123456789abcdefABCDEF", **p) != NULL; digits--, (*p)++)
		v = v * 16 + (uint32_t)(**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
	if (digits > 0)
		diag_error(&c->diag, at, "incomplete universal character name");
	if (v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) {
		diag_error(&c->diag, at, "invalid universal character");
		v = 0;
	}
	return v | FROM_CODE_POINT;
}

/* A character of several bytes in the source, which is UTF-8, for a wide literal. */
static uint32_t source_char(struct compiler *c, const char **p, const char *end, struct place_in_source at)
{
	uint8_t first = (uint8_t)*(*p)++;
	int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
	uint32_t v = first < 0x80 ? first : first & (0x3f >> more);

	if (first < 0x80)
		return first;
	for (; more > 0 && *p < end && ((uint8_t)**p & 0xc0) == 0x80; more--)
		v = v << 6 | ((uint8_t)*(*p)++ & 0x3f);
	if (more > 0 || first < 0xc0 || v > 0x10ffff)
		diag_error(&c->diag, at, "illegal character encoding in wide literal: the file is not UTF-8");
	return v | FROM_CODE_POINT;
}

/* A code point as UTF-16 (wide) or UTF-8; the number of units. */
static unsigned encode(uint32_t v, bool wide, uint32_t unit[4])
{
	if (!(v & FROM_CODE_POINT)) {
		unit[0] = v;
		return 1;
	}
	v &= ~FROM_CODE_POINT;
	if (wide && v >= 0x10000) {
		unit[0] = 0xd800 + ((v - 0x10000) >> 10);
		unit[1] = 0xdc00 + ((v - 0x10000) & 0x3ff);
		return 2;
	}
	unit[0] = v;
	if (wide || v < 0x80)
		return 1;
	unsigned n = v < 0x800 ? 2 : v < 0x10000 ? 3 : 4;

	for (unsigned i = n - 1; i > 0; i--, v >>= 6)
		unit[i] = 0x80 | (v & 0x3f);
	unit[0] = (0xf00 >> n & 0xff) | v;
	return n;
}

/* One character of a literal, escapes carried out. */
static uint32_t literal_char(struct compiler *c, const char **p, const char *end, struct place_in_source at)
{
	static const char plain[] = "ntrabfv\\'\"?e0", value[] = "\n\t\r\a\b\f\v\\'\"?\033";
	const char *q;
	uint32_t v = 0;

	if (**p != '\\')
		return (unsigned char)*(*p)++;
	(*p)++;
	if (*p >= end)
		return '\\';
	if (**p == 'u' || **p == 'U')
		return universal_char(c, p, end, at);
	if (**p == 'x') {
		const char *first = ++*p;

		for (; *p < end && strchr("0123456789abcdefABCDEF", **p) != NULL; (*p)++)
			v = v * 16 + (uint32_t)(**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
		if (*p == first)
			diag_error(&c->diag, at, "\\x used with no following hex digits");
		return v;
	}
	if (**p >= '0' && **p <= '7') {
		for (int n = 0; n < 3 && *p < end && **p >= '0' && **p <= '7'; n++, (*p)++)
			v = v * 8 + (uint32_t)(**p - '0');
		return v;
	}
	q = strchr(plain, **p);
	if (q == NULL || **p == '\0') {
		diag_warning(&c->diag, at, "unknown escape sequence '\\%c'", **p);
		return (unsigned char)*(*p)++;
	}
	(*p)++;
	return (unsigned char)value[q - plain];
}

static struct node *char_literal(struct compiler *c)
{
	const char *p = c->token.text, *end = p + c->token.size_bytes - 1;
	bool wide = *p == 'L';
	uint32_t v = 0;
	unsigned n = 0;

	p += 1 + wide;
	while (p < end) {
		uint32_t one = wide && *p != '\\' ? source_char(c, &p, end, c->token.at) :
		               literal_char(c, &p, end, c->token.at);
		uint32_t unit[4];
		unsigned units = encode(one, wide, unit);

		for (unsigned i = 0; i < units; i++)
			v = wide ? unit[i] & 0xffff : v << 8 | (unit[i] & 0xff);
		n += units;
	}
	if (n == 0 || n > 4)
		diag_error(&c->diag, c->token.at, n == 0 ? "empty character constant" : "character constant too long");
	if (wide)
		return number(c, v, basic(c, TYPE_USHORT), c->token.at);
	return number(c, n == 1 ? (int8_t)v : (int32_t)v, basic(c, TYPE_INT), c->token.at);
}

/* Is this literal, or one that stands next to it, a wide one? The others are read as wide, too. */
static bool literal_is_wide(struct compiler *c)
{
	if (*c->token.text == 'L')
		return true;
	return peek(c)->kind == TOKEN_STRING && *peek(c)->text == 'L';
}

/* Adjacent literals as characters, without the terminating zero; the caller frees *chars. */
void decode_string(struct compiler *c, uint32_t **chars, size_t *count, bool *wide)
{
	size_t room = 0, n = 0;

	*chars = NULL;
	*wide = false;
	grow_array(chars, &room, 16, sizeof **chars);
	while (c->token.kind == TOKEN_STRING) {
		const char *p = c->token.text, *end = p + c->token.size_bytes - 1;

		*wide |= literal_is_wide(c);
		if (*p == 'L')
			p++;
		for (p++; p < end;) {
			uint32_t one = *wide && *p != '\\' ? source_char(c, &p, end, c->token.at) :
			               literal_char(c, &p, end, c->token.at);

			grow_array(chars, &room, n + 4, sizeof **chars);
			n += encode(one, *wide, *chars + n);
		}
		advance(c);
	}
	*count = n;
}

/* The bytes of a literal, with its zero, at the end of the read-only data. Their offset. */
static size_t place_literal(struct compiler *c, const uint8_t *bytes, size_t size, size_t unit)
{
	struct program *p = c->program;
	size_t at = (p->rdata_bytes + unit - 1) / unit * unit;

	if (at + size > MOST_RDATA)
		diag_syntax(&c->diag, c->token.at, "the lab's literals are too large");
	grow_array(&p->rdata, &p->rdata_room, at + size, 1);
	memset(p->rdata + p->rdata_bytes, 0, at - p->rdata_bytes);
	memcpy(p->rdata + at, bytes, size);
	p->rdata_bytes = at + size;
	return at;
}

/* Equal literals are one object, as the compiler has it. */
static size_t find_literal(struct compiler *c, const uint8_t *bytes, size_t size, size_t unit)
{
	uint32_t hash = 2166136261u;
	struct literal *l, **bucket;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 16777619u;
	bucket = &c->literal[hash % LITERAL_BUCKETS];
	for (l = *bucket; l != NULL; l = l->next)
		if (l->hash == hash && l->size_bytes == size && l->unit == unit &&
		    memcmp(c->program->rdata + l->offset, bytes, size) == 0)
			return l->offset;
	l = arena_alloc(&c->arena, sizeof *l);
	*l = (struct literal){ hash, size, unit, place_literal(c, bytes, size, unit), *bucket };
	*bucket = l;
	return l->offset;
}

uint64_t string_literal(struct compiler *c, uint64_t *count, bool *wide)
{
	uint32_t *chars;
	uint8_t *bytes;
	size_t n, unit, at;

	decode_string(c, &chars, &n, wide);
	unit = *wide ? 2 : 1;
	bytes = arena_alloc(&c->arena, (n + 1) * unit);
	for (size_t i = 0; i < n; i++) {
		bytes[i * unit] = (uint8_t)chars[i];
		if (*wide)
			bytes[i * unit + 1] = (uint8_t)(chars[i] >> 8);
	}
	free(chars);
	at = find_literal(c, bytes, (n + 1) * unit, unit);
	*count = n + 1;
	return RDATA_BASE + at;
}

static struct node *string_node(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n = new_node(c, NODE_GLOBAL, NULL, at);
	uint64_t count;
	bool wide;

	n->value = (int64_t)string_literal(c, &count, &wide);
	n->type = type_array(&c->types, basic(c, wide ? TYPE_USHORT : TYPE_CHAR), count, true);
	return n;
}

/* __func__ is the function's name as if by a literal. */
static struct node *function_name(struct compiler *c, struct place_in_source at)
{
	const char *text = c->function ? c->function->name->text : "";
	size_t size = strlen(text) + 1;
	struct node *n = new_node(c, NODE_GLOBAL, type_array(&c->types, basic(c, TYPE_CHAR), size, true), at);

	n->value = (int64_t)(RDATA_BASE + find_literal(c, (const uint8_t *)text, size, 1));
	return n;
}

/* GetExceptionCode() and its relatives: where each may stand is the compiler's business. */
static struct node *exception_intrinsic(struct compiler *c, enum keyword k, struct place_in_source at)
{
	struct node *n;
	struct context *x = c->context;

	advance(c);
	if (take_punct(c, '('))
		expect_punct(c, ')', "");
	if (k == K___exception_code) {
		n = new_node(c, NODE_EXC_CODE, basic(c, TYPE_ULONG), at);
		if (c->in_filter)
			return n;
		while (x != NULL && !x->in_handler)
			x = x->outer;
		if (x == NULL)
			diag_syntax(&c->diag, at, "'GetExceptionCode' only allowed in __except block or filter expression");
		n->kind = NODE_LOCAL;
		n->value = x->code_slot;
		return n;
	}
	if (k == K___exception_info) {
		if (!c->in_filter)
			diag_syntax(&c->diag, at, "'GetExceptionInformation' only allowed in __except filter expression");
		return new_node(c, NODE_EXC_INFO, type_pointer(&c->types, basic(c, TYPE_VOID)), at);
	}
	while (x != NULL && !x->in_termination)
		x = x->outer;
	if (x == NULL)
		diag_syntax(&c->diag, at, "'AbnormalTermination' only allowed in __finally block");
	return new_node(c, NODE_ABNORMAL, basic(c, TYPE_INT), at);
}

static struct node *name_node(struct compiler *c)
{
	struct token t = c->token;
	struct symbol *s = t.name->symbol;
	struct node *n;

	if (t.name->keyword >= K___exception_code && t.name->keyword <= K___abnormal_termination)
		return exception_intrinsic(c, (enum keyword)t.name->keyword, t.at);
	if (t.name->keyword == K__Generic)
		diag_syntax(&c->diag, t.at, "'_Generic' is not supported by the simulator");
	if (t.name->keyword != 0)
		diag_syntax(&c->diag, t.at, "expected expression, found '%s'", t.name->text);
	advance(c);
	if (strcmp(t.name->text, "__func__") == 0 || strcmp(t.name->text, "__FUNCTION__") == 0)
		return function_name(c, t.at);
	if (s == NULL && at_punct(c, '('))
		diag_syntax(&c->diag, t.at, "call to undeclared function '%s': the simulator does not provide it, "
		            "or its header is not included", t.name->text);
	if (s == NULL && c->token.kind == TOKEN_NAME && c->token.name->keyword == 0)
		diag_syntax(&c->diag, t.at, "unknown type name '%s': the simulator does not know it, or its header is not "
		            "included", t.name->text);
	if (s == NULL)
		diag_syntax(&c->diag, t.at, "use of undeclared identifier '%s'", t.name->text);
	s->used = true;
	switch (s->kind) {
	case SYMBOL_LOCAL:
		n = new_node(c, NODE_LOCAL, s->type, t.at);
		n->value = s->value;
		return n;
	case SYMBOL_GLOBAL:
		if (!s->placed)
			place_global(c, s);
		if (!s->placed)
			diag_syntax(&c->diag, t.at, s->type->kind == TYPE_ARRAY ?
			            "the array '%s' is used before its size is known, which the simulator does not support: "
			            "declare it with its size" : "'%s' has an incomplete type here", t.name->text);
		n = new_node(c, NODE_GLOBAL, s->type, t.at);
		n->value = s->value;
		return n;
	case SYMBOL_FUNCTION:
		n = new_node(c, NODE_FUNCTION, s->type, t.at);
		n->value = use_function(c, s);
		return n;
	case SYMBOL_CONSTANT:
		return number(c, s->value, s->type, t.at);
	case SYMBOL_TYPEDEF: case SYMBOL_TAG:
		break;
	}
	diag_syntax(&c->diag, t.at, "unexpected type name '%s': expected expression", t.name->text);
}

static struct node *compound_literal(struct compiler *c, struct type *type, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_COMPOUND, type, at), *target = new_node(c, NODE_LOCAL, type, at);

	if (c->depth == 0) {
		struct symbol *s = arena_alloc(&c->arena, sizeof *s);

		s->kind = SYMBOL_GLOBAL;
		s->type = type;
		s->at = at;
		s->defined = true;
		place_global(c, s);
		initialise_global(c, s);
		n->kind = NODE_GLOBAL;
		n->type = s->type;
		n->value = s->value;
		return n;
	}
	if (type->complete)
		target->value = new_local(c, type->size, type->align);
	n->a = initialise_local(c, target, &n->type);
	n->value = target->value;
	return n;
}

static struct node *primary(struct compiler *c)
{
	struct token t = c->token;
	struct node *n;

	switch (t.kind) {
	case TOKEN_NUMBER:
		n = integer_literal(c);
		advance(c);
		return n;
	case TOKEN_CHAR:
		n = char_literal(c);
		advance(c);
		return n;
	case TOKEN_STRING:
		return string_node(c);
	case TOKEN_NAME:
		return name_node(c);
	case TOKEN_PUNCT:
		if (take_punct(c, '(')) {
			if (at_punct(c, '{'))
				diag_syntax(&c->diag, c->token.at, "statement expressions are not supported by the simulator");
			enter_nesting(c);
			n = expression(c);
			leave_nesting(c);
			expect_punct(c, ')', "");
			n->paren = true;
			return n;
		}
		break;
	case TOKEN_END:
		diag_syntax(&c->diag, t.at, "expected expression, found the end of the file");
	}
	diag_syntax(&c->diag, t.at, "expected expression");
}

/* ---- postfix ---- */

/* A function that changes memory is meant to repair something, if it serves as a filter. */
static void note_repair(struct compiler *c, const char *called)
{
	if (strcmp(called, "VirtualAlloc") == 0 || strcmp(called, "VirtualProtect") == 0)
		c->function->repairs = true;
}

static struct node *call(struct compiler *c, struct node *callee)
{
	struct node *n = new_node(c, NODE_CALL, NULL, callee->at);
	struct type *f;
	size_t room = 0;
	struct node **arg = NULL;

	callee = as_value(c, callee);
	if (callee->type->kind != TYPE_POINTER || callee->type->base->kind != TYPE_FUNCTION)
		diag_syntax(&c->diag, callee->at, "called object type '%s' is not a function or function pointer",
		            type_text(&c->types, callee->type));
	f = callee->type->base;
	n->a = callee;
	n->type = f->base->plain;
	if (callee->kind == NODE_FUNCTION && c->function != NULL)
		note_repair(c, c->function_symbol[callee->value]->name->text);
	enter_nesting(c);
	while (!at_punct(c, ')')) {
		struct node *a = assignment(c);

		if (n->args < f->params) {
			a = convert_assign(c, a, f->param[n->args], "passing to parameter of type");
		} else {
			a = as_value(c, a);
			if (!type_is_scalar(a->type))
				diag_syntax(&c->diag, a->at, "cannot pass '%s' as an argument here",
				            type_text(&c->types, a->type));
			if (type_is_integer(a->type))
				a = cast_to(c, a, type_promoted(&c->types, a->type));
		}
		if (n->args + 1 > room) {
			struct node **bigger = arena_alloc(&c->arena, (room + 8) * 2 * sizeof *bigger);

			if (n->args != 0)
				memcpy(bigger, arg, n->args * sizeof *bigger);
			arg = bigger;
			room = (room + 8) * 2;
		}
		arg[n->args++] = a;
		if (n->args > MOST_ARGS - 1)
			diag_syntax(&c->diag, a->at, "too many arguments in one call");
		if (!take_punct(c, ','))
			break;
	}
	leave_nesting(c);
	if (!f->old_style && (n->args < f->params || (n->args > f->params && !f->variadic)))
		diag_error(&c->diag, c->token.at, "too %s arguments to function call, expected %s%zu, have %zu",
		           n->args < f->params ? "few" : "many", f->variadic ? "at least " : "", f->params, n->args);
	expect_punct(c, ')', " after the arguments");
	n->arg = arg;
	if (type_is_record(n->type)) {
		completed(n->type);
		n->value = new_local(c, n->type->size, n->type->align < 8 ? 8 : n->type->align);
	}
	return n;
}

static struct node *deref(struct compiler *c, struct node *n, struct place_in_source at)
{
	struct node *d;

	n = as_value(c, n);
	if (n->type->kind != TYPE_POINTER)
		diag_syntax(&c->diag, at, "indirection requires pointer operand ('%s' invalid)",
		            type_text(&c->types, n->type));
	if (n->type->base->kind == TYPE_FUNCTION)
		return n;
	completed(n->type->base);
	if (n->kind == NODE_ADDRESS && n->a->type->kind != TYPE_ARRAY)
		return n->a;
	d = new_node(c, NODE_DEREF, n->type->base, at);
	d->a = n;
	return d;
}

static struct node *member(struct compiler *c, struct node *record, struct place_in_source at)
{
	struct node *n;
	const struct member *m;
	uint64_t offset = 0;
	struct type *t;

	completed(record->type);
	if (!type_is_record(record->type))
		diag_syntax(&c->diag, at, "member reference base type '%s' is not a structure or union",
		            type_text(&c->types, record->type));
	if (!record->type->complete)
		diag_syntax(&c->diag, at, "incomplete definition of type '%s'", type_text(&c->types, record->type));
	if (c->token.kind != TOKEN_NAME)
		diag_syntax(&c->diag, c->token.at, "expected identifier");
	m = type_member(record->type, c->token.name, &offset);
	if (m == NULL)
		diag_syntax(&c->diag, c->token.at, "no member named '%s' in '%s'", c->token.name->text,
		            type_text(&c->types, record->type));
	advance(c);
	completed(m->type);
	t = type_qualified(&c->types, m->type, record->type->is_const, record->type->is_volatile);
	n = new_node(c, NODE_MEMBER, t, at);
	n->a = record;
	n->value = (int64_t)offset;
	return n;
}

static void check_modifiable(struct compiler *c, struct node *n, struct place_in_source at)
{
	if (!is_lvalue(n))
		diag_syntax(&c->diag, at, "expression is not assignable");
	if (n->type->kind == TYPE_ARRAY)
		diag_syntax(&c->diag, at, "array type '%s' is not assignable", type_text(&c->types, n->type));
	if (n->type->is_const)
		diag_syntax(&c->diag, at, "cannot assign to an object of const-qualified type '%s'",
		            type_text(&c->types, n->type));
	if (!completed(n->type)->complete)
		diag_syntax(&c->diag, at, "incomplete type '%s' is not assignable", type_text(&c->types, n->type));
}

static struct node *step(struct compiler *c, struct node *n, int by, bool post, struct place_in_source at)
{
	struct node *s;

	check_modifiable(c, n, at);
	if (!type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot increment value of type '%s'", type_text(&c->types, n->type));
	s = new_node(c, NODE_STEP, n->type->plain, at);
	s->a = n;
	s->value = n->type->kind == TYPE_POINTER ? by * (int64_t)element_size(c, n) : by;
	s->post = post;
	return s;
}

static struct node *postfix(struct compiler *c, struct node *n)
{
	for (;;) {
		struct place_in_source at = c->token.at;

		if (take_punct(c, '[')) {
			struct node *index;

			enter_nesting(c);
			index = expression(c);
			leave_nesting(c);
			expect_punct(c, ']', "");
			n = as_value(c, n);
			index = as_value(c, index);
			if (n->type->kind != TYPE_POINTER && index->type->kind != TYPE_POINTER)
				diag_syntax(&c->diag, at, "subscripted value is not an array or pointer");
			n = deref(c, binary(c, '+', n, index, at), at);
		} else if (take_punct(c, '(')) {
			n = call(c, n);
		} else if (take_punct(c, '.')) {
			n = member(c, n, at);
		} else if (take_punct(c, P_ARROW)) {
			n = member(c, deref(c, n, at), at);
		} else if (take_punct(c, P_INC)) {
			n = step(c, n, 1, true, at);
		} else if (take_punct(c, P_DEC)) {
			n = step(c, n, -1, true, at);
		} else {
			return n;
		}
	}
}

/* ---- unary ---- */

static struct node *unary(struct compiler *c);

static struct node *cast(struct compiler *c, struct type *type, struct place_in_source at)
{
	struct node *n = as_value(c, unary(c)), *k;

	if (type->kind == TYPE_VOID) {
		k = new_node(c, NODE_CAST, type, at);
		k->a = n;
		return k;
	}
	if (type_is_record(type) && type_same(type, n->type))
		return n;
	if (!type_is_scalar(type) || !type_is_scalar(n->type))
		diag_syntax(&c->diag, at, "cannot cast '%s' to '%s'", type_text(&c->types, n->type),
		            type_text(&c->types, type));
	/* a cast result is no lvalue, even to the same type */
	if (n->type->plain == type->plain && is_lvalue(n)) {
		k = new_node(c, NODE_CAST, type->plain, at);
		k->a = n;
		return k;
	}
	return cast_to(c, n, type);
}

/* The next token after '(' begins a type: `(` is still the current one. */
static bool parenthesised_type(struct compiler *c)
{
	struct token here = c->token;
	bool yes;

	if (!at_punct(c, '('))
		return false;
	c->token = *peek(c);
	yes = starts_type(c);
	c->token = here;
	return yes;
}

static struct node *size_of(struct compiler *c, struct place_in_source at, bool align)
{
	size_t insns = c->program->insns;
	struct type *t;

	if (parenthesised_type(c)) {
		advance(c);
		t = type_name(c);
		expect_punct(c, ')', "");
		if (at_punct(c, '{'))
			t = postfix(c, compound_literal(c, t, at))->type;
	} else {
		t = unary(c)->type;
	}
	assert(insns == c->program->insns);     /* the operand is not evaluated */
	completed(t);
	if (t->kind == TYPE_FUNCTION || t->kind == TYPE_VOID)
		return number(c, 1, basic(c, TYPE_ULLONG), at);
	if (!t->complete)
		diag_syntax(&c->diag, at, "invalid application of '%s' to an incomplete type '%s'",
		            align ? "_Alignof" : "sizeof", type_text(&c->types, t));
	return number(c, (int64_t)(align ? t->align : t->size), basic(c, TYPE_ULLONG), at);
}

static struct node *offset_of(struct compiler *c, struct place_in_source at)
{
	struct type *t;
	uint64_t sum = 0;

	expect_punct(c, '(', " after offsetof");
	t = type_name(c);
	expect_punct(c, ',', "");
	for (;;) {
		const struct member *m;
		uint64_t offset = 0;

		completed(t);
		if (!type_is_record(t) || !t->complete || c->token.kind != TOKEN_NAME)
			diag_syntax(&c->diag, c->token.at, "offsetof requires a structure or union and a member");
		m = type_member(t, c->token.name, &offset);
		if (m == NULL)
			diag_syntax(&c->diag, c->token.at, "no member named '%s' in '%s'", c->token.name->text,
			            type_text(&c->types, t));
		advance(c);
		sum += offset;
		t = m->type;
		while (take_punct(c, '[')) {
			int64_t index = constant_expression(c, "array index");

			expect_punct(c, ']', "");
			if (t->kind != TYPE_ARRAY)
				diag_syntax(&c->diag, c->token.at, "offsetof: not an array");
			t = t->base;
			sum += (uint64_t)index * t->size;
		}
		if (!take_punct(c, '.'))
			break;
	}
	expect_punct(c, ')', "");
	return number(c, (int64_t)sum, basic(c, TYPE_ULLONG), at);
}

static struct node *address_of(struct compiler *c, struct place_in_source at)
{
	struct node *n = unary(c), *k;

	if (n->type->kind == TYPE_FUNCTION)
		return as_value(c, n);
	if (n->kind == NODE_FUNCTION)
		return n;
	if (!is_lvalue(n))
		diag_syntax(&c->diag, at, "cannot take the address of an rvalue of type '%s'", type_text(&c->types, n->type));
	if (n->kind == NODE_DEREF) {
		k = cast_to(c, n->a, type_pointer(&c->types, n->type));
		if (k == n->a && is_lvalue(k)) {
			k = new_node(c, NODE_CAST, n->a->type, at);
			k->a = n->a;
		}
		return k;
	}
	k = new_node(c, NODE_ADDRESS, type_pointer(&c->types, n->type), at);
	k->a = n;
	return k;
}

static struct node *sign(struct compiler *c, unsigned op, struct place_in_source at)
{
	struct node *n = as_value(c, unary(c)), *k;
	struct type *t;

	if (!type_is_integer(n->type))
		diag_syntax(&c->diag, at, "invalid argument type '%s' to unary expression", type_text(&c->types, n->type));
	t = type_promoted(&c->types, n->type);
	n = cast_to(c, n, t);
	if (n->kind == NODE_NUMBER)
		return number(c, op == '-' ? (int64_t)-(uint64_t)n->value : op == '~' ? ~n->value : n->value, t, at);
	if (op == '+')
		k = new_node(c, NODE_CAST, t, at);
	else
		k = new_node(c, op == '-' ? NODE_NEGATE : NODE_COMPLEMENT, t, at);
	k->a = n;
	return k;
}

static struct node *logical_not(struct compiler *c, struct place_in_source at)
{
	struct node *n = scalar(c, unary(c)), *k;

	if (n->kind == NODE_NUMBER)
		return number(c, n->value == 0, basic(c, TYPE_INT), at);
	k = new_node(c, NODE_NOT, basic(c, TYPE_INT), at);
	k->a = n;
	return k;
}

static struct node *unary(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n;

	enter_nesting(c);
	if (parenthesised_type(c)) {
		struct type *type;

		advance(c);
		type = type_name(c);
		expect_punct(c, ')', "");
		n = at_punct(c, '{') ? postfix(c, compound_literal(c, type, at)) : cast(c, type, at);
	} else if (take_punct(c, '&')) {
		n = address_of(c, at);
	} else if (take_punct(c, '*')) {
		n = deref(c, unary(c), at);
	} else if (take_punct(c, '-')) {
		n = sign(c, '-', at);
	} else if (take_punct(c, '+')) {
		n = sign(c, '+', at);
	} else if (take_punct(c, '~')) {
		n = sign(c, '~', at);
	} else if (take_punct(c, '!')) {
		n = logical_not(c, at);
	} else if (take_punct(c, P_INC)) {
		n = step(c, unary(c), 1, false, at);
	} else if (take_punct(c, P_DEC)) {
		n = step(c, unary(c), -1, false, at);
	} else if (at_keyword(c, K_sizeof) || at_keyword(c, K__Alignof)) {
		bool align = at_keyword(c, K__Alignof);

		advance(c);
		n = size_of(c, at, align);
	} else if (take_keyword(c, K___builtin_offsetof)) {
		n = offset_of(c, at);
	} else if (at_punct(c, P_AND)) {
		diag_syntax(&c->diag, at, "taking the address of a label is not supported by the simulator");
	} else {
		n = postfix(c, primary(c));
	}
	leave_nesting(c);
	return n;
}

/* ---- binary, conditional, assignment ---- */

static int level_of(const struct token *t)
{
	if (t->kind != TOKEN_PUNCT)
		return -1;
	switch (t->punct) {
	case P_OR: return 1;
	case P_AND: return 2;
	case '|': return 3;
	case '^': return 4;
	case '&': return 5;
	case P_EQ: case P_NE: return 6;
	case '<': case '>': case P_LE: case P_GE: return 7;
	case P_SHL: case P_SHR: return 8;
	case '+': case '-': return 9;
	case '*': case '/': case '%': return 10;
	}
	return -1;
}

static struct node *logical(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n;

	a = scalar(c, a);
	b = scalar(c, b);
	if (a->kind == NODE_NUMBER && b->kind == NODE_NUMBER)
		return number(c, op == P_AND ? a->value && b->value : a->value || b->value, basic(c, TYPE_INT), at);
	n = new_node(c, op == P_AND ? NODE_AND : NODE_OR, basic(c, TYPE_INT), at);
	n->a = a;
	n->b = b;
	return n;
}

static struct node *binary_chain(struct compiler *c, int level)
{
	struct node *a = unary(c);

	for (;;) {
		unsigned op = c->token.punct;
		struct place_in_source at = c->token.at;
		int mine = level_of(&c->token);
		struct node *b;

		if (mine < level)
			return a;
		advance(c);
		enter_nesting(c);
		b = binary_chain(c, mine + 1);
		leave_nesting(c);
		a = op == P_AND || op == P_OR ? logical(c, op, a, b, at) : binary(c, op, a, b, at);
	}
}

static struct node *conditional(struct compiler *c)
{
	struct node *a = binary_chain(c, 1), *b, *d, *n;
	struct place_in_source at = c->token.at;
	struct type *t;

	if (!take_punct(c, '?'))
		return a;
	a = scalar(c, a);
	if (at_punct(c, ':'))
		diag_syntax(&c->diag, at, "the GNU form 'a ?: b' is not supported by the simulator");
	enter_nesting(c);
	b = as_value(c, expression(c));
	expect_punct(c, ':', "");
	d = as_value(c, conditional(c));
	leave_nesting(c);
	if (type_is_integer(b->type) && type_is_integer(d->type)) {
		t = type_common(&c->types, b->type, d->type);
		b = cast_to(c, b, t);
		d = cast_to(c, d, t);
	} else if (b->type->kind == TYPE_VOID || d->type->kind == TYPE_VOID) {
		t = basic(c, TYPE_VOID);
	} else if (type_is_record(b->type) && type_same(b->type, d->type)) {
		t = b->type->plain;
	} else if (b->type->kind == TYPE_POINTER && is_null_constant(d)) {
		t = b->type->plain;
	} else if (d->type->kind == TYPE_POINTER && is_null_constant(b)) {
		t = d->type->plain;
	} else if (b->type->kind == TYPE_POINTER && d->type->kind == TYPE_POINTER) {
		if (!pointers_agree(b->type, d->type))
			diag_warning(&c->diag, at, "pointer type mismatch in conditional expression");
		t = b->type->base->kind == TYPE_VOID ? b->type->plain : d->type->base->kind == TYPE_VOID ? d->type->plain :
		    b->type->plain;
	} else {
		diag_syntax(&c->diag, at, "incompatible operand types ('%s' and '%s')", type_text(&c->types, b->type),
		            type_text(&c->types, d->type));
	}
	if (a->kind == NODE_NUMBER && t->kind != TYPE_VOID && !type_is_record(t))
		return cast_to(c, a->value ? b : d, t);
	n = new_node(c, NODE_CONDITION, t, at);
	n->a = a;
	n->b = type_is_scalar(t) ? cast_to(c, b, t) : b;
	n->c = type_is_scalar(t) ? cast_to(c, d, t) : d;
	return n;
}

struct node *new_assign(struct compiler *c, struct node *target, struct node *value)
{
	struct node *n = new_node(c, NODE_ASSIGN, target->type->plain, target->at);

	n->a = target;
	n->b = value;
	return n;
}

static unsigned compound_op(const struct token *t)
{
	if (t->kind != TOKEN_PUNCT)
		return 0;
	switch (t->punct) {
	case P_MUL_SET: return '*';
	case P_DIV_SET: return '/';
	case P_MOD_SET: return '%';
	case P_ADD_SET: return '+';
	case P_SUB_SET: return '-';
	case P_SHL_SET: return P_SHL;
	case P_SHR_SET: return P_SHR;
	case P_AND_SET: return '&';
	case P_XOR_SET: return '^';
	case P_OR_SET: return '|';
	}
	return 0;
}

static struct node *op_assign(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_OP_ASSIGN, a->type->plain, at);

	check_modifiable(c, a, at);
	b = as_value(c, b);
	if (a->type->kind == TYPE_POINTER && (op == '+' || op == '-') && type_is_integer(b->type)) {
		n->value = (op == '-' ? -1 : 1) * (int64_t)element_size(c, a);
		n->common = a->type->plain;
		n->b = cast_to(c, b, basic(c, type_is_signed(b->type) ? TYPE_LLONG : TYPE_ULLONG));
	} else {
		if (!type_is_integer(a->type) || !type_is_integer(b->type))
			bad_operands(c, at, a, b);
		n->common = op == P_SHL || op == P_SHR ? type_promoted(&c->types, a->type) :
		            type_common(&c->types, a->type, b->type);
		n->b = op == P_SHL || op == P_SHR ? cast_to(c, b, type_promoted(&c->types, b->type)) :
		       cast_to(c, b, n->common);
	}
	n->op = op;
	n->a = a;
	return n;
}

struct node *assignment(struct compiler *c)
{
	struct node *a = conditional(c), *b;
	struct place_in_source at = c->token.at;
	unsigned op;

	if (take_punct(c, '=')) {
		check_modifiable(c, a, at);
		enter_nesting(c);
		b = convert_assign(c, assignment(c), a->type, "assigning to");
		leave_nesting(c);
		a = new_assign(c, a, b);
		a->at = at;
	} else if ((op = compound_op(&c->token)) != 0) {
		advance(c);
		enter_nesting(c);
		b = assignment(c);
		leave_nesting(c);
		a = op_assign(c, op, a, b, at);
	}
	return a;
}

struct node *expression(struct compiler *c)
{
	struct node *a = assignment(c);

	while (at_punct(c, ',')) {
		struct node *n = new_node(c, NODE_COMMA, NULL, c->token.at);

		advance(c);
		n->a = a;
		n->b = as_value(c, assignment(c));
		n->type = n->b->type->plain;
		a = n;
	}
	return a;
}

struct node *condition(struct compiler *c)
{
	struct node *n;

	expect_punct(c, '(', "");
	n = scalar(c, expression(c));
	if (n->kind == NODE_ASSIGN && !n->paren)
		diag_warning(&c->diag, n->at, "using the result of an assignment as a condition (did you mean '=='?)");
	expect_punct(c, ')', "");
	return n;
}
