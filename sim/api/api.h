/*
 * api.h - the Win32 calls of a lab in the simulator, one function for each row of core/api.h.
 *
 * A call takes its arguments from registers, lets sim/win32/ do the work, keeps
 * the last error and tells the recorder. A system call looks at the pointers that
 * it is given before it works: a bad one is an error of the call, not an exception.
 *
 *   record_before()      the filter that was left open is told, before anything changes
 *   record_about()       if the call changes what an address means: as it was
 *   sim/win32/, mm, ke   the work
 *   api_keep_error()     if the call may fail
 *   api_tell()           the event, as the row says
 *   cpu_verify()         if the model has changed: are all its invariants still true?
 *
 * api_memory.c, api_mapping.c, api_watch.c, api_wset.c, api_process.c, api_exception.c have them; the real
 * side has its own in core/hooks_*.c. Knows of: core/api, cpu/library, win32/status. Used by: api_exception,
 * api_file, api_global, api_heap, api_mapping, api_memory, api_module, api_native, api_oneself, api_process,
 * api_stack, api_status, api_text, api_watch, api_wset.
 */
#ifndef FAULTLAB_SIM_API_H
#define FAULTLAB_SIM_API_H

#include "sim/win32/status.h"
#include "sim/cpu/library.h"

#define CURRENT_PROCESS             UINT64_MAX          /* the handle that GetCurrentProcess gives */

typedef uint64_t api_function(struct cpu *cpu, const uint64_t *arg, unsigned args);

#define FL_CALL(type, name, kind, fails, varies, args) api_function api_##name;
#include "core/api.h"
api_function api_debugbreak, api_NtCurrentTeb, api_RtlCaptureContext, api_RtlCaptureStackBackTrace, api_resetstkoflw;

/* The numbers of the process and its thread: multiples of 4, as the system gives them. */
#define API_PROCESS_ID      4660u
#define API_THREAD_ID       4664u

/* Tell of a call that was made: its result, its error (0: it has worked), and, if it has, what it wrote through pointers. */
void api_tell(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error);
void api_tell_out(struct cpu *cpu, enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error, const uint64_t *out);

/* All of a call that only has an answer. */
uint64_t api_answer(struct cpu *cpu, enum call_id call, uint64_t result);

/* A call that failed leaves its error; one that worked leaves the last error alone. */
void api_keep_error(struct cpu *cpu, uint32_t error);

/* Is it a handle of this process that allows `right` (PROCESS_ bits)? ERROR_INVALID_HANDLE, ERROR_ACCESS_DENIED. */
#define PROCESS_TERMINATE           0x1u
#define PROCESS_VM_OPERATION        0x8u
#define PROCESS_VM_READ             0x10u
#define PROCESS_VM_WRITE            0x20u
#define PROCESS_DUP_HANDLE          0x40u
#define PROCESS_SET_QUOTA           0x100u
#define PROCESS_QUERY_INFORMATION   0x400u
uint32_t api_check_process(const struct cpu *cpu, uint64_t handle, uint32_t right);

/* Can the kernel read or write every byte? ERROR_SUCCESS, ERROR_NOACCESS, or a guard page's own code. */
uint32_t api_probe(struct cpu *cpu, uint64_t va, uint64_t size_bytes, enum access access);

/* Copy between the kernel and the lab's memory; the error as above, and then nothing was copied. */
uint32_t api_get(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes);
uint32_t api_put(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes);

/* Copy from the lab's memory to the lab's memory, as far as it goes: ERROR_PARTIAL_COPY, and *done bytes are copied. */
uint32_t api_copy_memory(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes, uint64_t *done);

/* What VirtualQuery says of `va`, laid out as MEMORY_BASIC_INFORMATION at `to`. */
#define INFORMATION_BYTES 48
struct memory_basic_information;
uint32_t api_put_query(struct cpu *cpu, uint64_t va, uint64_t to, struct memory_basic_information *m);

#endif
