/*
 * words.h - the words of a trace that the code asks for, as numbers.
 *
 * docs/reference/trace.md says which words a member can have. The reader looks each up once, and puts
 * its number beside the text: e->access is "write", e->access_id is ACCESS_WRITE. Code compares the
 * numbers; the text is for people. A trace of tomorrow may have a word that nobody knows here: then the
 * number is that of OTHER, and the text is still there to be shown.
 *
 * One table a list: the enum and the texts are made of the same lines, so they cannot part.
 *
 * Invariants
 *   WORDS-1  of every list 0 is NONE: the trace does not say it; 1 is OTHER: a word that is not in the list
 *   WORDS-2  word_find(list, word_text(list, n)) == n for every word n after OTHER
 *   WORDS-3  a set of flags has the bit OTHER if some part of its text is not in the list
 *
 * Knows of: nothing. Used by: reader.
 */
#ifndef VIZ_WORDS_H
#define VIZ_WORDS_H

#include <stdint.h>

#define WORDS_API(W) \
	W(API_CREATE_FILE_MAPPING_A, "CreateFileMappingA") \
	W(API_CREATE_FILE_MAPPING_W, "CreateFileMappingW") \
	W(API_EMPTY_WORKING_SET, "EmptyWorkingSet") \
	W(API_EXIT_PROCESS, "ExitProcess") \
	W(API_FLUSH_VIEW_OF_FILE, "FlushViewOfFile") \
	W(API_GET_PROCESS_WORKING_SET_SIZE, "GetProcessWorkingSetSize") \
	W(API_GET_WRITE_WATCH, "GetWriteWatch") \
	W(API_MAP_VIEW_OF_FILE, "MapViewOfFile") \
	W(API_MAP_VIEW_OF_FILE_EX, "MapViewOfFileEx") \
	W(API_MAP_VIEW_OF_FILE_3, "MapViewOfFile3") \
	W(API_QUERY_WORKING_SET_EX, "QueryWorkingSetEx") \
	W(API_RAISE_EXCEPTION, "RaiseException") \
	W(API_RESET_WRITE_WATCH, "ResetWriteWatch") \
	W(API_SET_PROCESS_WORKING_SET_SIZE, "SetProcessWorkingSetSize") \
	W(API_UNMAP_VIEW_OF_FILE, "UnmapViewOfFile") \
	W(API_VIRTUAL_ALLOC, "VirtualAlloc") \
	W(API_VIRTUAL_ALLOC_EX, "VirtualAllocEx") \
	W(API_VIRTUAL_ALLOC_2, "VirtualAlloc2") \
	W(API_VIRTUAL_FREE, "VirtualFree") \
	W(API_VIRTUAL_LOCK, "VirtualLock") \
	W(API_VIRTUAL_PROTECT, "VirtualProtect") \
	W(API_VIRTUAL_QUERY, "VirtualQuery") \
	W(API_VIRTUAL_UNLOCK, "VirtualUnlock")

#define WORDS_EXCEPTION(W) \
	W(EXC_ACCESS_VIOLATION, "EXCEPTION_ACCESS_VIOLATION") \
	W(EXC_GUARD_PAGE, "EXCEPTION_GUARD_PAGE") \
	W(EXC_INT_DIVIDE_BY_ZERO, "EXCEPTION_INT_DIVIDE_BY_ZERO") \
	W(EXC_INT_OVERFLOW, "EXCEPTION_INT_OVERFLOW") \
	W(EXC_IN_PAGE_ERROR, "EXCEPTION_IN_PAGE_ERROR") \
	W(EXC_STACK_OVERFLOW, "EXCEPTION_STACK_OVERFLOW") \
	W(EXC_HEAP_CORRUPTION, "STATUS_HEAP_CORRUPTION")

#define WORDS_ACCESS(W) \
	W(ACCESS_READ, "read") \
	W(ACCESS_WRITE, "write") \
	W(ACCESS_EXECUTE, "execute")

/* What a filter answers. */
#define WORDS_DISPOSITION(W) \
	W(DISP_CONTINUE_EXECUTION, "EXCEPTION_CONTINUE_EXECUTION") \
	W(DISP_CONTINUE_SEARCH, "EXCEPTION_CONTINUE_SEARCH") \
	W(DISP_EXECUTE_HANDLER, "EXCEPTION_EXECUTE_HANDLER")

/* Who is asked for an exception. */
#define WORDS_HANDLER(W) \
	W(HANDLER_FILTER, "filter") \
	W(HANDLER_VECTORED, "vectored") \
	W(HANDLER_LAST_CHANCE, "last-chance") \
	W(HANDLER_CONTINUE, "vectored-continue")

/* Of a fault: how it was resolved, or why the access was refused. */
#define WORDS_FAULT(W) \
	W(FAULT_DEMAND_ZERO, "demand-zero") \
	W(FAULT_TRANSITION, "transition") \
	W(FAULT_HARD, "hard") \
	W(FAULT_COPY_ON_WRITE, "copy-on-write") \
	W(FAULT_STACK_GROWTH, "stack-growth") \
	W(FAULT_NO_ACCESS, "no-access") \
	W(FAULT_PROTECTION, "protection") \
	W(FAULT_NO_EXECUTE, "no-execute") \
	W(FAULT_GUARD, "guard") \
	W(FAULT_STACK_OVERFLOW, "stack-overflow") \
	W(FAULT_IN_PAGE, "in-page")

/* What else happens to a page frame. */
#define WORDS_MOVE(W) \
	W(MOVE_TRIM, "trim") \
	W(MOVE_WRITE, "write") \
	W(MOVE_WRITTEN, "written") \
	W(MOVE_REPURPOSE, "repurpose") \
	W(MOVE_ZERO, "zero") \
	W(MOVE_FREE, "free") \
	W(MOVE_READ, "read")

/* Where a page frame is. */
#define WORDS_LIST(W) \
	W(LIST_ACTIVE, "active") \
	W(LIST_ZEROED, "zeroed") \
	W(LIST_FREE, "free") \
	W(LIST_STANDBY, "standby") \
	W(LIST_MODIFIED, "modified") \
	W(LIST_TRANSITION, "transition") \
	W(LIST_PAGE_FILE, "page file")

/* What an entry of a page table means. */
#define WORDS_PTE(W) \
	W(PTE_ZERO, "zero") \
	W(PTE_TABLE, "table") \
	W(PTE_VALID, "valid") \
	W(PTE_DEMAND_ZERO, "demand-zero") \
	W(PTE_DECOMMITTED, "decommitted") \
	W(PTE_NO_ACCESS, "no-access") \
	W(PTE_GUARD, "guard") \
	W(PTE_TRANSITION, "transition") \
	W(PTE_PAGE_FILE, "page-file") \
	W(PTE_PROTOTYPE, "prototype")

/* What a descriptor of address space is for. */
#define WORDS_VAD(W) \
	W(VAD_PRIVATE, "private") \
	W(VAD_STACK, "stack") \
	W(VAD_IMAGE, "image") \
	W(VAD_VIEW, "view") \
	W(VAD_PHYSICAL, "physical") \
	W(VAD_PLACEHOLDER, "placeholder") \
	W(VAD_SHARED_DATA, "shared data")

#define WORDS_STATE(W) \
	W(STATE_COMMIT, "MEM_COMMIT") \
	W(STATE_RESERVE, "MEM_RESERVE") \
	W(STATE_FREE, "MEM_FREE")

#define WORDS_TYPE(W) \
	W(TYPE_PRIVATE, "MEM_PRIVATE") \
	W(TYPE_MAPPED, "MEM_MAPPED") \
	W(TYPE_IMAGE, "MEM_IMAGE")

/* A protection, with what a section adds to one. */
#define WORDS_PROTECT(W) \
	W(PAGE_NOACCESS, "PAGE_NOACCESS") \
	W(PAGE_READONLY, "PAGE_READONLY") \
	W(PAGE_READWRITE, "PAGE_READWRITE") \
	W(PAGE_WRITECOPY, "PAGE_WRITECOPY") \
	W(PAGE_EXECUTE, "PAGE_EXECUTE") \
	W(PAGE_EXECUTE_READ, "PAGE_EXECUTE_READ") \
	W(PAGE_EXECUTE_READWRITE, "PAGE_EXECUTE_READWRITE") \
	W(PAGE_EXECUTE_WRITECOPY, "PAGE_EXECUTE_WRITECOPY") \
	W(PAGE_GUARD, "PAGE_GUARD") \
	W(PAGE_NOCACHE, "PAGE_NOCACHE") \
	W(PAGE_WRITECOMBINE, "PAGE_WRITECOMBINE") \
	W(SEC_COMMIT, "SEC_COMMIT") \
	W(SEC_RESERVE, "SEC_RESERVE") \
	W(SEC_LARGE_PAGES, "SEC_LARGE_PAGES")

/* What a call is to do with memory: allocation types, and types of freeing. */
#define WORDS_ALLOCATION(W) \
	W(MEM_COMMIT, "MEM_COMMIT") \
	W(MEM_RESERVE, "MEM_RESERVE") \
	W(MEM_REPLACE_PLACEHOLDER, "MEM_REPLACE_PLACEHOLDER") \
	W(MEM_RESERVE_PLACEHOLDER, "MEM_RESERVE_PLACEHOLDER") \
	W(MEM_RESET, "MEM_RESET") \
	W(MEM_RESET_UNDO, "MEM_RESET_UNDO") \
	W(MEM_TOP_DOWN, "MEM_TOP_DOWN") \
	W(MEM_WRITE_WATCH, "MEM_WRITE_WATCH") \
	W(MEM_PHYSICAL, "MEM_PHYSICAL") \
	W(MEM_LARGE_PAGES, "MEM_LARGE_PAGES") \
	W(MEM_DECOMMIT, "MEM_DECOMMIT") \
	W(MEM_RELEASE, "MEM_RELEASE") \
	W(MEM_COALESCE_PLACEHOLDERS, "MEM_COALESCE_PLACEHOLDERS") \
	W(MEM_PRESERVE_PLACEHOLDER, "MEM_PRESERVE_PLACEHOLDER")

#define WORD_NAME(name, text) name,
#define WORD_AT(name, text)   AT_##name,
#define WORD_FLAG(name, text) FLAG_##name = 1 << AT_##name,

enum api         { API_NONE, API_OTHER, WORDS_API(WORD_NAME) };
enum exception_code { EXC_NONE, EXC_OTHER, WORDS_EXCEPTION(WORD_NAME) };
enum access      { ACCESS_NONE, ACCESS_OTHER, WORDS_ACCESS(WORD_NAME) };
enum disposition { DISP_NONE, DISP_OTHER, WORDS_DISPOSITION(WORD_NAME) };
enum handler_kind { HANDLER_NONE, HANDLER_OTHER, WORDS_HANDLER(WORD_NAME) };
enum fault_kind  { FAULT_NONE, FAULT_OTHER, WORDS_FAULT(WORD_NAME) };
enum move        { MOVE_NONE, MOVE_OTHER, WORDS_MOVE(WORD_NAME) };
enum list_name   { LIST_NONE, LIST_OTHER, WORDS_LIST(WORD_NAME) };
enum pte_form    { PTE_NONE, PTE_OTHER, WORDS_PTE(WORD_NAME) };
enum vad_kind    { VAD_NONE, VAD_OTHER, WORDS_VAD(WORD_NAME) };
enum mem_state   { STATE_NONE, STATE_OTHER, WORDS_STATE(WORD_NAME) };
enum mem_type    { TYPE_NONE, TYPE_OTHER, WORDS_TYPE(WORD_NAME) };

/* Sets of flags. Their bits are not those of Windows, where one bit has a meaning in each call. */
enum { AT_PROTECT_NONE, AT_PROTECT_OTHER, WORDS_PROTECT(WORD_AT) };
enum { AT_ALLOCATION_NONE, AT_ALLOCATION_OTHER, WORDS_ALLOCATION(WORD_AT) };
enum { WORDS_PROTECT(WORD_FLAG) WORDS_ALLOCATION(WORD_FLAG) FLAG_OTHER = 2 };

enum word_list {
	LIST_OF_APIS, LIST_OF_EXCEPTIONS, LIST_OF_ACCESSES, LIST_OF_DISPOSITIONS, LIST_OF_HANDLERS, LIST_OF_FAULTS, LIST_OF_MOVES,
	LIST_OF_LISTS, LIST_OF_PTES, LIST_OF_VADS, LIST_OF_STATES, LIST_OF_TYPES, LIST_OF_PROTECTS, LIST_OF_ALLOCATIONS, WORD_LISTS
};

/* The number of a text that may be NULL. */
int word_find(enum word_list list, const char *text);

/* The text of a word; NULL for NONE, OTHER and what is no number of the list. */
const char *word_text(enum word_list list, int word);

/* "A|B" as a set: FLAG_A | FLAG_B. "0x0" and NULL are the empty one. */
uint32_t word_flags(enum word_list list, const char *text);

#endif
