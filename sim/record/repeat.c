/* repeat.c - see repeat.h. */
#include "sim/record/repeat.h"

#include "sim/record/memory.h"

static uint64_t memory_digest(struct recorder *r)
{
	if (!r->watching) {
		places_touch_all(&r->places);
		record_watch(r);
	}
	return places_digest(&r->places, memory_tell_runs, r);
}

/* What was changed and changed back is a change: such a program gets on. */
void record_changed(struct recorder *r)
{
	if (r->repeats > 0 && !r->changed)
		r->changed = memory_digest(r) != r->repeat_digest;
}

#define CONTENTS_PAGES 1024             /* a lab with more variables and stack is not looked into */

static uint64_t mix(uint64_t digest, const uint8_t *bytes, size_t size_bytes)
{
	for (size_t i = 0; i < size_bytes; i++)
		digest = (digest ^ bytes[i]) * 0x100000001b3u;
	return digest ^ digest >> 29;
}

/* What can be read of [from, to); *left: how many pages may still be looked at. */
static uint64_t mix_range(const struct vm *vm, uint64_t digest, uint64_t from, uint64_t to, unsigned *left)
{
	for (uint64_t next; from < to && *left; from = next) {
		const uint8_t *bytes = vm_peek(vm, from);

		next = (from | (PAGE_SIZE - 1)) + 1;
		next = next < to ? next : to;
		if (!bytes)
			continue;
		--*left;
		digest = mix(digest, bytes, next - from);
	}
	return digest;
}

static uint64_t end_of(const struct vm *vm, uint64_t va)
{
	struct vad_view vad;

	return vm_vad_at(vm, va, &vad) ? (vad.last_vpn + 1) << PAGE_SHIFT : va;
}

/* The lab's variables, static ones and those on the stack above the exception, and how often it has printed. */
static uint64_t contents(const struct recorder *r)
{
	static uint64_t never;
	unsigned left = CONTENTS_PAGES;
	uint64_t digest = mix_range(r->vm, r->outputs + 1, r->data_base, end_of(r->vm, r->data_base), &left);

	if (r->stack_pointer) {
		uint64_t stack = r->stack_pointer(r->stack);

		digest = mix_range(r->vm, digest, stack, end_of(r->vm, stack), &left);
	}
	return left ? digest | 1 : (never += 2);
}

bool repeat_count(struct recorder *r, const struct ke_exception *e)
{
	uint64_t access = record_is_memory(e) ? e->parameter[0] : 0, address = record_is_memory(e) ? e->parameter[1] : 0;
	bool same = r->continued && !r->changed && !e->called && r->repeat_code == e->code && r->repeat_access == access &&
	            r->repeat_address == address && r->repeat_instruction == e->instruction;
	uint64_t digest = memory_digest(r), now;

	if (same && digest == r->repeat_digest) {
		now = contents(r);
		r->same++;
		r->repeats = r->repeat_contents && now != r->repeat_contents ? 1 : r->repeats + 1;
		r->repeat_contents = now;
		return r->repeats <= REPEATS_MAX && r->same <= SAME_MAX;
	}
	r->changed = false;
	r->repeats = r->same = 1;
	r->repeat_contents = 0;
	r->repeat_code = e->code;
	r->repeat_access = access;
	r->repeat_address = address;
	r->repeat_instruction = e->instruction;
	r->repeat_digest = digest;
	return true;
}
