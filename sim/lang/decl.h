/*
 * decl.h - what the parts of declaration reading share: specifiers, tags, declarators.
 *
 * Knows of: tree. Used by: declarator, layout, specifier, tag.
 */
#ifndef FAULTLAB_SIM_DECL_H
#define FAULTLAB_SIM_DECL_H

#include "sim/lang/tree.h"

#define OBJECT_BYTES_MAX ((uint64_t)1 << 30)

enum storage { STORAGE_NONE, STORAGE_TYPEDEF, STORAGE_EXTERN, STORAGE_STATIC };

/* What attributes and _Alignas say that matters here. */
struct attributes { uint32_t align; bool packed; };

struct declarator { struct name *name; struct place_in_source at; struct type *type; struct attributes attributes; };

/* ---- specifier.c: the type that a declaration begins with ---- */
struct type *specifiers(struct compiler *c, enum storage *storage, struct attributes *attributes);
bool token_starts_type(const struct token *t);
bool take_attribute(struct compiler *c, struct attributes *a);   /* attributes, calling conventions; false: there was none */
void refuse_words(struct compiler *c);          /* words of C that the simulator does not know */

/* ---- tag.c: struct, union, enum; the keyword is read already ---- */
struct type *record_specifier(struct compiler *c, enum type_kind kind);
struct type *enum_specifier(struct compiler *c);

/* ---- layout.c: where the members of a record lie; `pack`: no further apart than this, 0: as their types say ---- */
void lay_out(struct type *t, unsigned pack, const struct attributes *a, const struct attributes *of_member);

/* ---- declarator.c: a name and what it makes of the type; `abstract`: perhaps no name ---- */
void types_of_names(struct compiler *c, struct type *f);        /* f(a, b) int a; char *b; up to the body */
void declarator(struct compiler *c, struct type *base, struct declarator *d, bool abstract);

#endif
