/* label.c - see label.h. */
#include "viz/draw/label.h"

/* To the next even number, so that the halves of boxes are whole: Graphviz 2.42 lays out on whole points, and newer ones do not. */
static int even(double points)
{
	return ((int)(points + 1.99)) / 2 * 2;
}

/* Higher than a line is by any measure of Graphviz: by DejaVu on pixels, or as 1.2 of the size. */
static int height_of(const struct label_line *l)
{
	return even(l->size * 1.2 + 1);
}

/* The room that a line needs in order to begin where its middle is ours, whatever Graphviz makes of its length. */
static int room_of(const struct label_line *l)
{
	return even(2 * dot_room(l->text, l->font, l->size) - dot_length(l->text, l->font, l->size));
}

/* The text of a cell, and the end of it. A line that ends so begins at the left even if it is too long for the cell. */
static void put_text(struct ink *out, const struct label_line *l, bool left)
{
	ink_printf(out, "><font point-size=\"%g\"%s>%s", l->size, l->attributes ? l->attributes : "", l->bold ? "<b>" : "");
	dot_escape_label(out, l->text);
	ink_printf(out, "%s</font>%s</td>", l->bold ? "</b>" : "", left ? "<br align=\"left\"/>" : "");
}

/* A line in the middle of `room` points: what is left of it, and the rest. Where its length is not known Graphviz centres it. */
static void put_centred(struct ink *out, const struct label_line *l, int room)
{
	int left = dot_is_measured(l->text) ? (int)((room - dot_length(l->text, l->font, l->size)) / 2 + 0.5) : 0;

	if (left > 0)
		ink_printf(out, "<td width=\"%d\"></td>", left);
	ink_printf(out, "<td width=\"%d\" height=\"%d\"%s", room - left, height_of(l), dot_is_measured(l->text) ? " align=\"left\"" : "");
	put_text(out, l, dot_is_measured(l->text));
}

#define TABLE "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\">"

void label_block(struct ink *out, const struct label_line *line, size_t lines)
{
	int room = 0;

	for (size_t i = 0; i < lines; i++)
		room = room_of(&line[i]) > room ? room_of(&line[i]) : room;
	ink_puts(out, TABLE);
	for (size_t i = 0; i < lines; i++) {
		/* A row of its own table: the columns of one table would be as wide for all lines. */
		ink_puts(out, lines > 1 ? "<tr><td>" TABLE "<tr>" : "<tr>");
		put_centred(out, &line[i], room);
		ink_puts(out, lines > 1 ? "</tr></table></td></tr>" : "</tr>");
	}
	ink_puts(out, "</table>");
}

void label_left(struct ink *out, const struct label_line *l, int width, int height)
{
	ink_printf(out, TABLE "<tr><td fixedsize=\"true\" width=\"%d\" height=\"%d\" align=\"left\"", width, height);
	put_text(out, l, true);
	ink_puts(out, "</tr></table>");
}

void label_cell(struct ink *out, const char *attributes, const struct label_line *l, int around)
{
	ink_printf(out, "<td%s align=\"left\" width=\"%d\" height=\"%d\"", attributes,
	           even(dot_room(l->text, l->font, l->size)) + 2 * around, height_of(l) + 2 * around);
	put_text(out, l, true);
}
