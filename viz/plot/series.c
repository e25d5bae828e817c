/* series.c - see series.h. */
#include "viz/plot/series.h"

#include "viz/base/host.h"
#include "viz/base/ink.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define LINE_ROOM  4096                 /* of an event */
#define RESULT_MAX ((size_t)256 << 20)

struct reading { struct series_set *set; const char *path; char *why; size_t room; };

static bool refuse(const struct reading *r, const char *why)
{
	snprintf(r->why, r->room, "%.400s: %s", r->path, why);
	return false;
}

static bool no_memory(const struct reading *r)
{
	return refuse(r, "no memory for its points");
}

/* ---- series ---- */

static void set_label(struct series *s, const char *path)
{
	snprintf(s->label, sizeof s->label, "%s", host_name_of(path));
	for (char *p = s->label; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("._-", *p))
			*p = '_';
}

static struct series *new_series(const struct reading *r, enum series_kind kind, const char *name, double accesses)
{
	struct series_set *s = r->set;
	struct series *more = realloc(s->series, (s->count + 1) * sizeof *more);
	struct series *n;

	if (!more)
		return NULL;
	s->series = more;
	n = &more[s->count++];
	*n = (struct series){ .kind = kind, .file = s->files, .accesses = accesses };
	snprintf(n->name, sizeof n->name, "%s", name);
	set_label(n, r->path);
	return n;
}

static bool add_point(struct series *s, double x, double y)
{
	if (s->points == s->room) {
		size_t room = s->room ? s->room * 2 : 64;
		struct point *more = realloc(s->point, room * sizeof *more);

		if (!more)
			return false;
		s->point = more;
		s->room = room;
	}
	s->point[s->points++] = (struct point){ x, y };
	return true;
}

void series_free(struct series_set *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->series[i].point);
	free(s->series);
	*s = (struct series_set){ 0 };
}

static int by_x(const void *a, const void *b)
{
	const struct point *p = a, *q = b;

	return p->x != q->x ? (p->x > q->x) - (p->x < q->x) : (p->y > q->y) - (p->y < q->y);
}

/* SERIES-1, and one point a place: the same run may have been asked for twice. */
static void put_in_order(struct series *s)
{
	size_t n = 0;

	if (s->points)
		qsort(s->point, s->points, sizeof *s->point, by_x);
	for (size_t i = 0; i < s->points; i++)
		if (i == 0 || s->point[i].x != s->point[n - 1].x)
			s->point[n++] = s->point[i];
	s->points = n;
}

/* ---- the object of --json ---- */

static bool is_count(const json_t *j)
{
	return json_is_integer(j) && json_integer_value(j) >= 0;
}

/* A name that can stand in a picture: lower-case letters, digits, hyphens. */
static bool is_name(const char *name)
{
	return name && *name && strlen(name) < SERIES_NAME &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static struct series *series_of(const struct reading *r, const char *policy, double accesses)
{
	struct series_set *s = r->set;

	for (size_t i = 0; i < s->count; i++)
		if (s->series[i].kind == SERIES_POLICY && s->series[i].file == s->files && strcmp(s->series[i].name, policy) == 0)
			return &s->series[i];
	return new_series(r, SERIES_POLICY, policy, accesses);
}

static bool read_run(const struct reading *r, const json_t *run, double accesses)
{
	const char *policy = json_string_value(json_object_get(run, "policy"));
	const json_t *size = json_object_get(run, accesses > 0 ? "frames" : "pages"), *faults = json_object_get(run, "faults");
	struct series *s;

	if (!is_name(policy) || !is_count(size) || json_integer_value(size) < 1 || !is_count(faults))
		return refuse(r, accesses > 0 ? "a run without a policy, frames and faults" : "a run without a policy, pages and faults");
	s = series_of(r, policy, accesses);
	return (s && add_point(s, (double)json_integer_value(size), (double)json_integer_value(faults))) || no_memory(r);
}

static bool read_curve(const struct reading *r, const json_t *curve, enum series_kind kind, double accesses)
{
	struct series *s = new_series(r, kind, kind == SERIES_LRU_CURVE ? "lru" : "opt", accesses);
	const json_t *point;
	size_t i;

	if (!s)
		return no_memory(r);
	json_array_foreach(curve, i, point) {
		const json_t *x = json_array_get(point, 0), *y = json_array_get(point, 1);

		if (!is_count(x) || json_integer_value(x) < 1 || !is_count(y))
			return refuse(r, "a curve with a point that is not [frames,faults]");
		if (!add_point(s, (double)json_integer_value(x), (double)json_integer_value(y)))
			return no_memory(r);
	}
	put_in_order(s);
	return s->points > 0 || refuse(r, "a curve without points");
}

static bool read_object(const struct reading *r, const json_t *o)
{
	const json_t *runs = json_object_get(o, "runs"), *accesses = json_object_get(o, "accesses"), *run;
	const json_t *lru = json_object_get(o, "curve"), *opt = json_object_get(o, "opt_curve");
	double n = (double)json_integer_value(accesses);
	size_t first = r->set->count, i;

	/* A sweep does not know how often a lab touches memory, and has no curves. */
	if (!json_is_array(runs) || (accesses ? !is_count(accesses) || n < 1 : lru || opt))
		return refuse(r, "neither what sim replay --json prints, nor what its --events writes, nor faults.json of a sweep");
	json_array_foreach(runs, i, run)
		if (!read_run(r, run, n))
			return false;
	r->set->files_of_pages += !accesses;
	for (i = first; i < r->set->count; i++)
		put_in_order(&r->set->series[i]);
	if (json_is_array(lru) && !read_curve(r, lru, SERIES_LRU_CURVE, n))
		return false;
	if (json_is_array(opt) && !read_curve(r, opt, SERIES_OPT_CURVE, n))
		return false;
	return r->set->count > first || refuse(r, "there is neither a run nor a curve in it");
}

static bool read_result(const struct reading *r, FILE *f, const char *begun, size_t size)
{
	struct ink text = { 0 };
	char block[65536];
	json_error_t error;
	json_t *o = NULL;
	size_t n;
	bool ok = false;

	ink_add(&text, begun, size);
	while ((n = fread(block, 1, sizeof block, f)) > 0 && text.used < RESULT_MAX)
		ink_add(&text, block, n);
	if (text.failed || text.used >= RESULT_MAX)
		refuse(r, "too large for a result of sim replay --json");
	else if (!(o = json_loadb(text.text ? text.text : "", text.used, JSON_REJECT_DUPLICATES, &error)))
		refuse(r, "neither what sim replay --json prints, nor what its --events writes, nor faults.json of a sweep");
	else
		ok = read_object(r, o);
	json_decref(o);
	ink_free(&text);
	return ok;
}

/* ---- the lines of --events ---- */

/* Every `stride`-th fault is a point; when there are too many, every other one goes (SERIES-2). */
struct counting { size_t series; double faults, at, stride; };

static bool count_fault(struct series_set *set, struct counting *c, double access)
{
	struct series *s = &set->series[c->series];

	c->faults++;
	c->at = access + 1;
	if (c->faults - c->stride * (double)(size_t)(c->faults / c->stride) != 0)
		return true;
	if (s->points == SERIES_POINTS - 2) {
		for (size_t i = 0; 2 * i + 1 < s->points; i++)
			s->point[i] = s->point[2 * i + 1];
		s->points /= 2;
		c->stride *= 2;
	}
	return add_point(s, c->at, c->faults);
}

/* An event, or NULL. */
static json_t *event_of(const char *line)
{
	json_error_t error;
	json_t *e = json_loads(line, 0, &error);

	if (is_count(json_object_get(e, "access")) && json_is_string(json_object_get(e, "kind")))
		return e;
	json_decref(e);
	return NULL;
}

static bool bad_event(const struct reading *r, unsigned long number)
{
	snprintf(r->why, r->room, "%.400s:%lu: no event of sim replay --events", r->path, number);
	return false;
}

static bool read_events(const struct reading *r, FILE *f, char *line)
{
	struct series *all = new_series(r, SERIES_FAULTS, "faults", 0);
	struct series *hard = all ? new_series(r, SERIES_HARD, "hard", 0) : NULL;
	struct counting c[2] = { { r->set->count - 2, 0, 0, 1 }, { r->set->count - 1, 0, 0, 1 } };
	unsigned long number = 1;
	bool ok = hard != NULL;

	do {
		json_t *e = event_of(line);
		double access = (double)json_integer_value(json_object_get(e, "access"));
		bool is_hard = e && strcmp(json_string_value(json_object_get(e, "kind")), "hard") == 0;

		json_decref(e);
		if (!e || access < c[0].at - 1)
			return bad_event(r, number);
		ok = ok && count_fault(r->set, &c[0], access) && (!is_hard || count_fault(r->set, &c[1], access));
		number++;
	} while (ok && fgets(line, LINE_ROOM, f));
	for (int i = 0; ok && i < 2; i++)
		ok = add_point(&r->set->series[c[i].series], c[0].at, c[i].faults);
	return ok || no_memory(r);
}

/* ---- a file ---- */

bool series_read(struct series_set *s, const char *path, char *why, size_t room)
{
	struct reading r = { s, path, why, room };
	char line[LINE_ROOM] = "";
	FILE *f = fopen(path, "rb");
	json_t *event = NULL;
	bool ok;

	if (!f || (!fgets(line, sizeof line, f) && ferror(f))) {
		ok = refuse(&r, strerror(errno));
		if (f)
			fclose(f);
		return ok;
	}
	event = event_of(line);
	json_decref(event);
	ok = event ? read_events(&r, f, line) : read_result(&r, f, line, strlen(line));
	if (ok && ferror(f))
		ok = refuse(&r, "cannot be read to its end");
	fclose(f);
	s->files++;
	s->files_of_events += event != NULL;
	return ok;
}
