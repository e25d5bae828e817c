/* machine.c - see machine.h. */
#include "sim/record/machine.h"

#include "sim/mmu/pte.h"
#include "sim/nt/memtype.h"
#include "sim/record/memory.h"

static void tell_entry(struct trace *t, const char *key, uint64_t entry)
{
	trace_open_object(t, key);
	trace_hex(t, "value", entry);
	trace_number(t, "P", pte_valid(entry));
	if (!pte_valid(entry)) {
		trace_string(t, "means", pte_meaning(entry));
	} else {
		trace_number(t, "RW", (entry & PTE_RW) != 0);
		trace_number(t, "US", (entry & PTE_US) != 0);
		trace_number(t, "A", (entry & PTE_A) != 0);
		trace_number(t, "D", (entry & PTE_D) != 0);
		trace_number(t, "G", (entry & PTE_G) != 0);
		trace_number(t, "NX", (entry & PTE_NX) != 0);
		trace_hex(t, "pfn", pte_pfn(entry));
	}
	trace_close_object(t);
}

static void tell_walk(struct trace *t, const struct walk *before, const struct walk *now)
{
	static const char *const level[] = { "PML4", "PDPT", "PD", "PT" };

	trace_open_array(t, "walk");
	for (unsigned i = 0; i < now->levels; i++) {
		const struct walk_level *l = &now->level[i];

		trace_open_object(t, NULL);
		trace_string(t, "level", level[i]);
		trace_number(t, "index", l->index);
		trace_hex(t, "table", l->table_pfn);
		tell_entry(t, "before", i < before->levels ? before->level[i].entry : 0);
		tell_entry(t, "after", l->entry);
		trace_close_object(t);
	}
	trace_close_array(t);
}

static void tell_vad(struct recorder *r, uint64_t va, size_t *charge)
{
	struct trace *t = &r->trace;
	struct vad_view v;

	if (!vm_vad_at(r->vm, va, &v)) {
		*charge = 0;
		trace_null(t, "vad");
		return;
	}
	trace_open_object(t, "vad");
	trace_hex(t, "start", v.first_vpn);
	trace_hex(t, "end", v.last_vpn);
	trace_string(t, "type", v.type == MEM_PRIVATE ? "Private" : v.type == MEM_MAPPED ? "Mapped" : "Image");
	trace_name(t, "protect", name_protect, v.alloc_protect);
	trace_bool(t, "mem_commit", v.mem_commit);
	trace_number(t, "commit_charge_before", (int64_t)*charge);
	trace_number(t, "commit_charge", (int64_t)v.commit_charge);
	trace_close_object(t);
	*charge = v.commit_charge;
}

void machine_watch(struct recorder *r, uint64_t va)
{
	struct vad_view v;

	r->watched = va;
	vm_walk(r->vm, va, &r->watched_walk);
	r->watched_charge = vm_vad_at(r->vm, va, &v) ? v.commit_charge : 0;
}

void machine_tell_address(struct recorder *r, uint64_t va)
{
	struct walk now;

	if (va >> PAGE_SHIFT != r->watched >> PAGE_SHIFT)
		machine_watch(r, va);
	vm_walk(r->vm, va, &now);
	trace_hex(&r->trace, "walk_of", va);
	tell_walk(&r->trace, &r->watched_walk, &now);
	r->watched_walk = now;
	tell_vad(r, va, &r->watched_charge);
}

static const char *access_name(enum access access)
{
	return access == ACCESS_EXECUTE ? "execute" : access == ACCESS_WRITE ? "write" : "read";
}

static void fault_words(struct trace *t, const struct rest_sort *s)
{
	trace_string(t, "kind", fault_kind_name((enum fault_kind)s->kind));
	if (s->how != REST_ANY)
		trace_string(t, "access", access_name((enum access)s->how));
	if (s->from != REST_ANY && s->kind != FAULT_STACK_GROWTH)
		trace_string(t, "from", vm_location_name(s->from));
}

static void move_words(struct trace *t, const struct rest_sort *s)
{
	trace_string(t, "kind", move_kind_name((enum move_kind)s->kind));
	if (s->from == REST_ANY)
		return;
	trace_string(t, "from", vm_location_name(s->from));
	trace_string(t, "to", vm_location_name(s->to));
}

static void tell_resolved(struct recorder *r)
{
	struct trace *t = &r->trace;

	if (r->resolved_count == 0)
		return;
	for (size_t i = 0; i < r->resolved_count; i++)
		if (r->resolved[i].kind == FAULT_STACK_GROWTH) {
			memory_tell_stack(r, r->resolved[i].va);
			break;
		}
	trace_open_array(t, "resolved");
	for (size_t i = 0; i < r->resolved_count; i++) {
		const struct resolved *f = &r->resolved[i];

		trace_open_object(t, NULL);
		trace_string(t, "kind", fault_kind_name(f->kind));
		trace_string(t, "access", access_name(f->access));
		places_at(&r->places, t, "at", f->va);
		trace_hex(t, "pfn", f->pfn);
		if (f->kind != FAULT_STACK_GROWTH)
			trace_string(t, "from", vm_location_name(f->from));
		trace_close_object(t);
	}
	trace_close_array(t);
	if (r->resolved_rest.count != 0)
		trace_number(t, "resolved_more", (int64_t)r->resolved_rest.count);
	rest_tell(&r->resolved_rest, t, &r->places, "resolved_rest", fault_words);
	r->resolved_count = 0;
	rest_clear(&r->resolved_rest);
}

static void tell_moved(struct recorder *r)
{
	struct trace *t = &r->trace;

	if (r->moved_count == 0)
		return;
	trace_open_array(t, "transitions");
	for (size_t i = 0; i < r->moved_count; i++) {
		const struct moved *m = &r->moved[i];

		trace_open_object(t, NULL);
		trace_string(t, "kind", move_kind_name(m->kind));
		if (m->has_va)
			places_at(&r->places, t, "at", m->va);
		trace_hex(t, "pfn", m->pfn);
		trace_string(t, "from", vm_location_name(m->from));
		trace_string(t, "to", vm_location_name(m->to));
		if (m->slot != 0)
			trace_number(t, "slot", m->slot);
		trace_close_object(t);
	}
	trace_close_array(t);
	if (r->moved_rest.count != 0)
		trace_number(t, "transitions_more", (int64_t)r->moved_rest.count);
	rest_tell(&r->moved_rest, t, &r->places, "transitions_rest", move_words);
	r->moved_count = 0;
	rest_clear(&r->moved_rest);
}

static void tell_lists(struct trace *t, const char *key, const struct vm_counters *c)
{
	trace_open_object(t, key);
	trace_number(t, "zeroed", (int64_t)c->zeroed);
	trace_number(t, "free", (int64_t)c->free);
	trace_number(t, "standby", (int64_t)c->standby);
	trace_number(t, "modified", (int64_t)c->modified);
	trace_number(t, "active", (int64_t)c->active);
	trace_number(t, "page_file", (int64_t)c->pagefile_used);
	trace_close_object(t);
}

static bool same_lists(const struct vm_counters *a, const struct vm_counters *b)
{
	return a->zeroed == b->zeroed && a->free == b->free && a->standby == b->standby &&
	       a->modified == b->modified && a->active == b->active && a->pagefile_used == b->pagefile_used;
}

void machine_tell(struct recorder *r)
{
	struct vm_counters now;

	tell_resolved(r);
	tell_moved(r);
	if (r->tell_variables != NULL)
		r->tell_variables(r->variables, &r->trace);
	vm_counters(r->vm, &now);
	if (!r->lists_told || !same_lists(&now, &r->told)) {
		trace_open_object(&r->trace, "lists");
		tell_lists(&r->trace, "before", &r->told);
		tell_lists(&r->trace, "after", &now);
		trace_close_object(&r->trace);
		r->told = now;
		r->lists_told = true;
	}
	trees_tell(&r->trees, &r->trace, r->vm);
}
