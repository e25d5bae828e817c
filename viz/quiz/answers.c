/* answers.c - see answers.h. */
#include "viz/quiz/answers.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "viz/base/plain.h"
#include "viz/base/store.h"

/* ---- bytes ---- */

static void put_utf8(struct ink *i, uint32_t c)
{
	char b[LETTER_BYTES];

	ink_add(i, b, letter_put(c, b));
}

static uint32_t unit_at(const struct ink *text, size_t k, bool big)
{
	const unsigned char *b = (const unsigned char *)text->text + k;

	return k + 1 < text->used ? big ? (uint32_t)(b[0] << 8 | b[1]) : (uint32_t)(b[1] << 8 | b[0]) : 0;
}

/* UTF-16 by its byte order mark becomes UTF-8. Half of a pair stays what it is: no character. */
static void as_utf8(struct ink *text)
{
	struct ink out = { 0 };
	bool big = text->used >= 2 && memcmp(text->text, "\xfe\xff", 2) == 0;

	if (!big && (text->used < 2 || memcmp(text->text, "\xff\xfe", 2)))
		return;
	ink_puts(&out, "");
	for (size_t k = 2; k + 1 < text->used; k += 2) {
		uint32_t c = unit_at(text, k, big), low = unit_at(text, k + 2, big);

		if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			k += 2;
		}
		put_utf8(&out, c);
	}
	out.failed |= text->failed;
	ink_free(text);
	*text = out;
}

/* ---- the first line of a sheet ---- */

static const char *number_after(const char *line, const char *word, int base, uint64_t *n)
{
	const char *p = strstr(line, word);
	char *end;

	if (!p || !isalnum((unsigned char)p[strlen(word)]))
		return NULL;
	errno = 0;
	*n = strtoull(p + strlen(word), &end, base);
	return errno || (*end != ';' && *end != '\0') ? NULL : end;
}

static void read_head(struct answers *a, const char *line)
{
	uint64_t version, questions;
	const char *lab;

	line += strspn(line, " \t#");
	if (a->has_head || strncmp(line, "FaultLab quiz ", 14))
		return;
	if (!number_after(line, "FaultLab quiz ", 10, &version) || !number_after(line, "; seed ", 10, &a->seed) ||
	    !number_after(line, "; questions ", 10, &questions) || !number_after(line, "; trace ", 16, &a->print))
		return;
	lab = strstr(line, "; lab ");
	a->has_head = true;
	a->version = version > 1000 ? 1000 : (unsigned)version;
	a->questions = questions > ANSWER_QUESTIONS ? ANSWER_QUESTIONS + 1 : (size_t)questions;
	a->lab = lab ? keep_copy(&a->keep, lab + 6, strlen(lab + 6)) : "";
}

/* ---- answer lines ---- */

/* Past "1a:" in any of its spellings; NULL if the line has no such beginning. */
static const char *past_label(const char *p, unsigned *question, unsigned *part)
{
	size_t blanks = strspn(p, " \t");

	if (blanks > 3)                         /* SHEET-PRINT-1 of sheet_print.h */
		return NULL;
	p += blanks;
	if ((*p == 'q' || *p == 'Q') && isdigit((unsigned char)p[1]))
		p++;
	if (!isdigit((unsigned char)*p))
		return NULL;
	for (*question = 0; isdigit((unsigned char)*p); p++)
		*question = *question > ANSWER_QUESTIONS ? *question : *question * 10 + (unsigned)(*p - '0');
	p += strspn(p, " \t.-");
	if (!isalpha((unsigned char)*p))
		return NULL;
	*part = (unsigned)(tolower((unsigned char)*p++) - 'a');
	p += strspn(p, " \t");
	if (!*p || !strchr(":).=", *p))
		return NULL;
	return p + strspn(p, ":).= \t");
}

#define BLANK " \t_"

/* ANSWERS-2, ANSWERS-3: what stands there without the blanks and the line to write on. NULL without memory. */
static const char *clean(struct answers *a, const char *p)
{
	size_t size, whole;
	struct ink i = { 0 };
	char head[ANSWER_BYTES + 1];
	const char *text;

	p += strspn(p, BLANK);
	size = strlen(p);
	while (size && strchr(BLANK, p[size - 1]))
		size--;
	whole = size;
	if (size > ANSWER_BYTES)
		for (size = ANSWER_BYTES; size && ((unsigned char)p[size] & 0xc0) == 0x80; size--)
			;
	memcpy(head, p, size);
	head[size] = '\0';
	plain_text(&i, head);
	if (whole > size)
		ink_puts(&i, "\u2026");
	text = i.failed ? NULL : keep_copy(&a->keep, i.text, i.used);
	ink_free(&i);
	return text;
}

static void read_line(struct answers *a, const char *line, size_t number)
{
	unsigned question, part;
	const char *p = past_label(line, &question, &part);

	if (!p || !p[strspn(p, BLANK)] || question < 1 || question > ANSWER_QUESTIONS || part >= ANSWER_PARTS)
		return;
	a->text[question][part] = p;            /* ANSWERS-1 */
	a->line[question][part] = number;
	a->given++;
}

/* The lines that count, out of the file's bytes and into memory of their own. */
static bool keep_answers(struct answers *a)
{
	for (size_t q = 1; q <= ANSWER_QUESTIONS; q++)
		for (size_t k = 0; k < ANSWER_PARTS; k++)
			if (a->text[q][k] && !(a->text[q][k] = clean(a, a->text[q][k])))
				return false;
	return true;
}

/* Zeros end a line as well: no answer holds one. */
static void read_lines(struct answers *a, char *text, size_t size)
{
	char *end = text + size;
	size_t number = 1;

	for (char *p = text; p < end; number++) {
		char *line = p;

		while (p < end && *p && *p != '\n' && *p != '\r')
			p++;
		if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n')
			*p++ = '\0';
		*p++ = '\0';
		read_head(a, line);
		read_line(a, line, number);
	}
}

bool answers_read(struct answers *a, const char *path, char *why, size_t room)
{
	struct ink text = { 0 };
	bool ok;

	*a = (struct answers){ .has_head = false };
	errno = 0;
	ok = store_get(path, &text, ANSWERS_MAX);
	if (!ok)
		snprintf(why, room, "%s: cannot read the answers: %s", path,
		         text.failed ? "no memory" : errno ? strerror(errno) : "more than 32 MiB, which is no answer sheet");
	if (ok)
		as_utf8(&text);
	if (ok && text.failed) {
		snprintf(why, room, "%s: no memory to read the answers", path);
		ok = false;
	}
	if (ok && text.text) {
		size_t bom = text.used >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

		read_lines(a, text.text + bom, text.used - bom);
		ok = keep_answers(a);
		if (!ok)
			snprintf(why, room, "%s: no memory for the answers", path);
	}
	ink_free(&text);
	return ok;
}

void answers_free(struct answers *a)
{
	keep_free(&a->keep);
}
