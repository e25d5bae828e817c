/*
 * pp.h - the preprocessor: directives, macros, headers.
 *
 * Tokens are pulled one by one. A macro's expansion is a buffer laid over the
 * file; while it is being read its macro is asleep, and a name that is met while
 * its macro sleeps is painted and never expands again, as the C standard has it.
 *
 * Limits, each with its own message: nesting of files and of expansions, and how much
 * one lab may expand to, in tokens and in text (a lab cannot eat the host).
 *
 * Knows of: constants, headers, lex, pp_parts, source. Used by: pp_parts, tree.
 */
#ifndef FAULTLAB_SIM_PP_H
#define FAULTLAB_SIM_PP_H

#include "sim/lang/lex.h"

#define PP_TOKENS_MAX   4000000         /* of files */
#define PP_EXPANDED_MAX 1000000         /* of expansions, those of arguments included */
#define PP_HELD_MAX     400000          /* of expansions at a time */
#define PP_TEXT_MAX     (16 * 1024 * 1024)      /* bytes that # and ## make, with what a token takes */
#define PP_PARAMS_MAX   1000
#define PP_DEPTH_MAX    200

struct pp;

/* `folder` is where #include "x.h" looks ("" for the working directory); not copied. */
struct pp *pp_new(struct diag *diag, struct names *names, struct arena *arena, const char *folder);
void pp_free(struct pp *pp);

/* Define a macro as if by #define NAME TEXT. */
void pp_define(struct pp *pp, const char *name, const char *text);

void pp_push_source(struct pp *pp, const struct source *source);

/* How closely the members of a structure lie that begins here (#pragma pack); 0: as their types say. */
unsigned pp_pack(const struct pp *pp);

/* The line and file of a place as #line has it. */
uint32_t pp_line(const struct pp *pp, struct place_in_source at);
const char *pp_file(const struct pp *pp, struct place_in_source at);

/* The next token after all preprocessing; TOKEN_END for ever at the end. */
void pp_next(struct pp *pp, struct token *t);

#endif
