/* wine.c - see wine.h. */
#include "viz/compare/wine.h"

#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/compare/compare.h"
#include "viz/compare/texts.h"

bool wine_is(const char *platform)
{
	return strncmp(platform, "Wine", 4) == 0 && (platform[4] == ' ' || platform[4] == '\0');
}

/* ---- words for matchers ---- */

static uint64_t arg_number(const struct event *e, const char *name)
{
	const char *v = reader_arg(e, name);

	return v ? strtoull(v, NULL, 0) : 0;
}

static bool errors(const struct event *real, const struct event *sim, int64_t wine, int64_t windows)
{
	return real->error == wine && sim->error == windows;
}

static bool arg_is(const struct event *e, const char *name, const char *value)
{
	const char *v = reader_arg(e, name);

	return v && strcmp(v, value) == 0;
}

/* Wine did it (error 0) and Windows refuses with 87: everything in this step that differs follows from it. */
static bool accepted(const struct event *real, const struct event *sim)
{
	return errors(real, sim, 0, 87);
}

static bool about_error(const struct difference *d)
{
	return d->about.what == FACT_ERROR;
}

static bool about_out(const struct difference *d, const char *member)
{
	return d->about.what == FACT_OUT && strcmp(d->about.member, member) == 0;
}

static const struct span *page_at(const struct memory_at *const *before, const struct event *e)
{
	return e->at.known ? reader_page(before[SIDE_REAL], e->at.place, e->at.offset / 4096) : NULL;
}

/* ---- matchers, one for each entry ---- */

#define MATCHER(name) static bool name(const struct event *real, const struct event *sim, \
	const struct memory_at *const *before, const struct ahead *ahead, const struct difference *d)

MATCHER(free_error)
{
	return real->api_id == API_VIRTUAL_FREE && about_error(d) && errors(real, sim, 87, 487);
}

/* The range goes on past the end of the reservation that it begins in. */
static bool leaves_place(const struct memory_at *const *before, const struct event *e)
{
	const char *size = reader_arg(e, "dwSize");
	const struct spans *s = e->at.known && e->at.place >= 0 && (size_t)e->at.place < before[SIDE_REAL]->places ?
	                        before[SIDE_REAL]->place[e->at.place] : NULL;

	return s && size && e->at.offset + strtoull(size, NULL, 0) > s->pages * 4096;
}

MATCHER(protect_error)
{
	const struct span *s = page_at(before, real);

	return real->api_id == API_VIRTUAL_PROTECT && about_error(d) && errors(real, sim, 87, 487) &&
	       (!s || s->state != PG_RESERVED || leaves_place(before, real));
}

/* Does the range have a page of a view that nobody has committed? */
static bool has_reserved_view_page(const struct memory_at *const *before, const struct event *e)
{
	uint64_t size = arg_number(e, "dwSize");

	for (uint64_t at = e->at.offset / 4096; e->at.known && at <= (e->at.offset + size - 1) / 4096; at++) {
		const struct span *s = reader_page(before[SIDE_REAL], e->at.place, at);

		if (!s)
			return false;
		if (s->state == PG_RESERVED && s->type_id == TYPE_MAPPED)
			return true;
	}
	return false;
}

MATCHER(view_protect_order)
{
	return real->api_id == API_VIRTUAL_PROTECT && about_error(d) && errors(real, sim, 487, 87) &&
	       has_reserved_view_page(before, real);
}

MATCHER(protect_size_0)
{
	return real->api_id == API_VIRTUAL_PROTECT && arg_is(real, "dwSize", "0x0") && accepted(real, sim);
}

MATCHER(protect_old)
{
	return real->api_id == API_VIRTUAL_PROTECT && real->error && sim->error && about_out(d, "lpflOldProtect");
}

MATCHER(reset_flags)
{
	return real->api_id == API_VIRTUAL_ALLOC && real->allocation_flags & FLAG_MEM_RESET && accepted(real, sim) &&
	       (real->allocation_flags != FLAG_MEM_RESET || !real->protect_flags);
}

MATCHER(watch_no_reserve)
{
	return real->api_id == API_VIRTUAL_ALLOC && real->allocation_flags & FLAG_MEM_WRITE_WATCH &&
	       !(real->allocation_flags & FLAG_MEM_RESERVE) && accepted(real, sim);
}

static bool bad_modifiers(uint32_t protect)
{
	if (protect & FLAG_PAGE_NOACCESS)
		return protect & (FLAG_PAGE_GUARD | FLAG_PAGE_NOCACHE | FLAG_PAGE_WRITECOMBINE);
	return protect & FLAG_PAGE_NOCACHE && protect & (FLAG_PAGE_GUARD | FLAG_PAGE_WRITECOMBINE);
}

/* Not one of the constants that private memory can have, modifiers included. */
static bool bad_protection(uint32_t protect)
{
	static const uint32_t good = FLAG_PAGE_NOACCESS | FLAG_PAGE_READONLY | FLAG_PAGE_READWRITE | FLAG_PAGE_EXECUTE |
	                             FLAG_PAGE_EXECUTE_READ | FLAG_PAGE_EXECUTE_READWRITE;
	static const uint32_t writecopy = FLAG_PAGE_WRITECOPY | FLAG_PAGE_EXECUTE_WRITECOPY;
	uint32_t base = protect & good;

	return !base || base & (base - 1) || protect & writecopy || bad_modifiers(protect);
}

MATCHER(protect_order)
{
	return real->api_id == API_VIRTUAL_PROTECT && about_error(d) && errors(real, sim, 487, 87) &&
	       bad_protection(real->protect_flags);
}

MATCHER(commit_order)
{
	return real->api_id == API_VIRTUAL_ALLOC && about_error(d) && errors(real, sim, 487, 87) &&
	       real->allocation_flags & FLAG_MEM_COMMIT && !(real->allocation_flags & FLAG_MEM_RESERVE) &&
	       bad_protection(real->protect_flags);
}

MATCHER(modifiers)
{
	if (!accepted(real, sim))
		return false;
	if (real->api_id == API_VIRTUAL_ALLOC)
		return bad_modifiers(real->protect_flags);
	return real->api_id == API_VIRTUAL_PROTECT && bad_modifiers(real->protect_flags);
}

MATCHER(awe)
{
	return real->api_id == API_VIRTUAL_ALLOC && real->allocation_flags & FLAG_MEM_PHYSICAL && errors(real, sim, 87, 0);
}

MATCHER(large_pages)
{
	return real->api_id == API_VIRTUAL_ALLOC && real->allocation_flags & FLAG_MEM_LARGE_PAGES && about_error(d) &&
	       errors(real, sim, 87, 1314);
}

MATCHER(commit_error)
{
	return real->api_id == API_VIRTUAL_ALLOC && real->allocation_flags & FLAG_MEM_COMMIT && about_error(d) &&
	       errors(real, sim, 8, 1455);
}

MATCHER(guard_decommitted)
{
	const struct span *s = page_at(before, real);

	return real->type == EV_FAULT && d->about.what == FACT_CODE && s && s->state == PG_RESERVED &&
	       real->code_id == EXC_GUARD_PAGE && sim->code_id == EXC_ACCESS_VIOLATION;
}

MATCHER(guard_read_only)
{
	const struct span *s = page_at(before, real);

	return real->type == EV_FAULT && d->about.what == FACT_CODE && s && real->access_id == ACCESS_WRITE &&
	       s->protect_flags & FLAG_PAGE_GUARD && s->protect_flags & FLAG_PAGE_READONLY &&
	       real->code_id == EXC_GUARD_PAGE && sim->code_id == EXC_ACCESS_VIOLATION;
}

MATCHER(overflow_code)
{
	return (real->type == EV_FAULT || real->type == EV_HANDLER || real->type == EV_UNHANDLED) && d->about.what == FACT_CODE &&
	       real->code_id == EXC_INT_DIVIDE_BY_ZERO && sim->code_id == EXC_INT_OVERFLOW;
}

MATCHER(lock_error)
{
	return real->api_id == API_VIRTUAL_LOCK && about_error(d) &&
	       (errors(real, sim, 5, 998) || errors(real, sim, 5, 0x80000001));
}

static bool maps_view(const struct event *e)
{
	return e->api_id == API_MAP_VIEW_OF_FILE || e->api_id == API_MAP_VIEW_OF_FILE_EX;
}

/* Windows opens a guard page that it is asked to lock, and reports it as a touch; the next try locks it. */
MATCHER(lock_guard)
{
	const struct span *s = page_at(before, real);

	if (real->api_id != API_VIRTUAL_LOCK || !s || !(s->protect_flags & FLAG_PAGE_GUARD) || real->error != 5)
		return false;
	if (about_error(d))
		return sim->error == 0 || sim->error == 0x80000001;
	if (d->about.what == FACT_RESULT)
		return sim->error == 0;
	if (d->about.what == FACT_PROTECT)
		return strstr(d->real, "PAGE_GUARD") && !strstr(d->sim, "PAGE_GUARD");
	if (d->about.what == FACT_COUNTER)
		return d->about.counter == CN_WORKING_SET && !sim->error && d->value[SIDE_SIM] > d->value[SIDE_REAL];
	return d->about.what == FACT_STATE && d->value[SIDE_REAL] == PG_COMMITTED && d->value[SIDE_SIM] == PG_RESIDENT;
}

/* Linux takes the page at once; Windows may, and the simulator keeps it. */
MATCHER(reset_drops)
{
	if (real->api_id != API_VIRTUAL_ALLOC || real->allocation_flags != FLAG_MEM_RESET || real->error || sim->error)
		return false;
	if (d->about.what == FACT_COUNTER)
		return d->about.counter == CN_WORKING_SET && d->value[SIDE_REAL] < d->value[SIDE_SIM];
	return d->about.what == FACT_STATE && d->value[SIDE_REAL] == PG_COMMITTED && d->value[SIDE_SIM] == PG_RESIDENT;
}

/* Both fail for the pointer, but Wine looks at it last. */
MATCHER(protect_old_late)
{
	return real->api_id == API_VIRTUAL_PROTECT && errors(real, sim, 998, 998) && d->about.what == FACT_PROTECT;
}

MATCHER(large_section)
{
	return (real->api_id == API_CREATE_FILE_MAPPING_A || real->api_id == API_CREATE_FILE_MAPPING_W) &&
	       real->protect_flags & FLAG_SEC_LARGE_PAGES && errors(real, sim, 0, 1314);
}

/* The caching of a section's views: 0x400 is what Wine does not keep. */
MATCHER(section_caching)
{
	return (d->about.what == FACT_PROTECT || d->about.what == FACT_ALLOC_PROTECT ||
	        about_out(d, "Protect") || about_out(d, "AllocationProtect") || about_out(d, "lpflOldProtect")) &&
	       !strstr(d->real, "PAGE_WRITECOMBINE") && strncmp(d->sim, d->real, strlen(d->real)) == 0 &&
	       same(d->sim + strlen(d->real), "|PAGE_WRITECOMBINE");
}

/* More than any address space has. */
MATCHER(view_size)
{
	return maps_view(real) && about_error(d) && errors(real, sim, 5, 87) && arg_number(real, "dwNumberOfBytesToMap") >> 47;
}

/* Every page that Windows tells Wine tells as well; what it has besides was decommitted since it was written. */
MATCHER(watch_decommitted)
{
	return real->api_id == API_GET_WRITE_WATCH && real->at.known && real->at.place >= 0 && real->at.place < 64 &&
	       ahead->decommitted >> real->at.place & 1 && !real->error && !sim->error &&
	       (about_out(d, "lpAddresses") || about_out(d, "lpdwCount")) && strlen(d->real) >= strlen(d->sim);
}

MATCHER(unlock_unlocked)
{
	return real->api_id == API_VIRTUAL_UNLOCK && errors(real, sim, 0, 158);
}

MATCHER(placeholders)
{
	if (real->api_id == API_VIRTUAL_ALLOC_2)
		return real->error != 0 && real->allocation_flags & (FLAG_MEM_RESERVE_PLACEHOLDER | FLAG_MEM_REPLACE_PLACEHOLDER);
	return real->api_id == API_VIRTUAL_FREE && real->error != 0 &&
	       real->allocation_flags & (FLAG_MEM_PRESERVE_PLACEHOLDER | FLAG_MEM_COALESCE_PLACEHOLDERS);
}

/* A page is resident here, committed there, and this is why. */
static bool ahead_by(const struct ahead *ahead, const struct difference *d, enum ahead_why why)
{
	return d->about.what == FACT_STATE && d->value[SIDE_REAL] == PG_RESIDENT && d->value[SIDE_SIM] == PG_COMMITTED &&
	       ahead_why(ahead, d->about.place, d->about.offset / 4096) == why;
}

/* By how many pages more the real working set has grown in this step, all known reasons together. */
static int64_t ahead_grown(const struct ahead *ahead)
{
	int64_t pages = 0;

	for (int why = AHEAD_UNKNOWN + 1; why < AHEAD_WHYS; why++)
		pages += ahead->pages[why] - ahead->before[why];
	return pages;
}

/* The counter follows the pages exactly, and this is the reason of some of them. */
static bool counted_by(const struct ahead *ahead, const struct difference *d, enum ahead_why why)
{
	return d->about.what == FACT_COUNTER && d->about.counter == CN_WORKING_SET && ahead->pages[why] != ahead->before[why] &&
	       d->value[SIDE_REAL] - d->value[SIDE_SIM] == ahead_grown(ahead);
}

MATCHER(no_trim)
{
	if (ahead_by(ahead, d, AHEAD_TRIMMED) || counted_by(ahead, d, AHEAD_TRIMMED))
		return true;
	return real->api_id == API_QUERY_WORKING_SET_EX && about_out(d, "Valid") && ahead->pages[AHEAD_TRIMMED] > 0 &&
	       same(d->real, "true") && same(d->sim, "false");
}

MATCHER(view_neighbours)
{
	return ahead_by(ahead, d, AHEAD_NEIGHBOUR) || counted_by(ahead, d, AHEAD_NEIGHBOUR);
}

/* Windows looks at the handle, and at limits that are 0, out of order, or below 13 pages. */
MATCHER(limits_unchecked)
{
	uint64_t least = arg_number(real, "dwMinimumWorkingSetSize"), most = arg_number(real, "dwMaximumWorkingSetSize");

	if (errors(real, sim, 0, 6))
		return real->api_id == API_EMPTY_WORKING_SET || real->api_id == API_SET_PROCESS_WORKING_SET_SIZE ||
		       real->api_id == API_GET_PROCESS_WORKING_SET_SIZE;
	return real->api_id == API_SET_PROCESS_WORKING_SET_SIZE && accepted(real, sim) &&
	       (!least || !most || least > most || most < 13 * 4096);
}

/* What a page that is copied on write reads before and after, executable or not. */
static bool are_before_and_after(uint32_t before, uint32_t after)
{
	return (before == FLAG_PAGE_WRITECOPY && after == FLAG_PAGE_READWRITE) ||
	       (before == FLAG_PAGE_EXECUTE_WRITECOPY && after == FLAG_PAGE_EXECUTE_READWRITE);
}

static bool is_copied(const struct span *real, const struct span *sim)
{
	return real && sim && sim->type_id == TYPE_MAPPED && are_before_and_after(real->protect_flags, sim->protect_flags);
}

/* Was there a page copied in the run of which the real side's answer tells, and nothing else that cuts it? */
static bool run_is_copied(const struct event *real, const struct event *sim)
{
	const char *size = reader_out(real, "RegionSize");
	uint64_t page = real->at.offset / 4096, end;
	bool any = false;

	end = page + (size ? strtoull(size, NULL, 0) / 4096 : 0);
	for (; page < end; page++) {
		const struct span *x = reader_page(real->memory, real->at.place, page);
		const struct span *y = reader_page(sim->memory, real->at.place, page);

		if (!x || !y || (!is_copied(x, y) && (!x->protect || !same(x->protect, y->protect))))
			return false;
		any |= is_copied(x, y);
	}
	return any;
}

MATCHER(writecopy_kept)
{
	int64_t place = (int64_t)d->about.place;
	uint64_t page = d->about.offset / 4096;

	if (d->about.what == FACT_PROTECT)
		return is_copied(reader_page(real->memory, place, page), reader_page(sim->memory, place, page));
	if (!real->at.known || real->error || sim->error)
		return false;
	if (real->at.place < 0)                 /* the program's image, of which no trace tells */
		return real->api_id == API_VIRTUAL_PROTECT && about_out(d, "lpflOldProtect") &&
		       are_before_and_after(real->answer_flags, sim->answer_flags);
	if (real->api_id == API_VIRTUAL_PROTECT) {
		const struct span *s = page_at(before, real);   /* the write may have come after that was told */

		return about_out(d, "lpflOldProtect") && s && s->type_id == TYPE_MAPPED &&
		       are_before_and_after(real->answer_flags, sim->answer_flags);
	}
	return real->api_id == API_VIRTUAL_QUERY && run_is_copied(real, sim) &&
	       ((about_out(d, "Protect") && are_before_and_after(real->answer_flags, sim->answer_flags)) ||
	        about_out(d, "RegionSize"));
}

/* The offset lies past the section's end; how long that is was said when it was created, not here. */
MATCHER(view_offset)
{
	return maps_view(real) && about_error(d) && errors(real, sim, 87, 5) &&
	       (arg_number(real, "dwFileOffsetLow") || arg_number(real, "dwFileOffsetHigh"));
}

MATCHER(section_limit)
{
	return (real->api_id == API_CREATE_FILE_MAPPING_A || real->api_id == API_CREATE_FILE_MAPPING_W) &&
	       !(real->protect_flags & FLAG_SEC_RESERVE) &&
	       (errors(real, sim, 0, 1455) || (about_error(d) && errors(real, sim, 8, 1455)));
}

MATCHER(flush_error)
{
	return real->api_id == API_FLUSH_VIEW_OF_FILE &&
	       ((about_error(d) && errors(real, sim, 87, 487)) || errors(real, sim, 0, 487));
}

/* At the guard's exception Wine has opened the page already; on Windows it comes back with the retry, if there is one. */
MATCHER(guard_resident)
{
	return ahead_by(ahead, d, AHEAD_GUARD) || counted_by(ahead, d, AHEAD_GUARD);
}

/* A new protection opens a page that was closed: Wine maps it at once, Windows with the next touch. */
MATCHER(opened_resident)
{
	return ahead_by(ahead, d, AHEAD_OPENED) || counted_by(ahead, d, AHEAD_OPENED);
}

static bool is_call(const struct event *e, const char *api)
{
	return e->type == EV_CALL && same(e->api, api);
}

/* The same one level below, where the answer is the result. */
MATCHER(native_free)
{
	return is_call(real, "NtFreeVirtualMemory") && d->about.what == FACT_RESULT && same(real->result, "0xc000000d") &&
	       (same(sim->result, "0xc00000a0") || same(sim->result, "0xc000009f") || same(sim->result, "0xc000001a"));
}

/* Windows looks whether the other side of the copy may be read or written. */
MATCHER(process_memory)
{
	return (is_call(real, "ReadProcessMemory") && errors(real, sim, 0, 299)) ||
	       (is_call(real, "WriteProcessMemory") && (errors(real, sim, 0, 998) || errors(real, sim, 0, 487)));
}

/* Windows has ended the process; what Wine's went on with is beside the point. */
MATCHER(heap_corruption)
{
	return sim->type == EV_UNHANDLED && sim->code_id == EXC_HEAP_CORRUPTION && real->type != EV_UNHANDLED;
}

MATCHER(error_text)
{
	return real->type == EV_OUTPUT && d->about.what == FACT_TEXT && real->text && sim->text &&
	       texts_differ_in_words(real->text, sim->text);
}

static bool is_number(const char *text)
{
	return text && *text >= '0' && *text <= '9';
}

/* A size, in characters of one byte or of two, that was made of the length of such a text. */
MATCHER(error_text_size)
{
	int64_t more;

	if (real->type != EV_CALL || ahead->text_longer == 0 || !is_number(d->real) || !is_number(d->sim) ||
	    (d->about.what != FACT_IN && d->about.what != FACT_RESULT && d->about.what != FACT_OUT))
		return false;
	more = strtoll(d->sim, NULL, 0) - strtoll(d->real, NULL, 0);
	return more == ahead->text_longer || more == 2 * ahead->text_longer;
}

/* Of no pair: the steps stand alone (pair.c). */
MATCHER(continue_handlers)
{
	return false;
}

const char wine_continue_handlers[] = "vectored continue handlers are not called";

const struct wine_entry wine_table[] = {
	{ "free-error", "VirtualFree on memory that is free, or not at the base: error 87, Windows gives 487",
	  "Wine reports one status for every range that is no whole allocation", "observed on Wine 8.0", free_error },
	{ "protect-error", "VirtualProtect on free memory or across allocations: error 87, Windows gives 487",
	  "Wine refuses the range before it asks what is there", "observed on Wine 8.0", protect_error },
	{ "protect-size-0", "VirtualProtect of no bytes succeeds, Windows refuses with 87",
	  "Wine rounds the empty range to a page", "observed on Wine 8.0", protect_size_0 },
	{ "protect-order", "VirtualProtect with a bad constant on memory that cannot be changed either: error 487, Windows gives 87",
	  "Wine looks at the range first, Windows at the constant", "observed on Wine 8.0", protect_order },
	{ "view-protect-order", "VirtualProtect of a view with what the view does not allow, where nothing is committed: error 487, Windows gives 87",
	  "Wine looks at the range first; Windows, as ReactOS does it, at what the view allows",
	  "observed on Wine 8.0; docs/reference/sources.md, [section]", view_protect_order },
	{ "commit-order", "a commit with a bad protection where nothing can be committed either: error 487, Windows gives 87",
	  "Wine looks at the range first, Windows at the constant", "observed on Wine 8.0", commit_order },
	{ "protect-old", "a VirtualProtect that fails leaves the old-protection output alone, Windows stores PAGE_NOACCESS",
	  "Wine writes the output on success only", "observed on Wine 8.0", protect_old },
	{ "reset-flags", "MEM_RESET together with other types, or without a protection, is accepted; Windows refuses with 87",
	  "Wine ignores what accompanies MEM_RESET", "observed on Wine 8.0", reset_flags },
	{ "watch-no-reserve", "MEM_WRITE_WATCH without MEM_RESERVE is accepted; Windows refuses with 87",
	  "Wine takes the implied reservation for an explicit one", "observed on Wine 8.0", watch_no_reserve },
	{ "modifiers", "PAGE_NOACCESS with a modifier, or PAGE_NOCACHE with another one, is accepted; Windows refuses with 87",
	  "Wine does not check protection modifiers against each other", "observed on Wine 8.0", modifiers },
	{ "no-awe", "MEM_PHYSICAL is refused with 87; Windows reserves", "Wine has no address windowing", "observed on Wine 8.0", awe },
	{ "large-pages", "MEM_LARGE_PAGES without the privilege: error 87, Windows gives 1314",
	  "Wine has no large pages", "observed on Wine 8.0", large_pages },
	{ "commit-error", "a commit that cannot be met: error 8, Windows gives 1455",
	  "Wine has no commit limit; the host refuses the mapping", "observed on Wine 8.0", commit_error },
	{ "guard-decommitted", "touching a decommitted guard page raises the guard exception, Windows an access violation",
	  "Wine keeps the guard bit when it decommits", "observed on Wine 8.0", guard_decommitted },
	{ "guard-read-only", "writing to a read-only guard page raises the guard exception, Windows an access violation",
	  "Wine tests the guard bit before the protection", "observed on Wine 8.0", guard_read_only },
	{ "guard-resident", "a touched guard page is resident when its exception is raised, on Windows only after the retry",
	  "Wine opens the page before it raises; Windows keeps a guarded page out of the working set and maps it on the next "
	  "touch", "observed on Wine 8.0; docs/reference/sources.md, [softpte]", guard_resident },
	{ "opened-resident", "a page whose protection no longer keeps the program out is resident at once, on Windows after the next touch",
	  "Wine only changes what the host allows; Windows took the closed page out of the working set and maps it on demand",
	  "observed on Wine 8.0; docs/reference/sources.md, [softpte]", opened_resident },
	{ "lock-error", "VirtualLock on a page that cannot be locked: error 5, Windows gives 998 or the guard exception's code",
	  "Wine passes on what the host's mlock says", "observed on Wine 8.0", lock_error },
	{ "lock-guard", "VirtualLock on a guard page fails each time and leaves the guard, Windows takes it away and locks the second time",
	  "Wine passes on what the host's mlock says", "observed on Wine 8.0; marked todo in Wine's tests", lock_guard },
	{ "reset-drops", "MEM_RESET takes a page out of memory at once, on Windows it stays until its frame is needed",
	  "Wine asks the host's madvise", "observed on Wine 8.0; docs/reference/sources.md, [virtualalloc]", reset_drops },
	{ "protect-old-late", "a VirtualProtect that cannot store the old protection fails, and has changed the pages",
	  "Wine writes the output last, Windows looks first whether it can", "observed on Wine 8.0", protect_old_late },
	{ "large-section", "a section of large pages is created without the privilege, Windows gives 1314",
	  "Wine has no large pages", "observed on Wine 8.0; marked todo in Wine's tests", large_section },
	{ "section-caching", "views of a SEC_WRITECOMBINE section are told without PAGE_WRITECOMBINE",
	  "Wine keeps SEC_NOCACHE only", "observed on Wine 8.0", section_caching },
	{ "view-size", "a view larger than the address space: error 5, Windows gives 87",
	  "Wine compares the size with the section's alone", "observed on Wine 8.0; docs/reference/sources.md, [section]", view_size },
	{ "watch-decommitted", "GetWriteWatch still tells of pages that were decommitted since they were written",
	  "Wine keeps the note when the page goes", "observed on Wine 8.0", watch_decommitted },
	{ "overflow-code", "the least integer divided by -1 raises the code of a division by zero, on Windows that of an overflow",
	  "the processor has one trap for both and Wine does not look which it was", "observed on Wine 8.0", overflow_code },
	{ "unlock-unlocked", "VirtualUnlock of a page that is not locked succeeds, Windows gives 158",
	  "Wine does not keep which pages are locked", "observed on Wine 8.0", unlock_unlocked },
	{ "no-placeholders", "placeholders are refused", "Wine 8.0 does not have them", "observed on Wine 8.0", placeholders },
	{ "no-trim", "emptying or limiting the working set leaves pages resident, on Windows they leave it until they are touched again",
	  "Wine has no working set of its own; the host decides what stays in memory",
	  "observed on Wine 8.0; docs/reference/sources.md, [working-set-calls]", no_trim },
	{ "view-neighbours", "reading a page of a view makes the pages around it resident too, on Windows only the one that was touched",
	  "Linux maps up to sixteen pages of a file at one read fault, and to Wine a section is a file", "observed on Wine 8.0",
	  view_neighbours },
	{ "limits-unchecked", "a working-set call with a bad handle or impossible limits succeeds, Windows refuses with 6 or 87",
	  "Wine ignores the arguments of a call that does nothing", "observed on Wine 8.0; docs/reference/sources.md, [working-set-calls]",
	  limits_unchecked },
	{ "writecopy-kept", "a page that was copied on write is still reported as PAGE_WRITECOPY, on Windows as PAGE_READWRITE",
	  "Linux copies the page without Wine's knowledge", "observed on Wine 8.0; docs/reference/sources.md, [copy-on-write]", writecopy_kept },
	{ "view-offset", "a view that would start past the end of its section: error 87, Windows gives 5",
	  "Wine has another status for the offset than for the size", "observed on Wine 8.0; docs/reference/sources.md, [section]", view_offset },
	{ "section-limit", "a committed section that exceeds the commit limit is created, Windows refuses with 1455",
	  "Wine has no commit limit; a section is a file with holes", "observed on Wine 8.0", section_limit },
	{ "flush-error", "FlushViewOfFile of what is no view: error 87 or success, Windows gives 487",
	  "Wine asks the host's msync", "observed on Wine 8.0", flush_error },
	{ "native-free", "NtFreeVirtualMemory of what cannot be freed: 0xC000000D, Windows says what is wrong",
	  "Wine reports one status for every range that is no whole allocation", "observed on Wine 8.0", native_free },
	{ "process-memory", "ReadProcessMemory and WriteProcessMemory work on pages that are reserved, free or closed, Windows refuses with 299, 998 or 487",
	  "Wine lets its server copy the bytes", "observed on Wine 8.0", process_memory },
	{ "heap-corruption", "a free of what is no block, or of a spoiled one, fails or does nothing, Windows ends the process with 0xC0000374",
	  "Wine answers FALSE and goes on, in HeapFree as in free", "observed on Wine 8.0; docs/reference/sources.md, [heap]",
	  heap_corruption },
	{ "error-text", "the text of an error is in other words than Windows'", "Wine's message files are not those of Windows",
	  "observed on Wine 8.0; docs/reference/sources.md, [error-texts]", error_text },
	{ "error-text-size", "room for the text of an error is as much smaller or larger as the text is",
	  "Wine's message files are not those of Windows", "observed on Wine 8.0; docs/reference/sources.md, [error-texts]", error_text_size },
	{ "continue-handlers", wine_continue_handlers, "Wine registers them and does nothing more",
	  "observed on Wine 8.0; docs/reference/sources.md, [seh]", continue_handlers },
	{ 0 }
};
_Static_assert(sizeof wine_table / sizeof wine_table[0] <= WINE_ENTRIES, "what counts them has room for each");

const struct wine_entry *wine_find(const struct event *real, const struct event *sim,
                                   const struct memory_at *const *before, const struct ahead *ahead,
                                   const struct difference *d)
{
	for (const struct wine_entry *w = wine_table; w->id; w++)
		if (w->matches(real, sim, before, ahead, d))
			return w;
	return NULL;
}
