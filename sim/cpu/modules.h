/*
 * modules.h - the system's libraries as a lab sees them: an address for each, and one for each of their functions.
 *
 * There is no code of theirs, only a place where it would be: pages of an image, so that VirtualQuery has an answer, and in them an
 * address for every function that the simulator knows. A call that goes there is a call of that function. They are mapped when a
 * lab first asks for one of them.
 *
 * Knows of: cpu, library, nt/protection. Used by: exec, native, api/. Source: docs/reference/sources.md,
 * [modules].
 */
#ifndef FAULTLAB_SIM_MODULES_H
#define FAULTLAB_SIM_MODULES_H

#include "sim/cpu/cpu.h"

/* The handle of a library by its name, with or without .dll, in any case; NULL: of the program itself. 0: not loaded. */
uint64_t module_find(struct cpu *cpu, const char *name);

/* The handle of the module whose image holds an address; 0: none does. */
uint64_t module_around(const struct cpu *cpu, uint64_t address);

/* The name of the file, as GetModuleFileName tells it; NULL: no such module. */
const char *module_path(const struct cpu *cpu, uint64_t handle);

/* The address of a function; 0: the simulator has none of that name there. */
uint64_t module_function(struct cpu *cpu, uint64_t handle, const char *name);

/* The function of the library at an address that module_function() gave, or -1. */
int module_function_at(const struct cpu *cpu, uint64_t address);

#endif
