/* aside.c - see aside.h. */
#include "aside.h"

#include <stddef.h>
#include <stdint.h>
#include <windows.h>

#define STACK_BYTES (256u << 10)
#define DEALLOCATION_STACK 0x1478       /* in the thread's block: where its stack is released from */

static char *stack;                     /* its lowest byte */

bool aside_start(void)
{
	stack = VirtualAlloc(NULL, STACK_BYTES, MEM_RESERVE | MEM_COMMIT | MEM_TOP_DOWN, PAGE_READWRITE);
	return stack != NULL;
}

/* Call work(argument) with the stack pointer at `top`. */
void fl_on_stack(void (*work)(void *), void *argument, void *top);
__asm__(".text\n"
	".globl fl_on_stack\n"
	".def fl_on_stack; .scl 2; .type 32; .endef\n"
	".seh_proc fl_on_stack\n"
	"fl_on_stack:\n"
	"\tpushq %rbp\n\t.seh_pushreg %rbp\n"
	"\tmovq %rsp, %rbp\n\t.seh_setframe %rbp, 0\n"
	"\t.seh_endprologue\n"
	"\tmovq %r8, %rsp\n"
	"\tsubq $32, %rsp\n"
	"\tmovq %rcx, %rax\n"
	"\tmovq %rdx, %rcx\n"
	"\tcall *%rax\n"
	"\tmovq %rbp, %rsp\n"
	"\tpopq %rbp\n"
	"\tret\n"
	".seh_endproc\n");

static bool is_there(const void *address)
{
	return (uintptr_t)address - (uintptr_t)stack < STACK_BYTES;
}

void aside(void (*work)(void *), void *argument)
{
	NT_TIB *thread = (NT_TIB *)NtCurrentTeb();
	void **lowest = (void **)((char *)thread + DEALLOCATION_STACK);
	void *base = thread->StackBase, *limit = thread->StackLimit, *low = *lowest;

	if (!stack || is_there(&thread)) {
		work(argument);
		return;
	}
	thread->StackBase = stack + STACK_BYTES;
	thread->StackLimit = *lowest = stack;
	fl_on_stack(work, argument, stack + STACK_BYTES);
	thread->StackBase = base;
	thread->StackLimit = limit;
	*lowest = low;
}
