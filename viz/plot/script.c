/* script.c - see script.h. */
#include "viz/plot/script.h"

#include <stdio.h>
#include <string.h>

#define DRAWN       1500                /* points of a curve that are drawn: more than there are pixels */
#define LABELS      3                   /* rises that are named in the margin */
#define MARK_STYLE  "lc rgb \"#B84A00\" pt 6 ps 2.6 lw 2"

/* ---- how a line looks: one row a policy ---- */

static const struct look { const char *name, *colour, *dash; int shape; } looks[] = {
	{ "opt", "#000000", "1", 7 },          { "lru", "#0072B2", "1", 5 },      { "fifo", "#B84A00", "2", 9 },
	{ "clock", "#0072B2", "(8,3)", 4 },    { "clock-ref", "#0072B2", "3", 6 }, { "mru", "#666666", "2", 11 },
	{ "random", "#888888", "3", 2 },       { "nru", "#444444", "1", 13 },     { "aging", "#888888", "2", 12 },
	{ "lfu", "#555555", "4", 8 },          { "ws", "#B84A00", "(10,3,2,3)", 10 }, { "faults", "#0072B2", "1", 0 },
	{ "hard", "#B84A00", "2", 0 },         { "", "#000000", "5", 1 },
};

#define LOOKS (sizeof looks / sizeof looks[0])

/* The same policy of a further file looks different. */
static const struct look *look_of(const struct series *s)
{
	size_t i = 0;

	while (*looks[i].name && strcmp(looks[i].name, s->name))
		i++;
	return &looks[(i + 5 * (size_t)s->file) % LOOKS];
}

/* ---- the title of a line ---- */

static void title(struct plot *p, const struct series *s)
{
	static const char *const names[] = { NULL, "lru, every size", "opt, every size", "faults so far", "of these hard" };

	ink_printf(&p->script, " title \"%s", s->kind == SERIES_POLICY ? s->name : names[s->kind]);
	if (p->set.files > 1)
		ink_printf(&p->script, ", %s", s->label);
	ink_puts(&p->script, "\"");
}

/* ---- data ---- */

static double height(const struct plot *p, const struct series *s, double faults)
{
	return p->as_rate && s->accesses > 0 ? 100 * faults / s->accesses : faults;
}

/* Is this point worth drawing beside the one drawn last? */
static bool is_visible(const struct plot *p, const struct series *s, size_t i, size_t drawn)
{
	const struct point *a = &s->point[drawn], *b = &s->point[i];

	if (s->points <= DRAWN || i == 0 || i + 1 == s->points)
		return true;
	return a->y > b->y * 1.005 || (p->log_x ? b->x > a->x * 1.005 : (b->x - a->x) * DRAWN > p->most_x);
}

static void data(struct plot *p, size_t number)
{
	const struct series *s = &p->set.series[number];
	size_t drawn = 0;

	ink_printf(&p->script, "$s%zu << EOD\n", number);
	for (size_t i = 0; i < s->points; i++) {
		if (!is_visible(p, s, i, drawn))
			continue;
		ink_printf(&p->script, "%.17g %.17g\n", s->point[i].x, height(p, s, s->point[i].y));
		drawn = i;
	}
	ink_puts(&p->script, "EOD\n");
}

/* ---- more frames and more faults ---- */

/* Call `tell` for every size at which a policy has more faults than at the next smaller one. */
static size_t each_rise(struct plot *p, void (*tell)(struct plot *, const struct series *, size_t at, size_t number))
{
	size_t rises = 0;

	/* With more pages, more faults are no surprise. */
	for (size_t n = 0; n < p->set.count && !p->set.files_of_pages; n++)
		for (size_t i = 1; p->set.series[n].kind == SERIES_POLICY && i < p->set.series[n].points; i++)
			if (p->set.series[n].point[i].y > p->set.series[n].point[i - 1].y)
				tell(p, &p->set.series[n], i, rises++);
	return rises;
}

static void rise_data(struct plot *p, const struct series *s, size_t at, size_t number)
{
	ink_printf(&p->script, "%.17g %.17g\n", s->point[at].x, height(p, s, s->point[at].y));
}

/* A line in the margin below the names of the lines, counted from above. */
static void margin(struct plot *p, size_t line, const char *text)
{
	ink_printf(&p->script, "set label \"%s\" at graph 1.03, graph 0.32 offset 0,%.1f left font \"DejaVu Sans,11\" tc rgb \"#B84A00\"\n",
	           text, -1.15 * (double)line);
}

/* The first of them are named there; all are ringed. */
static void rise_label(struct plot *p, const struct series *s, size_t at, size_t number)
{
	const struct point *a = &s->point[at - 1], *b = &s->point[at];
	char text[120];

	if (number >= LABELS)
		return;
	snprintf(text, sizeof text, "%s: %.0f faults with %.0f frames,", s->name, a->y, a->x);
	margin(p, 1 + 2 * number, text);
	snprintf(text, sizeof text, "    %.0f with %.0f", b->y, b->x);
	margin(p, 2 + 2 * number, text);
}

static bool is_anomaly(const struct plot *p)
{
	for (size_t n = 0; n < p->set.count; n++)
		for (size_t i = 1; p->set.series[n].kind == SERIES_POLICY && i < p->set.series[n].points; i++)
			if (strcmp(p->set.series[n].name, "fifo") == 0 && p->set.series[n].point[i].y > p->set.series[n].point[i - 1].y)
				return true;
	return false;
}

static void name_rises(struct plot *p, size_t rises)
{
	char text[40];

	margin(p, 0, is_anomaly(p) ? "Belady's anomaly" : "More frames, more faults");
	each_rise(p, rise_label);
	if (rises > LABELS) {
		snprintf(text, sizeof text, "and %zu more", rises - LABELS);
		margin(p, 1 + 2 * LABELS, text);
	}
	ink_puts(&p->script, "set rmargin at screen 0.71\n");
}

static void rise_none(struct plot *p, const struct series *s, size_t at, size_t number)
{
}

/* ---- the script ---- */

static void measure(struct plot *p)
{
	const struct series *first = p->set.series;

	p->least_x = p->most_x = first->points ? first->point[0].x : 1;
	p->least_y = 1e300;
	for (size_t n = 0; n < p->set.count; n++)
		p->as_rate |= p->set.series[n].accesses != first->accesses;
	for (size_t n = 0; n < p->set.count; n++) {
		const struct series *s = &p->set.series[n];

		for (size_t i = 0; i < s->points; i++) {
			p->least_x = s->point[i].x < p->least_x ? s->point[i].x : p->least_x;
			p->most_x = s->point[i].x > p->most_x ? s->point[i].x : p->most_x;
			p->least_y = height(p, s, s->point[i].y) < p->least_y ? height(p, s, s->point[i].y) : p->least_y;
			p->most_y = height(p, s, s->point[i].y) > p->most_y ? height(p, s, s->point[i].y) : p->most_y;
		}
	}
	p->log_x = !p->set.files_of_events && p->most_x > 32 * p->least_x;
	p->log_y = !p->set.files_of_events && p->least_y > 0 && p->most_y > 300 * p->least_y;
}

static void axes(struct plot *p)
{
	bool time = p->set.files_of_events > 0, pages = p->set.files_of_pages > 0;
	double left = time ? 0 : p->log_x ? p->least_x : p->least_x - 0.04 * (p->most_x - p->least_x) - 0.2;
	double right = p->log_x ? p->most_x * 1.15 : p->most_x + 0.04 * (p->most_x - p->least_x) + 0.2;

	ink_puts(&p->script, "set encoding utf8\n"
	                     "set terminal svg size 960,640 font \"DejaVu Sans,13\" noenhanced background \"#FFFFFF\"\n"
	                     "set border 3 lc rgb \"#444444\"\nset tics nomirror\nset grid lc rgb \"#E6E6E6\" lt 1\n"
	                     "set key outside right top vertical Left reverse samplen 3 spacing 1.2\n"
	                     "set format x \"%.12g\"\nset format y \"%.12g\"\n");
	ink_printf(&p->script, "set title \"%s\"\nset xlabel \"%s\"\nset ylabel \"%s\"\n",
	           time ? "Page faults over time" : pages ? "Page faults over the pages of the program" : "Page faults over memory size",
	           time ? "accesses" : pages ? p->log_x ? "pages (logarithmic)" : "pages" :
	           p->log_x ? "page frames (logarithmic)" : "page frames",
	           time ? "faults so far" :
	           p->as_rate ? p->log_y ? "faults, % of all accesses (logarithmic)" : "faults, % of all accesses" :
	           p->log_y ? "page faults (logarithmic)" : "page faults");
	ink_printf(&p->script, "set xrange [%.17g:%.17g]\n", left, right);
	if (p->log_y)
		ink_printf(&p->script, "set yrange [%.17g:%.17g]\nset logscale y 10\n", p->least_y / 1.5, p->most_y * 2);
	else
		ink_puts(&p->script, "set yrange [0:*]\nset offsets 0,0,graph 0.08,0\n");
	if (p->log_x)
		ink_puts(&p->script, "set logscale x 2\n");
}

static void lines(struct plot *p)
{
	ink_puts(&p->script, "plot");
	for (size_t n = 0; n < p->set.count; n++) {
		const struct series *s = &p->set.series[n];
		const struct look *l = look_of(s);
		bool is_points = s->kind == SERIES_POLICY;

		ink_printf(&p->script, "%s $s%zu using 1:2 with %s lc rgb \"%s\" dt %s lw %s", n ? ",\\\n " : "", n,
		           is_points ? "linespoints" : s->kind >= SERIES_FAULTS ? "steps" : "lines", l->colour, l->dash,
		           is_points ? "2" : "1.2");
		if (is_points)
			ink_printf(&p->script, " pt %d ps 0.9", l->shape);
		title(p, s);
	}
}

void script_write(struct plot *p)
{
	size_t rises;

	measure(p);
	axes(p);
	for (size_t n = 0; n < p->set.count; n++)
		data(p, n);
	rises = each_rise(p, rise_none);
	if (rises) {
		ink_puts(&p->script, "$rises << EOD\n");
		each_rise(p, rise_data);
		ink_puts(&p->script, "EOD\n");
		name_rises(p, rises);
	}
	lines(p);
	if (rises)
		ink_puts(&p->script, ",\\\n $rises using 1:2 with points " MARK_STYLE " title \"more frames, more faults\"");
	ink_puts(&p->script, "\n");
}
