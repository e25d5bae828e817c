/* words.c - see words.h. */
#include "viz/trace/words.h"

#include <stddef.h>
#include <string.h>

#define WORD_TEXT(name, text) text,
#define UNSAID NULL, NULL       /* NONE and OTHER */

static const char *const apis[] = { UNSAID, WORDS_API(WORD_TEXT) };
static const char *const exceptions[] = { UNSAID, WORDS_EXCEPTION(WORD_TEXT) };
static const char *const accesses[] = { UNSAID, WORDS_ACCESS(WORD_TEXT) };
static const char *const dispositions[] = { UNSAID, WORDS_DISPOSITION(WORD_TEXT) };
static const char *const handlers[] = { UNSAID, WORDS_HANDLER(WORD_TEXT) };
static const char *const faults[] = { UNSAID, WORDS_FAULT(WORD_TEXT) };
static const char *const moves[] = { UNSAID, WORDS_MOVE(WORD_TEXT) };
static const char *const lists[] = { UNSAID, WORDS_LIST(WORD_TEXT) };
static const char *const ptes[] = { UNSAID, WORDS_PTE(WORD_TEXT) };
static const char *const vads[] = { UNSAID, WORDS_VAD(WORD_TEXT) };
static const char *const states[] = { UNSAID, WORDS_STATE(WORD_TEXT) };
static const char *const types[] = { UNSAID, WORDS_TYPE(WORD_TEXT) };
static const char *const protects[] = { UNSAID, WORDS_PROTECT(WORD_TEXT) };
static const char *const allocations[] = { UNSAID, WORDS_ALLOCATION(WORD_TEXT) };

#define TABLE(words) { words, (int)(sizeof words / sizeof words[0]) }

static const struct { const char *const *word; int count; } tables[WORD_LISTS] = {
	[LIST_OF_APIS]         = TABLE(apis),
	[LIST_OF_EXCEPTIONS]   = TABLE(exceptions),
	[LIST_OF_ACCESSES]     = TABLE(accesses),
	[LIST_OF_DISPOSITIONS] = TABLE(dispositions),
	[LIST_OF_HANDLERS]     = TABLE(handlers),
	[LIST_OF_FAULTS]       = TABLE(faults),
	[LIST_OF_MOVES]        = TABLE(moves),
	[LIST_OF_LISTS]        = TABLE(lists),
	[LIST_OF_PTES]         = TABLE(ptes),
	[LIST_OF_VADS]         = TABLE(vads),
	[LIST_OF_STATES]       = TABLE(states),
	[LIST_OF_TYPES]        = TABLE(types),
	[LIST_OF_PROTECTS]     = TABLE(protects),
	[LIST_OF_ALLOCATIONS]  = TABLE(allocations)
};

enum { NONE, OTHER, FIRST };    /* of every list */

static int find(enum word_list list, const char *text, size_t size)
{
	for (int n = FIRST; n < tables[list].count; n++)
		if (strlen(tables[list].word[n]) == size && memcmp(tables[list].word[n], text, size) == 0)
			return n;
	return OTHER;
}

int word_find(enum word_list list, const char *text)
{
	return text ? find(list, text, strlen(text)) : NONE;
}

const char *word_text(enum word_list list, int word)
{
	return word >= FIRST && word < tables[list].count ? tables[list].word[word] : NULL;
}

uint32_t word_flags(enum word_list list, const char *text)
{
	uint32_t flags = 0;

	if (!text || strcmp(text, "0x0") == 0)
		return 0;
	for (const char *end; ; text = end + 1) {
		end = text + strcspn(text, "|");
		flags |= (uint32_t)1 << find(list, text, (size_t)(end - text));
		if (!*end)
			return flags;
	}
}
