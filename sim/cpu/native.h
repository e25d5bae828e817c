/*
 * native.h - x86-64 code that a lab writes into its memory and calls.
 *
 * The lab's own functions are not made of x86 code, but a lab about PAGE_EXECUTE
 * writes some bytes into a page and calls them. x86/ understands what such labs write; here is how that code and
 * the lab's functions meet: the calling convention of x64 Windows in both directions, the places where code
 * can go, the exceptions of an instruction. Every byte is fetched, read and written through the MMU, and a handler
 * finds and changes the registers of the code in its CONTEXT.
 *
 * Code that the table lacks, and code that goes where the simulator cannot follow, ends the lab, and the message says
 * that it is the simulator's limit.
 *
 * Invariants
 *   NATIVE-1  while code runs, the processor's stack pointer is its RSP as of the last exception or call
 *
 * Knows of: alu, exec, host/exit_status, library, modules, nt/exception, nt/status, step. Used by: compiled,
 * cpu, exec. Source: docs/reference/sources.md, [x86].
 */
#ifndef FAULTLAB_SIM_NATIVE_H
#define FAULTLAB_SIM_NATIVE_H

#include "sim/cpu/exec.h"

/* Call what is at `address`, which is no function of the lab; `kinds` as CALL_REG has them. False: trapped. */
bool native_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, int64_t kinds, uint64_t *result);

/* The registers of code at which an exception was raised (ke_exception.registers), into a CONTEXT and back. */
void native_show(const void *registers, uint8_t *context);
void native_take(void *registers, const uint8_t *context);

#endif
