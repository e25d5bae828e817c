/* modules.c - see modules.h. */
#include "sim/cpu/modules.h"

#include <string.h>
#include <strings.h>

#include "sim/cpu/library.h"
#include "sim/nt/protection.h"

#define FIRST_BASE      ((uint64_t)0x7FFA00000000)
#define MODULE_BYTES    ((uint64_t)1 << 20)
#define STUBS           ((uint64_t)0x1000)      /* of functions, in the first module's image */
#define STUB_BYTES      16
#define TABLE_ROWS      1000                    /* library_find(): table * 1000 + row */
#define TABLES          32

/* The functions of the first ones are the system's, of the last ones the C library's. */
static const struct { const char *name, *path; } modules[] = {
	{ "kernel32", "C:\\windows\\system32\\kernel32.dll" },
	{ "kernelbase", "C:\\windows\\system32\\kernelbase.dll" },
	{ "ntdll", "C:\\windows\\system32\\ntdll.dll" },
	{ "psapi", "C:\\windows\\system32\\psapi.dll" },
	{ "advapi32", "C:\\windows\\system32\\advapi32.dll" },
	{ "msvcrt", "C:\\windows\\system32\\msvcrt.dll" },
	{ "ucrtbase", "C:\\windows\\system32\\ucrtbase.dll" },
};
#define MODULES     (sizeof modules / sizeof modules[0])
#define NTDLL       2
#define C_LIBRARY   5

static uint64_t base_of(size_t module)
{
	return FIRST_BASE + module * MODULE_BYTES;
}

static void load(struct cpu *cpu)
{
	if (cpu->modules_loaded)
		return;
	cpu->modules_loaded = true;
	for (size_t i = 0; i < MODULES; i++) {
		uint64_t bytes = i == 0 ? STUBS + (uint64_t)TABLES * TABLE_ROWS * STUB_BYTES : PAGE_SIZE;

		vm_load_image(cpu->vm, base_of(i), (bytes + PAGE_SIZE - 1) & PAGE_MASK, PAGE_EXECUTE_READ);
	}
}

static bool is_name(const char *name, const char *module)
{
	size_t n = strlen(module);

	return strncasecmp(name, module, n) == 0 && (name[n] == '\0' || strcasecmp(name + n, ".dll") == 0);
}

static const char *without_folder(const char *name)
{
	for (const char *p = name; *p; p++)
		if (*p == '\\' || *p == '/')
			name = p + 1;
	return name;
}

uint64_t module_find(struct cpu *cpu, const char *name)
{
	if (!name)
		return IMAGE_BASE;
	for (size_t i = 0; i < MODULES; i++)
		if (is_name(without_folder(name), modules[i].name)) {
			load(cpu);
			return base_of(i);
		}
	return 0;
}

/* SIZE_MAX: none. */
static size_t module_of(const struct cpu *cpu, uint64_t handle)
{
	uint64_t i = (handle - FIRST_BASE) / MODULE_BYTES;

	return cpu->modules_loaded && handle >= FIRST_BASE && i < MODULES && base_of(i) == handle ? (size_t)i : SIZE_MAX;
}

uint64_t module_around(const struct cpu *cpu, uint64_t address)
{
	uint64_t i = (address - FIRST_BASE) / MODULE_BYTES;

	if (address >= IMAGE_BASE && address < IMAGE_BASE + 0x10000000)
		return IMAGE_BASE;
	return cpu->modules_loaded && address >= FIRST_BASE && i < MODULES ? base_of(i) : 0;
}

const char *module_path(const struct cpu *cpu, uint64_t handle)
{
	size_t i = module_of(cpu, handle);

	if (handle == 0 || handle == IMAGE_BASE)
		return "C:\\lab\\lab.exe";
	return i == SIZE_MAX ? NULL : modules[i].path;
}

/* Does a module have a function of that name? The C library has what no Win32 call is, ntdll what begins with Nt, Zw or Rtl. */
static bool belongs(size_t module, int index, const char *name)
{
	bool windows = library_is_windows(index);
	bool native = strncmp(name, "Nt", 2) == 0 || strncmp(name, "Zw", 2) == 0 || strncmp(name, "Rtl", 3) == 0;

	if (module >= C_LIBRARY || !windows)
		return module >= C_LIBRARY && !windows;
	return module == NTDLL ? native : !native || strncmp(name, "Rtl", 3) == 0;
}

uint64_t module_function(struct cpu *cpu, uint64_t handle, const char *name)
{
	size_t module = module_of(cpu, handle);
	int index = library_find(name);

	if (module == SIZE_MAX || index < 0 || !belongs(module, index, name))
		return 0;
	return base_of(0) + STUBS + (uint64_t)index * STUB_BYTES;
}

int module_function_at(const struct cpu *cpu, uint64_t address)
{
	uint64_t index = (address - base_of(0) - STUBS) / STUB_BYTES;

	if (!cpu->modules_loaded || address < base_of(0) + STUBS || address % STUB_BYTES || index >= TABLES * TABLE_ROWS)
		return -1;
	return library_has((int)index) ? (int)index : -1;
}
