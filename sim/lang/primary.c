/*
 * primary.c - what an expression begins with: literals, names, parentheses, compound literals.
 *
 * A name means what its innermost scope says. A string goes to the program's
 * read-only data, equal ones once.
 */
#include "core/letter.h"
#include "sim/lang/expr.h"
#include "sim/lang/floating.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* 1.5, 1e3f, 0x1p-3L; NULL if it is an integer. */
static struct node *floating_literal(struct compiler *c)
{
	const struct token *tok = &c->token;
	enum type_kind kind = TYPE_DOUBLE;
	char text[400], *end;
	long double v;
	bool hex;

	snprintf(text, sizeof text, "%.*s", (int)tok->size_bytes, tok->text);
	hex = text[0] == '0' && (text[1] | 32) == 'x';
	if (!strpbrk(text, hex ? ".pP" : ".eE"))
		return NULL;
	v = strtod(text, &end);
	if ((*end | 32) == 'f' || (*end | 32) == 'l') {
		kind = (*end | 32) == 'f' ? TYPE_FLOAT : TYPE_EXTENDED;
		v = kind == TYPE_FLOAT ? (long double)strtof(text, &end) : strtold(text, &end);
		end++;
	}
	if (*end != '\0' || tok->size_bytes >= sizeof text)
		diag_syntax(&c->diag, tok->at, "invalid suffix '%s' on floating constant", end);
	return floating_number(c, v, basic_type(c, kind), tok->at);
}

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
	if (tok->size_bytes >= sizeof text || end == p)
		diag_syntax(&c->diag, tok->at, "invalid number '%s'", text);
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
		t = basic_type(c, longs ? TYPE_LONG : TYPE_INT);
	else if (longs < 2 && v <= UINT32_MAX && (is_unsigned || !decimal))
		t = basic_type(c, longs ? TYPE_ULONG : TYPE_UINT);
	else if (v <= INT64_MAX && !is_unsigned)
		t = basic_type(c, TYPE_LLONG);
	else
		t = basic_type(c, TYPE_ULLONG);
	return number(c, (int64_t)v, t, tok->at);
}

#define FROM_CODE_POINT 0x80000000u     /* a character of Unicode, not yet encoded */

/* \\uXXXX and \\UXXXXXXXX. */
static uint32_t universal_char(struct compiler *c, const char **p, const char *end, struct place_in_source at)
{
	int digits = *(*p)++ == 'u' ? 4 : 8;
	uint32_t v = 0;

	for (; digits > 0 && *p < end && strchr("0123456789abcdefABCDEF", **p); digits--, (*p)++)
		v = v * 16 + (uint32_t)(**p <= '9' ? **p - '0' : (**p | 32) - 'a' + 10);
	if (digits > 0)
		diag_error(&c->diag, at, "incomplete universal character name");
	if (v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) {
		diag_error(&c->diag, at, "invalid universal character");
		v = 0;
	}
	return v | FROM_CODE_POINT;
}

/* A character as it stands in the source, for a wide literal: the file has to be UTF-8 there. */
static uint32_t source_char(struct compiler *c, const char **p, const char *end, struct place_in_source at)
{
	uint32_t v;

	*p += letter_read(*p, (size_t)(end - *p), &v);
	if (letter_is_byte(v))
		diag_error(&c->diag, at, "illegal character encoding in wide literal: the file is not valid UTF-8 here");
	return v | FROM_CODE_POINT;
}

/* A code point as UTF-8, UTF-16 or UTF-32, by the size of a unit; the number of units. */
static unsigned encode(uint32_t v, size_t size, uint32_t unit[4])
{
	if (!(v & FROM_CODE_POINT)) {
		unit[0] = v;
		return 1;
	}
	v &= ~FROM_CODE_POINT;
	if (size == 2 && v >= 0x10000) {
		unit[0] = 0xd800 + ((v - 0x10000) >> 10);
		unit[1] = 0xdc00 + ((v - 0x10000) & 0x3ff);
		return 2;
	}
	unit[0] = v;
	if (size > 1 || v < 0x80)
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

		for (; *p < end && strchr("0123456789abcdefABCDEF", **p); (*p)++)
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
	if (!q || **p == '\0') {
		diag_warning(&c->diag, at, "unknown escape sequence '\\%c'", **p);
		return (unsigned char)*(*p)++;
	}
	(*p)++;
	return (unsigned char)value[q - plain];
}

/* 'ö' has two bytes in UTF-8, and a plain character one. */
static void refuse_large(struct compiler *c, const char *p, const char *end)
{
	uint32_t v;

	for (size_t n; p < end; p += n) {
		n = letter_read(p, (size_t)(end - p), &v);
		if (n > 1)
			diag_error(&c->diag, c->token.at, "character too large for enclosing character literal type");
	}
}

/* What a literal's prefix says of its characters: their size in bytes. */
static size_t unit_of(const struct token *t)
{
	return *t->text == 'U' ? 4 : *t->text == 'L' || (*t->text == 'u' && t->text[1] != '8') ? 2 : 1;
}

static enum type_kind character_type(size_t unit)
{
	return unit == 4 ? TYPE_UINT : unit == 2 ? TYPE_USHORT : TYPE_CHAR;
}

static void check_escape(struct compiler *c, uint32_t v, size_t unit, struct place_in_source at)
{
	if (!(v & FROM_CODE_POINT) && unit < 4 && v >> 8 * unit != 0)
		diag_error(&c->diag, at, "escape sequence out of range");
}

static struct node *char_literal(struct compiler *c)
{
	const char *p = c->token.text, *end = p + c->token.size_bytes - 1;
	size_t size = unit_of(&c->token);
	uint32_t v = 0;
	unsigned n = 0;

	p = strchr(p, '\'') + 1;
	if (size == 1)
		refuse_large(c, p, end);
	while (p < end) {
		uint32_t one = size > 1 && *p != '\\' ? source_char(c, &p, end, c->token.at) :
		               literal_char(c, &p, end, c->token.at);
		uint32_t unit[4];
		unsigned units = encode(one, size, unit);

		check_escape(c, one, size, c->token.at);

		for (unsigned i = 0; i < units; i++)
			v = size > 1 ? unit[i] : v << 8 | (unit[i] & 0xff);
		n += units;
	}
	if (n == 0 || n > 4)
		diag_error(&c->diag, c->token.at, n == 0 ? "empty character constant" : "character constant too long");
	else if (*c->token.text != 'L' && size > 1 && n > 1)
		diag_error(&c->diag, c->token.at, size == 2 ? "character too large for enclosing character literal type" :
		           "Unicode character literals may not contain multiple characters");
	if (size > 1)
		return number(c, v, basic_type(c, character_type(size)), c->token.at);
	return number(c, n == 1 ? (int8_t)v : (int32_t)v, basic_type(c, TYPE_INT), c->token.at);
}

/* Adjacent literals are one, and one prefix is enough for all. */
static void join_strings(struct compiler *c, struct token **part, size_t *parts, size_t *unit)
{
	size_t room = 0;
	char kind = 0;

	*part = NULL;
	*parts = 0;
	*unit = 1;
	for (; c->token.kind == TOKEN_STRING; advance(c)) {
		size_t size = unit_of(&c->token);
		char mine = *c->token.text == '"' ? 0 : *c->token.text == 'u' && size == 1 ? '8' : *c->token.text;

		if (mine && kind && mine != kind)
			diag_error(&c->diag, c->token.at, "unsupported non-standard concatenation of string literals");
		kind = mine ? mine : kind;
		*unit = size > *unit ? size : *unit;
		grow_array(part, &room, *parts + 1, sizeof **part);
		(*part)[(*parts)++] = c->token;
	}
}

/* Adjacent literals as characters, without the terminating zero; the caller frees *chars. */
static void decode_string(struct compiler *c, uint32_t **chars, size_t *count, size_t *unit)
{
	struct token *part;
	size_t room = 0, n = 0, parts;

	*chars = NULL;
	grow_array(chars, &room, 16, sizeof **chars);
	join_strings(c, &part, &parts, unit);
	for (size_t i = 0; i < parts; i++) {
		const char *p = strchr(part[i].text, '"') + 1, *end = part[i].text + part[i].size_bytes - 1;

		while (p < end) {
			uint32_t one = *unit > 1 && *p != '\\' ? source_char(c, &p, end, part[i].at) :
			               literal_char(c, &p, end, part[i].at);

			check_escape(c, one, *unit, part[i].at);
			grow_array(chars, &room, n + 4, sizeof **chars);
			n += encode(one, *unit, *chars + n);
		}
	}
	free(part);
	*count = n;
}

/* The bytes of a literal, with its zero, at the end of the read-only data. Their offset. */
static size_t place_literal(struct compiler *c, const uint8_t *bytes, size_t size, size_t unit)
{
	struct program *p = c->program;
	size_t at = (p->rdata_bytes + unit - 1) / unit * unit;

	if (at + size > RDATA_MAX)
		diag_syntax(&c->diag, c->token.at, "the lab's literals are too large");
	grow_array(&p->rdata, &p->rdata_room, at + size, 1);
	memset(p->rdata + p->rdata_bytes, 0, at - p->rdata_bytes);
	memcpy(p->rdata + at, bytes, size);
	p->rdata_bytes = at + size;
	return at;
}

/* Equal literals are one object, as the compiler has it. */
size_t find_literal(struct compiler *c, const uint8_t *bytes, size_t size, size_t unit)
{
	uint32_t hash = 2166136261u;
	struct literal *l, **bucket;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 16777619u;
	bucket = &c->literal[hash % LITERAL_BUCKETS];
	for (l = *bucket; l; l = l->next)
		if (l->hash == hash && l->size_bytes == size && l->unit == unit &&
		    memcmp(c->program->rdata + l->offset, bytes, size) == 0)
			return l->offset;
	l = arena_alloc(&c->arena, sizeof *l);
	*l = (struct literal){ hash, size, unit, place_literal(c, bytes, size, unit), *bucket };
	*bucket = l;
	return l->offset;
}

static uint64_t string_literal(struct compiler *c, uint64_t *count, size_t *unit)
{
	uint32_t *chars;
	uint8_t *bytes;
	size_t n, at;

	decode_string(c, &chars, &n, unit);
	bytes = arena_alloc(&c->arena, (n + 1) * *unit);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < *unit; k++)
			bytes[i * *unit + k] = (uint8_t)(chars[i] >> 8 * k);
	free(chars);
	at = find_literal(c, bytes, (n + 1) * *unit, *unit);
	*count = n + 1;
	return RDATA_BASE + at;
}

static struct node *string_node(struct compiler *c)
{
	struct place_in_source at = c->token.at;
	struct node *n = new_node(c, NODE_GLOBAL, NULL, at);
	uint64_t count;
	size_t unit;

	n->value = (int64_t)string_literal(c, &count, &unit);
	n->type = type_array(&c->types, basic_type(c, character_type(unit)), count, true);
	n->literal = n->text = true;
	return n;
}

/* __func__ is the function's name as if by a literal. */
static struct node *function_name(struct compiler *c, struct place_in_source at)
{
	const char *text = c->function ? c->function->name->text : "";
	size_t size = strlen(text) + 1;
	struct node *n = new_node(c, NODE_GLOBAL, type_array(&c->types, basic_type(c, TYPE_CHAR), size, true), at);

	n->value = (int64_t)(RDATA_BASE + find_literal(c, (const uint8_t *)text, size, 1));
	return n;
}

/* Where the arguments lie that the function has no names for: what va_start takes. */
static struct node *unnamed_arguments(struct compiler *c, struct place_in_source at)
{
	struct node *area, *n;
	struct type *t = type_basic(&c->types, TYPE_CHAR);

	if (!c->function || !c->function->type->variadic)
		diag_syntax(&c->diag, at, "'va_start' used in function with fixed args");
	area = new_node(c, NODE_LOCAL, type_array(&c->types, t, 8, true), at);
	area->value = c->unnamed_arguments;
	n = new_node(c, NODE_ADDRESS, type_pointer(&c->types, t), at);
	n->a = area;
	return n;
}

/* _alloca(size): bytes of the stack until the function returns. */
static struct node *stack_bytes(struct compiler *c, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_ALLOCA, type_pointer(&c->types, basic_type(c, TYPE_VOID)), at);

	expect_punct(c, '(', " after '_alloca'");
	n->a = convert_assign(c, assignment(c), basic_type(c, TYPE_ULLONG), "passing to parameter of type");
	expect_punct(c, ')', " after the arguments");
	if (!c->function)
		diag_syntax(&c->diag, at, "'_alloca' is only allowed in a function");
	return n;
}

/* GetExceptionCode() and its relatives: where each may stand is the compiler's business. */
static struct node *exception_intrinsic(struct compiler *c, enum intrinsic k, struct place_in_source at)
{
	struct node *n;
	struct context *x = c->context;

	advance(c);
	if (k == INTRINSIC_VA_START)
		return unnamed_arguments(c, at);
	if (k == INTRINSIC_ALLOCA)
		return stack_bytes(c, at);
	if (take_punct(c, '('))
		expect_punct(c, ')', "");
	if (k == INTRINSIC_CODE) {
		n = new_node(c, NODE_EXC_CODE, basic_type(c, TYPE_ULONG), at);
		if (c->in_filter)
			return n;
		while (x && !x->in_handler)
			x = x->outer;
		if (!x)
			diag_syntax(&c->diag, at, "'GetExceptionCode' only allowed in __except block or filter expression");
		n->kind = NODE_LOCAL;
		n->value = x->code_slot;
		return n;
	}
	if (k == INTRINSIC_INFO) {
		if (!c->in_filter)
			diag_syntax(&c->diag, at, "'GetExceptionInformation' only allowed in __except filter expression");
		return new_node(c, NODE_EXC_INFO, type_pointer(&c->types, basic_type(c, TYPE_VOID)), at);
	}
	while (x && !x->in_termination)
		x = x->outer;
	if (!x)
		diag_syntax(&c->diag, at, "'AbnormalTermination' only allowed in __finally block");
	return new_node(c, NODE_ABNORMAL, basic_type(c, TYPE_INT), at);
}

/* _Generic(value, type: expression, ..., default: expression): only the one that is chosen becomes code. */
static struct node *generic_selection(struct compiler *c, struct place_in_source at)
{
	struct node *chosen = NULL, *otherwise = NULL;
	struct type *type;

	expect_punct(c, '(', " after '_Generic'");
	c->unevaluated++;
	type = as_value(c, assignment(c))->type->plain;
	c->unevaluated--;
	while (take_punct(c, ',')) {
		struct type *of = NULL;
		struct node *n;

		if (!take_keyword(c, K_default))
			of = type_name(c);
		expect_punct(c, ':', "");
		n = assignment(c);
		if (!of)
			otherwise = n;
		else if (!chosen && type_compatible(type, of))
			chosen = n;
	}
	expect_punct(c, ')', " at the end of '_Generic'");
	if (!chosen && !otherwise)
		diag_syntax(&c->diag, at, "controlling expression type '%s' not compatible with any generic association type",
		            type_text(&c->types, type));
	return chosen ? chosen : otherwise;
}

static struct node *name_node(struct compiler *c)
{
	struct token t = c->token;
	struct symbol *s = t.name->symbol;
	struct type *type;
	struct node *n;

	if (t.name->intrinsic != 0 && !s)
		return exception_intrinsic(c, (enum intrinsic)t.name->intrinsic, t.at);
	if (take_keyword(c, K__Generic))
		return generic_selection(c, t.at);
	if (t.name->keyword != 0)
		diag_syntax(&c->diag, t.at, "expected expression, found '%s'", t.name->text);
	advance(c);
	if (strcmp(t.name->text, "__func__") == 0 || strcmp(t.name->text, "__FUNCTION__") == 0)
		return function_name(c, t.at);
	if (is_builtin(t.name))
		return builtin(c, t.name, t.at);
	if (!s && t.name->excused)
		diag_give_up(&c->diag);
	if (!s)
		t.name->excused = true; /* one mistake, one error */
	if (!s && at_punct(c, '('))
		diag_syntax(&c->diag, t.at, "call to undeclared function '%s': the simulator does not provide it, "
		            "or its header is not included", t.name->text);
	if (!s && c->token.kind == TOKEN_NAME && c->token.name->keyword == 0)
		diag_syntax(&c->diag, t.at, "unknown type name '%s': the simulator does not know it, or its header is not "
		            "included", t.name->text);
	if (!s)
		diag_syntax(&c->diag, t.at, "use of undeclared identifier '%s'", t.name->text);
	type = s->type;
	if (s->object)
		s = s->object;
	s->used |= c->unevaluated == 0 && s->kind != SYMBOL_FUNCTION;    /* a function is when code or data has its address */
	switch (s->kind) {
	case SYMBOL_LOCAL:
		return local_node(c, s, t.at);
	case SYMBOL_GLOBAL:
		if (!s->placed)
			place_global(c, s, 0);
		if (!s->placed)
			place_late(c, s);
		if (!s->placed)
			diag_syntax(&c->diag, t.at, "'%s' has an incomplete type here", t.name->text);
		n = new_node(c, NODE_GLOBAL, type->complete ? type : s->type, t.at);
		n->value = s->value;
		n->align = s->align;
		return n;
	case SYMBOL_FUNCTION:
		n = new_node(c, NODE_FUNCTION, type->old_style ? s->type : type, t.at);
		n->value = use_function(c, s);
		return n;
	case SYMBOL_CONSTANT:
		return number(c, s->value, s->type, t.at);
	case SYMBOL_TYPEDEF: case SYMBOL_TAG:
		break;
	}
	diag_syntax(&c->diag, t.at, "unexpected type name '%s': expected expression", t.name->text);
}

/* At file level, and in the initialiser of a static object, it is a static object itself. */
static struct node *static_literal(struct compiler *c, struct node *n)
{
	struct symbol *s = arena_alloc(&c->arena, sizeof *s);

	*s = (struct symbol){ .kind = SYMBOL_GLOBAL, .type = n->type, .at = n->at, .defined = true };
	place_global(c, s, 0);
	initialise_global(c, s);
	n->kind = NODE_GLOBAL;
	n->type = s->type;
	n->value = s->value;
	return n;
}

struct node *compound_literal(struct compiler *c, struct type *type, struct place_in_source at)
{
	struct node *n = new_node(c, NODE_COMPOUND, type, at), *target = new_node(c, NODE_LOCAL, type, at);

	n->literal = true;
	if (c->depth == 0 || c->in_static_initializer)
		return static_literal(c, n);
	if (type->complete)
		target->value = new_local(c, type->size, type->align);
	n->a = initialise_local(c, target, &n->type);
	n->value = target->value;
	return n;
}

struct node *primary_expression(struct compiler *c)
{
	struct token t = c->token;
	struct node *n;

	switch (t.kind) {
	case TOKEN_NUMBER:
		n = floating_literal(c);
		if (!n)
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
			enter_nesting(c);
			n = at_punct(c, '{') ? statement_expression(c) : expression(c);
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
