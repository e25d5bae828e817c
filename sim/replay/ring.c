/* ring.c - see ring.h. */
#include "sim/replay/ring.h"

#include <stdlib.h>

bool ring_init(struct ring *r, unsigned consumers)
{
	*r = (struct ring){ .consumers = consumers };
	r->slot = calloc(RING_SLOTS, sizeof *r->slot);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->changed, NULL);
	return r->slot != NULL;
}

void ring_free(struct ring *r)
{
	pthread_cond_destroy(&r->changed);
	pthread_mutex_destroy(&r->lock);
	free(r->slot);
}

struct ring_slot *ring_next(struct ring *r)
{
	struct ring_slot *slot;

	pthread_mutex_lock(&r->lock);
	while (r->put - r->done == RING_SLOTS && !r->stopped)
		pthread_cond_wait(&r->changed, &r->lock);
	slot = r->stopped ? NULL : &r->slot[r->put % RING_SLOTS];
	pthread_mutex_unlock(&r->lock);
	return slot;
}

void ring_put(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->slot[r->put % RING_SLOTS].pending = r->consumers;
	r->put++;
	pthread_cond_broadcast(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

static void raise_flag(struct ring *r, bool *flag)
{
	pthread_mutex_lock(&r->lock);
	*flag = true;
	pthread_cond_broadcast(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

void ring_end(struct ring *r)
{
	raise_flag(r, &r->at_end);
}

void ring_stop(struct ring *r)
{
	raise_flag(r, &r->stopped);
}

const struct refs *ring_take(struct ring *r, uint64_t n)
{
	const struct refs *refs;

	pthread_mutex_lock(&r->lock);
	while (n == r->put && !r->at_end && !r->stopped)
		pthread_cond_wait(&r->changed, &r->lock);
	refs = n == r->put || r->stopped ? NULL : &r->slot[n % RING_SLOTS].refs;
	pthread_mutex_unlock(&r->lock);
	return refs;
}

void ring_done(struct ring *r, uint64_t n)
{
	pthread_mutex_lock(&r->lock);
	if (--r->slot[n % RING_SLOTS].pending == 0) {
		r->done++;      /* in order: no consumer is done with a block before it is done with those before */
		pthread_cond_broadcast(&r->changed);
	}
	pthread_mutex_unlock(&r->lock);
}
