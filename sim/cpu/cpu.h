/*
 * cpu.h - the processor: runs a program on the simulated memory.
 *
 * Every load and store goes through the TLB and, if that misses, through the
 * page walk and the fault handler. An access that the kernel cannot satisfy
 * becomes an exception on the spot: it is dispatched while the instruction
 * waits, and the answer decides. Continue: the access is tried again, inside the
 * same instruction. Unwind: the instruction is given up and the CPU stands at a
 * handler. A library function (printf, memset, ...) is an instruction in this
 * sense; it goes on in the middle of its work.
 *
 * A filter, a termination block and a callback run in an activation of their own
 * (cpu_run again, on the host's stack). Each takes room on the simulated stack,
 * so their nesting ends when that overflows, as it does on Windows.
 *
 * Invariants
 *   CPU-1  activation[0..activations) are the live ones, innermost last
 *   CPU-2  `trapped` is set exactly while an instruction is being given up
 *
 * Knows of: exec, host/exit_status, host/host, host/lazy, ke/dispatch, lang/code, library, mm/vm, native,
 * nt/status, record/record, win32/objects. Used by: exec, heap_end, library, modules, stack, variables,
 * libc/, main, run_options.
 */
#ifndef FAULTLAB_SIM_CPU_H
#define FAULTLAB_SIM_CPU_H

#include <signal.h>

#include "sim/ke/dispatch.h"
#include "sim/mm/vm.h"
#include "sim/record/record.h"
#include "sim/win32/objects.h"
#include "sim/lang/code.h"

#define RUNTIME_BYTES 0x300

enum activation_kind { ACTIVATION_FUNCTION, ACTIVATION_FILTER, ACTIVATION_FINALLY };

/* One function, filter or termination block that is running; the registers and the place on the stack that are its own. */
struct activation {
	enum activation_kind kind;
	bool dead;                      /* unwound already, waiting for the handler to be entered */
	bool abnormal;                  /* FINALLY: AbnormalTermination() */
	uint16_t args;                  /* how many it was called with */
	uint32_t function;
	uint32_t pc;                    /* instruction that called, faulted or waits; valid when not running */
	uint32_t return_to;             /* instruction of the caller to go on with */
	uint32_t inner_scopes;          /* scopes of this one (in table order) that are unwound already */
	uint32_t begin;                 /* FILTER, FINALLY: first instruction */
	uint64_t fp, sp;                /* its own; sp while it is not running */
	uint64_t *window;               /* its registers */
};

struct cpu {
	const struct program *program;
	struct vm *vm;
	struct tlb *tlb;
	struct recorder *record;
	struct ke ke;

	struct activation *activation;
	size_t activations, activation_room;
	unsigned nested;                /* runs of the processor that are inside one another: sim_host_nesting_max() */
	uint64_t *registers, *registers_end;
	uint64_t fp, sp;
	uint32_t pc;                    /* of the instruction in hand, while something is called out */
	uint32_t mxcsr;                 /* exceptions of numbers with a fraction (mxcsr.h); nothing changes it unless ... */
	bool watches_floats;            /* ... a function of the lab asks for it */

	bool trapped;
	size_t land_activation;         /* where to stand after `trapped`: index of an activation, instruction, code */
	uint32_t land_at, land_code;

	struct { bool asked, raises; uint32_t at; uint16_t op; } step;  /* stepping.h; `at` 0: no instruction is replaced */

	bool ended;
	uint32_t exit_code;
	int64_t budget;                 /* lab operations left */
	bool out_of_budget;
	const volatile sig_atomic_t *out_of_time;       /* not 0: end the lab at its next call; NULL: never */
	bool is_unhandled, is_endless;  /* how it ended, if an exception ended it */
	char limit[320];                /* what the simulator cannot go on with, in words; empty: nothing */
	bool is_quiet;                  /* unhandled, but the lab's last filter has dealt with it: no message */
	struct ke_exception unhandled;
	bool check;                     /* --check: verify the model after every step */
	const char *broken;             /* first invariant that did not hold */

	bool modules_loaded;            /* the system's libraries are mapped (modules.h) */
	bool has_teb;                   /* the thread's block is mapped (api_stack.c) */
	uint32_t stack_guarantee;       /* bytes: SetThreadStackGuarantee */
	struct objects objects;         /* open handles */
	uint32_t last_error;
	uint32_t ticks;                 /* milliseconds: GetTickCount, moved by Sleep */
	uint64_t runtime;               /* where the C runtime keeps what it shows by address, such as errno: RUNTIME_BYTES */
	int argc;                       /* what main was given */
	const char *const *argv;
	struct output *output;
	struct input *input;            /* NULL: there is none */
	struct library *library;        /* state of the library functions */
};

struct cpu *cpu_new(const struct program *program, struct vm *vm, struct recorder *record);
void cpu_free(struct cpu *cpu);

/* Load the image, make the stack and run main. The exit code is in cpu->exit_code.
 * False if the program does not fit into the machine (*why says what). */
bool cpu_boot(struct cpu *cpu, const char **why);
void cpu_start(struct cpu *cpu, int argc, const char *const *argv);

/* ---- for library functions ---- */

/* Bytes of the lab's memory. False: an exception unwinds, give up at once. */
bool cpu_read(struct cpu *cpu, uint64_t va, void *to, uint64_t size_bytes);
bool cpu_write(struct cpu *cpu, uint64_t va, const void *from, uint64_t size_bytes);
bool cpu_fill(struct cpu *cpu, uint64_t va, uint8_t value, uint64_t size_bytes);
bool cpu_move(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t size_bytes);

/* Host pointer to [va, end of its page) for one kind of access, or NULL as above. *left: bytes to the page's end. */
uint8_t *cpu_touch(struct cpu *cpu, uint64_t va, enum access access, uint64_t *left);

/* Call a function of the lab (a callback). False: unwinding, give up. */
bool cpu_call(struct cpu *cpu, uint64_t address, const uint64_t *arg, unsigned args, uint64_t *result);

/* Raise an exception as if by the instruction in hand. True: it was continued, and is to run again as it is. */
bool cpu_raise(struct cpu *cpu, struct ke_exception *e);

/* Flags of MXCSR are set, and raise what is not masked. True: nothing was raised, or it was continued. */
bool cpu_floating_raise(struct cpu *cpu, uint32_t flags);

/* CONTEXT_BYTES as CONTEXT lays them out, of a thread that goes on at `address`; the caller has cleared them. */
void cpu_context(const struct cpu *cpu, uint64_t address, uint8_t *context);

/* --check: end the run at the first invariant that does not hold. */
void cpu_verify(struct cpu *cpu);

/* End the lab at something that the simulator cannot do: a sentence, which names the place in the lab's terms. */
void cpu_limit(struct cpu *cpu, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* End the process. */
void cpu_exit(struct cpu *cpu, uint32_t code);

uint32_t cpu_line(const struct cpu *cpu);       /* line of the lab's instruction in hand */

#endif
