/*
 * type.h - C types with the sizes and layout of x86-64 Windows (LLP64).
 *
 * long is 32 bits, pointers are 64, char is signed, wchar_t is 16 bits. Types
 * are shared and never changed once complete; a qualified type is a copy that
 * knows its unqualified original.
 *
 * Knows of: host/extended, lex. Used by: tree. Source: docs/reference/sources.md, [x64-abi].
 */
#ifndef FAULTLAB_SIM_TYPE_H
#define FAULTLAB_SIM_TYPE_H

#include "sim/lang/lex.h"

enum type_kind {
	TYPE_VOID, TYPE_FLOAT, TYPE_DOUBLE, TYPE_EXTENDED,
	TYPE_BOOL, TYPE_CHAR, TYPE_SCHAR, TYPE_UCHAR, TYPE_SHORT, TYPE_USHORT, TYPE_INT, TYPE_UINT,
	TYPE_LONG, TYPE_ULONG, TYPE_LLONG, TYPE_ULLONG, TYPE_ENUM,
	TYPE_POINTER, TYPE_ARRAY, TYPE_FUNCTION, TYPE_STRUCT, TYPE_UNION
};

struct type;

struct member {
	struct name *name;              /* NULL: an anonymous struct or union */
	struct type *type;
	uint64_t offset;                /* bytes */
	bool is_bits;                   /* a bit-field ... */
	uint8_t bit, bits;              /* ... of so many bits, from this one of its type's on */
};

struct type {
	enum type_kind kind;
	bool is_const, is_volatile, is_atomic, complete, variadic;
	bool old_style;                 /* f(): any arguments */
	bool stand_in;                  /* what follows a declarator in parentheses is not known yet */
	bool excused;                   /* a record whose members could not be read, which was told */
	uint64_t size;                  /* bytes */
	uint32_t align;                 /* bytes */
	struct type *base;              /* pointed to, element, returned; of an enum: its integer type */
	uint64_t count;                 /* elements of an array */
	struct node *length;            /* of an array whose size is computed: how many elements */
	int64_t vla_slot;               /* ... and the local that holds its bytes; 0: it is none */
	struct name *tag;               /* of struct, union, enum */
	struct member *member;
	size_t members;
	struct type **param;
	bool named_only;                /* f(a, b): names whose types stand behind the parentheses */
	struct name **param_name;
	struct place_in_source *param_at;
	size_t params;
	struct type *plain;             /* the unqualified type; itself if there are no qualifiers */
};

struct types { struct arena *arena; struct type basic[TYPE_ENUM]; };

void types_init(struct types *ts, struct arena *arena);
struct type *type_basic(struct types *ts, enum type_kind kind);
struct type *type_pointer(struct types *ts, struct type *to);
struct type *type_array(struct types *ts, struct type *of, uint64_t count, bool complete);
struct type *type_new(struct types *ts, enum type_kind kind);
struct type *type_qualified(struct types *ts, struct type *t, bool is_const, bool is_volatile);
struct type *type_atomic(struct types *ts, struct type *t);     /* and volatile, as a compiler reads and writes it */
struct type *type_aligned(struct types *ts, struct type *t, uint32_t align);    /* if that is more than its own */
void type_copy_layout(struct type *to, const struct type *from);       /* a qualified copy follows its completed original */

bool type_is_integer(const struct type *t);
bool type_is_floating(const struct type *t);
bool type_is_arithmetic(const struct type *t);  /* integer or floating */
bool type_is_scalar(const struct type *t);      /* arithmetic or pointer */
bool type_is_record(const struct type *t);      /* struct or union */
bool type_in_memory(const struct type *t);      /* a register holds the address of such a value: a record, a long double */
uint64_t type_copied(const struct type *t);     /* bytes that copying such a value moves */
bool type_is_signed(const struct type *t);
bool type_same(const struct type *a, const struct type *b);             /* qualifiers aside */
bool type_compatible(const struct type *a, const struct type *b);       /* qualifiers included */
struct type *type_promoted(struct types *ts, struct type *t);           /* integer promotion */
struct type *type_common(struct types *ts, struct type *a, struct type *b);    /* usual arithmetic conversions */
bool type_is_flexible(const struct type *t);            /* a structure that ends in an array without a size */
const struct member *type_member(const struct type *t, const struct name *name, uint64_t *offset);

/* The type as a compiler would print it. The text lives in the arena. */
const char *type_text(struct types *ts, const struct type *t);

#endif
