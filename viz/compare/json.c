/* json.c - see compare.h and report.h: a comparison as JSON. */
#include "viz/compare/report.h"

static const char *side_key(const struct comparison *c, int s)
{
	if (c->sides)
		return s == SIDE_REAL ? "real" : "sim";
	return s == SIDE_REAL ? "first" : "second";
}

static const char *verdict_key(const struct comparison *c, enum verdict v)
{
	static const char *const names[] = { "agree", "known", "diverge", "real-only", "sim-only", "alone" };

	if (!c->sides && (v == CMP_REAL_ONLY || v == CMP_SIM_ONLY))
		return v == CMP_REAL_ONLY ? "first-only" : "second-only";
	return names[v];
}

json_t *compare_json_differences(const struct comparison *c, const struct row *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->diffs; i++)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s*}", "fact", r->diff[i].fact,
		                                      side_key(c, 0), r->diff[i].real, side_key(c, 1), r->diff[i].sim,
		                                      "known", r->diff[i].known ? r->diff[i].known->id : NULL));
	return list;
}

static json_t *json_skips(const struct comparison *c, const struct row *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->skips; i++)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s}", "fact", r->skip[i].fact, side_key(c, 0), r->skip[i].real,
		                                      side_key(c, 1), r->skip[i].sim, "why", r->skip[i].why));
	return list;
}

static json_t *json_row(const struct comparison *c, const struct row *r, struct ink *scratch)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];
	json_t *o = json_object();

	json_object_set_new(o, "step", json_integer(compare_row_step(r)));
	json_object_set_new(o, "line", json_integer(any->line));
	json_object_set_new(o, "event", json_string(reader_type_name(any->type)));
	if (any->thread > 1)
		json_object_set_new(o, "thread", json_integer(any->thread));
	for (int s = 0; s < SIDES; s++)
		json_object_set_new(o, side_key(c, s), r->side[s] ? json_string(compare_said(scratch, r->side[s])) : json_null());
	json_object_set_new(o, "verdict", json_string(verdict_key(c, r->verdict)));
	json_object_set_new(o, "differences", compare_json_differences(c, r));
	if (r->skips)
		json_object_set_new(o, "not_compared", json_skips(c, r));
	return o;
}

static json_t *json_difference(const struct comparison *c, const struct difference *d)
{
	return json_pack("{s:s,s:s,s:s}", "fact", d->fact, side_key(c, 0), d->real, side_key(c, 1), d->sim);
}

void compare_json_edition(json_t *o, const struct comparison *c)
{
	if (c->edition)
		json_object_set_new(o, "sources_differ", json_difference(c, c->edition));
	if (c->argument)
		json_object_set_new(o, "arguments_differ", json_difference(c, c->argument));
}

json_t *compare_json_trace(const struct trace_file *t)
{
	return json_pack("{s:s,s:s,s:b,s:s*,s:I,s:I}", "lab", t->lab, "platform", t->platform, "recorded", t->recorded,
	                 "recorded_by", t->recorded_by, "steps", (json_int_t)t->events, "faults", (json_int_t)t->faults);
}

bool compare_put_json(json_t *o, FILE *out)
{
	bool ok = json_dumpf(o, out, JSON_COMPACT | JSON_ENSURE_ASCII) == 0 && fputc('\n', out) != EOF && fflush(out) == 0;

	json_decref(o);
	return ok;
}

bool compare_print_json(const struct comparison *c, FILE *out)
{
	struct ink scratch = { 0 };
	json_t *o = json_object(), *list = json_array();
	bool both = c->trace[SIDE_REAL] && c->trace[SIDE_SIM];

	for (size_t i = 0; i < c->rows; i++)
		json_array_append_new(list, json_row(c, &c->row[i], &scratch));
	ink_clear(&scratch);
	compare_say_result(&scratch, c);
	json_object_set_new(o, "result", json_string(!both ? "alone" : compare_status(c) ? "diverge" : "agree"));
	json_object_set_new(o, "summary", json_string(scratch.text));
	ink_clear(&scratch);
	if (compare_say_mistake(&scratch, c))
		json_object_set_new(o, "program", json_string(scratch.text));
	for (int s = 0; s < SIDES; s++)
		if (c->trace[s])
			json_object_set_new(o, side_key(c, s), compare_json_trace(c->trace[s]));
	compare_json_edition(o, c);
	json_object_set_new(o, "steps", list);
	ink_free(&scratch);
	return compare_put_json(o, out);
}
