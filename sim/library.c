/*
 * library.c - all functions that a lab calls and does not define, in one list.
 *
 * A new function is a row of a table in libc/ or api/; a new table is a word here.
 */
#include "sim/cpu/library.h"

#include <stdlib.h>
#include <string.h>

#include "sim/host/folder.h"
#include "sim/win32/heap.h"

static const struct library_function *const tables[] = {
	print_functions, stdio_functions, scan_functions, conio_functions, file_functions, error_functions, time_functions,
	desk_functions, winstring_functions, secure_functions, strsafe_functions, wide_functions, stdlib_functions,
	malloc_functions, win32_functions, text_functions, sort_functions, math_functions, setjmp_functions,
	builtin_functions, interlocked_functions, float_functions,
};

struct library *library_state(struct cpu *cpu)
{
	if (!cpu->library) {
		cpu->library = calloc(1, sizeof *cpu->library);
		if (!cpu->library)
			abort();
		cpu->library->rand_state = 1;
	}
	return cpu->library;
}

struct heaps *library_heaps(struct cpu *cpu)
{
	struct library *l = library_state(cpu);

	if (!l->heaps)
		cpu->record->heaps = l->heaps = heaps_new(cpu->vm);
	if (!l->heaps)
		abort();
	return l->heaps;
}

struct folder *library_folder(struct cpu *cpu)
{
	struct library *l = library_state(cpu);

	if (!l->folder)
		l->folder = folder_new();
	if (!l->folder)
		abort();
	return l->folder;
}

void library_free(struct library *library)
{
	if (library) {
		heaps_free(library->heaps);
		folder_free(library->folder);
	}
	free(library);
}

bool library_at_exit(struct cpu *cpu)
{
	struct library *l = library_state(cpu);
	uint64_t result, none = 0;

	while (l->at_exit_count > 0)
		if (!cpu_call(cpu, l->at_exit[--l->at_exit_count], &none, 0, &result))
			return false;
	return true;
}

/* An index is table * 1000 + row. */
int library_find(const char *name)
{
	for (int t = 0; t < (int)(sizeof tables / sizeof tables[0]); t++)
		for (int i = 0; tables[t][i].name; i++)
			if (strcmp(tables[t][i].name, name) == 0)
				return t * 1000 + i;
	return -1;
}

bool library_asks_for_floats(int index)
{
	return tables[index / 1000] == float_functions;
}

bool library_has(int index)
{
	int t = index / 1000, row = index % 1000, i = 0;

	if (index < 0 || t >= (int)(sizeof tables / sizeof tables[0]))
		return false;
	while (i < row && tables[t][i].name)
		i++;
	return tables[t][i].name != NULL;
}

bool library_is_windows(int index)
{
	return tables[index / 1000] == win32_functions;
}

const struct library_function *library_at(int index)
{
	return &tables[index / 1000][index % 1000];
}
