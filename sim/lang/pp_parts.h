/*
 * pp_parts.h - what the parts of the preprocessor share: its state, lists of tokens, each other.
 *
 * pp.c has the stream of tokens and the directives, macro.c the definitions and
 * their expansion, expansion.c what that may cost, condition.c #if and its kin, pragma.c #pragma and #line.
 *
 * Knows of: pp. Used by: condition, expansion, macro, pp, pragma.
 */
#ifndef FAULTLAB_SIM_PP_PARTS_H
#define FAULTLAB_SIM_PP_PARTS_H

#include "sim/lang/pp.h"

#include <string.h>

#define FILES_MAX 32            /* open at a time, one including the next */
#define TABLES_MAX 4            /* of constants */

enum special { SPECIAL_NO, SPECIAL_LINE, SPECIAL_FILE, SPECIAL_COUNTER };

struct macro {
	struct name *name;
	struct token *body;
	size_t size;
	struct name **param;
	size_t params;
	bool function_like, variadic, asleep;
	enum special special;
};

struct list { struct token *token; size_t size, room; };

struct buffer {                         /* tokens laid over the file */
	struct list own;                /* an expansion's, given back with the buffer; empty: somebody else's */
	struct token one;               /* of which a buffer without a token consists */
	struct token *token;
	size_t size, next;
	struct macro *macro;            /* asleep until the buffer is used up, or NULL */
	bool barrier;                   /* ends in TOKEN_END instead of going on below */
	bool space_after;               /* what follows it stands behind a space */
};

struct condition { bool live, taken, was_else; struct place_in_source at; };

struct file { struct lexer lexer; size_t conditions; };

struct aside { struct macro *macro; struct aside *next; };                              /* push_macro; the newest first */
struct packing { struct name *name; unsigned pack; struct packing *next; };             /* pack(push), in the same way */
struct once { const char *name; struct once *next; };                                   /* files that are read once */

/* #line: the lines of `source` behind `from` count from `line` on, and are said to be of `file`. The newest first. */
struct renumbered { const struct source *source; uint32_t from, line; const char *file; struct renumbered *next; };

struct pp {
	struct diag *diag;
	struct names *names;
	struct arena *arena;
	const char *folder;
	struct file file[FILES_MAX];
	size_t files;
	struct buffer *buffer;
	size_t buffers, buffer_room;
	struct condition *condition;
	size_t conditions, condition_room;
	struct name *defined, *va_args, *pragma, *microsoft_pragma;
	struct packing *packing;
	unsigned pack;                  /* bytes; 0: natural */
	struct once *once;
	struct renumbered *renumbered;
	const struct source *table[TABLES_MAX];         /* of constants (constants.h), in the order in which they were included */
	unsigned tables;
	bool space_pending;
	size_t tokens, depth;
	size_t held, read, made;        /* of expansions: tokens now, tokens so far, bytes of text so far (expansion.c) */
	unsigned counter;
};

struct argument { struct list raw, full; bool expanded; };

static inline void list_add(struct list *l, const struct token *t)
{
	grow_array(&l->token, &l->room, l->size + 1, sizeof *l->token);
	l->token[l->size++] = *t;
}

static inline bool is_punct(const struct token *t, unsigned punct)
{
	return t->kind == TOKEN_PUNCT && t->punct == punct;
}

static inline bool is_name(const struct token *t, const char *text)
{
	return t->kind == TOKEN_NAME && strcmp(t->name->text, text) == 0;
}

/* ---- the stream (pp.c) ---- */

/* Lay tokens over what is being read; their macro, if there is one, is asleep until they are used up. */
void pp_push_buffer(struct pp *pp, struct token *token, size_t size, struct macro *macro, bool barrier);
void pp_pop_buffer(struct pp *pp);
void pp_unread(struct pp *pp, const struct token *t);

/* The next token before macros expand. */
void pp_next_raw(struct pp *pp, struct token *t);

/* The rest of the directive's line. */
void pp_read_line(struct lexer *lx, struct list *out);

/* ---- macros (macro.c) ---- */
struct macro *macro_new(struct pp *pp, const char *name, enum special special);
void macro_define(struct pp *pp, const struct list *line, struct place_in_source at);
void macro_next(struct pp *pp, struct token *t);        /* the next token after their expansion */

/* An argument after its own full expansion. */
void macro_expand_argument(struct pp *pp, struct argument *a);          /* a->full is the caller's to drop */
struct token macro_make_text(struct pp *pp, enum token_kind kind, const char *text, const struct token *like);

/* ---- what expansion may cost (expansion.c): beyond it, an error, and nothing more is read ---- */
void expansion_hold(struct pp *pp, struct list *l, const struct token *token, size_t size);    /* add to a list */
void expansion_drop(struct pp *pp, struct list *l);
void expansion_read(struct pp *pp, const struct token *t);
void *expansion_text(struct pp *pp, struct place_in_source at, size_t size_bytes);              /* room for what # or ## makes */

/* ---- pragmas (pragma.c) ---- */
void pragma_line(struct pp *pp, struct list *line);             /* what follows #pragma */
bool pragma_in_line(struct pp *pp, const struct token *t);      /* t begins _Pragma(...) or __pragma(...): carried out */
bool pragma_is_read(const struct pp *pp, const char *name);     /* by a file that is to be read once */
void line_directive(struct pp *pp, struct lexer *lx, struct list *line, struct place_in_source at);
void marker_directive(struct pp *pp, struct lexer *lx, const struct list *line, const struct token *number);

/* ---- conditions (condition.c) ---- */

/* The conditionals. True if `name` was one of them. */
bool condition_directive(struct pp *pp, struct lexer *lx, const struct token *name, struct list *line);

#endif
