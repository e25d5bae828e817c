/*
 * scan.c - scanf and its family: from standard input, a stream, or a text of bytes or 16-bit units.
 *
 * A character that does not belong to what is being read is put back. What was assigned before a mismatch stays, and
 * so does a fault of the lab's pointer: it is an access like any other.
 * Source: docs/reference/sources.md, [scanf].
 */
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"
#include "sim/libc/stream.h"
#include "sim/libc/unit.h"

#define FIELD_MAX 512           /* characters of a number */

/* Where the characters come from. */
struct from { struct cpu *cpu; uint64_t stream, va; unsigned width; uint64_t read; };

struct scan {
	struct cpu *cpu;
	struct from from;
	const uint64_t *arg;
	unsigned args, next;
	bool secure;            /* a size follows the place of a text */
	bool wide;              /* %s is a text of units */
	int assigned;
};

struct spec { bool skip, wide, narrow; uint64_t most; int size; uint16_t kind; };

/* ---- characters ---- */

static int get(struct from *f)
{
	uint16_t unit;
	int c;

	if (f->stream) {
		c = stream_get(f->cpu, f->stream);
	} else {
		if (!unit_get(f->cpu, f->va, f->width, &unit) || unit == 0)
			return -1;
		f->va += f->width;
		c = unit;
	}
	f->read += c >= 0;
	return c;
}

static void unget(struct from *f, int c)
{
	if (c < 0)
		return;
	f->read--;
	if (f->stream)
		stream_unget(f->cpu, f->stream, c);
	else
		f->va -= f->width;
}

static bool is_blank(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static int skip_blanks(struct from *f)
{
	int c;

	do
		c = get(f);
	while (is_blank(c));
	return c;
}

/* ---- numbers ---- */

/* The characters of one number as far as they are one. */
struct field { char text[FIELD_MAX + 1]; size_t used; uint64_t left; int c; struct from *from; };

static void take(struct field *n)
{
	if (n->used < FIELD_MAX)
		n->text[n->used++] = (char)n->c;
	n->left--;
	n->c = n->left ? get(n->from) : -1;
}

static bool sees(const struct field *n, const char *set)
{
	return n->left && n->c > 0 && n->c < 0x80 && strchr(set, n->c);
}

static bool is_digit(const struct field *n, int base)
{
	int d = n->c >= '0' && n->c <= '9' ? n->c - '0' : (n->c | 32) >= 'a' && (n->c | 32) <= 'f' ? (n->c | 32) - 'a' + 10 : 99;

	return n->left && n->c > 0 && d < base;
}

/* -1: the input is at its end; 0: no number; 1: *value has it. */
static int read_integer(struct from *f, const struct spec *s, uint64_t *value)
{
	struct field n = { .left = s->most ? s->most : UINT64_MAX, .from = f };
	int base = s->kind == 'x' || s->kind == 'X' || s->kind == 'p' ? 16 : s->kind == 'o' ? 8 : s->kind == 'i' ? 0 : 10;
	bool any = false;

	n.c = skip_blanks(f);
	if (n.c < 0)
		return -1;
	if (sees(&n, "+-"))
		take(&n);
	if (sees(&n, "0") && (base == 0 || base == 16)) {
		any = true;
		take(&n);
		if (sees(&n, "xX")) {
			any = false;
			base = 16;
			take(&n);
		} else if (base == 0) {
			base = 8;
		}
	}
	for (base = base ? base : 10; is_digit(&n, base); any = true)
		take(&n);
	if (n.left)
		unget(f, n.c);
	n.text[n.used] = '\0';
	*value = strtoull(n.text, NULL, base);
	if ((s->kind == 'd' || s->kind == 'i') && n.text[0] != '-' && s->size < 8 && *value > UINT32_MAX)
		*value = INT32_MAX;
	return any;
}

static int read_floating(struct from *f, const struct spec *s, double *value)
{
	struct field n = { .left = s->most ? s->most : UINT64_MAX, .from = f };
	bool any = false;

	n.c = skip_blanks(f);
	if (n.c < 0)
		return -1;
	if (sees(&n, "+-"))
		take(&n);
	for (; is_digit(&n, 10); any = true)
		take(&n);
	if (sees(&n, "."))
		take(&n);
	for (; is_digit(&n, 10); any = true)
		take(&n);
	if (any && sees(&n, "eE")) {
		take(&n);
		if (sees(&n, "+-"))
			take(&n);
		for (any = false; is_digit(&n, 10); any = true)
			take(&n);
	}
	if (n.left)
		unget(f, n.c);
	n.text[n.used] = '\0';
	*value = strtod(n.text, NULL);
	return any;
}

/* ---- conversions: each is 1 if it went well, 0 for a mismatch, -1 for the end of the input; all may trap ---- */

static uint64_t next_arg(struct scan *s)
{
	return s->next < s->args ? s->arg[s->next++] : 0;
}

static int scan_integer(struct scan *s, const struct spec *spec)
{
	uint64_t value;
	int got = read_integer(&s->from, spec, &value);

	if (got > 0 && !spec->skip)
		cpu_write(s->cpu, next_arg(s), &value, (uint64_t)spec->size);
	return got;
}

static int scan_floating(struct scan *s, const struct spec *spec)
{
	double d;
	float f;
	int got = read_floating(&s->from, spec, &d);

	f = (float)d;
	if (got > 0 && !spec->skip) {
		if (spec->size == 8)
			cpu_write(s->cpu, next_arg(s), &d, sizeof d);
		else
			cpu_write(s->cpu, next_arg(s), &f, sizeof f);
	}
	return got;
}

/* Where a text goes, and how many units fit. */
struct target { uint64_t to, room, used; unsigned width; };

static struct target target(struct scan *s, const struct spec *spec)
{
	struct target t = { 0, UINT64_MAX, 0, spec->wide || (s->wide && !spec->narrow) ? 2 : 1 };

	if (!spec->skip) {
		t.to = next_arg(s);
		if (s->secure)
			t.room = (uint32_t)next_arg(s);
	}
	return t;
}

/* False: there is no room. */
static bool add(struct scan *s, struct target *t, const struct spec *spec, int c, bool with_zero)
{
	if (t->used + with_zero >= t->room)
		return false;
	if (!spec->skip)
		unit_put(s->cpu, t->to + t->used * t->width, t->width, (uint16_t)c);
	t->used++;
	return true;
}

static int scan_chars(struct scan *s, const struct spec *spec)
{
	struct target t = target(s, spec);

	for (uint64_t i = 0; i < (spec->most ? spec->most : 1); i++) {
		int c = get(&s->from);

		if (c < 0)
			return i == 0 ? -1 : 0;
		if (!add(s, &t, spec, c, false) || s->cpu->trapped)
			return 0;
	}
	return 1;
}

/* A set of %[...]: characters above 255 are in none. */
struct set { bool has[256]; };

static int scan_text(struct scan *s, const struct spec *spec, const struct set *set)
{
	struct target t = target(s, spec);
	int c = set ? get(&s->from) : skip_blanks(&s->from);

	if (c < 0)
		return -1;
	for (uint64_t n = 0; c >= 0 && (set ? c < 256 && set->has[c] : !is_blank(c)); n++) {
		if (spec->most && n == spec->most)
			break;
		if (!add(s, &t, spec, c, true)) {
			if (t.room > 0)
				unit_put(s->cpu, t.to, t.width, 0);
			return 0;
		}
		if (s->cpu->trapped)
			return 0;
		c = get(&s->from);
	}
	unget(&s->from, c);
	if (t.used == 0)
		return 0;
	if (!spec->skip)
		unit_put(s->cpu, t.to + t.used * t.width, t.width, 0);
	return 1;
}

/* ---- the format ---- */

struct format { struct cpu *cpu; uint64_t va; unsigned width; };

static uint16_t peek(const struct format *f)
{
	uint16_t unit;

	return unit_get(f->cpu, f->va, f->width, &unit) ? unit : 0;
}

static uint16_t step(struct format *f)
{
	f->va += f->width;
	return peek(f);
}

static bool read_set(struct format *f, struct set *set)
{
	uint16_t c = step(f), last = 0;
	bool out = c == '^';

	memset(set, 0, sizeof *set);
	if (out)
		c = step(f);
	for (bool first = true; c != 0 && (first || c != ']'); first = false) {
		uint16_t from = c;

		if (c == '-' && !first && f->va) {
			c = step(f);
			if (c == ']' || c == 0) {
				set->has['-'] = true;
				continue;
			}
			from = last;
		}
		for (unsigned i = from; i <= c && i < 256; i++)
			set->has[i] = true;
		last = c;
		c = step(f);
	}
	for (unsigned i = 0; out && i < 256; i++)
		set->has[i] = !set->has[i];
	return c == ']';
}

static uint16_t read_size(struct format *f, struct spec *s)
{
	uint16_t c = peek(f);

	s->size = 4;
	for (;; c = step(f)) {
		if (c == 'h') {
			s->size = s->size == 2 ? 1 : 2;
			s->narrow = true;
		} else if (c == 'l') {
			s->size = s->wide ? 8 : 4;
			s->wide = true;
		} else if (c == 'L' || c == 'I' || c == 'z' || c == 'j' || c == 't' || c == 'w') {
			s->size = 8;
			s->wide |= c == 'w';
		} else if (c == '6' || c == '4') {
			s->size = 8;
		} else if (c == '3' || c == '2') {
			s->size = 4;
		} else {
			return c;
		}
	}
}

static uint16_t read_spec(struct format *f, struct spec *s)
{
	uint16_t c = step(f);

	*s = (struct spec){ 0 };
	if (c == '*') {
		s->skip = true;
		c = step(f);
	}
	for (; c >= '0' && c <= '9'; c = step(f))
		s->most = s->most < 100000000 ? s->most * 10 + (c - '0') : s->most;
	s->kind = read_size(f, s);
	return s->kind;
}

static int convert(struct scan *s, struct format *f, struct spec *spec)
{
	struct set set;

	switch (spec->kind) {
	case 'p':
		spec->size = 8;
		return scan_integer(s, spec);
	case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
		return scan_integer(s, spec);
	case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'a': case 'A':
		spec->size = spec->wide ? 8 : spec->size;
		return scan_floating(s, spec);
	case 'S': case 'C':
		spec->wide = !s->wide;
		spec->narrow = s->wide;
		return spec->kind == 'C' ? scan_chars(s, spec) : scan_text(s, spec, NULL);
	case 'c':
		return scan_chars(s, spec);
	case 's':
		return scan_text(s, spec, NULL);
	case '[':
		return read_set(f, &set) ? scan_text(s, spec, &set) : 0;
	}
	return 0;
}

/* One piece of the format; as of a conversion. */
static int match(struct scan *s, struct format *f)
{
	uint16_t c = peek(f);
	struct spec spec;
	int got;

	if (is_blank(c)) {
		unget(&s->from, skip_blanks(&s->from));
		return 1;
	}
	if (c != '%' || read_spec(f, &spec) == '%') {
		got = c == '%' ? skip_blanks(&s->from) : get(&s->from);
		if (got != peek(f))
			unget(&s->from, got);
		return got < 0 ? -1 : got == peek(f);
	}
	if (spec.kind == 'n') {
		if (!spec.skip)
			cpu_write(s->cpu, next_arg(s), &s->from.read, 4);
		return 1;
	}
	got = convert(s, f, &spec);
	s->assigned += got > 0 && !spec.skip;
	return got;
}

static uint64_t run(struct scan *s, uint64_t format)
{
	struct format f = { s->cpu, format, s->wide ? 2 : 1 };
	int got = 1;

	while (peek(&f) != 0 && !s->cpu->trapped) {
		got = match(s, &f);
		if (got <= 0)
			break;
		step(&f);
	}
	return crt_sign32(got < 0 && s->assigned == 0 ? -1 : s->assigned);
}

static uint64_t from_stream(struct cpu *cpu, uint64_t stream, const uint64_t *arg, unsigned args, bool secure, bool wide)
{
	struct scan s = { .cpu = cpu, .from = { cpu, stream, 0, 1, 0 }, .arg = arg + 1, .args = args > 1 ? args - 1 : 0, .secure = secure,
	                  .wide = wide };

	return run(&s, arg[0]);
}

static uint64_t from_text(struct cpu *cpu, const uint64_t *arg, unsigned args, bool secure, bool wide)
{
	struct scan s = { .cpu = cpu, .from = { cpu, 0, arg[0], wide ? 2 : 1, 0 }, .arg = arg + 2, .args = args > 2 ? args - 2 : 0,
	                  .secure = secure, .wide = wide };

	return run(&s, arg[1]);
}

/* X(name, wide, secure) for each of the three sources; each also with a v. */
#define STYLES(X) X(scanf, false, false) X(scanf_s, false, true) X(wscanf, true, false) X(wscanf_s, true, true)
#define TEXTS(X) X(sscanf, false, false) X(sscanf_s, false, true) X(swscanf, true, false) X(swscanf_s, true, true)
#define X(name, wide, secure) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return from_stream(cpu, STREAM_IN, arg, args, secure, wide); \
	} \
	static uint64_t run_v##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 1, wide, run_##name); \
	} \
	static uint64_t run_f##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return from_stream(cpu, arg[0], arg + 1, args - 1, secure, wide); \
	} \
	static uint64_t run_vf##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 2, wide, run_f##name); \
	}
STYLES(X)
#undef X
#define X(name, wide, secure) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return from_text(cpu, arg, args, secure, wide); \
	} \
	static uint64_t run_v##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 2, wide, run_##name); \
	}
TEXTS(X)
#undef X

const struct library_function scan_functions[] = {
#define X(name, wide, secure) \
	{ #name, run_##name }, { "v" #name, run_v##name }, { "f" #name, run_f##name }, { "vf" #name, run_vf##name },
	STYLES(X)
#undef X
#define X(name, wide, secure) { #name, run_##name }, { "v" #name, run_v##name },
	TEXTS(X)
#undef X
	{ NULL, NULL }
};
