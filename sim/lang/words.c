/*
 * words.c - keywords, their other spellings, attributes, functions of the compiler. See words.h.
 */
#include "sim/lang/words.h"

#include <string.h>

#include "sim/lang/tree.h"

static const char *const keywords[] = {
#define X(name) #name,
	KEYWORDS(X)
#undef X
	NULL
};

static const struct { const char *text; enum keyword same; } spellings[] = {
	{ "__const", K_const }, { "__const__", K_const }, { "__volatile", K_volatile }, { "__volatile__", K_volatile },
	{ "__restrict", K_restrict }, { "__restrict__", K_restrict }, { "__signed", K_signed }, { "__signed__", K_signed },
	{ "__inline", K_inline }, { "__inline__", K_inline }, { "__forceinline", K_inline },
	{ "__typeof", K_typeof }, { "__typeof__", K_typeof }, { "__alignof", K__Alignof }, { "__alignof__", K__Alignof },
	{ "static_assert", K__Static_assert }, { "__asm", K_asm }, { "__asm__", K_asm }, { "_int64", K___int64 },
	{ "_try", K___try }, { "_except", K___except }, { "_finally", K___finally }, { "_leave", K___leave },
	{ "_cdecl", K___cdecl }, { "_stdcall", K___cdecl }, { "__stdcall", K___cdecl }, { "__fastcall", K___cdecl },
	{ "__vectorcall", K___cdecl }, { "__unaligned", K___cdecl }, { "__ptr64", K___cdecl }, { "__w64", K___cdecl },
	{ "__extension__", K___cdecl }, { NULL, K_NONE }
};

static const char *const refused[] = { "_Complex", "_Thread_local", "asm", NULL };

static const char *const attributes[] = { "packed", "align", "aligned", NULL };

static const char *const attributes_refused[] = {
	"thread", "vector_size", "mode", "cleanup", "gcc_struct", "alias", "weak", "constructor", "destructor", NULL
};

/* Like any function's, their names can mean something else in a block. */
static const struct { const char *text; enum intrinsic same; } intrinsics[] = {
	{ "__exception_code", INTRINSIC_CODE }, { "_exception_code", INTRINSIC_CODE }, { "__exception_info", INTRINSIC_INFO },
	{ "_exception_info", INTRINSIC_INFO }, { "__abnormal_termination", INTRINSIC_ABNORMAL },
	{ "_abnormal_termination", INTRINSIC_ABNORMAL }, { "__va_start", INTRINSIC_VA_START }, { "_alloca", INTRINSIC_ALLOCA },
	{ "alloca", INTRINSIC_ALLOCA }, { "__builtin_alloca", INTRINSIC_ALLOCA }, { NULL, INTRINSIC_NONE }
};

const char *word_at(enum word_list list, size_t i)
{
	switch (list) {
	case WORDS_KEYWORDS: return keywords[i];
	case WORDS_SPELLINGS: return spellings[i].text;
	case WORDS_REFUSED: return refused[i];
	case WORDS_ATTRIBUTES: return attributes[i];
	case WORDS_ATTRIBUTES_REFUSED: return attributes_refused[i];
	case WORDS_FUNCTIONS: return intrinsics[i].text;
	}
	return NULL;
}

void words_define(struct names *names)
{
	for (size_t i = 0; keywords[i]; i++)
		name_intern(names, keywords[i], strlen(keywords[i]))->keyword = (uint16_t)(i + 1);
	for (size_t i = 0; spellings[i].text; i++)
		name_intern(names, spellings[i].text, strlen(spellings[i].text))->keyword = (uint16_t)spellings[i].same;
	for (size_t i = 0; intrinsics[i].text; i++)
		name_intern(names, intrinsics[i].text, strlen(intrinsics[i].text))->intrinsic = (uint16_t)intrinsics[i].same;
}
