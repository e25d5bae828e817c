/*
 * lex.h - bytes of a source file become preprocessing tokens.
 *
 * Continued lines are joined first of all, comments become spaces; names are
 * interned, so that one pointer is one spelling and a name carries what the
 * later stages attach to it: a macro, a keyword, a symbol.
 *
 * Knows of: core/letter, diag. Used by: pp, type, words.
 */
#ifndef FAULTLAB_SIM_LEX_H
#define FAULTLAB_SIM_LEX_H

#include "sim/lang/diag.h"

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_NUMBER, TOKEN_CHAR, TOKEN_STRING, TOKEN_PUNCT, TOKEN_OTHER };

/* Punctuators of one character are that character. */
enum punct {
	P_ARROW = 256, P_INC, P_DEC, P_SHL, P_SHR, P_LE, P_GE, P_EQ, P_NE, P_AND, P_OR, P_ELLIPSIS,
	P_MUL_SET, P_DIV_SET, P_MOD_SET, P_ADD_SET, P_SUB_SET, P_SHL_SET, P_SHR_SET,
	P_AND_SET, P_XOR_SET, P_OR_SET, P_PASTE
};

struct macro;
struct symbol;
struct label;
struct aside;

struct name {                           /* one spelling */
	const char *text;
	uint32_t size_bytes, hash;
	uint16_t keyword;               /* enum keyword of tree.h; 0: none */
	uint16_t intrinsic;             /* enum intrinsic of tree.h; 0: none */
	unsigned asked;                 /* so many tables of constants do not have it (pp.c) */
	bool excused;                   /* undeclared, which was told, or the fault of a declaration that was not read */
	struct macro *macro;            /* its definition now, or NULL */
	struct symbol *symbol, *tag;    /* innermost meaning now, or NULL */
	struct label *label;            /* of the function that is read, the innermost; or an older one's (jump.c) */
	struct aside *aside;            /* what push_macro put aside; the newest first */
	struct symbol *linked;          /* the object or function of that name, whether a scope shows it or not */
	struct name *next;
};

struct token {
	uint8_t kind;
	bool first_on_line, space_before;
	bool painted;                   /* a macro's name that must not expand again */
	uint16_t punct;
	uint32_t size_bytes;
	const char *text;               /* spelling, not terminated */
	struct name *name;              /* of TOKEN_NAME */
	struct place_in_source at;
};

struct names {
	struct arena *arena;
	struct name **bucket;
	size_t buckets, count;
	/* Called with each name in a lab's text of which `asked` is less than `askers`: who knows a constant of that name? */
	void (*ask)(void *context, struct name *name);
	void *context;
	unsigned askers;
};
struct name *name_intern(struct names *names, const char *text, size_t size_bytes);

struct lexer {
	struct diag *diag;
	struct names *names;
	const struct source *source;
	const char *next, *end, *line_start;
	const char **join;              /* places in the text where a continuation was */
	size_t joins, next_join;
	uint32_t line;
	bool first_on_line;
	bool quiet;                     /* what it reads counts for nothing: a quote alone is no error */
};

void lex_start(struct lexer *lx, struct diag *diag, struct names *names, const struct source *source);
void lex_next(struct lexer *lx, struct token *t);

/* `<windows.h>` or `"x.h"` after #include, as one token of kind TOKEN_STRING or TOKEN_OTHER ('<'). */
void lex_header_name(struct lexer *lx, struct token *t);

#endif
