/* frames.c - see frames.h. */
#include "viz/frames.h"

#include "viz/dot.h"

#define MANY_FRAMES 60

static const char *name(void *context, size_t n)
{
	return ((const struct model *)context)->frame[n].name;
}

static void draw(void *context, size_t n, struct ink *dot)
{
	dot_write(dot, &((const struct model *)context)->frame[n]);
}

static void describe(void *context, size_t n, struct ink *words)
{
	model_describe(words, &((const struct model *)context)->frame[n]);
}

enum frames_status frames_write(const struct model *m, const char *folder, bool svg, char *why, size_t room)
{
	const struct render r = {
		.folder = folder, .count = m->frames, .many = MANY_FRAMES, .context = (void *)m, .name = name, .draw = draw, .describe = describe
	};

	return render_write(&r, svg, why, room);
}
