#include "sim/nt/status.h"
#include "sim/host/lazy.h"
#include "sim/cpu/exec.h"

#include <stdlib.h>
#include <string.h>

#include "sim/cpu/library.h"
#include "sim/cpu/native.h"

#define REGISTERS           ((size_t)1 << 21)
#define REGISTERS_SPARE     8192                /* the widest window and then some */
#define STACK_RESERVE_BYTES ((uint64_t)1 << 20)
#define STACK_COMMIT_BYTES  ((uint64_t)16 << 10)
#define STACK_START_BYTES   ((uint64_t)0x400)   /* what the C runtime has used before main */

/* Sizes and places of the x64 structures that dispatch puts on the stack. Source: docs/reference/sources.md, [x64-context]. */
#define CONTEXT_BYTES       0x4D0
#define CONTEXT_FLAGS       0x30
#define CONTEXT_SEGMENTS    0x34                /* MxCsr and what follows */
#define CONTEXT_RAX         0x78                /* the first of 16 general registers, then Rip */
#define CONTEXT_REGISTERS_BYTES (17 * 8)
#define CONTEXT_RSP         0x98
#define CONTEXT_RBP         0xA0
#define CONTEXT_RIP         0xF8
#define CONTEXT_FULL_AMD64  0x10000Bu
#define RECORD_BYTES        0x98
#define DISPATCHER_BYTES    0x400               /* the dispatcher's own frames */

#define PAGE_READONLY_      0x02u
#define PAGE_READWRITE_     0x04u
#define PAGE_EXECUTE_READ_  0x20u

/* ---- memory ---- */

uint32_t cpu_line(const struct cpu *cpu)
{
	return cpu->program->line[cpu->pc];
}

void cpu_verify(struct cpu *cpu)
{
	const char *why;

	if (!cpu->check || cpu->broken != NULL || vm_check(cpu->vm, &why) == 0)
		return;
	cpu->broken = why;
	cpu_exit(cpu, 70);
}

bool cpu_raise(struct cpu *cpu, struct ke_exception *e)
{
	e->instruction = code_address(cpu->pc);
	if (!e->elsewhere)
		e->address = e->instruction;
	cpu->frame[cpu->frames - 1].pc = cpu->pc;
	cpu_verify(cpu);
	return !cpu->ended && ke_raise(&cpu->ke, e) == KE_CONTINUE && !cpu->ended;
}

static bool memory_fault(struct cpu *cpu, const struct fault *f)
{
	struct ke_exception e = { .code = f->status, .parameters = 2, .parameter = { f->access, f->address }, .trap = true };

	if (f->kind == FAULT_IN_PAGE)           /* and why it could not be brought in */
		e.parameter[e.parameters++] = STATUS_NO_MEMORY;
	return cpu_raise(cpu, &e);
}

uint8_t *cpu_touch(struct cpu *cpu, uint64_t va, enum access access, uint64_t *left)
{
	uint8_t *host;
	struct fault f;

	*left = PAGE_SIZE - va % PAGE_SIZE;
	for (;;) {
		host = access == ACCESS_READ ? tlb_read(cpu->tlb, va, 1) : tlb_write(cpu->tlb, va, 1);
		if (host == NULL)
			host = vm_access(cpu->vm, va, access, &f);
		if (host != NULL)
			return host;
		if (!memory_fault(cpu, &f))
			return NULL;
	}
}

bool cpu_read(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes)
{
	uint8_t *out = to;

	while (size_bytes > 0) {
		uint64_t n;
		uint8_t *host = cpu_touch(cpu, va, ACCESS_READ, &n);

		if (host == NULL)
			return false;
		if (n > size_bytes)
			n = size_bytes;
		memcpy(out, host, n);
		out += n;
		va += n;
		size_bytes -= n;
	}
	return true;
}

bool cpu_write(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes)
{
	const uint8_t *in = from;

	while (size_bytes > 0) {
		uint64_t n;
		uint8_t *host = cpu_touch(cpu, va, ACCESS_WRITE, &n);

		if (host == NULL)
			return false;
		if (n > size_bytes)
			n = size_bytes;
		memcpy(host, in, n);
		in += n;
		va += n;
		size_bytes -= n;
	}
	return true;
}

bool cpu_fill(struct cpu *cpu, uint64_t va, uint8_t value, uint64_t size_bytes)
{
	while (size_bytes > 0) {
		uint64_t n;
		uint8_t *host = cpu_touch(cpu, va, ACCESS_WRITE, &n);

		if (host == NULL)
			return false;
		if (n > size_bytes)
			n = size_bytes;
		memset(host, value, n);
		va += n;
		size_bytes -= n;
	}
	return true;
}

/* One piece of a move: both ends within their pages, so it is as if its bytes went one by one. */
static bool move_piece(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t n)
{
	uint8_t piece[PAGE_SIZE];

	return cpu_read(cpu, from, piece, n) && cpu_write(cpu, to, piece, n);
}

static uint64_t least(uint64_t a, uint64_t b, uint64_t c)
{
	a = a < b ? a : b;
	return a < c ? a : c;
}

static bool move_up(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes)
{
	for (uint64_t done = 0, n; done < size_bytes; done += n) {
		n = least(size_bytes - done, PAGE_SIZE - (to + done) % PAGE_SIZE, PAGE_SIZE - (from + done) % PAGE_SIZE);
		if (!move_piece(cpu, to + done, from + done, n))
			return false;
	}
	return true;
}

/* The last byte of a piece goes first, and is the one that faults. */
static bool move_down(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes)
{
	uint64_t unused;

	for (uint64_t left = size_bytes, n; left > 0; left -= n) {
		n = least(left, (to + left - 1) % PAGE_SIZE + 1, (from + left - 1) % PAGE_SIZE + 1);
		if (cpu_touch(cpu, from + left - 1, ACCESS_READ, &unused) == NULL ||
		    cpu_touch(cpu, to + left - 1, ACCESS_WRITE, &unused) == NULL ||
		    !move_piece(cpu, to + left - n, from + left - n, n))
			return false;
	}
	return true;
}

bool cpu_move(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes)
{
	/* overlapping: from the end */
	return to > from && to - from < size_bytes ? move_down(cpu, to, from, size_bytes) : move_up(cpu, to, from, size_bytes);
}

bool cpu_load(struct cpu *cpu, uint64_t va, unsigned size, void *to)
{
	return cpu_read(cpu, va, to, size);
}

/* A store that crosses a page writes nothing unless both pages take it. */
bool cpu_store(struct cpu *cpu, uint64_t va, unsigned size, const void *from)
{
	uint64_t left, unused;
	uint8_t *host = cpu_touch(cpu, va, ACCESS_WRITE, &left);

	if (host == NULL)
		return false;
	if (left >= size) {
		memcpy(host, from, size);
		return true;
	}
	return cpu_touch(cpu, va + left, ACCESS_WRITE, &unused) != NULL && cpu_write(cpu, va, from, size);
}

bool cpu_probe_stack(struct cpu *cpu, uint64_t from, uint64_t to)
{
	uint64_t unused;

	for (uint64_t page = from & PAGE_MASK; page > (to & PAGE_MASK); ) {
		page -= PAGE_SIZE;
		if (cpu_touch(cpu, page, ACCESS_WRITE, &unused) == NULL)
			return false;
	}
	return true;
}

/* ---- frames ---- */

bool cpu_push_frame(struct cpu *cpu, struct frame frame)
{
	if (frame.window + REGISTERS_SPARE > cpu->registers_end) {
		struct ke_exception e = { .code = STATUS_STACK_OVERFLOW, .parameters = 2, .parameter = { 1, cpu->sp } };

		cpu_raise(cpu, &e);
		if (!cpu->trapped)
			cpu_exit(cpu, STATUS_STACK_OVERFLOW);   /* continuing cannot help here */
		return false;
	}
	if (cpu->frames == cpu->frame_room) {
		size_t room = cpu->frame_room ? cpu->frame_room * 2 : 64;
		struct frame *bigger = realloc(cpu->frame, room * sizeof *bigger);

		if (bigger == NULL) {
			cpu_exit(cpu, STATUS_STACK_OVERFLOW);
			return false;
		}
		cpu->frame = bigger;
		cpu->frame_room = room;
	}
	cpu->frame[cpu->frames++] = frame;
	return true;
}

static uint64_t *free_window(const struct cpu *cpu)
{
	const struct frame *top = &cpu->frame[cpu->frames - 1];

	return top->window + cpu->program->function[top->function].registers;
}

/* Run a filter or a termination block on top of the stack, in the frame of its owner. */
static bool run_funclet(struct cpu *cpu, enum frame_kind kind, size_t owner, uint32_t begin, bool abnormal,
                        uint64_t *value)
{
	uint64_t sp = cpu->sp, fp = cpu->fp, back = code_address(cpu->pc);
	uint32_t pc = cpu->pc;
	struct frame frame = {
		.kind = kind, .abnormal = abnormal, .function = cpu->frame[owner].function, .pc = begin, .begin = begin,
		.fp = cpu->frame[owner].fp, .sp = sp - 64, .window = free_window(cpu),
	};
	bool good;

	/* the call of the funclet takes room like any call: nesting must end somewhere */
	if (!cpu_store(cpu, sp - 8, 8, &back) || !cpu_probe_stack(cpu, sp, sp - 64) || !cpu_push_frame(cpu, frame))
		return false;
	cpu->sp = frame.sp;
	cpu->fp = frame.fp;
	good = cpu_run(cpu, begin, value);
	if (good) {
		cpu->sp = sp;
		cpu->fp = fp;
		cpu->pc = pc;
	}
	return good;
}

static struct ke_scope describe(const struct cpu *cpu, size_t frame, size_t ordinal)
{
	const struct function *f = &cpu->program->function[cpu->frame[frame].function];
	const struct scope *s = &cpu->program->scope[f->first_scope + ordinal];

	return (struct ke_scope){ s->kind == SCOPE_EXCEPT ? KE_EXCEPT : KE_FINALLY, frame, ordinal, s->line, f->name };
}

bool cpu_run_finally(struct cpu *cpu, size_t owner, size_t scope, bool abnormal)
{
	const struct function *f = &cpu->program->function[cpu->frame[owner].function];
	struct ke_scope s = describe(cpu, owner, scope - f->first_scope);
	uint64_t unused;

	cpu->ke.watch.finally(cpu->ke.watch.context, &s, abnormal);
	return run_funclet(cpu, FRAME_FINALLY, owner, cpu->program->scope[scope].target, abnormal, &unused);
}

bool cpu_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, uint64_t *result)
{
	const struct program *p = cpu->program;
	uint64_t sp = cpu->sp, fp = cpu->fp, back = code_address(UINT32_MAX);
	uint32_t pc = cpu->pc;
	struct frame frame = { .kind = FRAME_FUNCTION, .return_to = UINT32_MAX, .args = (uint16_t)args, .fp = fp, .sp = sp - 8,
	                       .window = cpu->frames ? free_window(cpu) : cpu->registers };

	for (frame.function = 0; frame.function < p->functions; frame.function++)
		if (code_address(p->function[frame.function].entry) == address)
			break;
	if (frame.function == p->functions)
		return native_call(cpu, address, arg, args, result);
	if (!cpu_store(cpu, sp - 8, 8, &back))
		return false;
	frame.pc = p->function[frame.function].entry;
	if (!cpu_push_frame(cpu, frame))
		return false;
	memcpy(frame.window, arg, args * sizeof *arg);
	cpu->sp = sp - 8;
	if (!cpu_run(cpu, frame.pc, result))
		return false;
	cpu->sp = sp;
	cpu->fp = fp;
	cpu->pc = pc;
	return true;
}

void cpu_exit(struct cpu *cpu, uint32_t code)
{
	if (!cpu->ended)
		cpu->exit_code = code;
	cpu->ended = cpu->trapped = true;
}

/* ---- what exception dispatch asks of the machine ---- */

static void put64(uint8_t *at, uint64_t v)
{
	memcpy(at, &v, 8);
}

/* Write below the stack pointer without raising anything: the kernel finds the stack good or not. */
static bool poke(struct cpu *cpu, uint64_t va, const uint8_t *from, uint64_t size)
{
	struct fault f;

	while (size > 0) {
		uint64_t n = PAGE_SIZE - va % PAGE_SIZE;
		uint8_t *host = vm_access(cpu->vm, va, ACCESS_WRITE, &f);

		if (host == NULL)
			return false;
		if (n > size)
			n = size;
		memcpy(host, from, n);
		va += n;
		from += n;
		size -= n;
	}
	return true;
}

#define BLOCK_BYTES (CONTEXT_BYTES + RECORD_BYTES + 16)         /* CONTEXT, EXCEPTION_RECORD, EXCEPTION_POINTERS */

static void lay_out_context(const struct cpu *cpu, const struct ke_exception *e, uint8_t *context)
{
	/* MxCsr; then Cs, Ds, Es, Fs, Gs, Ss of a 64-bit process, and EFlags, as Windows sets them */
	static const uint16_t segments[] = { 0x1F80, 0, 0x33, 0x2B, 0x2B, 0x53, 0x2B, 0x2B, 0x246, 0 };
	uint32_t flags = CONTEXT_FULL_AMD64;

	memcpy(context + CONTEXT_FLAGS, &flags, 4);
	memcpy(context + CONTEXT_SEGMENTS, segments, sizeof segments);
	put64(context + CONTEXT_RSP, cpu->sp);
	put64(context + CONTEXT_RBP, cpu->fp);
	put64(context + CONTEXT_RIP, e->address);
}

static void lay_out_record(const struct ke_exception *e, uint8_t *record)
{
	memcpy(record, &e->code, 4);
	memcpy(record + 4, &e->flags, 4);
	put64(record + 16, e->address);
	memcpy(record + 24, &e->parameters, 4);
	for (uint32_t i = 0; i < e->parameters; i++)
		put64(record + 32 + 8 * i, e->parameter[i]);
}

/* The stack grows page by page: touch what is needed from above. */
static enum ke_push make_room(struct cpu *cpu, struct ke_exception *e, uint64_t low)
{
	struct fault f;

	for (uint64_t page = cpu->sp & PAGE_MASK; page >= (low & PAGE_MASK); page -= PAGE_SIZE) {
		if (vm_access(cpu->vm, page, ACCESS_WRITE, &f) != NULL)
			continue;
		e->stack = f.address;
		return f.status == STATUS_STACK_OVERFLOW ? KE_STACK_OVERFLOW : KE_NO_STACK;
	}
	e->stack = cpu->sp;
	return KE_PUSHED;
}

static enum ke_push machine_push(void *context, struct ke_exception *e)
{
	struct cpu *cpu = context;
	uint8_t block[BLOCK_BYTES] = { 0 };
	uint64_t at = (cpu->sp - 0x80 - sizeof block) & ~(uint64_t)15;
	enum ke_push room = make_room(cpu, e, at - DISPATCHER_BYTES);

	if (room != KE_PUSHED)
		return room;
	e->raised_in = cpu->frames - 1;
	e->asking = SIZE_MAX;
	e->record = at + CONTEXT_BYTES;
	e->pointers = e->record + RECORD_BYTES;
	lay_out_context(cpu, e, block);
	lay_out_record(e, block + CONTEXT_BYTES);
	put64(block + CONTEXT_BYTES + RECORD_BYTES, e->record);
	put64(block + CONTEXT_BYTES + RECORD_BYTES + 8, at);
	if (!poke(cpu, at, block, sizeof block))
		return KE_NO_STACK;
	cpu->sp = at - DISPATCHER_BYTES;
	return KE_PUSHED;
}

/* Nobody has edited the general registers of the context: the program goes on as it was. */
static bool context_is_kept(struct cpu *cpu, const struct ke_exception *e)
{
	uint8_t now[CONTEXT_REGISTERS_BYTES], then[CONTEXT_REGISTERS_BYTES] = { 0 };
	uint64_t context = e->record - CONTEXT_BYTES;

	put64(then + (CONTEXT_RSP - CONTEXT_RAX), e->stack);
	put64(then + (CONTEXT_RBP - CONTEXT_RAX), cpu->fp);
	put64(then + (CONTEXT_RIP - CONTEXT_RAX), e->address);
	return cpu_read(cpu, context + CONTEXT_RAX, now, sizeof now) && memcmp(now, then, sizeof now) == 0;
}

static void machine_pop(void *context, struct ke_exception *e)
{
	struct cpu *cpu = context;

	if (!context_is_kept(cpu, e) && !cpu->ended) {
		cpu->is_elsewhere = true;
		cpu_exit(cpu, 124);
	}
	cpu->sp = e->stack;
}

static bool covers(const struct cpu *cpu, const struct frame *frame, const struct scope *s)
{
	return frame->pc >= s->begin && frame->pc < s->end &&
	       (frame->kind == FRAME_FUNCTION || s->begin >= frame->begin);
}

static bool machine_next_scope(void *context, struct ke_scope *scope)
{
	const struct cpu *cpu = context;
	size_t frame = scope->frame, ordinal = scope->ordinal + 1;

	if (frame == SIZE_MAX) {
		frame = cpu->frames - 1;
		ordinal = 0;
	}
	for (;; ordinal = 0) {
		const struct frame *f = &cpu->frame[frame];
		const struct function *fn = &cpu->program->function[f->function];

		if (ordinal < f->inner_scopes)
			ordinal = f->inner_scopes;
		for (; f->kind != FRAME_FILTER && !f->dead && ordinal < fn->scopes; ordinal++)
			if (covers(cpu, f, &cpu->program->scope[fn->first_scope + ordinal])) {
				*scope = describe(cpu, frame, ordinal);
				return true;
			}
		if (frame-- == 0)
			return false;
	}
}

static const struct scope *scope_of(const struct cpu *cpu, const struct ke_scope *s)
{
	const struct function *f = &cpu->program->function[cpu->frame[s->frame].function];

	return &cpu->program->scope[f->first_scope + s->ordinal];
}

/* Why a funclet did not come back. */
static enum ke_outcome outcome(const struct cpu *cpu)
{
	return cpu->ended ? KE_ENDED : KE_UNWOUND;
}

/* Is this frame being asked already, by the dispatch in which this exception was raised? */
static bool is_nested(const struct ke_exception *e, size_t frame)
{
	for (const struct ke_exception *o = e->outer; o != NULL; o = o->outer)
		if (o->asking != SIZE_MAX && frame >= o->asking && frame <= o->raised_in)
			return true;
	return false;
}

/* The record in memory says so as long as such frames are asked. */
static void mark_nested(struct cpu *cpu, struct ke_exception *e, size_t frame)
{
	uint32_t flags = (e->flags & ~EXCEPTION_NESTED_CALL) | (is_nested(e, frame) ? EXCEPTION_NESTED_CALL : 0);

	if (flags != e->flags)
		poke(cpu, e->record + 4, (const uint8_t *)&flags, 4);
	e->flags = flags;
}

static enum ke_outcome machine_filter(void *context, const struct ke_scope *scope, struct ke_exception *e, int32_t *value)
{
	struct cpu *cpu = context;
	uint64_t result;
	bool back;

	mark_nested(cpu, e, scope->frame);
	e->asking = scope->frame;
	back = run_funclet(cpu, FRAME_FILTER, scope->frame, scope_of(cpu, scope)->filter, false, &result);
	e->asking = SIZE_MAX;
	if (!back)
		return outcome(cpu);
	*value = (int32_t)result;
	return KE_CONTINUE;
}

static enum ke_outcome machine_call(void *context, uint64_t handler, struct ke_exception *e, int32_t *value)
{
	struct cpu *cpu = context;
	uint64_t result;

	if (!cpu_call(cpu, handler, &e->pointers, 1, &result))
		return outcome(cpu);
	*value = (int32_t)result;
	return KE_CONTINUE;
}

static enum ke_outcome machine_finally(void *context, const struct ke_scope *scope)
{
	struct cpu *cpu = context;
	uint64_t unused;

	for (size_t i = scope->frame + 1; i < cpu->frames; i++)
		cpu->frame[i].dead = true;
	cpu->frame[scope->frame].inner_scopes = (uint32_t)scope->ordinal + 1;
	if (!run_funclet(cpu, FRAME_FINALLY, scope->frame, scope_of(cpu, scope)->target, true, &unused))
		return outcome(cpu);
	return KE_CONTINUE;
}

static void machine_land(void *context, const struct ke_scope *scope, uint32_t code)
{
	struct cpu *cpu = context;

	cpu->trapped = true;
	cpu->land_frame = scope->frame;
	cpu->land_at = scope_of(cpu, scope)->target;
	cpu->land_code = code;
}

static void machine_end(void *context, uint32_t code)
{
	cpu_exit(context, code);
}

/* ---- the watcher: everything goes to the recorder ---- */

static bool watch_raised(void *context, const struct ke_exception *e)
{
	return record_raised(((struct cpu *)context)->record, e);
}

static void watch_answered(void *context, const struct ke_exception *e, const struct ke_asked *asked)
{
	record_answered(((struct cpu *)context)->record, e, asked);
}

static void watch_handler(void *context, const struct ke_exception *e, const struct ke_scope *s)
{
	record_handler(((struct cpu *)context)->record, e, s);
}

static void watch_finally(void *context, const struct ke_scope *s, bool abnormal)
{
	record_finally(((struct cpu *)context)->record, s, abnormal);
}

static void watch_unhandled(void *context, const struct ke_exception *e, bool quiet)
{
	struct cpu *cpu = context;

	cpu->unhandled = *e;
	cpu->is_unhandled = true;
	cpu->is_quiet = quiet;
	record_unhandled(cpu->record, e);
}

static void watch_stopped(void *context, const struct ke_exception *e)
{
	struct cpu *cpu = context;

	cpu->unhandled = *e;
	cpu->is_endless = true;
}

/* ---- life ---- */

struct cpu *cpu_new(const struct program *program, struct vm *vm, struct recorder *record)
{
	struct cpu *cpu = calloc(1, sizeof *cpu);

	if (cpu == NULL)
		return NULL;
	cpu->registers = lazy_new(REGISTERS * sizeof *cpu->registers);
	if (cpu->registers == NULL) {
		free(cpu);
		return NULL;
	}
	cpu->registers_end = cpu->registers + REGISTERS;
	cpu->program = program;
	cpu->vm = vm;
	cpu->tlb = vm_tlb(vm);
	cpu->record = record;
	cpu->budget = INT64_MAX;
	cpu->ke.machine = (struct ke_machine){ cpu, machine_push, machine_pop, machine_next_scope, machine_filter,
	                                       machine_call, machine_finally, machine_land, machine_end };
	cpu->ke.watch = (struct ke_watch){ cpu, watch_raised, watch_answered, watch_handler, watch_finally,
	                                   watch_unhandled, watch_stopped };
	return cpu;
}

void cpu_free(struct cpu *cpu)
{
	lazy_free(cpu->registers, REGISTERS * sizeof *cpu->registers);
	free(cpu->frame);
	vectored_free(&cpu->ke.vectored);
	library_free(cpu->library);
	objects_free(&cpu->objects);
	free(cpu);
}

/* Map one part of the image and fill it; `fill` where there are no bytes. */
static bool load_part(struct cpu *cpu, uint64_t va, const uint8_t *bytes, uint64_t size, uint8_t fill, uint32_t protect)
{
	uint64_t pages = (size + PAGE_SIZE - 1) & PAGE_MASK;
	struct fault f;

	if (size == 0)
		return true;
	if (!vm_load_image(cpu->vm, va, pages, PAGE_READWRITE_))
		return false;
	for (uint64_t at = 0; at < pages; at += PAGE_SIZE) {
		uint8_t *host = vm_access(cpu->vm, va + at, ACCESS_WRITE, &f);
		uint64_t n = bytes == NULL || at >= size ? 0 : size - at < PAGE_SIZE ? size - at : PAGE_SIZE;

		if (host == NULL)
			return false;
		if (n > 0)
			memcpy(host, bytes + at, n);
		if (fill != 0)
			memset(host + n, fill, PAGE_SIZE - n);
	}
	vm_seal_image(cpu->vm, va, pages, protect);
	return true;
}

static void fix_up(const struct program *p)
{
	for (size_t i = 0; i < p->fixups; i++) {
		uint64_t at = p->fixup[i].address;
		uint64_t value = code_address(p->function[p->fixup[i].function].entry);

		memcpy(at >= DATA_BASE ? p->data + (at - DATA_BASE) : p->rdata + (at - RDATA_BASE), &value, 8);
	}
}

bool cpu_boot(struct cpu *cpu, const char **why)
{
	const struct program *p = cpu->program;
	uint64_t top;

	fix_up(p);
	*why = "the lab's code and data do not fit into the machine's frames (see --frames)";
	if (!load_part(cpu, TEXT_BASE, NULL, p->insns * TEXT_STEP, 0xCC, PAGE_EXECUTE_READ_) ||
	    !load_part(cpu, RDATA_BASE, p->rdata, p->rdata_bytes, 0, PAGE_READONLY_) ||
	    !load_part(cpu, DATA_BASE, p->data, p->data_bytes, 0, PAGE_READWRITE_))
		return false;
	*why = "there is no room for the stack";
	top = vm_create_stack(cpu->vm, STACK_RESERVE_BYTES, STACK_COMMIT_BYTES);
	if (top == 0)
		return false;
	cpu->sp = cpu->fp = top - STACK_START_BYTES;
	return true;
}

/* argc and argv as the C runtime lays them out: strings and pointers above main's frame. */
static bool put_arguments(struct cpu *cpu, int argc, const char *const *argv, uint64_t *where)
{
	uint64_t bytes = ((uint64_t)argc + 1) * 8, at;
	uint64_t sp;

	for (int i = 0; i < argc; i++)
		bytes += strlen(argv[i]) + 1;
	sp = (cpu->sp - bytes) & ~(uint64_t)15;
	if (bytes > STACK_COMMIT_BYTES / 2 || !cpu_probe_stack(cpu, cpu->sp, sp))
		return false;
	at = sp + ((uint64_t)argc + 1) * 8;
	for (int i = 0; i < argc; i++) {
		uint64_t n = strlen(argv[i]) + 1;

		if (!poke(cpu, sp + 8 * (uint64_t)i, (const uint8_t *)&at, 8) || !poke(cpu, at, (const uint8_t *)argv[i], n))
			return false;
		at += n;
	}
	*where = sp;
	cpu->sp = cpu->fp = sp;
	return true;
}

void cpu_start(struct cpu *cpu, int argc, const char *const *argv)
{
	const struct program *p = cpu->program;
	uint64_t arg[3] = { (uint64_t)argc }, result = 0;

	/* before main there is no frame to fault in; the arguments fit or are refused */
	if (!put_arguments(cpu, argc, argv, &arg[1])) {
		cpu_exit(cpu, 1);
		return;
	}
	cpu->sp -= 0x20;
	if (cpu_call(cpu, code_address(p->function[p->main].entry), arg, 3, &result))
		cpu_exit(cpu, (uint32_t)result);
}
