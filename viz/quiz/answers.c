/* answers.c - see answers.h. */
#include "viz/quiz/answers.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "viz/base/editor.h"
#include "viz/base/plain.h"

/* ---- what a word processor makes of what was typed ---- */

struct typed { uint32_t first, last; char as; };

/* Spaces that do not break, quotes that curl, dashes for a minus, the wide letters of an input method: the key that was meant, or 0. */
static char typed_as(uint32_t c)
{
	static const struct typed keys[] = {
		{ 0xa0, 0xa0, ' ' }, { 0xab, 0xab, '"' }, { 0xbb, 0xbb, '"' }, { 0x1680, 0x1680, ' ' }, { 0x2000, 0x200a, ' ' },
		{ 0x2010, 0x2015, '-' }, { 0x2018, 0x201b, '\'' }, { 0x201c, 0x201f, '"' }, { 0x202f, 0x202f, ' ' },
		{ 0x205f, 0x205f, ' ' }, { 0x2212, 0x2212, '-' }, { 0x3000, 0x3000, ' ' }
	};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (c >= keys[i].first && c <= keys[i].last)
			return keys[i].as;
	return c > 0xff00 && c < 0xff5f ? (char)(c - 0xfee0) : 0;
}

/* Never longer than it was, so it is written over itself. What is not seen and has no width was pasted, not meant. */
static void as_typed(struct ink *text)
{
	size_t used = 0, n;
	uint32_t c;

	for (size_t at = 0; at < text->used; at += n) {
		n = letter_take(text->text + at, text->used - at, &c);
		if (typed_as(c)) {
			text->text[used++] = typed_as(c);
		} else if (c != 0xad && c != 0xfeff && (c < 0x200b || c > 0x200d) && c != 0x2060) {
			memmove(text->text + used, text->text + at, n);
			used += n;
		}
	}
	text->used = used;
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
	ok = editor_text(path, &text, ANSWERS_MAX);
	if (!ok) {
		snprintf(why, room, "%s: cannot read the answers: %s", path,
		         text.failed ? "no memory" : errno ? strerror(errno) : "more than 32 MiB, which is no answer sheet");
	} else {
		as_typed(&text);
		read_lines(a, text.text, text.used);
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
