/* remarks.c - see remarks.h. */
#include "viz/draw/remarks.h"

#include <string.h>

#include "viz/base/host.h"
#include "viz/base/plain.h"
#include "viz/draw/look.h"

static bool begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* What a Graphviz without a font library says of its guesses: they are provided for (LABEL-1). */
static bool is_about_guesses(const char *line)
{
	return strstr(line, "no hard-coded metrics for") || strstr(line, "no value for width of non-ASCII character");
}

/*
 * fontname: "DejaVu Sans" resolved to: (PangoCairoFcFont) "Liberation Sans, Regular" /usr/share/fonts/...
 * fontname: unable to resolve "DejaVu Sans"
 */
static void read_font(struct remarks *r, const char *line)
{
	const char *asked = strstr(line, "\"" SANS), *found = asked ? strstr(asked, "resolved to:") : NULL;
	const char *name = found ? strchr(found, '"') : NULL;
	size_t n = asked ? strcspn(asked + 1, "\"") : 0;

	/* SANS is the beginning of MONO, which is no answer to it. */
	if (!asked || r->without_font || (name && strncmp(name, asked, n + 1) == 0 && !begins(name + 1 + n, " Mono")))
		return;
	r->without_font = true;
	if (name)
		snprintf(r->font, sizeof r->font, "%.*s", (int)strcspn(name + 1, ",\""), name + 1);
}

static void note(struct remark *r, const char *line)
{
	if (r->count++ == 0)
		snprintf(r->first, sizeof r->first, "%s", line);
}

void remarks_read(struct remarks *r, FILE *said)
{
	char line[sizeof r->other.first];

	*r = (struct remarks){ .without_font = false };
	rewind(said);
	while (fgets(line, sizeof line, said)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (begins(line, "fontname: "))
			read_font(r, line);
		if ((begins(line, "Warning:") || begins(line, "Error:")) && !is_about_guesses(line))
			note(strstr(line, "size too small") ? &r->tight : &r->other, line);
	}
}

/* The font accounts for what is too tight. */
static struct remark to_tell(const struct remarks *r)
{
	struct remark one = r->other.count || r->without_font ? r->other : r->tight;

	one.count = r->other.count + (r->without_font ? 0 : r->tight.count);
	return one;
}

void remarks_first(const struct remarks *r, struct ink *out)
{
	plain_text(out, r->other.count ? r->other.first : r->tight.first);
}

void remarks_tell(const struct remarks *r, struct ink *out)
{
	const struct remark said = to_tell(r);

	if (said.count) {
		ink_puts(out, "Graphviz says: ");
		plain_text(out, said.first);
	}
	if (said.count > 1)
		ink_printf(out, " (and %zu more)", said.count - 1);
	if (!r->without_font)
		return;
	ink_puts(out, said.count ? "\nviz: " : "");
	ink_puts(out, "the font " SANS " is missing here");
	if (r->font[0]) {
		ink_puts(out, " (Graphviz took ");
		plain_text(out, r->font);
		ink_puts(out, ")");
	}
	ink_printf(out, ": letters look different, at the same places. %s", host_how_to_get("fonts-dejavu-core"));
}
