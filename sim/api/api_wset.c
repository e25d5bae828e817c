/*
 * api_wset.c - what a lab may say about its working set.
 *
 * The limits are soft, as they are on Windows: they are kept, told, and count
 * once memory is short. A hard limit is the machine's (--ws-max).
 */
#include "sim/api/api.h"

#define LEAST_PAGES_MAX 13              /* a smaller maximum is refused, */
#define LEAST_PAGES_MIN 20              /* a smaller minimum is raised: docs/reference/sources.md, [working-set] */

uint64_t api_EmptyWorkingSet(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_SET_QUOTA);

	record_before(cpu->record);
	if (error == 0)
		vm_empty_working_set(cpu->vm);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_EmptyWorkingSet, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

/* Both -1: as EmptyWorkingSet. */
static uint32_t set_size(struct cpu *cpu, const uint64_t *arg)
{
	uint64_t least = arg[1] >> PAGE_SHIFT, most = arg[2] >> PAGE_SHIFT;
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_SET_QUOTA);

	if (error != 0)
		return error;
	if (arg[1] == UINT64_MAX && arg[2] == UINT64_MAX) {
		vm_empty_working_set(cpu->vm);
		return ERROR_SUCCESS;
	}
	if (!arg[1] || !arg[2] || arg[1] > arg[2] || most < LEAST_PAGES_MAX)
		return ERROR_INVALID_PARAMETER;
	if (least < LEAST_PAGES_MIN)
		least = LEAST_PAGES_MIN;
	vm_ask_working_set(cpu->vm, least, most < least ? least : most);
	return ERROR_SUCCESS;
}

uint64_t api_SetProcessWorkingSetSize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t error;

	record_before(cpu->record);
	error = set_size(cpu, arg);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_SetProcessWorkingSetSize, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

#define HARD_MIN_ENABLE     1u
#define HARD_MIN_DISABLE    2u
#define HARD_MAX_ENABLE     4u
#define HARD_MAX_DISABLE    8u

/* Contradictions are refused; a hard maximum is the machine's here (--ws-max), so the limits stay soft. */
uint64_t api_SetProcessWorkingSetSizeEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t flags = (uint32_t)arg[3], error;

	record_before(cpu->record);
	if (flags & ~15u || (flags & HARD_MIN_ENABLE && flags & HARD_MIN_DISABLE) || (flags & HARD_MAX_ENABLE && flags & HARD_MAX_DISABLE))
		error = ERROR_INVALID_PARAMETER;
	else
		error = set_size(cpu, arg);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_SetProcessWorkingSetSizeEx, arg, error == 0, error);
	cpu_verify(cpu);
	return error == 0;
}

uint64_t api_GetProcessWorkingSetSizeEx(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t least, most;
	uint32_t flags = HARD_MIN_DISABLE | HARD_MAX_DISABLE, error;

	record_before(cpu->record);
	error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);
	vm_asked_working_set(cpu->vm, &least, &most);
	least <<= PAGE_SHIFT;
	most <<= PAGE_SHIFT;
	if (error == 0)
		error = api_put(cpu, arg[1], &least, 8);
	if (error == 0)
		error = api_put(cpu, arg[2], &most, 8);
	if (error == 0)
		error = api_put(cpu, arg[3], &flags, 4);
	api_keep_error(cpu, error);
	api_tell(cpu, CALL_GetProcessWorkingSetSizeEx, arg, error == 0, error);
	return error == 0;
}

uint64_t api_GetProcessWorkingSetSize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t least, most;
	uint32_t error = api_check_process(cpu, arg[0], PROCESS_QUERY_INFORMATION);

	record_before(cpu->record);
	vm_asked_working_set(cpu->vm, &least, &most);
	least <<= PAGE_SHIFT;
	most <<= PAGE_SHIFT;
	if (error == 0)
		error = api_put(cpu, arg[1], &least, 8);
	if (error == 0)
		error = api_put(cpu, arg[2], &most, 8);
	api_keep_error(cpu, error);
	api_tell_out(cpu, CALL_GetProcessWorkingSetSize, arg, error == 0, error, (const uint64_t[]){ least, most });
	return error == 0;
}
