/*
 * specifier.c - the words that a declaration begins with: `static const unsigned long`.
 *
 * Words are counted, for C lets them come in any order; what they mean together is
 * decided at the end. What the simulator does not support is refused by name here.
 */
#include "sim/lang/decl.h"

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

/* __declspec(...), __attribute__((...)) and calling conventions say nothing that matters here,
 * but for those that change layout or sharing. */
bool skip_attribute(struct compiler *c)
{
	if (take_keyword(c, K___cdecl))
		return true;
	if (at_keyword(c, K___declspec) || at_keyword(c, K___attribute__)) {
		struct place_in_source at = c->token.at;
		const struct token *t;

		advance(c);
		t = peek(c);
		if (t->kind == TOKEN_NAME && (strstr(t->name->text, "thread") ||
		                              strstr(t->name->text, "align")))
			diag_error(&c->diag, at, "the attribute '%s' is not supported by the simulator", t->name->text);
		if (at_punct(c, '('))
			skip_parenthesised(c);
		return true;
	}
	return false;
}

void refuse_words(struct compiler *c)
{
	static const struct { enum keyword k; const char *what; } refused[] = {
		{ K_float, "floating point ('float')" }, { K_double, "floating point ('double')" },
		{ K__Complex, "complex numbers" }, { K__Atomic, "'_Atomic'" }, { K__Thread_local, "threads ('_Thread_local')" },
		{ K__Alignas, "'_Alignas'" }, { K_typeof, "'typeof'" }, { K__Generic, "'_Generic'" },
		{ K_asm, "inline assembly" },
	};

	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (at_keyword(c, refused[i].k))
			diag_syntax(&c->diag, c->token.at, "%s is not supported by the simulator", refused[i].what);
}

/* ---- specifiers ---- */

struct counts { unsigned v, boolean, character, shortness, integer, length, sign, unsignedness; };

static struct type *basic_of(struct compiler *c, const struct counts *n, struct place_in_source at)
{
	enum type_kind k;

	if (n->v + n->boolean + n->character > 1 || (n->shortness && n->length) || (n->sign && n->unsignedness) ||
	    n->length > 2 || n->shortness > 1 || ((n->v || n->boolean) && (n->integer || n->length || n->shortness ||
	    n->sign || n->unsignedness)) || (n->character && (n->integer || n->length || n->shortness)))
		diag_syntax(&c->diag, at, "invalid combination of type specifiers");
	if (n->v)
		k = TYPE_VOID;
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

struct type *specifiers(struct compiler *c, enum storage *storage)
{
	struct place_in_source at = c->token.at;
	struct counts n = { 0 };
	struct type *type = NULL;
	bool is_const = false, is_volatile = false, any = false;

	*storage = STORAGE_NONE;
	for (;;) {
		refuse_words(c);
		if (skip_attribute(c))
			continue;
		if (take_keyword(c, K_const))
			is_const = true;
		else if (take_keyword(c, K_volatile))
			is_volatile = true;
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
		else if (!any && !type && is_typedef_name(&c->token)) {
			type = c->token.name->symbol->type;
			advance(c);
		} else
			break;
	}
	if (!type && !any) {
		const struct token *t = peek(c);

		if (c->token.kind != TOKEN_NAME || c->token.name->keyword != 0)
			diag_syntax(&c->diag, at, "type specifier missing");
		if (t->kind == TOKEN_NAME || (t->kind == TOKEN_PUNCT && t->punct == '*'))
			diag_syntax(&c->diag, c->token.at, "unknown type name '%s'", c->token.name->text);
		diag_warning(&c->diag, at, "type specifier missing, defaults to 'int'");
	}
	if (!type)
		type = basic_of(c, &n, at);
	return type_qualified(&c->types, type, is_const, is_volatile);
}
