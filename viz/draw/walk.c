/* walk.c - the panel of the page walk: the address cut up, the four tables, the frame, the bits of the entry, the VAD. */
#include "viz/draw/panels.h"
#include "viz/draw/picture.h"

#include <inttypes.h>
#include <stdio.h>

static void draw_va(struct pen *p, int n)
{
	static const char *const bits[] = { "bits 47:39", "bits 38:30", "bits 29:21", "bits 20:12", "bits 11:0" };
	static const char *const names[] = { "PML4", "PDPT", "PD", "PT" };
	const struct picture *f = p->f;
	char id[32], text[64];

	snprintf(id, sizeof id, "va_%d", n);
	if (!f->has_walk)
		snprintf(text, sizeof text, "%s\n-", bits[n]);
	else if (n == 4)
		snprintf(text, sizeof text, "%s\noffset %03" PRIX64, bits[n], f->walk_of & 0xfff);
	else
		snprintf(text, sizeof text, "%s\n%s[%" PRIu64 "]", bits[n], names[n], f->walk_of >> (39 - 9 * n) & 511);
	pen_node(p, id, box_moved(G_VA, n * VA_PITCH, 0), text, LOOK_VA, "va");
}

static enum look look_of_entry(const struct walk_entry *e)
{
	if (!e->reached)
		return LOOK_ENTRY_PENDING;
	if (e->changed)
		return e->present ? LOOK_ENTRY_CHANGED : LOOK_ENTRY_CHANGED_ABSENT;
	return e->present ? LOOK_ENTRY : LOOK_ENTRY_ABSENT;
}

static void draw_entry(struct pen *p, int n)
{
	static const char *const what[] = { "the page map (PML4)", "the pointer table (PDPT)", "the directory (PD)",
	                                    "the page table (PT)" };
	const struct walk_entry *e = &p->f->entry[n];
	char id[32], why[160];

	snprintf(id, sizeof id, "ent_%d", n);
	snprintf(why, sizeof why, "Entry %" PRIu32 " of %s %s", e->index, what[n], e->present ? "points to the next table or to the frame." :
	         "is not present: the walk stops here and the CPU raises a page fault.");
	pen_text(p, id, box_moved(G_ENT, n * VA_PITCH, 0), e->text, look_of_entry(e), "\\n", e->reached ? why : NULL,
	         !e->reached ? "entry ask" : e->changed ? "entry chg" : e->present ? "entry" : "entry bad");
}

static void draw_walk_edge(struct pen *p, int n)
{
	const struct picture *f = p->f;
	char from[32], to[32], id[32];
	double x = G_ENT.x + G_ENT.w + n * VA_PITCH, y = G_ENT.y + G_ENT.h / 2;
	bool on = f->entry[n].reached && f->entry[n].present;

	snprintf(from, sizeof from, "ent_%d", n);
	snprintf(to, sizeof to, n == WALK_LEVELS - 1 ? "frame_box" : "ent_%d", n + 1);
	snprintf(id, sizeof id, "w_e%d", n);
	pen_edge(p, from, to, id, on ? "walk" : "walk miss", straight(x, y, x + WALK_GAP, y), on ? LOOK_WALK : LOOK_WALK_ENDS, false);
}

static void draw_level(struct pen *p, int n)
{
	static const char *const names[] = { "PML4", "PDPT", "PD", "PT" };
	char id[32], from[32], to[32];
	double dx = n * VA_PITCH;

	snprintf(id, sizeof id, "tb_n%d", n);
	pen_node(p, id, box_moved(G_TB_NAME, dx, 0), names[n], LOOK_TEXT, "tbname");
	snprintf(id, sizeof id, "tb_s%d_0", n);
	pen_node(p, id, box_moved(G_STUB_0, dx, 0), "", LOOK_STUB, "stub");
	snprintf(id, sizeof id, "tb_s%d_1", n);
	pen_node(p, id, box_moved(G_STUB_1, dx, 0), "", LOOK_STUB, "stub");
	draw_entry(p, n);
	snprintf(id, sizeof id, "va_e%d", n);
	snprintf(from, sizeof from, "va_%d", n);
	snprintf(to, sizeof to, "ent_%d", n);
	pen_edge(p, from, to, id, "index", straight(INDEX_X + dx, G_VA.y + G_VA.h, INDEX_X + dx, G_ENT.y), LOOK_INDEX, false);
	if (n < WALK_LEVELS - 1)
		draw_walk_edge(p, n);
}

static void draw_frame_box(struct pen *p)
{
	const struct picture *f = p->f;
	bool there = f->has_walk && f->miss < 0;
	char id[32];

	pen_node(p, "tb_n4", box_moved(G_TB_NAME, 4 * VA_PITCH, 0), "FRAME", LOOK_TEXT, "txt");
	if (there)
		pen_node(p, "frame_box", G_FRAME, f->frame_text, LOOK_FRAME, f->frame_new ? "frame ok chg" : "frame ok");
	else
		pen_node(p, "frame_box", G_FRAME, f->frame_text, LOOK_NO_FRAME, "frame");
	if (f->frame_new)
		pen_node(p, "frame_ring", G_FRAME_RING, "", LOOK_FRAME_NEW, "ring changed");
	draw_walk_edge(p, WALK_LEVELS - 1);
	if (!f->has_walk || f->miss < 0)
		return;
	if (f->miss == WALK_LEVELS - 1)
		snprintf(id, sizeof id, "w_miss");
	else
		snprintf(id, sizeof id, "w_miss%d", f->miss);
	pen_bold(p, id, box_moved(G_MISS, f->miss * VA_PITCH, 0), "\u2717", LOOK_MISS, NULL, "miss");
}

const char *walk_bit_meaning(int column)
{
	static const char *const why[BIT_COLUMNS] = {
		"NX: instructions may not be fetched from the page.", "The number of the physical page (page frame).",
		"G: the translation is kept when the address space changes.", "D: the page has been written since it was mapped.",
		"A: the page has been accessed since it was mapped.", "U/S: user mode may use the page.",
		"R/W: the page may be written.", "P: the entry is valid; if it is 0, every access is a page fault.",
		"The entry's 64 bits; while P is 0, the hardware ignores the rest and the kernel keeps its own note there."
	};

	return why[column];
}

static void draw_bit(struct pen *p, int r, int c)
{
	const struct bit *bit = &p->f->bits[r][c];
	struct box b = { bit_columns[c].x, G_BIT_ROW.y + r * BIT_PITCH, bit_columns[c].w, G_BIT_ROW.h };
	bool plain = bit->mark == MK_PLAIN, raw = c == BIT_COLUMNS - 1;
	char id[32];

	snprintf(id, sizeof id, "bit_%d_%d", r, c);
	if (bit->mark == MK_CHANGED)
		pen_bold(p, id, b, bit->text, raw ? LOOK_RAW_CHANGED : LOOK_BIT_CHANGED, walk_bit_meaning(c), "bit chg");
	else
		pen_text(p, id, b, bit->text ? bit->text : "-", plain ? LOOK_BIT : LOOK_BIT_PENDING, "\\n", walk_bit_meaning(c),
		         plain ? "bit" : "bit ask");
}

static void draw_bits(struct pen *p)
{
	char id[32];

	for (int c = 0; c < BIT_COLUMNS; c++) {
		struct box b = { bit_columns[c].x, G_BIT_HEAD.y, bit_columns[c].w, G_BIT_HEAD.h };

		snprintf(id, sizeof id, "bh_%d", c + 1);
		pen_node(p, id, b, bit_columns[c].head, LOOK_TEXT_SMALL_HEAD, "bithead");
	}
	for (int r = 0; r < BIT_ROWS; r++) {
		snprintf(id, sizeof id, "br_%d", r);
		pen_note(p, id, box_moved(G_BIT_ROW, 0, r * BIT_PITCH), p->f->bit_row[r], LOOK_TEXT, "\\l");
		for (int c = 0; c < BIT_COLUMNS; c++)
			draw_bit(p, r, c);
	}
}

static void draw_vad(struct pen *p)
{
	pen_text(p, "vad", G_VAD, p->f->vad, p->f->vad_changed ? LOOK_VAD_CHANGED : LOOK_VAD, "\\n",
	         "The virtual address descriptor: what the kernel knows of the range that holds this page.", "vad");
}

void panel_walk(struct pen *p)
{
	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, p->f->walk_title, 11, "ptitle");
	pen_tag(p, "tag_walk", G_WALK_TAG, SIDE_SIM, 9.5);
	pen_note(p, "walk_only", G_WALK_ONLY, "only: kernel data", LOOK_TEXT_NOTE, "\\l");
	for (int n = 0; n <= WALK_LEVELS; n++)
		draw_va(p, n);
	for (int n = 0; n < WALK_LEVELS; n++)
		draw_level(p, n);
	draw_frame_box(p);
	draw_bits(p);
	draw_vad(p);
}
