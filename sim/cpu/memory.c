/*
 * memory.c - the lab's memory as an instruction or a library function sees it.
 *
 * One access at a time: the TLB, then the page walk and the fault path, then, if
 * the kernel cannot satisfy it, an exception on the spot. Whoever gets false or
 * NULL gives up at once, for the processor is on its way to a handler. What lies
 * in several pages is done page by page, so a fault leaves done what was done.
 */
#include "sim/nt/status.h"
#include "sim/cpu/exec.h"

#include <assert.h>
#include <string.h>

static bool memory_fault(struct cpu *cpu, const struct fault *f)
{
	struct ke_exception e = { .code = f->status, .parameters = 2, .parameter = { f->access, f->address }, .trap = true,
	                          .fault = f->kind };

	if (f->kind == FAULT_IN_PAGE)           /* and why it could not be brought in */
		e.parameter[e.parameters++] = STATUS_NO_MEMORY;
	return cpu_raise(cpu, &e);
}

/* One page of an access. *faulted: an exception came before it, and was continued. */
static uint8_t *touch(struct cpu *cpu, uint64_t va, enum access access, uint64_t *left, bool *faulted)
{
	uint8_t *host;
	struct fault f;

	*left = PAGE_SIZE - va % PAGE_SIZE;
	for (;;) {
		host = access == ACCESS_READ ? tlb_read(cpu->tlb, va, 1) : tlb_write(cpu->tlb, va, 1);
		if (!host)
			host = vm_access(cpu->vm, va, access, &f);
		if (host)
			return host;
		if (!memory_fault(cpu, &f))
			return NULL;
		*faulted = true;
	}
}

uint8_t *cpu_touch(struct cpu *cpu, uint64_t va, enum access access, uint64_t *left)
{
	bool faulted = false;
	uint8_t *host = touch(cpu, va, access, left, &faulted);

	if (host && faulted)
		record_retried(cpu->record);
	return host;
}

/* All of an instruction's `size` bytes, in two pages at most: it is done only when both can be had. The first of them. */
static uint8_t *touch_all(struct cpu *cpu, uint64_t va, unsigned size, enum access access, uint64_t *left)
{
	bool faulted = false;
	uint64_t unused;
	uint8_t *host = touch(cpu, va, access, left, &faulted);

	if (!host || (*left < size && !touch(cpu, va + *left, access, &unused, &faulted)))
		return NULL;
	if (faulted)
		record_retried(cpu->record);
	return host;
}

/*
 * A range of the lab's memory, taken piece by piece from below; no piece leaves its page.
 *
 *     struct range r = { .va = va, .size_bytes = n, .access = ACCESS_READ };
 *
 *     while (range_next(cpu, &r))
 *         ... r.host, r.bytes of them, `r.done` bytes after the beginning ...
 *     return range_is_done(&r);
 */
struct range {
	uint64_t va, size_bytes;
	enum access access;
	bool quiet;                     /* as the kernel does it: a page that cannot be had raises nothing */
	uint64_t done, bytes;           /* before this piece, of this piece */
	uint8_t *host;
};

/* How many of the `size_bytes` bytes from `va` on lie in its page. */
static uint64_t within_page(uint64_t va, uint64_t size_bytes)
{
	uint64_t left = PAGE_SIZE - va % PAGE_SIZE;

	return left < size_bytes ? left : size_bytes;
}

/* How many of the `size_bytes` bytes before `end` lie in the page of the last. */
static uint64_t within_page_before(uint64_t end, uint64_t size_bytes)
{
	uint64_t left = (end - 1) % PAGE_SIZE + 1;

	return left < size_bytes ? left : size_bytes;
}

/* What is left of the page comes from cpu_touch: from the arithmetic alone gcc would know how little a piece can be,
 * and copy it by `rep movs`, which takes longer than a call for a few bytes. */
static inline bool range_next(struct cpu *cpu, struct range *r)
{
	uint64_t at = r->va + r->done + r->bytes, left = PAGE_SIZE - at % PAGE_SIZE;
	struct fault f;

	r->done += r->bytes;
	r->bytes = 0;
	if (r->done == r->size_bytes)
		return false;
	r->host = r->quiet ? vm_access(cpu->vm, at, r->access, &f) : cpu_touch(cpu, at, r->access, &left);
	if (!r->host)
		return false;
	r->bytes = left < r->size_bytes - r->done ? left : r->size_bytes - r->done;
	cpu->budget -= (int64_t)(r->bytes / BYTES_A_STEP);
	return true;
}

static bool range_is_done(const struct range *r)
{
	return r->done == r->size_bytes;
}

bool cpu_read(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes)
{
	struct range r = { .va = va, .size_bytes = size_bytes, .access = ACCESS_READ };

	while (range_next(cpu, &r))
		memcpy((uint8_t *)to + r.done, r.host, r.bytes);
	return range_is_done(&r);
}

bool cpu_write(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes)
{
	struct range r = { .va = va, .size_bytes = size_bytes, .access = ACCESS_WRITE };

	while (range_next(cpu, &r))
		memcpy(r.host, (const uint8_t *)from + r.done, r.bytes);
	return range_is_done(&r);
}

bool cpu_poke(struct cpu *cpu, uint64_t va, const uint8_t *from, uint64_t size_bytes)
{
	struct range r = { .va = va, .size_bytes = size_bytes, .access = ACCESS_WRITE, .quiet = true };

	while (range_next(cpu, &r))
		memcpy(r.host, from + r.done, r.bytes);
	return range_is_done(&r);
}

bool cpu_fill(struct cpu *cpu, uint64_t va, uint8_t value, uint64_t size_bytes)
{
	struct range r = { .va = va, .size_bytes = size_bytes, .access = ACCESS_WRITE };

	while (range_next(cpu, &r))
		memset(r.host, value, r.bytes);
	return range_is_done(&r);
}

/* One piece of a move: both ends within their pages, so it is as if its bytes went one by one. */
static bool move_piece(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t n)
{
	uint8_t piece[PAGE_SIZE];

	assert(n > 0 && n <= PAGE_SIZE);
	return cpu_read(cpu, from, piece, n) && cpu_write(cpu, to, piece, n);
}

static bool move_up(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes)
{
	for (uint64_t done = 0, n; done < size_bytes; done += n) {
		n = within_page(to + done, within_page(from + done, size_bytes - done));
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
		n = within_page_before(to + left, within_page_before(from + left, left));
		if (!cpu_touch(cpu, from + left - 1, ACCESS_READ, &unused) ||
		    !cpu_touch(cpu, to + left - 1, ACCESS_WRITE, &unused) ||
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
	uint64_t left;
	const uint8_t *host = touch_all(cpu, va, size, ACCESS_READ, &left);

	if (!host)
		return false;
	if (left < size)
		return cpu_read(cpu, va, to, size);
	memcpy(to, host, size);
	return true;
}

/* A store that crosses a page writes nothing unless both pages take it. */
bool cpu_store(struct cpu *cpu, uint64_t va, unsigned size, const void *from)
{
	uint64_t left;
	uint8_t *host;

	assert(size > 0 && size <= 16);         /* two pages at most */
	host = touch_all(cpu, va, size, ACCESS_WRITE, &left);
	if (!host)
		return false;
	if (left < size)
		return cpu_write(cpu, va, from, size);
	memcpy(host, from, size);
	return true;
}

bool cpu_probe_stack(struct cpu *cpu, uint64_t from, uint64_t to)
{
	uint64_t unused;

	for (uint64_t page = from & PAGE_MASK; page > (to & PAGE_MASK); ) {
		page -= PAGE_SIZE;
		if (!cpu_touch(cpu, page, ACCESS_WRITE, &unused))
			return false;
	}
	return true;
}
