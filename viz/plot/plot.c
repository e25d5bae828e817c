/* plot.c - see plot.h. */
#include "viz/plot/plot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "viz/base/host.h"
#include "viz/plot/series.h"
#include "viz/base/spawn.h"
#include "viz/base/store.h"

#define SVG_MAX     ((size_t)64 << 20)
#define DRAWN       1500                /* points of a curve that are drawn: more than there are pixels */
#define LABELS      3                   /* rises that are named in the margin */
#define MARK_STYLE  "lc rgb \"#B84A00\" pt 6 ps 2.6 lw 2"

enum { DONE = 0, FAILED = 1, UNUSABLE = 2, NO_GNUPLOT = 3 };

struct plot {
	struct series_set set;
	struct ink script;
	bool as_rate;                   /* the files are of traces of different lengths */
	bool log_x, log_y;
	double least_x, most_x, least_y, most_y;
	char why[700];
};

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

	for (size_t n = 0; n < p->set.count; n++)
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
	bool time = p->set.files_of_events > 0;
	double left = time ? 0 : p->log_x ? p->least_x : p->least_x - 0.04 * (p->most_x - p->least_x) - 0.2;
	double right = p->log_x ? p->most_x * 1.15 : p->most_x + 0.04 * (p->most_x - p->least_x) + 0.2;

	ink_puts(&p->script, "set encoding utf8\n"
	                     "set terminal svg size 960,640 font \"DejaVu Sans,13\" noenhanced background \"#FFFFFF\"\n"
	                     "set border 3 lc rgb \"#444444\"\nset tics nomirror\nset grid lc rgb \"#E6E6E6\" lt 1\n"
	                     "set key outside right top vertical Left reverse samplen 3 spacing 1.2\n"
	                     "set format x \"%.12g\"\nset format y \"%.12g\"\n");
	ink_printf(&p->script, "set title \"%s\"\nset xlabel \"%s\"\nset ylabel \"%s\"\n",
	           time ? "Page faults over time" : "Page faults over memory size",
	           time ? "accesses" : p->log_x ? "page frames (logarithmic)" : "page frames",
	           time ? "faults so far" : p->as_rate ? p->log_y ? "faults, % of all accesses (logarithmic)" : "faults, % of all accesses" :
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

static void write_script(struct plot *p)
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

/* ---- gnuplot ---- */

struct child { FILE *script, *svg, *errors; };

static bool child_open(struct child *c, const struct ink *script)
{
	c->script = host_temporary();
	c->svg = host_temporary();
	c->errors = host_temporary();
	return c->script && c->svg && c->errors && fwrite(script->text, 1, script->used, c->script) == script->used &&
	       fflush(c->script) == 0 && lseek(fileno(c->script), 0, SEEK_SET) == 0;
}

static void child_close(struct child *c)
{
	FILE *f[] = { c->script, c->svg, c->errors };

	for (int i = 0; i < 3; i++)
		if (f[i])
			fclose(f[i]);
}

/* Run it; false if it failed. *error is the errno of one that could not be started. */
static bool run_gnuplot(const struct child *c, int *error)
{
	static char *const argv[] = { "gnuplot", "-d", "-", NULL };
	const struct spawn how = { .in = c->script, .out = c->svg, .errors = c->errors };
	spawn_id id;

	*error = spawn_start(&id, argv, &how);
	return spawn_wait(id);
}

/* The first line that gnuplot complains in. */
static void complaint(const struct child *c, char *line, int room)
{
	rewind(c->errors);
	while (fgets(line, room, c->errors)) {
		line[strcspn(line, "\n")] = '\0';
		if (strspn(line, " \t^") != strlen(line)) {
			memmove(line, line + strspn(line, " \t"), strlen(line + strspn(line, " \t")) + 1);
			return;
		}
	}
	line[0] = '\0';
}

static bool take_svg(const struct child *c, struct ink *svg)
{
	char block[65536];
	size_t n;

	rewind(c->svg);
	while ((n = fread(block, 1, sizeof block, c->svg)) > 0 && svg->used < SVG_MAX)
		ink_add(svg, block, n);
	return !svg->failed && svg->used && strstr(svg->text, "</svg>");
}

static int draw(struct plot *p, struct ink *svg)
{
	struct child c = { 0 };
	char line[400] = "";
	int error = 0, status = FAILED;

	if (!child_open(&c, &p->script)) {
		snprintf(p->why, sizeof p->why, "no temporary file for gnuplot: %s", strerror(errno));
	} else if (run_gnuplot(&c, &error) && take_svg(&c, svg)) {
		status = DONE;
	} else if (error == ENOENT) {
		status = NO_GNUPLOT;
		snprintf(p->why, sizeof p->why, "gnuplot is missing. %s and run this again", host_how_to_get("gnuplot-nox"));
	} else {
		complaint(&c, line, sizeof line);
		snprintf(p->why, sizeof p->why, "gnuplot could not draw the plot%s%s", line[0] ? ": " : " (is the disk full?)", line);
	}
	child_close(&c);
	return status;
}

/* ---- the command ---- */

static const char usage[] = "usage: viz plot --out FILE.svg RESULT...\n";

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

static int read_all(struct plot *p, char **paths, int count)
{
	for (int i = 0; i < count; i++)
		if (!series_read(&p->set, paths[i], p->why, sizeof p->why))
			return UNUSABLE;
	if (p->set.files_of_events == 0 || p->set.files_of_events == p->set.files)
		return DONE;
	snprintf(p->why, sizeof p->why, "results and events are different plots: give one kind");
	return UNUSABLE;
}

static int make(struct plot *p, const char *out, char **paths, int count)
{
	struct ink svg = { 0 };
	int status = read_all(p, paths, count);

	if (status == DONE) {
		write_script(p);
		status = p->script.failed ? FAILED : draw(p, &svg);
		if (p->script.failed)
			snprintf(p->why, sizeof p->why, "no memory for the plot");
	}
	if (status == DONE && !store_put(out, svg.text, svg.used, p->why, sizeof p->why))
		status = FAILED;
	ink_free(&svg);
	return status;
}

int plot_main(int argc, char **argv)
{
	struct plot p = { .why = "" };
	const char *out = NULL;
	char **path = calloc((size_t)argc, sizeof *path);
	bool options = true;
	int paths = 0, status = path ? DONE : FAILED;

	for (int i = 1; !status && i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (!options || argv[i][0] != '-' || !argv[i][1])
			path[paths++] = argv[i];
		else if (strcmp(argv[i], "--out") != 0)
			status = complain("unknown option", argv[i]);
		else if (i + 1 == argc)
			status = complain("a value is missing after", argv[i]);
		else
			out = argv[++i];
	}
	if (!status && !out)
		status = complain("--out FILE.svg is missing", NULL);
	if (!status && !paths)
		status = complain("a result of sim replay is missing", NULL);
	if (!status && (status = make(&p, out, path, paths)) != DONE)
		fprintf(stderr, "viz: %s\n", p.why);
	series_free(&p.set);
	ink_free(&p.script);
	free(path);
	return status;
}
