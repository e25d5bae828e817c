/*
 * decl.h - what the parts of declaration reading share: specifiers, tags, declarators.
 *
 * Knows of: tree. Used by: declarator, specifier, tag.
 */
#ifndef FAULTLAB_SIM_DECL_H
#define FAULTLAB_SIM_DECL_H

#include "sim/lang/tree.h"

#define OBJECT_BYTES_MAX ((uint64_t)1 << 30)

enum storage { STORAGE_NONE, STORAGE_TYPEDEF, STORAGE_EXTERN, STORAGE_STATIC };

struct declarator { struct name *name; struct place_in_source at; struct type *type; };

/* ---- specifier.c: the type that a declaration begins with ---- */
struct type *specifiers(struct compiler *c, enum storage *storage);
bool token_starts_type(const struct token *t);
bool skip_attribute(struct compiler *c);        /* false: there was none */
void refuse_words(struct compiler *c);          /* words of C that the simulator does not know */

/* ---- tag.c: struct, union, enum; the keyword is read already ---- */
struct type *record_specifier(struct compiler *c, enum type_kind kind);
struct type *enum_specifier(struct compiler *c);

/* ---- declarator.c: a name and what it makes of the type; `abstract`: perhaps no name ---- */
void declarator(struct compiler *c, struct type *base, struct declarator *d, bool abstract);

#endif
