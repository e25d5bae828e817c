/*
 * format.c - printf's conversions, with the sizes and spellings of the Windows C runtime.
 *
 * The text is complete before anything is recorded or written: a bad pointer faults
 * in the middle of the formatting, and a filter may repair it.
 * Source: docs/reference/sources.md, [printf].
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/host/extended.h"
#include "sim/libc/format.h"

#define TEXT_BYTES_MAX ((size_t)1 << 24)

struct text { char *bytes; size_t used, room; bool full; };

/*
 * A wide text is made as bytes, too: each of its 16-bit units becomes one byte, two or three, in the manner of UTF-8, a half of
 * a pair like any other. So all that looks for ASCII in a format works on both kinds.
 */
size_t format_pack(uint16_t unit, char *to)
{
	if (unit < 0x80) {
		to[0] = (char)unit;
		return 1;
	}
	if (unit < 0x800) {
		to[0] = (char)(0xc0 | unit >> 6);
		to[1] = (char)(0x80 | (unit & 0x3f));
		return 2;
	}
	to[0] = (char)(0xe0 | unit >> 12);
	to[1] = (char)(0x80 | (unit >> 6 & 0x3f));
	to[2] = (char)(0x80 | (unit & 0x3f));
	return 3;
}

size_t format_unpack(const char *bytes, size_t size_bytes, uint16_t *unit)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t units = 0;

	for (size_t i = 0; i < size_bytes; units++) {
		unsigned n = b[i] < 0x80 ? 1 : b[i] < 0xe0 ? 2 : 3;

		unit[units] = (uint16_t)(n == 1 ? b[i] : n == 2 ? (b[i] & 0x1f) << 6 | (b[i + 1] & 0x3f) :
		                         (b[i] & 0xf) << 12 | (b[i + 1] & 0x3f) << 6 | (b[i + 2] & 0x3f));
		i += n;
	}
	return units;
}

static void put(struct text *t, const char *from, size_t n)
{
	if (n == 0)
		return;
	if (t->used + n > TEXT_BYTES_MAX) {
		t->full = true;
		return;
	}
	if (t->used + n > t->room) {
		size_t room = (t->used + n) * 2 + 64;
		char *bigger = realloc(t->bytes, room);

		if (!bigger) {
			t->full = true;
			return;
		}
		t->bytes = bigger;
		t->room = room;
	}
	memcpy(t->bytes + t->used, from, n);
	t->used += n;
}

static void pad(struct text *t, char c, int64_t n)
{
	char run[64];

	memset(run, c, sizeof run);
	for (; n > 0 && !t->full; n -= (int64_t)sizeof run)
		put(t, run, n < (int64_t)sizeof run ? (size_t)n : sizeof run);
}

struct spec { bool left, plus, space, alt, zero, extended; int64_t width, precision; int size; char kind; };

/* Sign or prefix, zeros, digits, in a field. */
static void put_number(struct text *t, const struct spec *s, const char *prefix, const char *digits)
{
	size_t np = strlen(prefix), nd = strlen(digits);
	int64_t zeros = s->precision > (int64_t)nd ? s->precision - (int64_t)nd : 0;
	int64_t space;

	if (s->precision < 0 && s->zero && !s->left && s->width > (int64_t)(np + nd))
		zeros = s->width - (int64_t)(np + nd);
	space = s->width - (int64_t)(np + nd) - zeros;
	if (!s->left)
		pad(t, ' ', space);
	put(t, prefix, np);
	pad(t, '0', zeros);
	put(t, digits, nd);
	if (s->left)
		pad(t, ' ', space);
}

/* A field for `n` characters of which `seen` are written: the two differ only where a wide one has no byte. */
static void put_part(struct text *t, const struct spec *s, const char *from, size_t n, size_t seen)
{
	int64_t space = s->width - (int64_t)n;

	if (!s->left)
		pad(t, ' ', space);
	put(t, from, seen);
	if (s->left)
		pad(t, ' ', space);
}

static void put_text(struct text *t, const struct spec *s, const char *from, size_t n)
{
	put_part(t, s, from, n, n);
}

static uint64_t narrowed(uint64_t v, int size, bool is_signed)
{
	switch (size) {
	case 1: return is_signed ? (uint64_t)(int64_t)(int8_t)v : (uint8_t)v;
	case 2: return is_signed ? (uint64_t)(int64_t)(int16_t)v : (uint16_t)v;
	case 4: return is_signed ? (uint64_t)(int64_t)(int32_t)v : (uint32_t)v;
	}
	return v;
}

static void format_integer(struct text *t, struct spec *s, uint64_t v)
{
	char digits[72], *p = digits + sizeof digits;
	const char *prefix = "", *alphabet = s->kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	bool is_signed = s->kind == 'd' || s->kind == 'i';
	unsigned base = s->kind == 'x' || s->kind == 'X' ? 16 : s->kind == 'o' ? 8 : 10;

	v = narrowed(v, s->size, is_signed);
	if (is_signed) {
		prefix = (int64_t)v < 0 ? "-" : s->plus ? "+" : s->space ? " " : "";
		if ((int64_t)v < 0)
			v = -v;
	} else if (s->alt && base == 16 && v != 0) {
		prefix = s->kind == 'X' ? "0X" : "0x";
	} else if (s->kind == 'u' && s->space) {
		prefix = " ";           /* against the standard, but what the compiled program's printf does */
	}
	*--p = '\0';
	if (v == 0 && s->precision != 0)
		*--p = '0';
	for (; v != 0; v /= base)
		*--p = alphabet[v % base];
	if (s->alt && base == 8 && *p != '0' && *p != '\0')
		*--p = '0';
	put_number(t, s, prefix, p);
}

#define DIGITS_MAX 1600

/* Does the number lie just between two texts of that precision? The older runtime rounds away from zero there. */
static bool is_tie(char kind, int precision, double d)
{
	char digits[DIGITS_MAX], *tail, *e;

	if ((kind | 32) == 'a')
		return false;
	if ((kind | 32) == 'g')
		precision = precision > 0 ? precision - 1 : 0;
	snprintf(digits, sizeof digits, (kind | 32) == 'f' ? "%.*f" : "%.*e", 300, d);
	tail = strchr(digits, '.');
	if (!tail || precision >= 300)
		return false;
	tail += 1 + precision;
	e = strchr(tail, 'e');
	if (e)
		*e = '\0';
	return *tail == '5' && strspn(tail + 1, "0") == strlen(tail + 1);
}

/* Three digits in an exponent. */
static void widen_exponent(char *digits)
{
	char *e = strpbrk(digits, "eE");

	if (e && strlen(e) == 4) {
		memmove(e + 3, e + 2, 3);
		e[2] = '0';
	}
}

/* Infinity and what is no number are letters in the place of digits, which are filled up, and even rounded, as digits are. */
static void old_word(const struct spec *s, double d, int precision, char *digits)
{
	const char *sign = signbit(d) ? "-" : s->plus ? "+" : s->space ? " " : "";
	char word[310] = "";

	snprintf(word, sizeof word, "#%s", isinf(d) ? "INF" : signbit(d) ? "IND" : "QNAN");
	if ((s->kind | 32) != 'g') {
		size_t n = strlen(word);

		if ((size_t)precision < n && precision > 0)
			word[precision - 1]++;
		else if ((size_t)precision > n)
			memset(word + n, '0', (size_t)precision - n);
		word[precision] = '\0';
	}
	snprintf(digits, DIGITS_MAX, "%s1%s%s%s", sign, *word ? "." : "", word, (s->kind | 32) == 'e' ? "e+000" : "");
}

/* As the older runtime writes it, without its field. */
static void old_digits(const struct spec *s, const char *spec, double d, char *digits)
{
	int precision = s->precision >= 0 ? (int)s->precision : (s->kind | 32) == 'a' ? 13 : 6;

	if (isinf(d) || isnan(d)) {
		old_word(s, d, precision < 300 ? precision : 300, digits);
		return;
	}
	if (is_tie(s->kind, precision, d))
		d = nextafter(d, d < 0 ? -INFINITY : INFINITY);
	snprintf(digits, DIGITS_MAX, spec, 0, precision, d);
	if ((s->kind | 32) != 'a')
		widen_exponent(digits);
}

/* A long double comes by its address, and its digits as many as it has. */
static bool format_extended(struct cpu *cpu, struct text *t, const struct spec *s, uint64_t va)
{
	uint8_t bytes[EXTENDED_BYTES];
	long double v;
	int precision = (int)(s->precision > 1100 ? 1100 : s->precision);
	size_t room = 6400;             /* 4933 digits before the point, and what else there may be */
	char spec[32], *digits;

	if (!cpu_read(cpu, va, bytes, sizeof bytes))
		return false;
	v = extended_get(bytes);
	if (isnan(v))
		v = fabsl(v);           /* mingw's says nothing of its sign */
	digits = malloc(room);
	if (!digits)
		abort();
	snprintf(spec, sizeof spec, "%%%s%s%s%s*.*L%c", s->plus ? "+" : "", s->space ? " " : "", s->alt ? "#" : "",
	         s->zero ? "0" : "", s->kind);
	snprintf(digits, room, spec, s->zero && !s->left && s->width < 1000 ? (int)s->width : 0, precision, v);
	put_text(t, s, digits, strlen(digits));
	free(digits);
	return true;
}

/* e, f, g and a, as mingw's printf writes them; the older runtime has three digits in an exponent and other words. */
static void format_floating(struct text *t, const struct spec *s, uint64_t bits, bool old)
{
	char spec[32], digits[DIGITS_MAX];
	const char *rest = digits;
	int precision = (int)(s->precision > 1100 ? 1100 : s->precision);
	double d;

	memcpy(&d, &bits, sizeof d);
	if (isnan(d) && !old)
		d = fabs(d);
	snprintf(spec, sizeof spec, "%%%s%s%s%s*.*%c", s->plus ? "+" : "", s->space ? " " : "", s->alt ? "#" : "",
	         s->zero && !old ? "0" : "", s->kind);
	if (old)
		old_digits(s, spec, d, digits);
	else
		snprintf(digits, sizeof digits, spec, s->zero && !s->left && s->width < 1000 ? (int)s->width : 0, precision, d);
	if (old && s->zero && !s->left && s->width > (int64_t)strlen(digits)) {
		if (strchr("+- ", *rest))
			put(t, rest++, 1);
		pad(t, '0', s->width - (int64_t)strlen(digits));
		put(t, rest, strlen(rest));
	} else {
		put_text(t, s, digits, strlen(digits));
	}
}

/* All 16 digits if nothing else is said, else like %llx. */
static void format_pointer(struct text *t, struct spec *s, uint64_t v, bool old)
{
	bool bare = s->width == 0 && s->precision < 0 && !s->left && !s->plus && !s->space && !s->alt && !s->zero;

	s->kind = old ? 'X' : 'x';
	s->size = 8;
	if (bare || old)
		s->precision = 16;
	format_integer(t, s, v);
}

/*
 * %s and %S: characters from the lab's memory, up to the precision or the zero. Of wide ones the C locale knows
 * the first 256; what comes after another one is not written, but has its place in the field.
 */
static bool format_string(struct cpu *cpu, struct text *t, const struct spec *s, uint64_t va, bool wide, bool packed)
{
	struct text piece = { 0 };
	unsigned unit = wide ? 2 : 1;
	size_t seen = SIZE_MAX, count = 0;
	bool good = true;

	if (va == 0) {
		put_text(t, s, "(null)", s->precision >= 0 && s->precision < 6 ? (size_t)s->precision : 6);
		return true;
	}
	for (; !piece.full && (s->precision < 0 || (int64_t)count < s->precision); count++) {
		uint8_t c[2] = { 0 };
		char bytes[3];

		good = cpu_read(cpu, va, c, unit);
		if (!good || (c[0] == 0 && c[1] == 0))
			break;
		if (c[1] != 0 && seen == SIZE_MAX)
			seen = piece.used;
		put(&piece, packed ? bytes : (const char *)c, packed ? format_pack((uint16_t)(c[0] | c[1] << 8), bytes) : 1);
		va += unit;
	}
	if (good)
		put_part(t, s, piece.bytes, count, packed || piece.used < seen ? piece.used : seen);
	t->full |= piece.full;
	free(piece.bytes);
	return good;
}

static bool read_wide(struct cpu *cpu, uint64_t va, struct text *t)
{
	uint16_t unit = 1;
	char bytes[3];

	for (; unit != 0 && !t->full; va += 2) {
		if (!cpu_read(cpu, va, &unit, 2))
			return false;
		put(t, bytes, format_pack(unit, bytes));
	}
	return !t->full;
}

/* The format string itself may lie across pages, and may be a bad pointer. */
static bool read_string(struct cpu *cpu, uint64_t va, struct text *t)
{
	for (;;) {
		uint64_t left;
		const uint8_t *host = cpu_touch(cpu, va, ACCESS_READ, &left);
		const uint8_t *end;

		if (!host)
			return false;
		end = memchr(host, 0, left);
		put(t, (const char *)host, end ? (size_t)(end - host) : left);
		if (end || t->full)
			break;
		va += left;
	}
	put(t, "", 1);
	return !t->full;
}

static int64_t star(const uint64_t *arg, unsigned args, unsigned *next)
{
	return *next < args ? (int32_t)arg[(*next)++] : 0;
}

static const char *parse_spec(const char *p, struct spec *s, const uint64_t *arg, unsigned args, unsigned *next)
{
	*s = (struct spec){ .precision = -1, .size = 4 };
	for (;; p++) {
		if (*p == '-')
			s->left = true;
		else if (*p == '+')
			s->plus = true;
		else if (*p == ' ')
			s->space = true;
		else if (*p == '#')
			s->alt = true;
		else if (*p == '0')
			s->zero = true;
		else if (*p != '\'')
			break;
	}
	if (*p == '*') {
		p++;
		s->width = star(arg, args, next);
		if (s->width < 0) {
			s->left = true;
			s->width = -s->width;
		}
	} else {
		for (; *p >= '0' && *p <= '9'; p++)
			s->width = s->width < 100000000 ? s->width * 10 + (*p - '0') : s->width;
	}
	if (*p == '.') {
		p++;
		s->precision = 0;
		if (*p == '*') {
			p++;
			s->precision = star(arg, args, next);
		} else {
			for (; *p >= '0' && *p <= '9'; p++)
				s->precision = s->precision < 100000000 ? s->precision * 10 + (*p - '0') : s->precision;
		}
	}
	if (strncmp(p, "I64", 3) == 0) {
		s->size = 8;
		p += 3;
	} else if (strncmp(p, "I32", 3) == 0) {
		p += 3;
	} else if (strncmp(p, "ll", 2) == 0) {
		s->size = 8;
		p += 2;
	} else if (strncmp(p, "hh", 2) == 0) {
		s->size = 1;
		p += 2;
	} else if (*p == 'h') {
		s->size = 2;
		p++;
	} else if (*p == 'l') {
		s->size = 5;            /* long: 4 bytes; marks %ls and %lc as wide */
		p++;
	} else if (*p == 'L') {
		s->size = 8;
		s->extended = true;
		p++;
	} else if (*p == 'I' || *p == 'z' || *p == 'j' || *p == 't') {
		s->size = 8;
		p++;
	}
	s->kind = *p;
	return *p ? p + 1 : p;
}

/* A character; in a text of bytes one that has none keeps its place only. */
static void format_char(struct text *t, const struct spec *s, uint16_t v, bool wide, bool packed)
{
	char bytes[3] = { (char)v };

	if (packed)
		put_part(t, s, bytes, 1, format_pack(wide ? v : (uint8_t)v, bytes));
	else
		put_part(t, s, bytes, 1, wide && v > 0xff ? 0 : 1);
}

/* Is the text of %s or %c wide? Without a prefix it is what the format is, and a capital is the other. */
static bool is_wide(const struct spec *s, bool packed)
{
	if (s->kind == 's' || s->kind == 'c')
		return s->size == 5 || (packed && s->size != 2);
	return !packed || s->size == 5;
}

bool format_text(struct cpu *cpu, enum format_style style, uint64_t format, const uint64_t *arg, unsigned args, char **text,
                 size_t *size_bytes)
{
	struct text f = { 0 }, t = { 0 };
	bool old = style == FORMAT_OLD || style == FORMAT_WIDE_OLD, packed = format_is_wide(style);
	unsigned next = 0;
	bool good = packed ? read_wide(cpu, format, &f) : read_string(cpu, format, &f);
	const char *p = f.bytes;
	struct spec s;

	while (good && *p != '\0' && !t.full) {
		const char *percent = strchr(p, '%');
		size_t n = percent ? (size_t)(percent - p) : strlen(p);
		uint64_t v;
		bool wide;

		put(&t, p, n);
		p += n;
		if (!percent)
			break;
		p = parse_spec(p + 1, &s, arg, args, &next);
		wide = is_wide(&s, packed);
		if (s.size == 5)
			s.size = 4;
		if (old && s.size == 1)
			s.size = 2;             /* the older runtime knows one h */
		if (s.kind == '%') {
			put(&t, "%", 1);
			continue;
		}
		v = next < args ? arg[next++] : 0;
		switch (s.kind) {
		case 'd': case 'i': case 'u': case 'x': case 'X': case 'o':
			format_integer(&t, &s, v);
			break;
		case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
			if (s.extended && !old)         /* to the older runtime it is a double */
				good = format_extended(cpu, &t, &s, v);
			else
				format_floating(&t, &s, v, old);
			break;
		case 'c': case 'C':
			format_char(&t, &s, (uint16_t)v, wide, packed);
			break;
		case 's': case 'S':
			good = format_string(cpu, &t, &s, v, wide, packed);
			break;
		case 'p':
			format_pointer(&t, &s, v, old);
			break;
		case 'n':
			good = cpu_write(cpu, v, &(int32_t){ (int32_t)t.used }, 4);
			break;
		default:
			put(&t, percent, (size_t)(p - percent));        /* no conversion: it stays as it is */
			next -= next > 0;
		}
	}
	free(f.bytes);
	if (!good || t.full) {
		free(t.bytes);
		*text = NULL;
		*size_bytes = 0;
		return good && !t.full ? true : !cpu->trapped && t.full;
	}
	*text = t.bytes;
	*size_bytes = t.used;
	return true;
}
