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

bool repeat_seen(struct recorder *r, const struct ke_exception *e)
{
	uint64_t access = record_is_memory(e) ? e->parameter[0] : 0, address = record_is_memory(e) ? e->parameter[1] : 0;
	bool same = r->continued && !r->changed && !e->called && r->repeat_code == e->code && r->repeat_access == access &&
	            r->repeat_address == address && r->repeat_instruction == e->instruction;
	uint64_t digest = memory_digest(r);

	if (same && digest == r->repeat_digest)
		return true;
	r->changed = false;
	r->repeat_code = e->code;
	r->repeat_access = access;
	r->repeat_address = address;
	r->repeat_instruction = e->instruction;
	r->repeat_digest = digest;
	return false;
}
