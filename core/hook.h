/*
 * hook.h - the Win32 calls of a lab on the real side: made as they stand, and told.
 *
 * Each hook tells a pending filter, makes the lab's call with the lab's last error in place, and writes one `call`
 * event. How that is told says the call's row in api.h. While the call itself runs the tracer is not inside (TRACER-3): a
 * bad pointer in it raises the lab's own exception.
 *
 * Reservations are learnt here: a place that a call gives and that no live place covers is new, a release ends it. A
 * mapped view is such a place as well: to map is to reserve, to unmap is to release.
 *
 * Knows of: api, calls, tracer. Used by: hooks_exception, hooks_file, hooks_mapping, hooks_memory,
 * hooks_oneself, hooks_plain, hooks_process, procs. Source: docs/reference/sources.md, [virtual-memory-api].
 */
#ifndef FAULTLAB_HOOK_H
#define FAULTLAB_HOOK_H

#include "tracer.h"

#include <psapi.h>

#include "calls.h"

/* Older headers know neither VirtualAlloc2 (spelling.h) nor its parameters. */
#define MEM_EXTENDED_PARAMETER void
#if __MINGW64_VERSION_MAJOR < 11
PVOID VirtualAlloc2(HANDLE, PVOID, SIZE_T, ULONG, ULONG, void *, ULONG);        /* alloc2.c */
#endif

/* Only headers for drivers know them. */
NTSTATUS NTAPI NtAllocateVirtualMemory(HANDLE, PVOID *, ULONG_PTR, PSIZE_T, ULONG, ULONG);
NTSTATUS NTAPI NtFreeVirtualMemory(HANDLE, PVOID *, PSIZE_T, ULONG);
NTSTATUS NTAPI NtProtectVirtualMemory(HANDLE, PVOID *, PSIZE_T, ULONG, PULONG);
NTSTATUS NTAPI NtQueryVirtualMemory(HANDLE, PVOID, ULONG, PVOID, SIZE_T, PSIZE_T);
NTSTATUS NTAPI NtReadVirtualMemory(HANDLE, PVOID, PVOID, SIZE_T, PSIZE_T);
NTSTATUS NTAPI NtWriteVirtualMemory(HANDLE, PVOID, PVOID, SIZE_T, PSIZE_T);

/* The hooks, with the types of Microsoft's headers; what hooks.h has in their place is as wide. */
#define FL_KIND(kind, type) typedef type fl_##kind;
#define FL_ARG(type, name, kind) type name
#define FL_ARGS(...) , __VA_ARGS__
#define FL_CALL(type, name, kind, fails, varies, args) type fl_##name(unsigned line args);
#include "api.h"

#define FL_ARG(type, name, kind) char (*name)[sizeof(type) == sizeof(fl_##kind) ? 1 : -1]
#define FL_NO_ARGS void
#define FL_CALL(type, name, kind, fails, varies, args) void fl_width_of_##name(args);
#include "api.h"

/* A call that is being told. */
struct told {
	enum call_id call;
	DWORD error;            /* the lab's last error after its call */
	bool failed;
};

/* Before the lab's call. */
void hook_before(void);

/* After it: open its event, with all but what came through pointers. The lab's arguments follow `result`, as they are. */
struct told hook_after(unsigned line, enum call_id call, uint64_t result, ...);

/* What came through pointers, in the order of the rows of api.h. */
void hook_out(const struct told *c, const uint64_t *value);

/* Write the event and go back into the lab; hook_finish_change() after a call that changes memory if it works. */
void hook_finish(const struct told *c);
void hook_finish_change(const struct told *c);

/* hook_after() and hook_finish() of a call about which there is no more to tell. */
void hook_tell(unsigned line, enum call_id call, uint64_t result, ...);

/* There may be a new place at `address`. */
void hook_learn(void *address);

/* The place at `address` is released. */
void hook_forget(const void *address);

/* VirtualProtect for a lab. The tracer's pages stand at the end of its image, and stay as they are when it protects all that it finds. */
BOOL hook_protect(HANDLE process, void *address, SIZE_T size, DWORD protect, DWORD *old);

#endif
