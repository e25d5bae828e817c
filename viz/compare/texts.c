/* texts.c - see texts.h. */
#include "viz/compare/texts.h"

#include <stddef.h>
#include <string.h>

#define FL_TEXT(number, windows, wine) { windows, wine },
#define FL_ERRNO(number, windows, wine) { windows, wine },
static const struct { const char *windows, *wine; } words[] = {
#include "core/texts.h"
};
#define WORDS (sizeof words / sizeof words[0])

static bool begins(const char *text, const char *with)
{
	return *with != '\0' && strncmp(text, with, strlen(with)) == 0;
}

/* The words that both texts go on with here, and that are not the same; WORDS: none. */
static size_t words_at(const char *wine, const char *windows)
{
	size_t i = 0;

	while (i < WORDS && !(begins(wine, words[i].wine) && begins(windows, words[i].windows) &&
	                      strcmp(words[i].wine, words[i].windows) != 0))
		i++;
	return i;
}

bool texts_differ_in_words(const char *wine, const char *windows)
{
	bool any = false;

	while (*wine != '\0' || *windows != '\0') {
		size_t i = words_at(wine, windows);

		if (i < WORDS) {
			wine += strlen(words[i].wine);
			windows += strlen(words[i].windows);
			any = true;
		} else if (*wine == *windows) {
			wine++;
			windows++;
		} else {
			return false;
		}
	}
	return any;
}
