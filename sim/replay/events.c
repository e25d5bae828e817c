/* events.c - see events.h. */
#include "sim/replay/events.h"

#include <string.h>

#include "sim/host/trace_file.h"

#define LINE_ROOM 160

static char *put_text(char *p, const char *text)
{
	size_t n = strlen(text);

	memcpy(p, text, n);
	return p + n;
}

static char *put_number(char *p, uint64_t value, unsigned base)
{
	char digits[24];
	size_t n = sizeof digits;

	do
		digits[--n] = "0123456789abcdef"[value % base];
	while ((value /= base) != 0);
	memcpy(p, digits + n, sizeof digits - n);
	return p + (sizeof digits - n);
}

static char *put_page(char *p, uint64_t page)
{
	p = put_text(p, "\"0x");
	p = put_number(p, page, 16);
	*p++ = '"';
	return p;
}

bool events_write(void *trace_file, const struct engine_event *e)
{
	char line[LINE_ROOM], *p = line;

	p = put_number(put_text(p, "{\"access\":"), e->access, 10);
	p = put_page(put_text(p, ",\"page\":"), e->page);
	p = put_text(p, e->write ? ",\"write\":true" : ",\"write\":false");
	p = put_text(p, e->hard ? ",\"kind\":\"hard\",\"victim\":" : ",\"kind\":\"demand-zero\",\"victim\":");
	p = e->evicted ? put_page(p, e->victim) : put_text(p, "null");
	p = put_text(p, "}\n");
	return trace_file_sink(trace_file, line, (size_t)(p - line));
}
