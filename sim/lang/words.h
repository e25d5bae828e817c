/*
 * words.h - the words of the language, in lists: what has a meaning, and what is refused by name.
 *
 * The compiler reads by them, and the page on the language is held against them.
 *
 * Knows of: lex, tree. Used by: compile, specifier.
 */
#ifndef FAULTLAB_SIM_WORDS_H
#define FAULTLAB_SIM_WORDS_H

#include "sim/lang/lex.h"

enum word_list {
	WORDS_KEYWORDS,
	WORDS_SPELLINGS,                /* other spellings of keywords, and words that change nothing */
	WORDS_REFUSED,                  /* keywords that only have a message */
	WORDS_ATTRIBUTES,               /* attributes that mean something; those in no list mean nothing here */
	WORDS_ATTRIBUTES_REFUSED,
	WORDS_FUNCTIONS                 /* of the compiler */
};

/* The i-th of a list, from 0 on; NULL: there are no more. */
const char *word_at(enum word_list list, size_t i);

/* Every keyword's name knows what it is. */
void words_define(struct names *names);

#endif
