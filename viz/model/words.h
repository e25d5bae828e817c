/*
 * words.h - small words and facts that several panels use: names, pages, reasons, calls.
 *
 * Text that is made lives as long as the model, and is never NULL: where memory
 * fails it is empty, and the building remembers that.
 *
 * Knows of: base/text, building. Used by: chain, heap, ledger, lists, model, path, sentence, share, space,
 * walk, book/, quiz/, structure/.
 */
#ifndef VIZ_MODEL_WORDS_H
#define VIZ_MODEL_WORDS_H

#include "viz/base/text.h"
#include "viz/model/building.h"

#define CODE_AV    "EXCEPTION_ACCESS_VIOLATION"
#define CODE_GUARD "EXCEPTION_GUARD_PAGE"

/* Text that lives as long as the model; never NULL. */
#define SAY(b, ...) words_say((b), keep_printf(&(b)->m->keep, __VA_ARGS__))

/* `text`; for NULL "", and the building is without memory. */
const char *words_say(struct building *b, const char *text);

/* The rest of `text` behind `prefix`, if it begins so; else `text`, NULL too. */
const char *words_without(const char *prefix, const char *text);

/* A copy with hexadecimal digits in upper case, as the pictures show them: A0+0x4F000. */
const char *words_upper(struct building *b, const char *text);

/* ---- an event ---- */

/* The real one if there is one. */
const struct event *either_side(const struct event *const e[SIDES]);

/* The page of its reservation that it is about; and whether it is about one. `e` may be NULL for the second only. */
uint64_t event_page(const struct building *b, const struct event *e);
bool event_in_reservation(const struct event *e);

/* An access violation or the touch of a guard page: an exception with an address. */
bool event_is_memory_fault(const struct event *f);

const char *words_verb(const struct event *f);                          /* reads, executes, writes */
const char *words_noun(const struct event *f);                          /* read, fetch, write */
const char *words_code(struct building *b, const char *code);           /* 0xC0000005; another than the known: as it is */

/* ---- why an access was refused, from the memory as it was before ---- */

enum reason { RE_FREE, RE_RESERVED, RE_NOACCESS, RE_READONLY, RE_EXECUTE, RE_GUARD, RE_REFUSED, RE_RAISED };

enum reason words_reason(const struct building *b, const struct event *f, const struct memory_at *before);
const char *words_of_kernel(enum reason r);                             /* two lines for a box */
const char *words_of_reason(enum reason r);                             /* a sentence; of RE_RAISED none */

/* ---- a call ---- */

/* What it allocates or frees as, MEM_COMMIT; NULL if it says no such thing. */
const char *call_type(const struct event *e);
bool call_allocates(const struct event *e);                              /* VirtualAlloc and its kin */
bool call_failed(const struct event *e);
bool call_resets_watch(const struct event *e);                           /* GetWriteWatch that forgets what it reports */

/* Pages that its range touches; 0 if it has none or covers the whole reservation. */
uint64_t call_pages(const struct building *b, const struct event *e);

/* PAGE_READWRITE as RW, PAGE_READWRITE|PAGE_GUARD as RW GUARD; another without PAGE_, NULL as "". Lives as long as `protect`. */
const char *words_protect(const char *protect);

const char *words_of_range(struct building *b, const struct event *e);  /* "pages 4–7", "A0" */
const char *words_of_call(struct building *b, const struct event *e);   /* "VirtualAlloc(page 0,\nMEM_COMMIT, RW)" */
/* The first line of it, at most `most` characters, quoted; NULL: nothing to be seen. */
const char *words_of_output(struct building *b, const struct event *e, size_t most);
const char *words_of_outcome(struct building *b, const struct event *e);        /* "ok", "error 487"; NULL: "no call" */

#endif
