/* picture_files.c - see picture_files.h. */
#include "viz/draw/picture_files.h"

#include "viz/draw/picture.h"

#define MANY_PICTURES 60

struct selection { const struct model *m; const bool *wanted; };

static const char *name(void *context, size_t n)
{
	return ((const struct selection *)context)->m->picture[n].name;
}

static bool is_wanted(void *context, size_t n)
{
	return ((const struct selection *)context)->wanted[n];
}

static void draw(void *context, size_t n, struct ink *dot)
{
	picture_write(dot, &((const struct selection *)context)->m->picture[n]);
}

static void describe(void *context, size_t n, struct ink *words)
{
	model_describe(words, &((const struct selection *)context)->m->picture[n]);
}

enum render_status picture_files_write_some(const struct model *m, const bool *wanted, const char *folder, bool svg,
                                             char *why, size_t room)
{
	struct selection w = { m, wanted };
	const struct render r = {
		.folder = folder, .what = "pictures", .count = m->pictures, .many = MANY_PICTURES, .context = &w,
		.is_wanted = wanted ? is_wanted : NULL, .name = name, .draw = draw, .describe = describe
	};

	return render_write(&r, svg, why, room);
}

enum render_status picture_files_write(const struct model *m, const char *folder, bool svg, char *why, size_t room)
{
	return picture_files_write_some(m, NULL, folder, svg, why, room);
}
