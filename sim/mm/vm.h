/*
 * vm.h - one simulated machine with one process: all that an access can meet.
 *
 * Everything above (CPU, exception dispatch, Win32 layer, recorder) sees the
 * memory manager through this header. The parts behind it each have their own:
 * ../mmu/ (TLB, page tables, walk), vad.h, pfn.h, charge.h, wset.h, fault.h.
 *
 * Used by: machine, softpte, cpu/, record/, win32/.
 */
#ifndef FAULTLAB_SIM_VM_H
#define FAULTLAB_SIM_VM_H

#include "sim/nt/fault_kind.h"
#include "sim/mmu/types.h"
#include "sim/mmu/tlb.h"

struct vm;

struct vm_config {
	size_t frames;                  /* physical page frames; 0: the default */
	uint64_t commit_limit_pages;    /* of the program; 0: the default */
	bool backed;                    /* no more commit charge than memory and page file can hold */
	size_t pagefile_slots;          /* pages of the page file; 0: there is none */
	size_t working_set_most;        /* pages; 0: no limit */
	size_t page_limit;              /* frames that may hold pages, tables apart; 0: all */
	const char *policy;             /* page replacement; NULL: the default */
	uint64_t seed;                  /* of the policy random */
	bool hollow;                    /* no contents: nobody will look at the bytes (a replay) */
	bool whole_space;               /* addresses of 48 bits, all of them user space (a replay) */
	bool tells_hits;                /* the caller tells the policy of TLB hits itself (a replay) */
};
#define VM_DEFAULT_FRAMES       ((size_t)65536)         /* 256 MiB */
#define VM_DEFAULT_PAGEFILE     ((size_t)983040)        /* 3.75 GiB: 4 GiB with the memory */

/* A new machine with an empty address space, or NULL if the host has no memory for it or the policy is
 * unknown. */
struct vm *vm_new(const struct vm_config *config);
void vm_free(struct vm *vm);

/* The TLB, for the CPU's short path. */
struct tlb *vm_tlb(struct vm *vm);

/* ---- faults ---- */


struct fault {                          /* a fault that the program must see */
	enum fault_kind kind;
	uint32_t status;                /* NTSTATUS: 0xC0000005, 0x80000001, 0xC00000FD */
	uint32_t access;                /* ExceptionInformation[0]: 0, 1 or 8 */
	uint64_t address;               /* ExceptionInformation[1]; all ones if non-canonical */
};

/*
 * The long path of one access to bytes of ONE page: TLB miss, walk (A and D are
 * set as a CPU does), and as many faults as the kernel can resolve. Returns the
 * host pointer to `va`, valid until the next call of this module, or NULL with
 * *fault filled in and nothing of the access performed.
 */
uint8_t *vm_access(struct vm *vm, uint64_t va, enum access access, struct fault *fault);

/* Told of every fault that the kernel resolved, after it did. NULL to stop. `pfn` is the page's frame;
 * 0 after stack growth, for the new stack page is given one only when it is touched again. `from` is the
 * list that the frame was on (vm_location_name()). */
struct resolved { enum fault_kind kind; enum access access; uint64_t va; uint64_t pfn; uint8_t from; };
void vm_on_resolved(struct vm *vm, void (*told)(void *context, const struct resolved *what), void *context);

/* ---- what happens to frames behind the program's back ---- */

enum move_kind {
	MOVED_TRIMMED,                  /* out of the working set, onto the modified or the standby list */
	MOVED_WRITING, MOVED_WRITTEN,   /* by the modified page writer */
	MOVED_REPURPOSED,               /* taken from the standby list: the page is in the page file only */
	MOVED_ZEROED,                   /* by the zero-page thread */
	MOVED_FREED,                    /* its page was decommitted or released */
	MOVED_READING                   /* a hard fault waits for it */
};
const char *move_kind_name(enum move_kind kind);        /* "trim", "write", ... as in docs/reference/trace.md */

struct moved {
	enum move_kind kind;
	uint64_t pfn;
	uint8_t from, to;               /* enum pfn_location, see vm_location_name() */
	bool has_va;                    /* false: a page of a section, or no page at all */
	uint64_t va;
	uint32_t slot;                  /* of the page file, if the page has one */
};
const char *vm_location_name(unsigned location);

/* Told before each such step, to the context of vm_on_resolved(). */
void vm_on_moved(struct vm *vm, void (*told)(void *context, const struct moved *what));

/*
 * Told of every entry of a page table that is written, with the level of its table (0: PT) and the first address that it
 * translates; and of pages that may be other than they were for what their descriptor says. Who keeps what VirtualQuery
 * said has to ask again only there. `context` is that of vm_on_resolved(), too. A and D, which the processor sets, are not told.
 */
void vm_on_written(struct vm *vm, void *context, void (*told)(void *context, unsigned level, uint64_t va),
                   void (*changed)(void *context, uint64_t first_vpn, uint64_t last_vpn));

/* The lab gives up the processor: page writer, zero-page thread and working-set manager have their turn. */
void vm_idle(struct vm *vm);

/* ---- working set ---- */

/* Trim every page that is not locked. */
void vm_empty_working_set(struct vm *vm);

/* What the program asked for, in pages. The limits are soft: they count once memory is short. */
void vm_ask_working_set(struct vm *vm, uint64_t min_pages, uint64_t max_pages);
void vm_asked_working_set(const struct vm *vm, uint64_t *min_pages, uint64_t *max_pages);

/* ---- what the loader does before main ---- */

/*
 * An image is one allocation: a header page, then parts with protections of their own, and between them pages that
 * are reserved. Its pages are those of a section, so they are shared until they are written (PAGE_WRITECOPY).
 * Addresses and sizes are page multiples, `protect` is a PAGE_ constant, and false is: it does not fit.
 */
bool vm_reserve_image(struct vm *vm, uint64_t va, uint64_t size_bytes, const uint8_t *header);
bool vm_commit_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect);

/* The page in memory, for the loader to fill; no fault is counted. NULL: there is no frame. */
uint8_t *vm_bring_in(struct vm *vm, uint64_t va);

/* An image without a header that is one part, all of it in memory. */
bool vm_load_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect);

/* The page of the kernel that every process can read, at 0x7FFE0000. */
bool vm_map_shared_data(struct vm *vm);

/* As if somebody before main had written to the page: it is the process' own. */
void vm_write_image(struct vm *vm, uint64_t va);

/* Change the protection of loaded image pages (the loader writes first, then seals). */
void vm_seal_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect);

/* A thread stack: `reserve_bytes` reserved, the top `commit_bytes` committed and resident, a guard
 * page below. Returns its StackBase (first byte above), 0 if it does not fit. Growth and overflow
 * are then the fault handler's work. The lowest address is chosen by the module. */
uint64_t vm_create_stack(struct vm *vm, uint64_t reserve_bytes, uint64_t commit_bytes);
uint64_t vm_stack_limit(const struct vm *vm);   /* lowest committed non-guard byte */
uint64_t vm_stack_floor(const struct vm *vm);   /* DeallocationStack: first byte of the reservation */

/* From now on the process may still take `pages` pages of commit charge (--commit-available). */
void vm_set_commit_available(struct vm *vm, size_t pages);

/* ---- looking, without touching (no A bit, no fault, no TLB) ---- */

struct walk_level { unsigned index; uint64_t table_pfn; uint64_t entry; };
struct walk { unsigned levels; struct walk_level level[4]; };   /* PML4 first; ends at the first entry with P=0 */
void vm_walk(const struct vm *vm, uint64_t va, struct walk *walk);
const char *pte_meaning(uint64_t entry);        /* of an entry with P=0: "zero", "demand-zero", "decommitted", ... */

struct vad_view {                       /* what the descriptor that covers an address says */
	uint64_t first_vpn, last_vpn;   /* inclusive */
	uint32_t alloc_protect;         /* PAGE_ constant given at the reservation */
	uint32_t type;                  /* MEM_PRIVATE, MEM_MAPPED, MEM_IMAGE */
	bool mem_commit;                /* reserved and committed in one call */
	bool stack;
	size_t commit_charge;           /* pages */
};
bool vm_vad_at(const struct vm *vm, uint64_t va, struct vad_view *out);        /* false: free */

/* Bytes of one page as the program would read them, wherever the page is: in a frame, in the page file, or
 * not touched yet. NULL: it may not be read. Good until the next call of this module. */
const uint8_t *vm_peek(const struct vm *vm, uint64_t va);

/* The tree that the descriptors hang in. Links are the first pages of children; VM_NO_VAD: there is none. */
#define VM_NO_VAD UINT64_MAX
struct vad_node {
	struct vad_view is;
	const char *kind;               /* "private", "stack", "image", "view", "physical", "placeholder" */
	uint64_t left, right;
	int balance;                    /* height of the right side less that of the left one */
};
/* The nodes in order of their addresses; returns how many there are, and shows none of more than `room`. */
size_t vm_vads(const struct vm *vm, struct vad_node *out, size_t room, uint64_t *root);
uint64_t vm_vads_version(const struct vm *vm);          /* the same as before: so is every node */

/* One page table, its 512 entries laid open. */
struct table_view {
	unsigned level;                 /* 0 PT, 1 PD, 2 PDPT, 3 PML4 */
	uint64_t va, pfn;               /* the first address that it translates, and the frame that holds it */
	const uint64_t *entry;
};
/* Every table there is, from the root down, those of a level from low to high. */
void vm_tables(const struct vm *vm, void (*show)(void *context, const struct table_view *table), void *context);
bool vm_table(const struct vm *vm, unsigned level, uint64_t va, struct table_view *out);        /* false: there is none */
size_t vm_table_count(const struct vm *vm);
const char *pte_rights(uint64_t entry);         /* what a page may be used for: "RO", "RW", "XR", "WC", ...; "" if not said */

bool vm_resident(const struct vm *vm, uint64_t va);     /* page is in the working set */

/* How many valid PTEs share the resident page; 0: it is private, or not resident. */
unsigned vm_share_count(const struct vm *vm, uint64_t va);

struct vm_counters {
	uint64_t traps;                 /* page faults that the CPU raised */
	uint64_t access_violations;     /* of those, raised to the program (guard pages included) */
	uint64_t resolved;              /* of those, resolved: NT's PageFaultCount */
	uint64_t demand_zero, soft, hard, copied;       /* of the resolved ones; soft: from transition */
	uint64_t page_table_pages;      /* in use now */
	uint64_t working_set_pages;     /* whole process, now */
	uint64_t commit_pages, commit_limit_pages;
	uint64_t peak_working_set_pages, peak_commit_pages;
	uint64_t zeroed, free, standby, modified, active;       /* frames; zeroed: never used ones too */
	uint64_t pagefile_slots, pagefile_used, pagefile_reads, pagefile_writes;
};
void vm_counters(const struct vm *vm, struct vm_counters *out);

/* Verify every numbered invariant of every module over the whole machine. 0, or -1 and *why is a sentence
 * that starts with the invariant's number ("CHARGE-2: ..."). */
int vm_check(const struct vm *vm, const char **why);

#endif
