/*
 * machine.h - what the tests of the memory manager share.
 *
 * STEP makes one call and has the whole machine verified after it, so that a
 * slip fails at the line that made it, with the sentence of the invariant.
 */
#ifndef FAULTLAB_TESTS_MACHINE_H
#define FAULTLAB_TESTS_MACHINE_H

#include <CUnit/CUnit.h>

#include "sim/mm/machine.h"
#include "sim/nt/memtype.h"
#include "sim/nt/status.h"
#include "sim/win32/status.h"
#include "sim/win32/virtual.h"

static inline bool machine_is_sound(const struct vm *vm, unsigned line, const char *file)
{
	const char *why;
	bool sound = vm_check(vm, &why) == 0;

	CU_assertImplementation(sound, line, sound ? "sound" : why, file, "", CU_FALSE);
	return sound;
}

#define STEP(vm, call)                                          \
	do {                                                    \
		call;                                           \
		machine_is_sound((vm), __LINE__, __FILE__);     \
	} while (0)

static inline struct vm *machine_with_frames(size_t frames)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = frames });

	CU_ASSERT_PTR_NOT_NULL_FATAL(vm);
	return vm;
}

/* The address that VirtualAlloc gives, 0 if it refuses. */
static inline uint64_t alloc(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                             uint32_t protect)
{
	uint64_t result = 0;
	uint32_t error = win32_virtual_alloc(vm, address, size_bytes, type, protect, &result);

	return error == ERROR_SUCCESS ? result : 0;
}

static inline uint32_t alloc_error(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                                   uint32_t protect)
{
	uint64_t result;

	return win32_virtual_alloc(vm, address, size_bytes, type, protect, &result);
}

/* The new protection in place, the error code of the call. */
static inline uint32_t protect(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t value)
{
	uint32_t old;
	bool wrote;

	return win32_virtual_protect(vm, address, size_bytes, value, &old, &wrote);
}

static inline struct memory_basic_information query(const struct vm *vm, uint64_t address)
{
	struct memory_basic_information info = { 0 };

	win32_virtual_query(vm, address, &info);
	return info;
}

/* What an access of one byte comes to: FAULT_NONE if it can be done. A write stores `value`. */
static inline enum fault_kind touch(struct vm *vm, uint64_t va, enum access access, uint8_t value)
{
	struct fault fault = { 0 };
	uint8_t *byte = vm_access(vm, va, access, &fault);

	if (byte && access == ACCESS_WRITE)
		*byte = value;
	return byte ? FAULT_NONE : fault.kind;
}

/* The byte at va; -1 if it cannot be read. */
static inline int byte_at(struct vm *vm, uint64_t va)
{
	struct fault fault;
	const uint8_t *byte = vm_access(vm, va, ACCESS_READ, &fault);

	return byte ? *byte : -1;
}

/* The leaf entry of va, or the entry above it that is not present. */
static inline uint64_t entry_of(const struct vm *vm, uint64_t va)
{
	struct walk walk;

	vm_walk(vm, va, &walk);
	return walk.level[walk.levels - 1].entry;
}

static inline struct vm_counters counters(const struct vm *vm)
{
	struct vm_counters now;

	vm_counters(vm, &now);
	return now;
}

#endif
