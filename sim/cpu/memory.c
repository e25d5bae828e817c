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

#include <string.h>

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

bool cpu_poke(struct cpu *cpu, uint64_t va, const uint8_t *from, uint64_t size)
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
