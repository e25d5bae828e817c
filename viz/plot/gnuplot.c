/* gnuplot.c - see gnuplot.h. */
#include "viz/plot/gnuplot.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "viz/base/host.h"
#include "viz/base/spawn.h"

#define SVG_MAX     ((size_t)64 << 20)

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
static bool run_gnuplot(const struct child *c, int *error, struct spawn_watch *watch)
{
	static char *const argv[] = { "gnuplot", "-d", "-", NULL };
	const struct spawn how = { .in = c->script, .out = c->svg, .errors = c->errors };
	spawn_id id;

	*error = spawn_start(&id, argv, &how);
	return spawn_wait(id, watch);
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

int gnuplot_draw(struct plot *p, struct ink *svg)
{
	struct child c = { 0 };
	struct spawn_watch watch = { 0 };
	char line[400] = "";
	int error = 0, status = EXIT_FAILED;

	if (!child_open(&c, &p->script)) {
		snprintf(p->why, sizeof p->why, "no temporary file for gnuplot: %s", strerror(errno));
	} else if (run_gnuplot(&c, &error, &watch) && take_svg(&c, svg)) {
		status = EXIT_DONE;
	} else if (error == ENOENT) {
		status = EXIT_MISSING;
		snprintf(p->why, sizeof p->why, "gnuplot is missing. %s and run this again", host_how_to_get("gnuplot-nox"));
	} else {
		complaint(&c, line, sizeof line);
		if (!line[0] || watch.hung || watch.signal)
			snprintf(line, sizeof line, "it %s", watch.status || watch.hung ? spawn_fate(&watch) : "wrote no whole drawing");
		snprintf(p->why, sizeof p->why, "gnuplot could not draw the plot: %s", line);
	}
	child_close(&c);
	return status;
}
