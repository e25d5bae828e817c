/*
 * compile.c - one lab from its file to the program: the stages of compile.h, and what stands around them.
 *
 * Keywords and predefined macros before, linking after: a function that the lab does
 * not define is the library's or an error. An error outside of a function is
 * reported, and reading goes on with the next declaration.
 */
#include "sim/lang/compile.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/host/host.h"
#include "sim/lang/headers.h"
#include "sim/lang/source.h"
#include "sim/lang/tree.h"
#include "sim/lang/words.h"

#define SOURCE_BYTES_MAX ((off_t)16 * 1024 * 1024)

/* Skip to where a declaration may begin again: after a ';' or '}' at the outermost level. */
static void skip_declaration(struct compiler *c, int level)
{

	while (c->token.kind != TOKEN_END) {
		bool done = (at_punct(c, ';') && level <= 0) || (at_punct(c, '}') && level <= 1);

		if (level <= 0)
			excuse(c);

		if (at_punct(c, '{'))
			level++;
		if (at_punct(c, '}'))
			level--;
		advance(c);
		if (done && !(at_punct(c, ';')))
			return;
	}
}

static void close_all_blocks(struct compiler *c)
{
	while (c->depth > 0)
		close_block(c);
	c->nesting = c->gen_depth = 0;
	c->context = NULL;
	c->function = NULL;
	c->in_filter = false;
	c->in_parameters = c->block_depth = c->unevaluated = 0;
	c->sizes = NULL;
	c->in_static_initializer = false;
	c->now_region = 0;
}

static void translation_unit(struct compiler *c)
{
	jmp_buf sync;
	int level;

	c->diag.sync = &sync;
	if (setjmp(sync) != 0) {
		if (c->diag.stopped)
			return;
		level = (int)(c->braces - c->outer_braces);
		close_all_blocks(c);
		skip_declaration(c, level);
	} else {
		advance(c);
	}
	while (c->token.kind != TOKEN_END) {
		c->outer_braces = c->braces;
		external_declaration(c);
	}
}

/* A filter that repairs memory and never continues leaves a student puzzled why nothing is tried again. */
static void warn_of_filters(struct compiler *c)
{
	for (size_t i = 0; i < c->filters; i++) {
		const struct symbol *f = c->filter[i].function;

		if (f->defined && f->repairs && !f->continues)
			diag_warning(&c->diag, c->filter[i].at, "filter '%s' changes memory but can never answer "
			             "EXCEPTION_CONTINUE_EXECUTION: the access is not tried again", f->name->text);
	}
}

/* Every function that is used must be the lab's own or the library's. */
static void link_functions(struct compiler *c, int (*library_index)(const char *name))
{
	struct program *p = c->program;

	for (size_t i = 0; i < p->functions; i++) {
		struct function *f = &p->function[i];

		if (f->entry != UINT32_MAX || !c->function_symbol[i]->used)
			continue;               /* what only sizeof speaks of need not be there */
		f->library = library_index(f->name);
		if (f->library < 0 && strncmp(f->name, "__builtin_", 10) == 0)
			f->library = library_index(f->name + 10);
		if (f->library < 0)
			diag_error(&c->diag, c->function_symbol[i]->at,
			           "function '%s' has no definition, and the simulator does not provide it", f->name);
	}
}

/* Calls to the library become CALL_LIB; a library function whose address is taken gets a small body. */
static void finish_code(struct compiler *c)
{
	struct program *p = c->program;

	assert(c->diag.errors == 0);
	for (size_t i = 0; i < p->insns; i++) {
		struct insn *in = &p->insn[i];

		if (in->op == OP_CALL && p->function[in->imm].library >= 0) {
			in->op = OP_CALL_LIB;
			in->imm = p->function[in->imm].library;
		}
	}
	for (size_t i = 0; i < p->functions; i++) {
		struct function *f = &p->function[i];

		if (f->library < 0)
			continue;
		f->entry = (uint32_t)p->insns;
		emit(c, OP_ENTER, 0, 0, 0, 0, 0);
		emit(c, OP_CALL_LIB, 0, 0, ARGS_OF_CALLER, f->library, 0);
		emit(c, OP_RETURN, 0, 0, 0, 0, 0);
		f->registers = ARGS_MAX + 1;
		f->end = (uint32_t)p->insns;
	}
	for (size_t i = 0; i < c->function_uses; i++) {
		struct insn *in = &p->insn[c->function_use[i]];

		assert(in->op == OP_CONST && p->function[in->imm].entry < p->insns);
		in->imm = (int64_t)code_address(p->function[in->imm].entry);
	}
}

/* The lab's own function of that name, or NULL. */
static struct symbol *own_function(const struct name *name)
{
	struct symbol *s = name->linked;

	return s && s->kind == SYMBOL_FUNCTION && s->defined ? s : NULL;
}

static void find_main(struct compiler *c)
{
	struct symbol *s = own_function(c->main_name);
	struct place_in_source at = { 0 };

	if (!s) {
		s = own_function(c->wide_main_name);
		c->program->main_is_wide = s != NULL;
	}
	if (!s) {
		if (c->diag.errors == 0)
			diag_error(&c->diag, at, "%s: the lab has no function 'main'", c->program->name);
		return;
	}
	c->program->main = use_function(c, s);
	c->program->main_params = (unsigned)s->type->params;
	if (s->type->params > 3)
		diag_error(&c->diag, s->at, "'%s' takes no parameters, or argc and argv", s->name->text);
}

/* The whole file, or NULL after a message. */
static struct source *read_lab(struct compiler *c, const char *path)
{
	struct source *s = arena_alloc(&c->arena, sizeof *s);
	struct stat st;
	char *text;
	size_t got = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 || fstat(fd, &st) != 0) {
		fprintf(c->diag.out, "sim: %s: %s\n", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	if (S_ISDIR(st.st_mode) || !S_ISREG(st.st_mode) || st.st_size == 0 || st.st_size > SOURCE_BYTES_MAX) {
		fprintf(c->diag.out, "sim: %s: %s\n", path,
		        S_ISDIR(st.st_mode) ? "is a directory: name the lab's .c file" :
		        !S_ISREG(st.st_mode) ? "is not a file" :
		        st.st_size == 0 ? "the file is empty: a lab needs at least a function 'main'" :
		        "the file is too large to be a lab (more than 16 MiB)");
		close(fd);
		return NULL;
	}
	text = arena_alloc(&c->arena, (size_t)st.st_size + 1);
	while (got < (size_t)st.st_size) {
		ssize_t n = read(fd, text + got, (size_t)st.st_size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			fprintf(c->diag.out, "sim: %s: cannot be read: %s\n", path, strerror(errno));
			close(fd);
			return NULL;
		}
		if (n == 0)
			break;
		got += (size_t)n;
	}
	close(fd);
	s->name = arena_copy(&c->arena, path, strlen(path));
	s->size_bytes = got;
	text[got] = '\0';
	c->program->source_text = strdup(text);         /* no strndup: Windows' C library has none */
	return source_accept(&c->diag, s, text) ? s : NULL;
}

static bool compile_once(const char *path, FILE *out, int (*library_index)(const char *name), struct program *program,
                         struct late_list *late)
{
	struct compiler *c = calloc(1, sizeof *c);
	const char *name = sim_host_name_of(path);
	struct source *source;
	char *folder;
	bool good;

	if (!c)
		return false;
	memset(program, 0, sizeof *program);
	c->program = program;
	c->late = late;
	c->diag.again = late->items > 0;
	c->diag.out = out;
	c->diag.arena = c->names.arena = &c->arena;
	types_init(&c->types, &c->arena);
	words_define(&c->names);
	folder = arena_copy(&c->arena, path, (size_t)(name - path));
	c->pp = pp_new(&c->diag, &c->names, &c->arena, folder);
	c->main_name = name_intern(&c->names, "main", 4);
	c->wide_main_name = name_intern(&c->names, "wmain", 5);
	grow_array(&c->region, &c->region_room, 1, sizeof *c->region);
	c->regions = 1;
	source = read_lab(c, path);
	good = source != NULL;
	if (good) {
		program->name = strdup(name);
		pp_push_source(c->pp, source);
		pp_push_source(c->pp, header_find("faultlab/builtin.h", 18));    /* read first */
		translation_unit(c);
		warn_of_filters(c);
		complete_linked(c);
		check_linked(c);
		if (c->diag.errors == 0)
			link_functions(c, library_index);
		if (!c->diag.stopped)
			find_main(c);
		diag_finish(&c->diag);
		good = c->diag.errors == 0;
		if (good && late->items == 0)
			collect_late(c);
	}
	if (good)
		finish_code(c);
	pp_free(c->pp);
	free(c->scope);
	free(c->function_symbol);
	free(c->label_at);
	free(c->region);
	free(c->function_use);
	free(c->filter);
	arena_free(&c->arena);
	free(c);
	return good;
}

bool compile_lab(const char *path, FILE *out, int (*library_index)(const char *name), struct program *program)
{
	struct late_list late = { 0 };
	bool good;

	assert(path && out && library_index && program);
	good = compile_once(path, out, library_index, program, &late);
	if (good && late.items > 0) {
		program_free(program);
		good = compile_once(path, out, library_index, program, &late);
	}
	for (size_t i = 0; i < late.items; i++)
		free(late.item[i].name);
	free(late.item);
	return good;
}
