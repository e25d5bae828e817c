/*
 * tree.h - what the stages of the compiler share: symbols, expression trees, the compiler's state.
 *
 * Knows of: code, pp, type. Used by: compile, decl, expr, gen, init, parse, stmt, words.
 */
#ifndef FAULTLAB_SIM_TREE_H
#define FAULTLAB_SIM_TREE_H

#include "sim/lang/code.h"
#include "sim/lang/pp.h"
#include "sim/lang/type.h"

#define NESTING_MAX 256        /* brackets, blocks, declarators */
#define TREE_DEPTH_MAX 8000    /* operators on one path of a tree */

enum keyword {
	K_NONE,
#define KEYWORDS(X) \
	X(void) X(_Bool) X(char) X(short) X(int) X(long) X(signed) X(unsigned) X(float) X(double) X(_Complex) \
	X(const) X(volatile) X(restrict) X(_Atomic) X(struct) X(union) X(enum) X(typedef) X(extern) X(static) X(auto) X(register) \
	X(inline) X(_Noreturn) X(_Thread_local) X(_Alignas) X(_Alignof) X(_Static_assert) X(_Generic) X(sizeof) \
	X(if) X(else) X(while) X(do) X(for) X(switch) X(case) X(default) X(break) X(continue) X(goto) X(return) \
	X(__try) X(__except) X(__finally) X(__leave) X(__int64) X(__declspec) X(__attribute__) X(asm) X(typeof) \
	X(__cdecl) X(__builtin_offsetof) X(__label__)
#define X(name) K_##name,
	KEYWORDS(X)
#undef X
};

/* What stands in a name's `intrinsic`. */
enum intrinsic { INTRINSIC_NONE, INTRINSIC_CODE, INTRINSIC_INFO, INTRINSIC_ABNORMAL, INTRINSIC_VA_START, INTRINSIC_ALLOCA };

enum symbol_kind { SYMBOL_LOCAL, SYMBOL_GLOBAL, SYMBOL_FUNCTION, SYMBOL_TYPEDEF, SYMBOL_CONSTANT, SYMBOL_TAG };

struct symbol {
	enum symbol_kind kind;
	struct name *name;
	struct type *type;
	struct place_in_source at;
	int64_t value;                  /* LOCAL: offset from fp; GLOBAL: address; CONSTANT: value; FUNCTION: index */
	struct symbol *object;          /* a declaration in a block of what has linkage: that; else NULL */
	struct symbol *next_linked;     /* of those with linkage */
	bool placed;                    /* GLOBAL: has its address */
	bool defined;                   /* GLOBAL: has its definition; FUNCTION: its body */
	bool used;
	bool tentative;                 /* GLOBAL with linkage: declared without `extern`, so it is there */
	bool internal;                  /* declared `static` at file level */
	bool late;                      /* GLOBAL: used before its size was known; its address is none yet */
	bool was_late;                  /* ... and the lab has to be read once more */
	bool repairs, continues;        /* FUNCTION: calls what changes memory; may answer CONTINUE_EXECUTION */
	unsigned depth;                 /* block nesting of the declaration; 0: file */
	uint32_t align;                 /* bytes, if its attributes ask for more than its type */
	size_t born;                    /* LOCAL: the instruction from which on it is known */
	struct symbol *outer;           /* meaning that this one hides */
};

enum node_kind {
	NODE_NUMBER,                    /* value */
	NODE_LOCAL, NODE_GLOBAL,        /* lvalue at fp+value, at address value */
	NODE_FUNCTION,                  /* address of function `value` */
	NODE_DEREF,                     /* lvalue at address a */
	NODE_MEMBER,                    /* lvalue (or part of a record value) at a + value */
	NODE_ADDRESS,                   /* of lvalue a; also an array as a pointer to its first element */
	NODE_ASSIGN, NODE_OP_ASSIGN,    /* a = b; a op= b, computed in type `common` */
	NODE_STEP,                      /* ++ and --: a += value; `post`: the old value is the result */
	NODE_BINARY,                    /* a op b */
	NODE_INDEX,                     /* pointer a + integer b * value */
	NODE_DIFFERENCE,                /* (a - b) / value */
	NODE_AND, NODE_OR, NODE_NOT, NODE_NEGATE, NODE_COMPLEMENT,
	NODE_CONDITION,                 /* a ? b : c */
	NODE_COMMA, NODE_CAST,
	NODE_CALL,                      /* a: callee as an address (NODE_FUNCTION: direct), args */
	NODE_COMPOUND,                  /* compound literal: a: chain of initialising assignments, lvalue at fp+value */
	NODE_CLEAR,                     /* lvalue a becomes all zero */
	NODE_ALLOCA,                    /* a: bytes of the stack */
	NODE_CODE,                      /* `held` */
	NODE_EXC_CODE, NODE_EXC_INFO, NODE_ABNORMAL
};

struct node {
	enum node_kind kind;
	struct type *type, *common;
	struct place_in_source at;
	struct node *a, *b, *c;
	struct node **arg;
	size_t args;
	int64_t value;
	long double extended;           /* of a number of that type, in the place of `value` */
	struct held *held;              /* statements in an expression, which are code already (held.c) */
	unsigned op;                    /* a punctuator: '+', P_SHL, ... */
	bool post, paren;
	bool literal, text;             /* an object that a literal is: of a string (text), or a compound one */
	uint32_t align;                 /* of a name: what it was declared with; 0: nothing is known */
	uint8_t bit, bits;              /* lvalue of a bit-field: so many bits from this one on; 0 bits: of none */
};

struct goto_use {               /* a jump in `region`, which must stay inside of region `within` unless that is 0 */
	uint32_t region, within;
	struct place_in_source at;
	struct goto_use *next;
};

struct label {
	struct name *name;
	int64_t at;
	struct place_in_source used, defined;
	uint32_t scope_chain;           /* the region it stands in */
	unsigned depth;                 /* of the block that declared it by __label__; 0: it is the function's */
	struct label *outer;            /* of that name, when this one was declared */
	const struct symbol *function;
	struct goto_use *use;           /* jumps to it that came before it */
	struct label *next, *local_next;
};

/* What statements need to know of the construct around them. */
struct context {
	struct context *outer;
	int64_t break_label, continue_label, leave_label;       /* -1: none */
	struct switch_cases *cases;
	uint32_t chain;                 /* innermost protected region of this context, 0: none */
	int64_t code_slot;              /* handler: where GetExceptionCode() is kept; 0: not in a handler */
	bool in_handler, in_termination;
};

/*
 * An object that was used before its size was known (extern int a[];). Code is made in
 * one pass and has its address in it; so the lab is read once more when this happens,
 * with the sizes that the first reading found.
 */
struct late { char *name; uint64_t size_bytes; uint32_t align; };
struct late_list { struct late *item; size_t items, room; };

struct region { uint32_t outer; };      /* one __try body, handler or termination block: the region around it, 0: none */

#define LITERAL_BUCKETS 16384

struct literal { uint32_t hash; size_t size_bytes, unit, offset; struct literal *next; };      /* in the program's rdata */

struct compiler {
	struct arena arena;
	struct diag diag;
	struct names names;
	struct types types;
	struct pp *pp;
	struct program *program;

	struct token token, ahead;      /* the current one, and one more if `peeked` */
	bool peeked;
	struct place_in_source before;  /* the end of the token before the current one */
	unsigned nesting, gen_depth;
	unsigned braces, parens;        /* open { and ( now */
	unsigned outer_braces;          /* at the begin of the declaration at file level */

	unsigned depth;                 /* of blocks; 0: file level */
	struct symbol **scope;          /* symbols declared in open blocks */
	size_t scopes, scope_room;
	struct symbol *linked;          /* objects and functions with linkage, the newest first */
	bool in_static_initializer;
	unsigned unevaluated;           /* in sizeof and its like */
	unsigned in_parameters;         /* of a function's declarator */
	struct node *sizes;             /* code that computes the sizes in the type name read last; NULL: there are none */
	struct node *block_value;       /* of the statement expression that is being read ... */
	unsigned block_depth;           /* ... whose own statements are this deep; 0: there is none */
	bool at_item;                   /* a statement begins that stands in a block by itself */
	struct symbol **function_symbol;        /* by function index */
	size_t function_symbols, function_symbol_room;

	/* the function being compiled */
	struct symbol *function;
	int64_t locals_bytes;           /* of its locals so far */
	int64_t result_slot;            /* where a hidden result pointer or a pending return value is kept */
	int64_t return_label;
	int64_t unnamed_arguments;      /* the local where those of a function with ... begin */
	int64_t *label_at;              /* instruction of each label, -1: not placed */
	size_t labels, label_room;
	struct label *named_label;      /* of the function, the newest first */
	struct label *local_label;      /* those that __label__ declared and whose block is open, by local_next */
	struct context *context;
	struct region *region;
	size_t regions, region_room;
	uint32_t now_region;
	bool in_filter;
	unsigned registers_max;

	struct late_list *late;         /* from the first reading; empty while that goes on */
	struct literal *literal[LITERAL_BUCKETS];
	struct filter_use { struct symbol *function; struct place_in_source at; } *filter;     /* filters that are one call */
	size_t filters, filter_room;

	size_t *function_use;           /* instructions that load a function's address */
	size_t function_uses, function_use_room;
	struct name *main_name, *wide_main_name;        /* main and wmain: the program begins in one of them */
};

static inline bool is_main(const struct compiler *c, const struct name *name)
{
	return name == c->main_name || name == c->wide_main_name;
}

/* ---- tokens (parse.c) ---- */
void advance(struct compiler *c);
bool at_punct(const struct compiler *c, unsigned punct);
bool take_punct(struct compiler *c, unsigned punct);
bool at_keyword(const struct compiler *c, enum keyword k);
bool take_keyword(struct compiler *c, enum keyword k);
void expect_punct(struct compiler *c, unsigned punct, const char *where);
const struct token *peek(struct compiler *c);
bool at_word(const struct compiler *c, const char *word);       /* this name, whatever it stands for here */
void excuse(struct compiler *c);                /* the token, in a declaration that cannot be read: if it is declared there */
void enter_nesting(struct compiler *c);         /* refuses what is nested too deeply */
void leave_nesting(struct compiler *c);
struct symbol *declare(struct compiler *c, struct name *name, enum symbol_kind kind, struct type *type,
                       struct place_in_source at);
void note_variable(struct compiler *c, const struct symbol *s);  /* for those who watch the lab run */
void open_block(struct compiler *c);
void close_block(struct compiler *c);

/* ---- declarations (specifier.c, declarator.c, decl.c), initialisers (init.c, initial.c) ---- */
bool starts_type(struct compiler *c);
struct type *type_name(struct compiler *c);                     /* of a cast or sizeof */
void declaration(struct compiler *c);                           /* in a block */
void external_declaration(struct compiler *c);                  /* at file level, functions included */
void initialise_global(struct compiler *c, struct symbol *s);
struct node *initialise_local(struct compiler *c, struct node *target, struct type **type);
void place_global(struct compiler *c, struct symbol *s, uint64_t size);        /* of this size or its type's, whichever is larger */
void place_late(struct compiler *c, struct symbol *s);          /* of a size that is not known yet */
void complete_linked(struct compiler *c);       /* int a[]; alone is one element */
void check_linked(struct compiler *c);          /* all objects that were used are there */
void collect_late(struct compiler *c);          /* those that ask for a second reading */
/* A local of that alignment has room for it, and its address is computed where it is used. */
#define STACK_ALIGN 16
struct node *local_node(struct compiler *c, const struct symbol *s, struct place_in_source at);
int64_t new_local(struct compiler *c, uint64_t size, uint32_t align);

/* ---- expressions (convert.c, primary.c, postfix.c, unary.c, expr.c) ---- */
struct node *expression(struct compiler *c);
struct node *statement_expression(struct compiler *c);          /* stmt.c; at its brace */
struct node *assignment(struct compiler *c);
struct node *conditional(struct compiler *c);
struct node *constant_node(struct compiler *c, const char *what);       /* an integer; 1 after an error */
int64_t constant_expression(struct compiler *c, const char *what);
struct node *new_node(struct compiler *c, enum node_kind kind, struct type *type, struct place_in_source at);
struct node *number(struct compiler *c, int64_t value, struct type *type, struct place_in_source at);
struct node *cast_to(struct compiler *c, struct node *n, struct type *type);           /* no check */
struct node *convert_assign(struct compiler *c, struct node *n, struct type *type, const char *doing);
struct node *as_value(struct compiler *c, struct node *n);      /* arrays and functions become pointers */
struct node *condition(struct compiler *c);                     /* ( expression ) as a scalar */
struct node *new_binary(struct compiler *c, unsigned op, struct node *a, struct node *b, struct place_in_source at);
struct node *new_assign(struct compiler *c, struct node *target, struct node *value);
struct type *completed_type(struct type *t);      /* a qualified copy of a record completed later learns its layout */
struct node *size_node(struct compiler *c, struct type *t, struct place_in_source at);   /* its bytes, a number or computed */
bool is_lvalue(const struct node *n);
/* A constant address or number: *function is a function index or -1. False if n is not one. */
bool constant_value(const struct node *n, int64_t *value, int64_t *function);
uint32_t use_function(struct compiler *c, struct symbol *s);

/* The sizes in a parameter's type, which may name the parameters before it: they are computed when the function begins. */
void compute_sizes(struct compiler *c, struct type *t);
int64_t local_behind(int64_t bytes, uint64_t size, uint32_t align);    /* the bytes of all locals, once one more follows */
#define RESULT_SLOT_BYTES 8     /* the function's first local; its parameters follow */

/* ---- code within expressions (held.c) ---- */
struct held_mark { size_t insns, scopes, variables, labels, uses; };
struct held_mark held_begin(const struct compiler *c);
struct node *held_end(struct compiler *c, const struct held_mark *m, struct place_in_source at);       /* NULL: no code was made */
struct node *after_code(struct compiler *c, struct node *code, struct node *n);       /* n, once `code` (NULL: none) has run */
struct node *take_sizes(struct compiler *c);    /* of the type name read last, once */

size_t find_literal(struct compiler *c, const uint8_t *bytes, size_t size, size_t unit);       /* primary.c: its place in the rdata */

/* ---- function bodies (function.c) ---- */
void function_body(struct compiler *c, struct symbol *s);

/* ---- code (emit.c, place.c, branch.c, gen.c) ---- */
size_t emit(struct compiler *c, enum op op, unsigned a, unsigned b, unsigned cc, int64_t imm, uint32_t line);
int64_t new_label(struct compiler *c);
void put_label(struct compiler *c, int64_t label);
void gen_jump(struct compiler *c, int64_t label, uint32_t line);
void gen_value(struct compiler *c, struct node *n, unsigned reg);       /* result in reg; temporaries above */
void gen_effect(struct compiler *c, struct node *n);                    /* result not wanted */
void gen_branch(struct compiler *c, struct node *n, bool when, int64_t label);  /* jump there if truth is `when` */
void gen_store_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line);
void gen_load_local(struct compiler *c, int64_t offset, struct type *type, unsigned reg, uint32_t line);
void resolve_labels(struct compiler *c, size_t first);

#endif
