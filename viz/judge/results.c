/* results.c - see results.h. */
#include "viz/judge/results.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/host.h"
#include "viz/base/plain.h"
#include "viz/base/store.h"

/* ---- items ---- */

bool results_title(struct results *r, const char *title)
{
	char *copy = strdup(title);

	if (!copy)
		return r->failed = true, false;
	free(r->title);
	r->title = copy;
	return true;
}

static bool make_room(struct results *r)
{
	size_t room = r->room ? r->room * 2 : 16;
	struct result *of;

	if (r->count < r->room)
		return true;
	of = realloc(r->of, room * sizeof *of);
	if (!of)
		return false;
	r->of = of;
	r->room = room;
	return true;
}

bool results_add(struct results *r, int points, int max, const char *name, const char *feedback)
{
	struct result n = { strdup(name ? name : ""), strdup(feedback ? feedback : ""), points, max };

	assert(points >= 0 && points <= max);  /* RESULTS-1 */
	if (n.name && n.feedback && make_room(r)) {
		r->of[r->count++] = n;
		return true;
	}
	free(n.name);
	free(n.feedback);
	r->failed = true;
	return false;
}

int results_points(const struct results *r)
{
	int sum = 0;

	for (size_t i = 0; i < r->count; i++)
		sum += r->of[i].points;
	return sum;
}

int results_max(const struct results *r)
{
	int sum = 0;

	for (size_t i = 0; i < r->count; i++)
		sum += r->of[i].max;
	return sum;
}

void results_free(struct results *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->of[i].name);
		free(r->of[i].feedback);
	}
	free(r->of);
	free(r->title);
	*r = (struct results){ 0 };
}

/* ---- what all forms need ---- */

struct number { char text[24]; };

/* 150 is 1.5. No printf of a double: its comma is the locale's. */
static struct number in_points(int hundredths)
{
	struct number n;

	if (hundredths % 100 == 0)
		snprintf(n.text, sizeof n.text, "%d", hundredths / 100);
	else if (hundredths % 10 == 0)
		snprintf(n.text, sizeof n.text, "%d.%d", hundredths / 100, hundredths / 10 % 10);
	else
		snprintf(n.text, sizeof n.text, "%d.%02d", hundredths / 100, hundredths % 100);
	return n;
}

/* Write what was printed into `i`, and free it. */
static bool deliver(const struct results *r, struct ink *i, FILE *to)
{
	bool whole = !r->failed && !i->failed, ok;

	ok = whole && fwrite(i->text, 1, i->used, to) == i->used && fflush(to) == 0;
	ink_free(i);
	if (!whole)
		errno = ENOMEM;
	return ok;
}

/* ---- a table to read ---- */

static void text_row(struct ink *i, int points, int max, const char *name)
{
	ink_printf(i, "%7s %7s  ", in_points(points).text, in_points(max).text);
	plain_text(i, name);
	ink_puts(i, "\n");
}

/* Each line of it further in than any row, so that no text can look like one. */
static bool text_feedback(struct ink *i, const char *feedback)
{
	struct ink line = { 0 };
	bool ok = true;

	for (const char *end; *feedback && ok; feedback = end) {
		size_t n = strcspn(feedback, "\n");

		end = feedback + n + (feedback[n] == '\n');
		if (!n)
			continue;
		ink_clear(&line);
		ink_add(&line, feedback, n);
		ok = !line.failed;
		ink_puts(i, "                 ");
		plain_text(i, ok ? line.text : "");
		ink_puts(i, "\n");
	}
	ink_free(&line);
	return ok;
}

bool results_text(const struct results *r, FILE *to)
{
	struct ink i = { 0 };

	if (r->title) {
		plain_text(&i, r->title);
		ink_puts(&i, "\n\n");
	}
	ink_puts(&i, " points      of\n");
	for (size_t n = 0; n < r->count; n++) {
		text_row(&i, r->of[n].points, r->of[n].max, r->of[n].name);
		i.failed |= !text_feedback(&i, r->of[n].feedback);
	}
	text_row(&i, results_points(r), results_max(r), "total");
	return deliver(r, &i, to);
}

/* ---- JSON ---- */

static void json_text(struct ink *i, const char *name, const char *value)
{
	ink_printf(i, "\"%s\":", name);
	plain_json(i, value);
}

bool results_json(const struct results *r, FILE *to)
{
	struct ink i = { 0 };

	ink_puts(&i, "{");
	json_text(&i, "title", r->title ? r->title : "");
	ink_printf(&i, ",\"points\":%s,\"most\":%s,\"items\":[", in_points(results_points(r)).text, in_points(results_max(r)).text);
	for (size_t n = 0; n < r->count; n++) {
		ink_puts(&i, n ? ",\n{" : "\n{");
		json_text(&i, "name", r->of[n].name);
		ink_printf(&i, ",\"points\":%s,\"most\":%s,", in_points(r->of[n].points).text, in_points(r->of[n].max).text);
		json_text(&i, "feedback", r->of[n].feedback);
		ink_puts(&i, "}");
	}
	ink_puts(&i, "]}\n");
	return deliver(r, &i, to);
}

/* ---- Gradescope ---- */

/* The status is said, so that neither part of the points nor a remark that a run was stopped ever shows as passed. All texts are
 * declared to be plain, so that no `<` of a student is markup. */
static void gradescope_test(struct ink *i, const struct result *one, const char *visibility)
{
	ink_puts(i, "{");
	json_text(i, "name", one->name);
	ink_printf(i, ",\"name_format\":\"text\",\"score\":%s,\"max_score\":%s,\"status\":\"%s\",", in_points(one->points).text,
	           in_points(one->max).text, one->max > 0 && one->points == one->max ? "passed" : "failed");
	json_text(i, "output", one->feedback);
	ink_printf(i, ",\"output_format\":\"text\",\"visibility\":\"%s\"}", visibility);
}

bool results_gradescope_when(const struct results *r, const char *visibility, FILE *to)
{
	struct ink i = { 0 }, output = { 0 };

	ink_printf(&output, "%s%s%s of %s points", r->title ? r->title : "", r->title ? ": " : "", in_points(results_points(r)).text,
	           in_points(results_max(r)).text);
	i.failed = output.failed;
	ink_printf(&i, "{\"score\":%s,", in_points(results_points(r)).text);
	json_text(&i, "output", output.text ? output.text : "");
	ink_printf(&i, ",\"output_format\":\"text\",\"visibility\":\"%s\",\"tests\":[", visibility);
	for (size_t n = 0; n < r->count; n++) {
		ink_puts(&i, n ? ",\n" : "\n");
		gradescope_test(&i, &r->of[n], visibility);
	}
	ink_puts(&i, "]}\n");
	ink_free(&output);
	return deliver(r, &i, to);
}

bool results_gradescope(const struct results *r, FILE *to)
{
	return results_gradescope_when(r, "visible", to);
}

bool results_put(const struct results *r, bool (*how)(const struct results *, FILE *), const char *path, char *why, size_t room)
{
	struct ink text = { 0 };
	char block[4096];
	FILE *f = host_temporary();
	bool ok = f && how(r, f) && fflush(f) == 0 && fseek(f, 0, SEEK_SET) == 0;
	size_t n;

	while (ok && (n = fread(block, 1, sizeof block, f)) > 0)
		ink_add(&text, block, n);
	ok = ok && !ferror(f) && !text.failed;
	if (!ok)
		snprintf(why, room, "%s: cannot be prepared: %s", path, strerror(errno ? errno : ENOMEM));
	if (f)
		fclose(f);
	ok = ok && store_put(path, text.text ? text.text : "", text.used, why, room);
	ink_free(&text);
	return ok;
}
