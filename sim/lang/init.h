/*
 * init.h - what the parts of initialiser reading share: the parts of an object, and what is said of them.
 *
 * Knows of: tree. Used by: initial.
 */
#ifndef FAULTLAB_SIM_INIT_H
#define FAULTLAB_SIM_INIT_H

#include "sim/lang/tree.h"

/* A part of an object: a type at an offset in bytes; a bit-field lies in `bits` bits from `bit` on. */
struct part { struct type *type; uint64_t offset; uint8_t bit, bits; };

enum item_kind {
	ITEM_VALUE,             /* the part gets `value` */
	ITEM_ANEW,              /* what was said of the part before is void */
	ITEM_TEXT,              /* the same, and it has a text as its value */
	ITEM_ELIDED,            /* its own parts come without braces: void is what was said of it if that was one value */
	ITEM_CHOICE             /* the part is a union, and member `choice` of it is meant from now on */
};

struct item {
	enum item_kind kind;
	struct part part;
	struct node *value;
	uint64_t choice;
	uint64_t begin, end;            /* bits in the object */
	size_t order;                   /* in the text */
};

struct init {
	struct compiler *c;
	struct item *item;
	size_t items, room, copies;
	struct node *pending;           /* read already, not yet placed: braces were left out */
	uint64_t length;                /* elements of an array whose size comes from here */
	uint64_t extent;                /* bytes from the object's begin to the end of what is initialised */
	bool braced;
};

/* init.c: read the initialiser of an object of type *type; an array without a size gets one. */
void read_initializer(struct init *in, struct type **type);

#endif
