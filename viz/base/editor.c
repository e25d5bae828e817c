/* editor.c - see editor.h. */
#include "viz/base/editor.h"

#include <string.h>

#include "core/letter.h"
#include "viz/base/store.h"

static bool begins(const struct ink *i, const char *mark)
{
	return i->used >= strlen(mark) && memcmp(i->text, mark, strlen(mark)) == 0;
}

static uint32_t unit_at(const struct ink *i, size_t k, bool big)
{
	const unsigned char *b = (const unsigned char *)i->text + k;

	return k + 1 < i->used ? big ? (uint32_t)(b[0] << 8 | b[1]) : (uint32_t)(b[1] << 8 | b[0]) : 0;
}

/* Half of a surrogate pair becomes three bytes that are no character. */
static void from_utf16(struct ink *out, const struct ink *i, bool big)
{
	char b[LETTER_BYTES];

	for (size_t k = 2; k + 1 < i->used; k += 2) {
		uint32_t c = unit_at(i, k, big), low = unit_at(i, k + 2, big);

		if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			k += 2;
		}
		ink_add(out, b, letter_put(c, b));
	}
}

bool editor_text(const char *path, struct ink *i, size_t most)
{
	struct ink raw = { 0 };
	bool ok = store_get(path, &raw, most);

	ink_add(i, "", 0);
	if (ok && (begins(&raw, "\xff\xfe") || begins(&raw, "\xfe\xff")))
		from_utf16(i, &raw, begins(&raw, "\xfe\xff"));
	else if (ok && begins(&raw, "\xef\xbb\xbf"))
		ink_add(i, raw.text + 3, raw.used - 3);
	else if (ok)
		ink_add(i, raw.text, raw.used);
	for (size_t k = 0; k < i->used; k++)
		if (i->text[k] == '\r' && i->text[k + 1] != '\n')
			i->text[k] = '\n';
	i->failed |= raw.failed;
	ink_free(&raw);
	return ok && !i->failed;
}
