/*
 * function.c - function bodies.
 *
 * A function's code: ENTER, parameters into their variables, body, one return.
 *
 * A return from inside a __try lands behind that one return, once the blocks in
 * between have run. Whether control can come to the end without a value is found by
 * following the instructions, not the text.
 */
#include "sim/lang/stmt.h"

#include <assert.h>
#include <string.h>

/* Parameters arrive in registers and live in memory like every variable. */
static void place_parameters(struct compiler *c, struct type *f, unsigned first, uint32_t line)
{
	for (size_t i = 0; i < f->params; i++) {
		struct type *t = f->param[i];
		struct symbol *s;
		int64_t at = new_local(c, t->size, t->align);

		if (!f->param_name[i]) {
			diag_error(&c->diag, f->param_at[i], "parameter name omitted");
			continue;
		}
		if (f->param_name[i]->symbol && f->param_name[i]->symbol->depth == c->depth)
			diag_error(&c->diag, f->param_at[i], "redefinition of parameter '%s'", f->param_name[i]->text);
		s = declare(c, f->param_name[i], SYMBOL_LOCAL, t, f->param_at[i]);
		s->value = at;
		if (type_in_memory(t)) {
			unsigned top = first + (unsigned)f->params;

			emit(c, OP_LEA_L, top, 0, 0, at, line);
			if (t->size != 0)
				emit(c, OP_COPY, 0, top, first + (unsigned)i, (int64_t)type_copied(t), line);
		} else {
			gen_store_local(c, at, t, first + (unsigned)i, line);
		}
	}
}

static bool never_returns(const char *name)
{
	static const char *const names[] = { "exit", "_exit", "abort", "ExitProcess", "_assert", "longjmp" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Where an instruction may go on besides the next one (-1: nowhere), and whether to the next one. */
static int64_t successor(const struct compiler *c, const struct insn *in, bool *next)
{
	*next = in->op != OP_JUMP && in->op != OP_JUMP_OUT && in->op != OP_RETURN && in->op != OP_FILTER_END &&
	        in->op != OP_FINALLY_END && !(in->op == OP_CALL && never_returns(c->program->function[in->imm].name));
	if (in->op >= OP_JEQI && in->op <= OP_JGEI_U)
		return c->label_at[in->imm & 0xffffffff];
	if ((in->op >= OP_JUMP && in->op <= OP_JLE_U) || in->op == OP_JUMP_OUT)
		return c->label_at[in->imm];
	return -1;
}

/* Can control come to instruction `end` of the function that begins at `first`? Exceptions can come from anywhere. */
static bool reaches(struct compiler *c, size_t first, size_t first_scope, size_t end)
{
	const struct program *p = c->program;
	size_t count = p->insns - first, waiting = 0;
	uint8_t *seen = arena_alloc(&c->arena, count);
	size_t *work = arena_alloc(&c->arena, (2 * count + p->scopes - first_scope + 1) * sizeof *work);

	work[waiting++] = first;
	for (size_t i = first_scope; i < p->scopes; i++)
		if (p->scope[i].kind == SCOPE_EXCEPT)
			work[waiting++] = p->scope[i].target;
	while (waiting > 0) {
		size_t at = work[--waiting];
		int64_t jump;
		bool next;

		if (at < first || at >= p->insns || seen[at - first])
			continue;
		seen[at - first] = 1;
		jump = successor(c, &p->insn[at], &next);
		if (next)
			work[waiting++] = at + 1;
		if (jump >= 0)
			work[waiting++] = (size_t)jump;
	}
	return seen[end - first];
}

/* Where the function ends when it runs off its end, and where a return from inside a region lands. */
static void finish_body(struct compiler *c, struct symbol *s, size_t first, size_t first_scope)
{
	struct type *t = s->type->base;
	uint32_t line = c->token.at.line;
	bool landed = false;
	size_t end;

	if (is_main(c, s->name))
		emit(c, OP_CONST, 0, 0, 0, 0, line);    /* main returns 0 by itself */
	end = emit(c, OP_RETURN, 0, 0, 0, 0, line);
	if (c->diag.errors == 0 && t->kind != TYPE_VOID && !is_main(c, s->name) && reaches(c, first, first_scope, end))
		diag_warning(&c->diag, c->token.at, "non-void function '%s' does not return a value in all control paths",
		             s->name->text);
	for (struct label *l = c->named_label; l; l = l->next)
		if (!l->name) {
			put_label(c, l->at);
			landed = true;
		}
	if (landed) {
		if (t->kind != TYPE_VOID && !type_in_memory(t))
			gen_load_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 0, line);
		else if (is_main(c, s->name))
			emit(c, OP_CONST, 0, 0, 0, 0, line);
		emit(c, OP_RETURN, 0, 0, 0, 0, line);
	}
}

/* What it takes in registers, and gives: for callers without types. */
static int64_t kinds_of_function(const struct type *f, unsigned first)
{
	int64_t kinds = type_is_floating(f->base) ? CALL_FRACTION_RESULT : 0;

	for (size_t i = 0; i < f->params && first + i < CALL_IN_REGISTERS; i++)
		if (type_is_floating(f->param[i]))
			kinds |= (int64_t)CALL_FRACTION << 2 * (first + i);
	return kinds;
}

void function_body(struct compiler *c, struct symbol *s)
{
	struct program *p = c->program;
	struct type *f = s->type;
	uint32_t index = use_function(c, s), line = here(c);
	unsigned first = type_in_memory(f->base) ? 1 : 0;
	size_t enter, spill, first_scope = p->scopes;

	assert(s->kind == SYMBOL_FUNCTION && f->kind == TYPE_FUNCTION && c->depth == 0);
	if (!f->base->complete && f->base->kind != TYPE_VOID && f->base->plain->complete)
		type_copy_layout(f->base, f->base->plain);
	c->function = s;
	c->locals_bytes = 0;
	c->labels = 0;
	c->named_label = c->local_label = NULL;
	c->context = NULL;
	c->regions = 1;
	c->now_region = 0;
	c->in_filter = false;
	c->registers_max = 4 + (unsigned)f->params;
	enter = emit(c, OP_ENTER, 0, 0, 0, 0, line);
	p->function[index].entry = (uint32_t)enter;
	open_block(c);
	c->result_slot = new_local(c, RESULT_SLOT_BYTES, RESULT_SLOT_BYTES);
	if (first != 0)
		gen_store_local(c, c->result_slot, type_basic(&c->types, TYPE_ULLONG), 0, line);
	spill = f->variadic ? emit(c, OP_SPILL, 0, 0, 0, 0, line) : 0;  /* before a register is used for anything else */
	place_parameters(c, f, first, line);
	if (f->variadic) {
		p->insn[spill].imm = new_local(c, (uint64_t)(ARGS_MAX + 1) * 8, 8);
		c->unnamed_arguments = p->insn[spill].imm + 8 * (int64_t)(f->params + first);
	}
	for (size_t i = 0; i < f->params; i++)
		compute_sizes(c, f->param[i]);
	expect_punct(c, '{', "");
	items(c);
	finish_body(c, s, enter, first_scope);
	close_block(c);
	check_labels(c);
	if (c->diag.errors == 0)
		resolve_labels(c, enter);
	p->function[index].end = (uint32_t)p->insns;
	p->function[index].first_scope = (uint32_t)first_scope;
	p->function[index].scopes = (uint32_t)(p->scopes - first_scope);
	p->function[index].registers = c->registers_max + 1;
	p->function[index].params = (uint32_t)f->params + first;
	p->function[index].variadic = f->variadic;
	p->function[index].kinds = kinds_of_function(f, first);
	p->function[index].locals_bytes = (uint32_t)((c->locals_bytes + 15) & ~(int64_t)15);
	p->insn[enter].imm = p->function[index].locals_bytes;
	c->function = NULL;
	expect_punct(c, '}', "");
}
