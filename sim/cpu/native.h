/*
 * native.h - the few x86 instructions that a lab may write into memory and call.
 *
 * The lab's own functions are not made of x86 code, but a lab about PAGE_EXECUTE
 * writes some bytes into a page and calls them. What such labs write is understood:
 *
 *   C3                ret                    90             nop
 *   B8 imm32          mov eax, imm32         CC             int3: breakpoint
 *   31 C0, 33 C0      xor eax, eax           89 C8, 8B C1   mov eax, ecx
 *   8D 04 11          lea eax, [rcx+rdx]     01 D0          add eax, edx
 *   F4                hlt: privileged
 *
 * Anything else is an illegal instruction. Every byte is fetched through the MMU as
 * an execute access. The result is taken as an int: EAX, extended by its sign.
 *
 * Knows of: exec, host/exit_status, nt/status. Used by: cpu, exec. Source: docs/reference/sources.md, [x86].
 */
#ifndef FAULTLAB_SIM_NATIVE_H
#define FAULTLAB_SIM_NATIVE_H

#include "sim/cpu/exec.h"

/* Call what is at `address`, which is no function of the lab. False: trapped. */
bool native_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, uint64_t *result);

#endif
