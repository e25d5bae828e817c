/*
 * player.c - the worked cases of tests/data/cases.jsonl, played by an ordinary Win32 program.
 *
 * The same file runs for real and in the simulator: what the calls answer, which
 * exceptions the accesses raise and what handlers repair is checked here, by the
 * program itself. write.mjs makes cases.h from the data file; tests/unit/win32/cases.c says
 * what a step looks like. A line of cases.h begins with what it is:
 *
 *   =SENTENCE   a case begins          .STEP  a step
 *   >STEP       a step with handlers   !FAULT the exception that the next handler meets
 *   @STEP       what that handler does <      end of the handlers: the step is tried now
 */
#include <windows.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const script[] = {
#include "cases.h"
	NULL
};

#define MOST_WORDS 40

struct words { char text[512]; char *word[MOST_WORDS]; int count, arrow; };

static ULONG_PTR named[128];
static void *made[64];                  /* what the case in hand has allocated */
static int makes;
static char got[200];

/* ---- words and values ---- */

static void split(const char *step, struct words *w)
{
	char *p = w->text;

	strcpy(w->text, step);
	w->count = 0;
	while (*p != '\0' && w->count < MOST_WORDS) {
		w->word[w->count++] = p;
		while (*p != '\0' && *p != ' ')
			p++;
		if (*p == ' ')
			*p++ = '\0';
	}
	for (w->arrow = 0; w->arrow < w->count && strcmp(w->word[w->arrow], "->") != 0; w->arrow++)
		;
}

static const struct { const char *name; DWORD value; } constants[] = {
	{ "MEM_COMMIT", MEM_COMMIT }, { "MEM_RESERVE", MEM_RESERVE }, { "MEM_DECOMMIT", MEM_DECOMMIT },
	{ "MEM_RELEASE", MEM_RELEASE }, { "MEM_FREE", MEM_FREE }, { "MEM_PRIVATE", MEM_PRIVATE },
	{ "MEM_RESET", MEM_RESET }, { "MEM_RESET_UNDO", 0x1000000 }, { "MEM_TOP_DOWN", MEM_TOP_DOWN },
	{ "MEM_WRITE_WATCH", MEM_WRITE_WATCH }, { "MEM_PHYSICAL", MEM_PHYSICAL }, { "MEM_LARGE_PAGES", MEM_LARGE_PAGES },
	{ "AT_ROUND_TO_PAGE", 0x40000000 }, { "MEM_COALESCE_PLACEHOLDERS", 1 }, { "MEM_PRESERVE_PLACEHOLDER", 2 },
	{ "MEM_REPLACE_PLACEHOLDER", 0x4000 }, { "MEM_RESERVE_PLACEHOLDER", 0x40000 },
	{ "PAGE_NOACCESS", PAGE_NOACCESS }, { "PAGE_READONLY", PAGE_READONLY }, { "PAGE_READWRITE", PAGE_READWRITE },
	{ "PAGE_WRITECOPY", PAGE_WRITECOPY }, { "PAGE_EXECUTE", PAGE_EXECUTE }, { "PAGE_EXECUTE_READ", PAGE_EXECUTE_READ },
	{ "PAGE_EXECUTE_READWRITE", PAGE_EXECUTE_READWRITE }, { "PAGE_EXECUTE_WRITECOPY", PAGE_EXECUTE_WRITECOPY },
	{ "PAGE_GUARD", PAGE_GUARD }, { "PAGE_NOCACHE", PAGE_NOCACHE }, { "PAGE_WRITECOMBINE", PAGE_WRITECOMBINE },
	{ "WRITE_WATCH_FLAG_RESET", 1 },
};

static const struct { const char *name; DWORD value; } errors[] = {
	{ "ERROR_NOT_ENOUGH_MEMORY", 8 }, { "ERROR_INVALID_PARAMETER", 87 }, { "ERROR_NOT_LOCKED", 158 },
	{ "ERROR_INVALID_ADDRESS", 487 }, { "ERROR_NOACCESS", 998 }, { "ERROR_PRIVILEGE_NOT_HELD", 1314 },
	{ "ERROR_COMMITMENT_LIMIT", 1455 }, { "STATUS_GUARD_PAGE_VIOLATION", 0x80000001 },
};

static DWORD error_value(const char *name)
{
	int i;

	for (i = 0; i < (int)(sizeof errors / sizeof errors[0]); i++)
		if (strcmp(errors[i].name, name) == 0)
			return errors[i].value;
	return 0xFFFFFFFF;
}

static DWORD flags_of(const char *word)
{
	DWORD value = 0;

	while (*word != '\0') {
		size_t length = 0;
		int i, n = (int)(sizeof constants / sizeof constants[0]);

		while (word[length] != '\0' && word[length] != '|')
			length++;
		for (i = 0; i < n; i++)
			if (strlen(constants[i].name) == length && strncmp(constants[i].name, word, length) == 0)
				break;
		value |= i < n ? constants[i].value : (DWORD)strtoul(word, NULL, 0);
		word += length + (word[length] == '|');
	}
	return value;
}

static ULONG_PTR number_of(const char *word)
{
	return strtoull(word, NULL, 0);
}

static ULONG_PTR address_of(const char *word)
{
	ULONG_PTR value = 0;
	int minus = 0;

	while (*word != '\0') {
		ULONG_PTR part;
		char *end = (char *)word + 1;

		if (isalpha((unsigned char)*word))
			part = named[(unsigned char)*word];
		else
			part = strtoull(word, &end, 0);
		value += minus ? 0 - part : part;
		minus = *end == '-';
		word = *end != '\0' ? end + 1 : end;
	}
	return value;
}

/* ---- calls ---- */

/* Whether a failure or a success is what was wanted; *decided: there is nothing more to look at. */
static int error_met(const struct words *w, DWORD error, int *decided)
{
	const char *want = w->arrow < w->count ? w->word[w->arrow + 1] : "";

	*decided = 1;
	sprintf(got, "error %lu", error);
	if (strcmp(want, "fails") == 0)
		return error != 0;
	if (strncmp(want, "ERROR_", 6) == 0 || strncmp(want, "STATUS_", 7) == 0)
		return error == error_value(want);
	*decided = error != 0 || w->arrow == w->count;
	return error == 0;
}

static int play_alloc(const struct words *w, int name)
{
	void *result;
	int decided, met;

	SetLastError(0);
	result = VirtualAlloc((void *)address_of(w->word[1]), number_of(w->word[2]), flags_of(w->word[3]), flags_of(w->word[4]));
	met = error_met(w, result != NULL ? 0 : GetLastError(), &decided);
	if (name != 0)
		named[name] = (ULONG_PTR)result;
	if (result != NULL && makes < 64)
		made[makes++] = result;
	if (decided)
		return met;
	sprintf(got, "%p", result);
	return (ULONG_PTR)result == address_of(w->word[w->arrow + 1]);
}

static int play_free(const struct words *w)
{
	BOOL good = VirtualFree((void *)address_of(w->word[1]), number_of(w->word[2]), flags_of(w->word[3]));
	int decided;

	return error_met(w, good ? 0 : GetLastError(), &decided);
}

static int play_protect(const struct words *w)
{
	DWORD old = 0xDEAD, error = 0;
	int decided, met, old_met = 1;

	if (!VirtualProtect((void *)address_of(w->word[1]), number_of(w->word[2]), flags_of(w->word[3]), &old))
		error = GetLastError();
	met = error_met(w, error, &decided);
	if (w->arrow + 2 < w->count)
		old_met = old == flags_of(w->word[w->arrow + 2]);
	if (decided)
		return met && old_met;
	sprintf(got, "old protection 0x%lx", old);
	return old == flags_of(w->word[w->arrow + 1]);
}

static ULONG_PTR field(const MEMORY_BASIC_INFORMATION *m, const char *name, size_t length)
{
	if (strncmp(name, "BaseAddress", length) == 0)
		return (ULONG_PTR)m->BaseAddress;
	if (strncmp(name, "AllocationBase", length) == 0)
		return (ULONG_PTR)m->AllocationBase;
	if (strncmp(name, "AllocationProtect", length) == 0)
		return m->AllocationProtect;
	if (strncmp(name, "RegionSize", length) == 0)
		return m->RegionSize;
	if (strncmp(name, "State", length) == 0)
		return m->State;
	if (strncmp(name, "Protect", length) == 0)
		return m->Protect;
	return m->Type;
}

static int play_query(const struct words *w)
{
	MEMORY_BASIC_INFORMATION m;
	SIZE_T n = VirtualQuery((void *)address_of(w->word[1]), &m, sizeof m);
	int decided, met = error_met(w, n != 0 ? 0 : GetLastError(), &decided), i;

	for (i = w->arrow + 1; !decided && met && i < w->count; i++) {
		const char *word = w->word[i], *text;
		size_t length = 0;
		int least;
		ULONG_PTR is, want;

		while (word[length] != '=' && word[length] != '>')
			length++;
		least = word[length] == '>';
		text = word + length + 1 + least;
		is = field(&m, word, length);
		want = isupper((unsigned char)*text) ? flags_of(text) : address_of(text);
		sprintf(got, "%.*s=0x%I64x", (int)length, word, (unsigned long long)is);
		met = least ? is >= want : is == want;
	}
	return met;
}

static int play_lock(const struct words *w, int lock)
{
	void *at = (void *)address_of(w->word[1]);
	SIZE_T size = number_of(w->word[2]);
	BOOL good = lock ? VirtualLock(at, size) : VirtualUnlock(at, size);
	int decided;

	return error_met(w, good ? 0 : GetLastError(), &decided);
}

static int play_watch(const struct words *w)
{
	static void *found[256];
	ULONG_PTR count = number_of(w->word[3]);
	DWORD granularity, error;
	int nowhere = strcmp(w->word[0], "watch0") == 0, decided, met, i;

	SetLastError(0);
	error = GetWriteWatch(flags_of(w->word[4]), (void *)address_of(w->word[1]), number_of(w->word[2]),
	                      nowhere ? NULL : found, &count, &granularity);
	error = error == 0 ? 0 : GetLastError();
	met = error_met(w, error, &decided);
	if (decided && error != 0)
		return met;
	met = (int)count == w->count - w->arrow - (w->arrow < w->count);
	sprintf(got, "%d pages", (int)count);
	for (i = w->arrow + 1; met && i < w->count; i++)
		met = (ULONG_PTR)found[i - w->arrow - 1] == address_of(w->word[i]);
	return met;
}

static int play_unwatch(const struct words *w)
{
	int decided;

	SetLastError(0);
	return error_met(w, ResetWriteWatch((void *)address_of(w->word[1]), number_of(w->word[2])) == 0 ? 0 : GetLastError(),
	                 &decided);
}

/* ---- accesses ---- */

static int next_handler, last_handler;          /* lines of the script: handlers of the step in hand */
static int handlers_met;

static int play(const char *step);

static const char *code_name(DWORD code)
{
	return code == EXCEPTION_ACCESS_VIOLATION ? "EXCEPTION_ACCESS_VIOLATION" :
	       code == EXCEPTION_GUARD_PAGE ? "EXCEPTION_GUARD_PAGE" : "EXCEPTION_ANOTHER";
}

static int fault_is(const EXCEPTION_RECORD *e, char *const *word)
{
	const char *access = e->ExceptionInformation[0] == 1 ? "write" : e->ExceptionInformation[0] == 8 ? "execute" : "read";

	sprintf(got, "%s %s 0x%I64x", code_name(e->ExceptionCode), access, (unsigned long long)e->ExceptionInformation[1]);
	return strcmp(code_name(e->ExceptionCode), word[0]) == 0 && strcmp(access, word[1]) == 0 &&
	       e->ExceptionInformation[1] == address_of(word[2]);
}

static int filter(EXCEPTION_POINTERS *p, const struct words *w, int *met)
{
	struct words fault;

	if (next_handler < last_handler) {
		char keep[sizeof got];

		split(script[next_handler++] + 1, &fault);
		handlers_met &= fault_is(p->ExceptionRecord, fault.word);
		strcpy(keep, got);
		while (next_handler < last_handler && script[next_handler][0] == '@')
			handlers_met &= play(script[next_handler++] + 1);
		strcpy(got, keep);
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	if (w->arrow < w->count && strncmp(w->word[w->arrow + 1], "EXCEPTION_", 10) == 0)
		*met = fault_is(p->ExceptionRecord, &w->word[w->arrow + 1]);
	else
		sprintf(got, "%s", code_name(p->ExceptionRecord->ExceptionCode));
	return EXCEPTION_EXECUTE_HANDLER;
}

static void touch(const struct words *w, unsigned long long *value)
{
	volatile char *va = (volatile char *)address_of(w->word[1]);
	SIZE_T size = w->arrow > 2 ? number_of(w->word[2]) : 1, i;
	const char *verb = w->word[0];

	if (strcmp(verb, "execute") == 0) {
		((void (*)(void))va)();
	} else if (strcmp(verb, "fill") == 0) {
		for (i = 0; i < size; i++)
			va[i] = (char)number_of(w->word[3]);
	} else if (strcmp(verb, "write") == 0) {
		*value = number_of(w->word[3]);
		if (size == 8)
			*(volatile unsigned long long *)va = *value;
		else if (size == 4)
			*(volatile unsigned *)va = (unsigned)*value;
		else if (size == 2)
			*(volatile unsigned short *)va = (unsigned short)*value;
		else
			*va = (char)*value;
	} else {
		*value = size == 8 ? *(volatile unsigned long long *)va : size == 4 ? *(volatile unsigned *)va :
		         size == 2 ? *(volatile unsigned short *)va : (unsigned char)*va;
	}
}

static int play_access(const struct words *w)
{
	unsigned long long value = 0;
	int met = 0, faulted = 0, i;

	__try {
		touch(w, &value);
	} __except (filter(GetExceptionInformation(), w, &met)) {
		faulted = 1;
	}
	if (w->arrow == w->count)
		return !faulted;
	if (faulted)
		return met;
	sprintf(got, "0x%I64x", value);
	for (i = w->arrow + 1; i < w->count; i++)
		if (strncmp(w->word[i], "EXCEPTION_", 10) != 0 && number_of(w->word[i]) == value)
			return 1;
	return 0;
}

/* ---- the script ---- */

static int play(const char *step)
{
	struct words w;
	int name = 0, i;

	split(step, &w);
	if (w.count > 2 && strcmp(w.word[1], "=") == 0) {
		name = w.word[0][0];
		for (i = 2; i < w.count; i++)
			w.word[i - 2] = w.word[i];
		w.count -= 2;
		w.arrow -= 2;
	}
	if (strcmp(w.word[0], "alloc") == 0)
		return play_alloc(&w, name);
	if (strcmp(w.word[0], "free") == 0)
		return play_free(&w);
	if (strcmp(w.word[0], "protect") == 0)
		return play_protect(&w);
	if (strcmp(w.word[0], "query") == 0)
		return play_query(&w);
	if (strcmp(w.word[0], "lock") == 0 || strcmp(w.word[0], "unlock") == 0)
		return play_lock(&w, w.word[0][0] == 'l');
	if (strncmp(w.word[0], "watch", 5) == 0)
		return play_watch(&w);
	if (strcmp(w.word[0], "unwatch") == 0)
		return play_unwatch(&w);
	return play_access(&w);
}

/* The case is over: say so if nothing went wrong, and leave the next one an empty address space. */
static void finish(const char *name, int failed)
{
	if (name != NULL && !failed)
		printf("ok %s\n", name);
	while (makes > 0)
		VirtualFree(made[--makes], 0, MEM_RELEASE);
}

int main(void)
{
	const char *name = NULL;
	int i, failed = 0, cases = 0;

	for (i = 0; script[i] != NULL; i++) {
		const char *line = script[i] + 1;
		int good = 1;

		next_handler = last_handler = i;
		handlers_met = 1;
		switch (script[i][0]) {
		case '=':
			finish(name, failed);
			name = line;
			failed = 0;
			cases++;
			continue;
		case '.':
			good = failed || play(line);
			break;
		case '>':
			next_handler = last_handler = i + 1;
			while (script[last_handler][0] != '<')
				last_handler++;
			i = last_handler;
			good = failed || (play(line) && handlers_met && next_handler == last_handler);
			break;
		}
		if (!good) {
			printf("not ok %s: %s: got %s\n", name, line, got);
			failed = 1;
		}
	}
	finish(name, failed);
	printf("%d cases\n", cases);
	return 0;
}
