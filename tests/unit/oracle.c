/* oracle.c - see oracle.h. */
#include "tests/unit/oracle.h"

#include <stdlib.h>

struct resident {
	uint64_t page;
	size_t arrived, used;           /* numbers of accesses */
	bool r, m;                      /* referenced, for the clocks and aging; no current copy in the page file */
	unsigned counter, count;
	size_t place;                   /* ws: in the line */
};

/* What is known of a page whether it is resident or not. */
struct known { uint64_t page; bool was_evicted; };

struct state {
	enum replay_policy policy;
	const uint64_t *item;
	size_t items, now;
	struct resident *frame;
	size_t frames, used, hand, replacements, joined;
	size_t *interrupt, interrupts;  /* numbers of the accesses before which they came */
	struct known *known;
	size_t pages;
	uint64_t random;
};

static uint64_t page_at(const struct state *s, size_t i)
{
	return s->item[i] >> 1;
}

/* ---- victims: each answers a frame ---- */

/* The frame of which `key` is the smallest; of several the first that came. */
static size_t least(const struct state *s, uint64_t (*key)(const struct state *, const struct resident *))
{
	size_t best = 0;

	for (size_t i = 1; i < s->frames; i++) {
		uint64_t a = key(s, &s->frame[i]), b = key(s, &s->frame[best]);

		if (a < b || (a == b && s->frame[i].arrived < s->frame[best].arrived))
			best = i;
	}
	return best;
}

static uint64_t arrival(const struct state *s, const struct resident *p)
{
	return p->arrived;
}

static uint64_t last_use(const struct state *s, const struct resident *p)
{
	return p->used;
}

static uint64_t first_is_latest_use(const struct state *s, const struct resident *p)
{
	return UINT64_MAX - p->used;
}

static uint64_t first_is_farthest_use(const struct state *s, const struct resident *p)
{
	size_t next = s->now + 1;

	while (next < s->items && page_at(s, next) != p->page)
		next++;
	return UINT64_MAX - next;
}

/* Interrupts since a page was used: no bit is kept here, the past is looked at. */
static size_t interrupts_since_use(const struct state *s, const struct resident *p)
{
	size_t n = 0;

	while (n < s->interrupts && s->interrupt[s->interrupts - 1 - n] > p->used)
		n++;
	return n;
}

/* Not used since the last interrupt: the lower half. Clean: the lower of each half. */
static uint64_t class_of(const struct state *s, const struct resident *p)
{
	return 2 * (interrupts_since_use(s, p) == 0) + p->m;
}

/* The interrupt after the last use found the page used; each one after that made it older, up to 7. */
static unsigned age_of(const struct state *s, const struct resident *p)
{
	size_t n = interrupts_since_use(s, p);

	return n == 0 ? 0 : n < 8 ? (unsigned)n - 1 : 7;
}

/* Those not used since the last pass before those that were; in the order of the line. */
static uint64_t standing(const struct state *s, const struct resident *p)
{
	return (uint64_t)(interrupts_since_use(s, p) == 0) << 32 | p->place;
}

static uint64_t aged(const struct state *s, const struct resident *p)
{
	return (uint64_t)p->r << 8 | p->counter;
}

static uint64_t frequency(const struct state *s, const struct resident *p)
{
	return (uint64_t)p->count << 32 | p->used;
}

static size_t by_random(struct state *s)
{
	uint64_t z = s->random += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (size_t)(((unsigned __int128)z * s->frames) >> 64);
}

static void advance(struct state *s)
{
	s->hand = (s->hand + 1) % s->frames;
}

static size_t by_clock(struct state *s)
{
	size_t victim;

	while (s->frame[s->hand].r) {
		s->frame[s->hand].r = false;
		advance(s);
	}
	victim = s->hand;
	advance(s);
	return victim;
}

/* Is this one of the replacements with which time passes, one in `part` of the frames? */
static bool is_tick(const struct state *s, size_t part)
{
	size_t period = s->frames / part > 1 ? s->frames / part : 1;

	return s->replacements % period == 0;
}

static void interrupt(struct state *s)
{
	s->interrupt[s->interrupts++] = s->now;
}

/* How many stand before a page when the older ones come first, and equals stay as they stand. */
static size_t rank(const struct state *s, const struct resident *p)
{
	size_t before = 0;

	for (const struct resident *q = s->frame; q < s->frame + s->frames; q++) {
		unsigned a = age_of(s, q), b = age_of(s, p);

		before += a > b || (a == b && q->place < p->place);
	}
	return before;
}

static void put_in_order_of_age(struct state *s)
{
	size_t place[s->frames];

	for (size_t i = 0; i < s->frames; i++)
		place[i] = rank(s, &s->frame[i]);
	for (size_t i = 0; i < s->frames; i++)
		s->frame[i].place = place[i];
}

static size_t by_working_set(struct state *s)
{
	if (is_tick(s, 8)) {
		interrupt(s);
		put_in_order_of_age(s);
	}
	return least(s, standing);
}

static size_t by_nru(struct state *s)
{
	size_t victim = least(s, class_of);

	if (is_tick(s, 2))
		interrupt(s);
	return victim;
}

static size_t by_aging(struct state *s)
{
	for (size_t i = 0; is_tick(s, 8) && i < s->frames; i++) {
		struct resident *p = &s->frame[i];

		p->counter = p->counter >> 1 | (unsigned)p->r << 7;
		p->r = false;
	}
	return least(s, aged);
}

static size_t choose(struct state *s)
{
	s->replacements++;
	switch (s->policy) {
	case REPLAY_FIFO:      return least(s, arrival);
	case REPLAY_LRU:       return least(s, last_use);
	case REPLAY_MRU:       return least(s, first_is_latest_use);
	case REPLAY_OPT:       return least(s, first_is_farthest_use);
	case REPLAY_RANDOM:    return by_random(s);
	case REPLAY_CLOCK:
	case REPLAY_CLOCK_REF: return by_clock(s);
	case REPLAY_NRU:       return by_nru(s);
	case REPLAY_AGING:     return by_aging(s);
	case REPLAY_LFU:       return least(s, frequency);
	case REPLAY_WS:        return by_working_set(s);
	}
	abort();
}

/* ---- one access ---- */

static struct known *find_known(struct state *s, uint64_t page)
{
	for (size_t i = 0; i < s->pages; i++)
		if (s->known[i].page == page)
			return &s->known[i];
	return NULL;
}

static struct resident *find_resident(struct state *s, uint64_t page)
{
	for (size_t i = 0; i < s->used; i++)
		if (s->frame[i].page == page)
			return &s->frame[i];
	return NULL;
}

static void hit(struct state *s, struct resident *p, bool write)
{
	p->used = s->now;
	p->r = true;
	p->m |= write;
	p->count++;
}

static void fault(struct state *s, struct engine_event *e, uint64_t page, bool write)
{
	struct known *known = find_known(s, page);
	struct resident *p;

	*e = (struct engine_event){ .access = s->now, .page = page, .hard = known != NULL, .write = write };
	if (!known) {
		known = &s->known[s->pages++];
		*known = (struct known){ .page = page };
	}
	if (s->used < s->frames) {
		p = &s->frame[s->used++];
	} else {
		p = &s->frame[choose(s)];
		e->evicted = true;
		e->victim = p->page;
		find_known(s, p->page)->was_evicted = true;
	}
	*p = (struct resident){ .page = page, .arrived = s->now, .used = s->now, .count = 1, .place = s->frames + s->joined++ };
	p->r = s->policy != REPLAY_CLOCK;
	p->m = write || !known->was_evicted;
}

void oracle_run(struct oracle *o, enum replay_policy policy, size_t frames, uint64_t seed, const uint64_t *item,
		size_t items)
{
	struct state s = { .policy = policy, .item = item, .items = items, .frames = frames, .random = seed };

	s.frame = calloc(frames, sizeof *s.frame);
	s.known = calloc(items + 1, sizeof *s.known);
	s.interrupt = calloc(items + 1, sizeof *s.interrupt);
	o->event = calloc(items + 1, sizeof *o->event);
	if (!s.frame || !s.known || !s.interrupt || !o->event)
		abort();
	o->counts = (struct engine_counts){ .accesses = items };
	for (s.now = 0; s.now < items; s.now++) {
		uint64_t page = page_at(&s, s.now);
		struct resident *p = find_resident(&s, page);
		bool write = item[s.now] & 1;

		if (p) {
			hit(&s, p, write);
		} else {
			fault(&s, &o->event[o->counts.faults], page, write);
			o->counts.evictions += o->event[o->counts.faults++].evicted;
		}
	}
	o->counts.distinct_pages = s.pages;
	free(s.frame);
	free(s.known);
	free(s.interrupt);
}

void oracle_free(struct oracle *o)
{
	free(o->event);
}
