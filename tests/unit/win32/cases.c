/*
 * cases.c - the rules of the Virtual calls, as worked cases from a file.
 *
 * tests/data/cases.jsonl holds one case a line: {"case": SENTENCE, "limit": BYTES,
 * "steps": [STEP, ...]}; `limit` is the commit charge left, and may be absent.
 *
 *   STEP      "NAME = CALL -> WANT"; NAME and WANT may be absent
 *             or [STEP, HANDLER, ...]: an access that is tried again after each handler
 *   HANDLER   [FAULT, STEP, ...]: the exception that is met, and what is done about it
 *   CALL      alloc ADDRESS SIZE TYPE PROTECT     alloc2, the same for VirtualAlloc2
 *             free ADDRESS SIZE TYPE              protect ADDRESS SIZE PROTECT
 *             query ADDRESS                       read ADDRESS SIZE
 *             write ADDRESS SIZE VALUE            fill ADDRESS SIZE VALUE (byte)
 *             execute ADDRESS                     lock, unlock ADDRESS SIZE
 *             watch ADDRESS SIZE COUNT FLAGS      (or nowhere in place of COUNT's array: watch0)
 *             unwatch ADDRESS SIZE                ntfree, the same as free for NtFreeVirtualMemory
 *   WANT      an error name; "fails"; a FAULT: its name, access, address;
 *             of alloc the address; of protect the old protection; of read a value, or several
 *             that are all right; of watch the addresses; of query FIELD=VALUE ...
 *
 * An address is a number or a NAME, joined by + and -. Without a WANT the call must
 * succeed. The machine is verified after every step.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/names.h"
#include "tests/unit/machine.h"
#include "sim/win32/lock.h"
#include "sim/win32/native.h"
#include "sim/win32/placeholder.h"
#include "sim/win32/writewatch.h"

#define FILE_NAME "tests/data/cases.jsonl"
#define WORDS_MAX 40

struct run {
	struct vm *vm;
	uint64_t named[128];                    /* by the letter of the name */
	char got[512];                          /* what came out, for the message */
};

struct words {
	char text[1024];
	char *word[WORDS_MAX];
	size_t count, arrow;                    /* index of "->", or count */
};

/* ---- words and values ---- */

static void split_words(const char *step, struct words *w)
{
	char *rest;

	snprintf(w->text, sizeof w->text, "%s", step);
	w->count = 0;
	for (char *at = w->text; w->count < WORDS_MAX && (at = strtok_r(at, " ", &rest)); at = NULL)
		w->word[w->count++] = at;
	for (w->arrow = 0; w->arrow < w->count && strcmp(w->word[w->arrow], "->"); w->arrow++)
		;
}

static const struct { const char *name; uint32_t value; } constants[] = {
	{ "MEM_COMMIT", MEM_COMMIT }, { "MEM_RESERVE", MEM_RESERVE }, { "MEM_DECOMMIT", MEM_DECOMMIT },
	{ "MEM_RELEASE", MEM_RELEASE }, { "MEM_FREE", MEM_FREE }, { "MEM_PRIVATE", MEM_PRIVATE },
	{ "MEM_RESET", MEM_RESET }, { "MEM_RESET_UNDO", MEM_RESET_UNDO }, { "MEM_TOP_DOWN", MEM_TOP_DOWN },
	{ "MEM_WRITE_WATCH", MEM_WRITE_WATCH }, { "MEM_PHYSICAL", MEM_PHYSICAL },
	{ "MEM_LARGE_PAGES", MEM_LARGE_PAGES }, { "AT_ROUND_TO_PAGE", 0x40000000 },
	{ "MEM_COALESCE_PLACEHOLDERS", MEM_COALESCE_PLACEHOLDERS },
	{ "MEM_PRESERVE_PLACEHOLDER", MEM_PRESERVE_PLACEHOLDER },
	{ "MEM_REPLACE_PLACEHOLDER", MEM_REPLACE_PLACEHOLDER },
	{ "MEM_RESERVE_PLACEHOLDER", MEM_RESERVE_PLACEHOLDER },
	{ "PAGE_NOACCESS", PAGE_NOACCESS }, { "PAGE_READONLY", PAGE_READONLY },
	{ "PAGE_READWRITE", PAGE_READWRITE }, { "PAGE_WRITECOPY", PAGE_WRITECOPY },
	{ "PAGE_EXECUTE", PAGE_EXECUTE }, { "PAGE_EXECUTE_READ", PAGE_EXECUTE_READ },
	{ "PAGE_EXECUTE_READWRITE", PAGE_EXECUTE_READWRITE },
	{ "PAGE_EXECUTE_WRITECOPY", PAGE_EXECUTE_WRITECOPY },
	{ "PAGE_GUARD", PAGE_GUARD }, { "PAGE_NOCACHE", PAGE_NOCACHE },
	{ "PAGE_WRITECOMBINE", PAGE_WRITECOMBINE },
	{ "WRITE_WATCH_FLAG_RESET", WRITE_WATCH_FLAG_RESET },
};

#define CONSTANTS (sizeof constants / sizeof constants[0])

static const struct { const char *name; uint32_t value; } errors[] = {
	{ "ERROR_NOT_ENOUGH_MEMORY", ERROR_NOT_ENOUGH_MEMORY },
	{ "ERROR_INVALID_PARAMETER", ERROR_INVALID_PARAMETER },
	{ "ERROR_NOT_LOCKED", ERROR_NOT_LOCKED }, { "ERROR_INVALID_ADDRESS", ERROR_INVALID_ADDRESS },
	{ "ERROR_NOACCESS", ERROR_NOACCESS }, { "ERROR_PRIVILEGE_NOT_HELD", ERROR_PRIVILEGE_NOT_HELD },
	{ "ERROR_COMMITMENT_LIMIT", ERROR_COMMITMENT_LIMIT },
	{ "STATUS_GUARD_PAGE_VIOLATION", STATUS_GUARD_PAGE_VIOLATION },
	{ "STATUS_UNABLE_TO_FREE_VM", STATUS_UNABLE_TO_FREE_VM },
	{ "STATUS_MEMORY_NOT_ALLOCATED", STATUS_MEMORY_NOT_ALLOCATED },
	{ "STATUS_FREE_VM_NOT_AT_BASE", STATUS_FREE_VM_NOT_AT_BASE },
};

static const char *error_text(uint32_t error)
{
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].value == error)
			return errors[i].name;
	return error ? "another error" : "success";
}

/* MEM_RESERVE|MEM_COMMIT, or a number. */
static uint32_t flags_of(const char *word)
{
	uint32_t value = 0;

	while (*word) {
		size_t length = strcspn(word, "|"), i = 0;

		while (i < CONSTANTS &&
		       (strlen(constants[i].name) != length || strncmp(constants[i].name, word, length)))
			i++;
		value |= i < CONSTANTS ? constants[i].value : strtoul(word, NULL, 0);
		word += length + (word[length] == '|');
	}
	return value;
}

/* a+0x1000, 0x50000000, r-1 */
static uint64_t address_of(const struct run *r, const char *word)
{
	uint64_t value = 0;
	bool minus = false;

	while (*word) {
		uint64_t part;
		char *end = (char *)word + 1;

		if (isalpha((unsigned char)*word))
			part = r->named[(unsigned char)*word];
		else
			part = strtoull(word, &end, 0);
		value += minus ? -part : part;
		minus = *end == '-';
		word = *end ? end + 1 : end;
	}
	return value;
}

/* ---- accesses ---- */

static const char *access_name(uint32_t access)
{
	return access == ACCESS_READ ? "read" : access == ACCESS_WRITE ? "write" : "execute";
}

static void describe_fault(struct run *r, const struct fault *f)
{
	char name[NAME_ROOM];

	name_exception(f->status, name, sizeof name);
	snprintf(r->got, sizeof r->got, "%s %s 0x%llx", name, access_name(f->access),
	         (unsigned long long)f->address);
}

/* All pages of the access first, so that a store that faults writes nothing. */
static bool reach(struct run *r, uint64_t va, uint64_t size, enum access access)
{
	struct fault fault = { 0 };

	for (uint64_t at = va;; at = (at & PAGE_MASK) + PAGE_SIZE) {
		if (!vm_access(r->vm, at, access, &fault)) {
			describe_fault(r, &fault);
			return false;
		}
		if ((at & PAGE_MASK) == ((va + size - 1) & PAGE_MASK))
			return true;
	}
}

static bool attempt(struct run *r, const struct words *w)
{
	const char *verb = w->word[0];
	uint64_t va = address_of(r, w->word[1]), value = 0;
	uint64_t size = w->arrow > 2 ? strtoull(w->word[2], NULL, 0) : 1;
	bool writes = !strcmp(verb, "write") || !strcmp(verb, "fill");
	enum access access = writes ? ACCESS_WRITE : !strcmp(verb, "read") ? ACCESS_READ : ACCESS_EXECUTE;
	struct fault fault;

	if (!reach(r, va, size, access))
		return false;
	if (writes)
		value = strtoull(w->word[3], NULL, 0);
	for (uint64_t i = 0; i < size; i++) {
		uint8_t *byte = vm_access(r->vm, va + i, access, &fault);
		uint64_t shift = verb[0] == 'f' ? 0 : 8 * i;

		if (writes)
			*byte = value >> shift;
		else if (access == ACCESS_READ)
			value |= (uint64_t)*byte << shift;
	}
	snprintf(r->got, sizeof r->got, "0x%llx", (unsigned long long)value);
	return true;
}

static bool is_fault(const char *word)
{
	return !strncmp(word, "EXCEPTION_", 10);
}

static bool fault_is(const struct run *r, char *const word[3])
{
	unsigned long long address = address_of(r, word[2]);
	char want[512];

	snprintf(want, sizeof want, "%s %s 0x%llx", word[0], word[1], address);
	return !strcmp(want, r->got);
}

static bool access_met(const struct run *r, const struct words *w, bool done)
{
	if (w->arrow == w->count)
		return done;
	if (is_fault(w->word[w->arrow + 1]))
		return !done && fault_is(r, &w->word[w->arrow + 1]);
	for (size_t i = w->arrow + 1; done && i < w->count; i++)
		if (strtoull(w->word[i], NULL, 0) == strtoull(r->got, NULL, 0))
			return true;
	return false;
}

/* ---- calls ---- */

/* The outcome of a call is an error or not; says whether the WANT is about that. */
static bool error_met(struct run *r, const struct words *w, uint32_t error, bool *decided)
{
	const char *want = w->arrow < w->count ? w->word[w->arrow + 1] : "";

	*decided = true;
	snprintf(r->got, sizeof r->got, "%s", error_text(error));
	if (!strcmp(want, "fails"))
		return error != ERROR_SUCCESS;
	if (!strncmp(want, "ERROR_", 6) || !strncmp(want, "STATUS_", 7))
		return !strcmp(want, error_text(error));
	*decided = error != ERROR_SUCCESS || w->arrow == w->count;
	return error == ERROR_SUCCESS;
}

static bool run_alloc(struct run *r, const struct words *w, char name)
{
	uint64_t va = address_of(r, w->word[1]), size = strtoull(w->word[2], NULL, 0), result = 0;
	uint32_t type = flags_of(w->word[3]), value = flags_of(w->word[4]), error;
	bool decided, met;

	error = !strcmp(w->word[0], "alloc2") ? win32_virtual_alloc2(r->vm, va, size, type, value, &result)
	                                      : win32_virtual_alloc(r->vm, va, size, type, value, &result);
	if (name)
		r->named[(unsigned char)name] = result;
	met = error_met(r, w, error, &decided);
	if (decided)
		return met;
	snprintf(r->got, sizeof r->got, "0x%llx", (unsigned long long)result);
	return result == address_of(r, w->word[w->arrow + 1]);
}

static bool run_protect(struct run *r, const struct words *w)
{
	uint32_t old = 0xDEAD, error;
	bool wrote, decided, met, old_met = true;

	error = win32_virtual_protect(r->vm, address_of(r, w->word[1]), strtoull(w->word[2], NULL, 0),
	                              flags_of(w->word[3]), &old, &wrote);
	met = error_met(r, w, error, &decided);
	if (w->arrow + 2 < w->count)            /* an error, and what was written nevertheless */
		old_met = wrote && old == flags_of(w->word[w->arrow + 2]);
	if (decided)
		return met && old_met;
	snprintf(r->got, sizeof r->got, "0x%x", old);
	return wrote && old == flags_of(w->word[w->arrow + 1]);
}

static uint64_t field(const struct memory_basic_information *info, const char *name, size_t length)
{
	const struct { const char *name; uint64_t value; } fields[] = {
		{ "BaseAddress", info->base }, { "AllocationBase", info->allocation_base },
		{ "AllocationProtect", info->allocation_protect }, { "RegionSize", info->region_size },
		{ "State", info->state }, { "Protect", info->protect }, { "Type", info->type },
	};

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (strlen(fields[i].name) == length && !strncmp(fields[i].name, name, length))
			return fields[i].value;
	return 0xBAD;
}

/* FIELD=VALUE, or FIELD>=VALUE */
static bool field_met(struct run *r, const struct memory_basic_information *info, const char *word)
{
	size_t length = strcspn(word, ">=");
	bool least = word[length] == '>';
	const char *text = word + length + 1 + least;
	uint64_t got = field(info, word, length);
	uint64_t want = isupper((unsigned char)*text) ? flags_of(text) : address_of(r, text);

	snprintf(r->got, sizeof r->got, "%.*s=0x%llx", (int)length, word, (unsigned long long)got);
	return least ? got >= want : got == want;
}

static bool run_query(struct run *r, const struct words *w)
{
	struct memory_basic_information info = { 0 };
	uint32_t error = win32_virtual_query(r->vm, address_of(r, w->word[1]), &info);
	bool decided, met = error_met(r, w, error, &decided);

	for (size_t i = w->arrow + 1; !decided && met && i < w->count; i++)
		met = field_met(r, &info, w->word[i]);
	return met;
}

static bool run_watch(struct run *r, const struct words *w)
{
	uint64_t found[256], count = strtoull(w->word[3], NULL, 0), size = strtoull(w->word[2], NULL, 0);
	bool nowhere = !strcmp(w->word[0], "watch0");
	uint32_t granularity, error;
	bool decided, met;

	error = win32_get_write_watch(r->vm, flags_of(w->word[4]), address_of(r, w->word[1]),
	                              size, nowhere ? NULL : found, &count, &granularity);
	met = error_met(r, w, error, &decided);
	if (decided && error)
		return met;
	met = count == w->count - w->arrow - (w->arrow < w->count);
	snprintf(r->got, sizeof r->got, "%llu pages", (unsigned long long)count);
	for (size_t i = w->arrow + 1; met && i < w->count; i++)
		met = found[i - w->arrow - 1] == address_of(r, w->word[i]);
	return met;
}

static bool run_simple(struct run *r, const struct words *w)
{
	uint64_t va = address_of(r, w->word[1]), size = strtoull(w->word[2], NULL, 0);
	const char *verb = w->word[0];
	uint32_t error;
	bool decided;

	if (!strcmp(verb, "free"))
		error = win32_virtual_free(r->vm, va, size, flags_of(w->word[3]));
	else if (!strcmp(verb, "ntfree"))
		error = nt_free_virtual_memory(r->vm, &va, &size, flags_of(w->word[3]));
	else if (!strcmp(verb, "lock"))
		error = win32_virtual_lock(r->vm, va, size);
	else if (!strcmp(verb, "unlock"))
		error = win32_virtual_unlock(r->vm, va, size);
	else
		error = win32_reset_write_watch(r->vm, va, size);
	return error_met(r, w, error, &decided);
}

/* ---- steps ---- */

/* How many words each call has before the arrow; 0: no such call. */
static size_t words_of(const char *verb)
{
	static const struct { const char *verb; size_t words; } calls[] = {
		{ "alloc", 5 }, { "alloc2", 5 }, { "free", 4 }, { "ntfree", 4 }, { "protect", 4 }, { "query", 2 },
		{ "read", 3 },
		{ "write", 4 }, { "fill", 4 }, { "execute", 2 }, { "lock", 3 }, { "unlock", 3 },
		{ "watch", 5 }, { "watch0", 5 }, { "unwatch", 3 },
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (!strcmp(calls[i].verb, verb))
			return calls[i].words;
	return 0;
}

static bool is_access(const char *verb)
{
	static const char *const verbs[] = { "read", "write", "fill", "execute" };

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (!strcmp(verbs[i], verb))
			return true;
	return false;
}

/* Take "NAME =" off the front. */
static char take_name(struct words *w)
{
	char name;

	if (w->count < 3 || strcmp(w->word[1], "="))
		return 0;
	name = w->word[0][0];
	memmove(w->word, w->word + 2, (w->count - 2) * sizeof w->word[0]);
	w->count -= 2;
	w->arrow -= 2;
	return name;
}

static bool run_plain(struct run *r, const char *step)
{
	struct words w;
	char name;

	split_words(step, &w);
	name = take_name(&w);
	if (!w.count || !w.arrow || w.arrow != words_of(w.word[0]) || w.arrow + 1 == w.count) {
		snprintf(r->got, sizeof r->got, "not a step");
		return false;
	}
	if (is_access(w.word[0]))
		return access_met(r, &w, attempt(r, &w));
	if (!strncmp(w.word[0], "alloc", 5))
		return run_alloc(r, &w, name);
	if (!strcmp(w.word[0], "protect"))
		return run_protect(r, &w);
	if (!strcmp(w.word[0], "query"))
		return run_query(r, &w);
	if (!strncmp(w.word[0], "watch", 5))
		return run_watch(r, &w);
	return run_simple(r, &w);
}

static bool run_step(struct run *r, const json_t *step);

/* Each handler in turn: the access is met by its exception, then its steps are run. */
static bool run_handled(struct run *r, const json_t *step)
{
	const char *text = json_string_value(json_array_get(step, 0));
	struct words w, fault;

	split_words(text ? text : "", &w);
	if (w.count < 2 || !is_access(w.word[0]))
		return false;
	for (size_t i = 1; i < json_array_size(step); i++) {
		const json_t *handler = json_array_get(step, i);

		split_words(json_string_value(json_array_get(handler, 0)), &fault);
		if (attempt(r, &w) || fault.count != 3 || !fault_is(r, fault.word))
			return false;
		for (size_t k = 1; k < json_array_size(handler); k++)
			if (!run_step(r, json_array_get(handler, k)))
				return false;
	}
	return access_met(r, &w, attempt(r, &w));
}

static bool run_step(struct run *r, const json_t *step)
{
	const char *why;
	bool met = json_is_string(step) ? run_plain(r, json_string_value(step)) : run_handled(r, step);

	if (met && vm_check(r->vm, &why)) {
		snprintf(r->got, sizeof r->got, "%s", why);
		met = false;
	}
	return met;
}

/* Say which step of which case failed, and what came out instead. */
static void tell(const json_t *line, size_t number, const json_t *step, const char *got)
{
	const json_t *text = json_is_array(step) ? json_array_get(step, 0) : step;

	printf("  case '%s'\n", json_string_value(json_object_get(line, "case")));
	printf("    step %zu '%s'\n    got %s\n", number, json_string_value(text), got);
}

static bool run_case(const json_t *line)
{
	struct run r = { .vm = machine_with_frames(256) };
	const json_t *steps = json_object_get(line, "steps"), *limit = json_object_get(line, "limit");
	bool met = json_array_size(steps) > 0;

	if (limit)
		vm_set_commit_available(r.vm, json_integer_value(limit) / PAGE_SIZE);
	for (size_t i = 0; met && i < json_array_size(steps); i++) {
		const json_t *step = json_array_get(steps, i);

		met = run_step(&r, step);
		if (!met)
			tell(line, i, step, r.got);
	}
	vm_free(r.vm);
	return met;
}

static void every_case_of_the_file_comes_out_as_written(void)
{
	FILE *file = fopen(FILE_NAME, "r");
	size_t cases = 0;
	json_t *line;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	while ((line = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL))) {
		CU_ASSERT_TRUE(run_case(line));
		json_decref(line);
		cases++;
	}
	fclose(file);
	CU_ASSERT(cases >= 130);
}

/* The interpreter itself must be able to say no. */
static void a_case_that_expects_the_wrong_thing_fails(void)
{
	static const char *const wrong[] = {
		"a = alloc 0 0x1000 MEM_RESERVE PAGE_NOACCESS -> ERROR_INVALID_ADDRESS",
		"a = alloc 0 0 MEM_RESERVE PAGE_NOACCESS",
		"query 0 -> State=MEM_COMMIT",
		"read 0 1 -> 0x0",
		"read 0 1 -> EXCEPTION_ACCESS_VIOLATION write 0",
		"free 0 0 MEM_RELEASE",
		"dance 1 2 3",
		"alloc 0 0x1000",
		"read 0 1 ->",
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct run r = { .vm = machine_with_frames(64) };

		CU_ASSERT_FALSE(run_plain(&r, wrong[i]));
		vm_free(r.vm);
	}
}

CU_TestInfo cases_tests[] = {
	{ "every case of the file comes out as written", every_case_of_the_file_comes_out_as_written },
	{ "a case that expects the wrong thing fails", a_case_that_expects_the_wrong_thing_fails },
	CU_TEST_INFO_NULL,
};
