/* expand.c - see expand.h. */
#include "sim/replay/expand.h"

#include "sim/replay/valgrind/stream.h"

/* As many of them as there is room for. */
static size_t repeat(struct expand *e, uint64_t *out, size_t room)
{
	size_t n = e->left < room ? (size_t)e->left : room;
	uint64_t ref = e->ref;

	for (size_t i = 0; i < n; i++)
		out[i] = ref;
	e->left -= n;
	return n;
}

/* Most runs are short and none is like the one before, so a branch on their length would mostly be guessed wrong: SHORT copies
 * are stored, and the next run overwrites those that are too many. */
#define SHORT 4

size_t expand_items(struct expand *e, const uint64_t **item, const uint64_t *end, uint64_t *out, size_t room)
{
	const uint64_t *p = *item;
	size_t n = repeat(e, out, room);

	while (p < end && n < room) {
		for (; p < end && n + SHORT <= room; p++) {
			uint64_t count = *p >> RUN_COUNT_SHIFT & RUN_COUNT_MAX, ref = *p >> RUN_PAGE_SHIFT << 1 | (*p & 1);

			if (count > SHORT)
				break;
			for (size_t i = 0; i < SHORT; i++)
				out[n + i] = ref;
			n += count;
		}
		if (p == end)
			break;
		*e = (struct expand){ *p >> RUN_PAGE_SHIFT << 1 | (*p & 1), *p >> RUN_COUNT_SHIFT & RUN_COUNT_MAX };
		p++;
		n += repeat(e, out + n, room - n);
	}
	*item = p;
	return n;
}
