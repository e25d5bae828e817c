/*
 * query_tree.h - a query after its words were read, before a trace is asked.
 *
 * Knows of: query.h, fields.h. Used by: query_parse, query_ask.
 */
#ifndef VIZ_QUERY_TREE_H
#define VIZ_QUERY_TREE_H

#include "viz/judge/query.h"

enum { CONDS = 12, SELECTS = 8 };

enum op { OP_NONE, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_HAS };

struct cond {
	struct field field;
	enum op op;
	const char *text;
};

struct select {
	int type;
	struct cond cond[CONDS];
	int conds;
	const struct select *after, *before;
};

enum kind { Q_COUNT, Q_DISTINCT, Q_FIRST, Q_LAST, Q_MIN, Q_MAX, Q_SUM, Q_LIST, Q_SOME, Q_NO, Q_EACH, Q_ORDER, KINDS };

struct query {
	enum kind kind;
	struct select *select[SELECTS];
	int selects;
	bool has;                       /* `each SEL has`: select[1] is the same type with the conditions */
	struct field field;             /* of the kinds that have one */
	enum op op;
	const char *text;               /* the right side: a text, or */
	const struct query *right;
};

bool query_has_field(enum kind k);

#endif
