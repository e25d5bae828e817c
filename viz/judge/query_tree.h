/*
 * query_tree.h - a query after its words were read, before a trace is asked.
 *
 * Knows of: query. Used by: query_ask, query_parse.
 */
#ifndef VIZ_QUERY_TREE_H
#define VIZ_QUERY_TREE_H

#include "viz/judge/query.h"

enum { CONDS = 12, SELECTS = 8 };

enum relation { REL_NONE, REL_EQ, REL_NE, REL_LT, REL_LE, REL_GT, REL_GE, REL_HAS };

struct condition {
	struct field field;
	enum relation op;
	const char *text;
};

struct select {
	int type;
	struct condition cond[CONDS];
	int conds;
	const struct select *after, *before;
};

enum query_kind { Q_COUNT, Q_DISTINCT, Q_FIRST, Q_LAST, Q_MIN, Q_MAX, Q_SUM, Q_LIST, Q_SOME, Q_NO, Q_EACH, Q_ORDER, KINDS };

struct query {
	enum query_kind kind;
	struct select *select[SELECTS];
	int selects;
	bool has;                       /* `each SEL has`: select[1] is the same type with the conditions */
	struct field field;             /* of the kinds that have one */
	enum relation op;
	const char *text;               /* the right side: a text, or */
	const struct query *right;
};

bool query_has_field(enum query_kind k);

#endif
