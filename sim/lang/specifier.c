/*
 * specifier.c - the words that a declaration begins with: `static const unsigned long`.
 *
 * Words are counted, for C lets them come in any order; what they mean together is
 * decided at the end. What the simulator does not support is refused by name here.
 */
#include "sim/lang/decl.h"
#include "sim/lang/words.h"

#include <string.h>

static bool is_typedef_name(const struct token *t)
{
	return t->kind == TOKEN_NAME && t->name->keyword == 0 && t->name->symbol &&
	       t->name->symbol->kind == SYMBOL_TYPEDEF;
}

bool token_starts_type(const struct token *t)
{
	if (t->kind != TOKEN_NAME)
		return false;
	if (t->name->keyword == 0)
		return is_typedef_name(t);
	switch ((enum keyword)t->name->keyword) {
	case K_void: case K__Bool: case K_char: case K_short: case K_int: case K_long: case K_signed:
	case K_unsigned: case K_float: case K_double: case K__Complex: case K_const: case K_volatile:
	case K_restrict: case K__Atomic: case K_struct: case K_union: case K_enum: case K_typedef:
	case K_extern: case K_static: case K_auto: case K_register: case K_inline: case K__Noreturn:
	case K__Thread_local: case K__Alignas: case K___int64: case K___declspec: case K___attribute__:
	case K_typeof: case K___cdecl:
		return true;
	default:
		return false;
	}
}

bool starts_type(struct compiler *c)
{
	return token_starts_type(&c->token);
}

static void skip_parenthesised(struct compiler *c)
{
	int level = 0;

	do {
		if (c->token.kind == TOKEN_END)
			diag_syntax(&c->diag, c->token.at, "expected ')'");
		if (at_punct(c, '('))
			level++;
		if (at_punct(c, ')'))
			level--;
		advance(c);
	} while (level > 0);
}

static void take_alignment(struct compiler *c, struct attributes *a, struct place_in_source at, int64_t align)
{
	if (align < 0 || align > 8192 || (align & (align - 1)) != 0)
		diag_error(&c->diag, at, "requested alignment must be a power of two, 8192 at most");
	else if (align > a->align)
		a->align = (uint32_t)align;
}

/* ( N ) behind aligned or align; aligned alone is as much as any type needs. */
static void take_aligned(struct compiler *c, struct attributes *a)
{
	struct place_in_source at = c->token.at;
	int64_t align = 16;

	if (take_punct(c, '(')) {
		align = constant_expression(c, "alignment");
		expect_punct(c, ')', "");
	}
	take_alignment(c, a, at, align);
}

/* _Alignas(type or number). */
static void take_alignas(struct compiler *c, struct attributes *a)
{
	struct place_in_source at = c->token.at;

	expect_punct(c, '(', " after '_Alignas'");
	take_alignment(c, a, at, starts_type(c) ? type_name(c)->align : constant_expression(c, "alignment"));
	expect_punct(c, ')', "");
}

/* __word__ is the same. */
static bool is_word(const struct token *t, const char *word)
{
	size_t n = strlen(word);

	return t->kind == TOKEN_NAME && ((t->size_bytes == n && memcmp(t->text, word, n) == 0) ||
	       (t->size_bytes == n + 4 && memcmp(t->text, "__", 2) == 0 && memcmp(t->text + 2, word, n) == 0));
}

/* What stands between the parentheses of an attribute, one after the other. */
static void attribute_list(struct compiler *c, struct attributes *a)
{
	const char *refused;

	while (!at_punct(c, ')')) {
		struct token word = c->token;

		if (word.kind == TOKEN_END)
			diag_syntax(&c->diag, word.at, "expected ')'");
		advance(c);
		for (size_t i = 0; (refused = word_at(WORDS_ATTRIBUTES_REFUSED, i)) != NULL; i++)
			if (is_word(&word, refused))
				diag_error(&c->diag, word.at, "the attribute '%s' is not supported by the simulator", refused);
		if (is_word(&word, "packed"))
			a->packed = true;
		else if (is_word(&word, "aligned") || is_word(&word, "align"))
			take_aligned(c, a);
		else if (at_punct(c, '('))
			skip_parenthesised(c);
	}
}

/* __declspec(...), __attribute__((...)), _Alignas(...) and calling conventions; most say nothing that matters here. */
bool take_attribute(struct compiler *c, struct attributes *a)
{
	bool twice = at_keyword(c, K___attribute__);

	if (take_keyword(c, K___cdecl))
		return true;
	if (take_keyword(c, K__Alignas)) {
		take_alignas(c, a);
		return true;
	}
	if (!twice && !at_keyword(c, K___declspec))
		return false;
	advance(c);
	expect_punct(c, '(', twice ? " after '__attribute__'" : " after '__declspec'");
	if (twice)
		expect_punct(c, '(', " after '__attribute__'");
	attribute_list(c, a);
	expect_punct(c, ')', "");
	if (twice)
		expect_punct(c, ')', "");
	return true;
}

void refuse_words(struct compiler *c)
{
	static const struct { enum keyword k; const char *what; } refused[] = {
		{ K__Complex, "complex numbers" }, { K__Thread_local, "threads ('_Thread_local')" },
		{ K_asm, "inline assembly" },
	};

	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (at_keyword(c, refused[i].k))
			diag_syntax(&c->diag, c->token.at, "%s is not supported by the simulator", refused[i].what);
}

/* ---- specifiers ---- */

struct counts { unsigned v, single, real, boolean, character, shortness, integer, length, sign, unsignedness; };

static struct type *basic_of(struct compiler *c, const struct counts *n, struct place_in_source at)
{
	enum type_kind k;

	if (n->real == 1 && n->length == 1 && n->v + n->single + n->boolean + n->character + n->shortness + n->integer + n->sign +
	    n->unsignedness == 0)
		return type_basic(&c->types, TYPE_EXTENDED);
	if (n->v + n->single + n->real + n->boolean + n->character > 1 || (n->shortness && n->length) || (n->sign && n->unsignedness) ||
	    n->length > 2 || n->shortness > 1 || ((n->v || n->single || n->real || n->boolean) &&
	    (n->integer || n->length || n->shortness || n->sign || n->unsignedness)) ||
	    (n->character && (n->integer || n->length || n->shortness)))
		diag_syntax(&c->diag, at, "invalid combination of type specifiers");
	if (n->v)
		k = TYPE_VOID;
	else if (n->single)
		k = TYPE_FLOAT;
	else if (n->real)
		k = TYPE_DOUBLE;
	else if (n->boolean)
		k = TYPE_BOOL;
	else if (n->character)
		k = n->unsignedness ? TYPE_UCHAR : n->sign ? TYPE_SCHAR : TYPE_CHAR;
	else if (n->shortness)
		k = n->unsignedness ? TYPE_USHORT : TYPE_SHORT;
	else if (n->length == 2)
		k = n->unsignedness ? TYPE_ULLONG : TYPE_LLONG;
	else if (n->length == 1)
		k = n->unsignedness ? TYPE_ULONG : TYPE_LONG;
	else
		k = n->unsignedness ? TYPE_UINT : TYPE_INT;
	return type_basic(&c->types, k);
}

/* GNU's typeof(type or expression), which is not evaluated. */
static struct type *type_of(struct compiler *c)
{
	struct node *sizes;
	struct type *t;

	expect_punct(c, '(', " after 'typeof'");
	c->unevaluated++;
	t = starts_type(c) ? type_name(c) : expression(c)->type;
	c->unevaluated--;
	if ((sizes = take_sizes(c)) != NULL)
		gen_effect(c, sizes);
	expect_punct(c, ')', "");
	return t;
}

static struct type *atomic_of(struct compiler *c, struct type *t, struct place_in_source at)
{
	if (!type_is_scalar(t) || t->kind == TYPE_EXTENDED)
		diag_syntax(&c->diag, at, "an '_Atomic' object of type '%s' is not supported by the simulator", type_text(&c->types, t));
	return type_atomic(&c->types, t);
}

/* Behind _Atomic: a specifier, if a type in parentheses follows, else a qualifier. */
static void atomic(struct compiler *c, struct type **type, bool *is_atomic)
{
	struct place_in_source at = c->token.at;

	*is_atomic |= *type != NULL || !at_punct(c, '(');
	if (*type || !take_punct(c, '('))
		return;
	*type = atomic_of(c, type_name(c), at);
	expect_punct(c, ')', "");
}

struct type *specifiers(struct compiler *c, enum storage *storage, struct attributes *attributes)
{
	struct place_in_source at = c->token.at;
	struct counts n = { 0 };
	struct type *type = NULL;
	bool is_const = false, is_volatile = false, is_atomic = false, any = false;

	*storage = STORAGE_NONE;
	*attributes = (struct attributes){ 0 };
	for (;;) {
		refuse_words(c);
		if (take_attribute(c, attributes))
			continue;
		if (take_keyword(c, K_const))
			is_const = true;
		else if (take_keyword(c, K_volatile))
			is_volatile = true;
		else if (take_keyword(c, K__Atomic))
			atomic(c, &type, &is_atomic);
		else if (take_keyword(c, K_restrict) || take_keyword(c, K_auto) || take_keyword(c, K_register) ||
		         take_keyword(c, K_inline) || take_keyword(c, K__Noreturn))
			;
		else if (take_keyword(c, K_typedef))
			*storage = STORAGE_TYPEDEF;
		else if (take_keyword(c, K_extern))
			*storage = STORAGE_EXTERN;
		else if (take_keyword(c, K_static))
			*storage = STORAGE_STATIC;
		else if (!type && take_keyword(c, K_void))
			any = (n.v = 1) != 0;
		else if (!type && take_keyword(c, K_float))
			any = ++n.single != 0;
		else if (!type && take_keyword(c, K_double))
			any = ++n.real != 0;
		else if (!type && take_keyword(c, K__Bool))
			any = (n.boolean = 1) != 0;
		else if (!type && take_keyword(c, K_char))
			any = ++n.character != 0;
		else if (!type && take_keyword(c, K_short))
			any = ++n.shortness != 0;
		else if (!type && take_keyword(c, K_int))
			any = ++n.integer != 0;
		else if (!type && take_keyword(c, K_long))
			any = ++n.length != 0;
		else if (!type && take_keyword(c, K___int64))
			any = (n.length = 2) != 0;
		else if (!type && take_keyword(c, K_signed))
			any = ++n.sign != 0;
		else if (!type && take_keyword(c, K_unsigned))
			any = ++n.unsignedness != 0;
		else if (!any && !type && take_keyword(c, K_struct))
			type = record_specifier(c, TYPE_STRUCT);
		else if (!any && !type && take_keyword(c, K_union))
			type = record_specifier(c, TYPE_UNION);
		else if (!any && !type && take_keyword(c, K_enum))
			type = enum_specifier(c);
		else if (!any && !type && take_keyword(c, K_typeof))
			type = type_of(c);
		else if (!any && !type && is_typedef_name(&c->token)) {
			type = c->token.name->symbol->type;
			advance(c);
		} else
			break;
	}
	if (!type && !any) {
		const struct token *t = peek(c);

		if (c->token.kind == TOKEN_NAME && c->token.name->keyword != 0)
			diag_syntax(&c->diag, at, "type specifier missing");
		if (c->token.kind == TOKEN_NAME && !c->token.name->symbol &&
		    (t->kind == TOKEN_NAME || (t->kind == TOKEN_PUNCT && t->punct == '*')))
			diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
		diag_warning(&c->diag, at, "type specifier missing, defaults to 'int'");
	}
	if (!type)
		type = basic_of(c, &n, at);
	type = type_qualified(&c->types, type, is_const, is_volatile);
	return is_atomic ? atomic_of(c, type, at) : type;
}
