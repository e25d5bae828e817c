/* handles.c - see handles.h. */
#include "handles.h"

#include "digits.h"

#include <string.h>

#define FIRST_ROOM 16u
#define TEXT_ROOM 32u

void handles_init(struct handles *h, struct trace *trace)
{
	*h = (struct handles){ .trace = trace };
}

void handles_free(struct handles *h)
{
	if (h->value)
		h->trace->grow(h->trace->context, h->value, h->room * sizeof *h->value, 0);
	*h = (struct handles){ .trace = h->trace };
}

size_t handles_add(struct handles *h, uint64_t value)
{
	if (h->count == h->room) {
		size_t room = h->room ? 2 * h->room : FIRST_ROOM;
		uint64_t *more = h->trace->grow(h->trace->context, h->value, h->room * sizeof *more, room * sizeof *more);

		if (!more)
			return SIZE_MAX;
		h->value = more;
		h->room = room;
	}
	h->value[h->count] = value;
	return h->count++;
}

/* HANDLES-2: newest first. */
static size_t find(const struct handles *h, uint64_t value)
{
	for (size_t i = h->count; i-- > 0;)
		if (h->value[i] == value)
			return i;
	return SIZE_MAX;
}

bool handles_known(const struct handles *h, uint64_t value)
{
	return find(h, value) != SIZE_MAX;
}

size_t handles_format(const struct handles *h, uint64_t value, char *out, size_t room)
{
	static const char invalid[] = "INVALID_HANDLE_VALUE";
	char text[TEXT_ROOM];
	size_t number = value ? find(h, value) : SIZE_MAX, length;

	if (number != SIZE_MAX) {
		text[0] = 'H';
		length = 1 + digits_put(text + 1, number, 10);
	} else if (value == UINT64_MAX) {
		length = sizeof invalid - 1;
		memcpy(text, invalid, length);
	} else {
		memcpy(text, "0x", 2);
		length = 2 + digits_put(text + 2, value, 16);
	}
	if (room) {
		size_t fits = length < room ? length : room - 1;

		memcpy(out, text, fits);
		out[fits] = '\0';
	}
	return length;
}

void handles_tell(const struct handles *h, struct trace *t, const char *key, uint64_t value)
{
	char text[TEXT_ROOM];

	handles_format(h, value, text, sizeof text);
	trace_string(t, key, text);
}
