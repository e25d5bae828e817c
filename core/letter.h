/*
 * letter.h - one character of a text of strangers: what it is, how wide, and how it may be shown.
 *
 * What a lab prints, what its file and functions are called and what a student answers
 * are bytes. Mostly they are UTF-8; where they are not, nothing may get lost, and nobody
 * may be shown half of it. So a byte that is no part of a character becomes a character
 * of its own: U+EF80 to U+EFFF stand for the bytes 0x80 to 0xFF, and U+EF00 for a zero,
 * which a C string could not carry. Text that holds these is UTF-8 for every other reader.
 *
 * Invariants
 *   LETTER-1  letter_read() over any bytes, and back, gives the same bytes
 *   LETTER-2  letter_show() gives no control character, nothing that turns the direction of writing, nothing unseen
 *
 * Portable C11, no library. Knows of: nothing. Used by: trace, sim/cpu/, sim/lang/, sim/libc/, viz/base/,
 * viz/book/, viz/compare/, viz/draw/, viz/judge/, viz/quiz/, viz/text/, viz/trace/. Source:
 * docs/reference/sources.md, [unicode-text].
 */
#ifndef FAULTLAB_LETTER_H
#define FAULTLAB_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LETTER_BYTES = 4, LETTER_SHOWN = 12, LETTER_OF_BYTE = 0xef00 };

/* ---- bytes and characters ---- */

/* Does it stand for a byte? */
static inline bool letter_is_byte(uint32_t c)
{
	return c == LETTER_OF_BYTE || (c >= LETTER_OF_BYTE + 0x80 && c <= LETTER_OF_BYTE + 0xff);
}

/* How many bytes the first one promises; 0: it begins none. */
static inline size_t letter_promised_(unsigned char b)
{
	return b < 0x80 ? 1 : b < 0xc2 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 0;
}

/* May `b` come second? Here overlong forms, halves of a surrogate pair and numbers above U+10FFFF show. */
static inline bool letter_may_follow_(unsigned char first, unsigned char b)
{
	unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return b >= least && b <= most;
}

/* How many of the bytes go together as one character, or as the beginning of one. */
static inline size_t letter_together_(const unsigned char *b, size_t size)
{
	size_t want = letter_promised_(b[0]), n = 1;

	if (size > want)
		size = want;
	while (n < size && (n == 1 ? letter_may_follow_(b[0], b[1]) : (b[n] & 0xc0) == 0x80))
		n++;
	return want ? n : 0;
}

/* The character at `p`, where `size` > 0 bytes are: returns its bytes. What is none: 1, and the letter of that byte. */
static inline size_t letter_take(const char *p, size_t size, uint32_t *c)
{
	const unsigned char *b = (const unsigned char *)p;
	size_t n = letter_together_(b, size);

	*c = LETTER_OF_BYTE + b[0];
	if (n == 0 || n < letter_promised_(b[0]))
		return 1;
	*c = n == 1 ? b[0] : b[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++)
		*c = *c << 6 | (b[i] & 0x3f);
	return n;
}

/* The same of bytes as a lab prints them: characters that stand for bytes are three bytes there, and come one by one. */
static inline size_t letter_read(const char *p, size_t size, uint32_t *c)
{
	size_t n = letter_take(p, size, c);

	if (n == 1 || !letter_is_byte(*c))
		return n;
	*c = LETTER_OF_BYTE + (unsigned char)*p;
	return 1;
}

/* `c` in UTF-8; returns how many bytes. */
static inline size_t letter_put(uint32_t c, char out[LETTER_BYTES])
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(n == 1 ? c : (0xf00u >> n & 0xff) | c);
	return n;
}

/* The same, but what stands for a byte is that byte. */
static inline size_t letter_write(uint32_t c, char out[LETTER_BYTES])
{
	if (!letter_is_byte(c))
		return letter_put(c, out);
	out[0] = (char)(c & 0xff);
	return 1;
}

/* Are these bytes, fewer than it takes, the beginning of a character? */
static inline bool letter_begins(const char *p, size_t size)
{
	const unsigned char *b = (const unsigned char *)p;

	return size > 0 && size < letter_promised_(b[0]) && letter_together_(b, size) == size;
}

/* ---- kinds ---- */

struct letter_range { uint32_t first, last; };

static inline bool letter_within_(uint32_t c, const struct letter_range *r, size_t n)
{
	for (size_t i = 0; i < n && r[i].first <= c; i++)
		if (c <= r[i].last)
			return true;
	return false;
}

#define LETTER_WITHIN(c, table) letter_within_(c, table, sizeof table / sizeof table[0])

/*
 * Does it act, or is it not seen? Categories Cc, Zl and Zp, those of Cf that turn the direction or join, and what
 * Unicode wants ignored in display.
 */
static inline bool letter_is_control(uint32_t c)
{
	static const struct letter_range acts[] = {
		{ 0x0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 },
		{ 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xfeff, 0xfeff },
		{ 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff }
	};

	return c < 0x20 || (c >= 0x7f && LETTER_WITHIN(c, acts));
}

/* How wide on a terminal: 0, 1 or 2. */
static inline unsigned letter_columns(uint32_t c)
{
	static const struct letter_range none[] = {    /* Mn, Me, and the signs that choose how the character before them looks */
		{ 0x300, 0x36f }, { 0x483, 0x489 }, { 0x591, 0x5bd }, { 0x5bf, 0x5bf }, { 0x5c1, 0x5c2 }, { 0x5c4, 0x5c5 },
		{ 0x610, 0x61a }, { 0x64b, 0x65f }, { 0x670, 0x670 }, { 0x6d6, 0x6dc }, { 0x6df, 0x6e4 }, { 0x6e7, 0x6e8 },
		{ 0x6ea, 0x6ed }, { 0x900, 0x902 }, { 0x93c, 0x93c }, { 0x941, 0x948 }, { 0x94d, 0x94d }, { 0x951, 0x957 },
		{ 0x981, 0x981 }, { 0x9bc, 0x9bc }, { 0x9c1, 0x9c4 }, { 0x9cd, 0x9cd }, { 0xbc0, 0xbc0 }, { 0xbcd, 0xbcd },
		{ 0xe31, 0xe31 }, { 0xe34, 0xe3a }, { 0xe47, 0xe4e }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x20d0, 0x20f0 },
		{ 0x302a, 0x302d }, { 0x3099, 0x309a }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }
	};
	static const struct letter_range two[] = {     /* East Asian width W and F */
		{ 0x1100, 0x115f }, { 0x231a, 0x231b }, { 0x2329, 0x232a }, { 0x23e9, 0x23ec }, { 0x23f0, 0x23f0 }, { 0x23f3, 0x23f3 },
		{ 0x25fd, 0x25fe }, { 0x2614, 0x2615 }, { 0x2648, 0x2653 }, { 0x267f, 0x267f }, { 0x2693, 0x2693 }, { 0x26a1, 0x26a1 },
		{ 0x26aa, 0x26ab }, { 0x26bd, 0x26be }, { 0x26c4, 0x26c5 }, { 0x26ce, 0x26ce }, { 0x26d4, 0x26d4 }, { 0x26ea, 0x26ea },
		{ 0x26f2, 0x26f3 }, { 0x26f5, 0x26f5 }, { 0x26fa, 0x26fa }, { 0x26fd, 0x26fd }, { 0x2705, 0x2705 }, { 0x270a, 0x270b },
		{ 0x2728, 0x2728 }, { 0x274c, 0x274c }, { 0x274e, 0x274e }, { 0x2753, 0x2755 }, { 0x2757, 0x2757 }, { 0x2795, 0x2797 },
		{ 0x27b0, 0x27b0 }, { 0x27bf, 0x27bf }, { 0x2b1b, 0x2b1c }, { 0x2b50, 0x2b50 }, { 0x2b55, 0x2b55 }, { 0x2e80, 0x303e },
		{ 0x3041, 0x3247 }, { 0x3250, 0x4dbf }, { 0x4e00, 0xa4cf }, { 0xa960, 0xa97f }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
		{ 0xfe10, 0xfe19 }, { 0xfe30, 0xfe6f }, { 0xff01, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x16fe0, 0x18dff }, { 0x1b000, 0x1b2ff },
		{ 0x1f004, 0x1f004 }, { 0x1f0cf, 0x1f0cf }, { 0x1f18e, 0x1f18e }, { 0x1f191, 0x1f19a }, { 0x1f200, 0x1f320 },
		{ 0x1f32d, 0x1f335 }, { 0x1f337, 0x1f37c }, { 0x1f37e, 0x1f393 }, { 0x1f3a0, 0x1f3ca }, { 0x1f3cf, 0x1f3d3 },
		{ 0x1f3e0, 0x1f3f0 }, { 0x1f3f4, 0x1f3f4 }, { 0x1f3f8, 0x1f43e }, { 0x1f440, 0x1f440 }, { 0x1f442, 0x1f4fc },
		{ 0x1f4ff, 0x1f53d }, { 0x1f54b, 0x1f567 }, { 0x1f57a, 0x1f57a }, { 0x1f595, 0x1f596 }, { 0x1f5a4, 0x1f5a4 },
		{ 0x1f5fb, 0x1f64f }, { 0x1f680, 0x1f6c5 }, { 0x1f6cc, 0x1f6cc }, { 0x1f6d0, 0x1f6d2 }, { 0x1f6d5, 0x1f6df },
		{ 0x1f6eb, 0x1f6ef }, { 0x1f6f4, 0x1f6ff }, { 0x1f7e0, 0x1f7eb }, { 0x1f90c, 0x1f93a }, { 0x1f93c, 0x1f945 },
		{ 0x1f947, 0x1f9ff }, { 0x1fa70, 0x1faff }, { 0x20000, 0x3fffd }
	};

	if (c < 0x300)
		return 1;
	return LETTER_WITHIN(c, none) ? 0 : LETTER_WITHIN(c, two) ? 2 : 1;
}

/* ---- to be seen ---- */

static inline size_t letter_put_escape_(char kind, uint32_t c, int digits, char out[LETTER_SHOWN])
{
	size_t n = 0;

	out[n++] = '\\';
	out[n++] = kind;
	while (digits-- > 0)
		out[n++] = "0123456789abcdef"[c >> 4 * digits & 15];
	return n;
}

/* As it may be shown anywhere: itself in UTF-8, or \n \t \r \x1b \xf6 \u202e; returns the bytes. */
static inline size_t letter_show(uint32_t c, char out[LETTER_SHOWN])
{
	if (c == '\n' || c == '\t' || c == '\r')
		return letter_put_escape_(c == '\n' ? 'n' : c == '\t' ? 't' : 'r', 0, 0, out);
	if (letter_is_byte(c))
		return letter_put_escape_('x', c & 0xff, 2, out);
	if (!letter_is_control(c))
		return letter_put(c, out);
	if (c < 0x80)
		return letter_put_escape_('x', c, 2, out);
	return c > 0xffff ? letter_put_escape_('U', c, 8, out) : letter_put_escape_('u', c, 4, out);
}

#endif
