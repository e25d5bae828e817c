/* Customers at three counters: an event queue in a ring, a heap of events, statistics. */
#include <windows.h>
#include <stdio.h>

struct event { int time; enum { ARRIVE, LEAVE } what; int who; };
struct ring { int *slot; unsigned head, tail, mask; };
static struct event *heap;
static int events;
static unsigned seed = 2024;

static int draw(int n) { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return (int)(seed % (unsigned)n); }
static int earlier(const struct event *a, const struct event *b) { return a->time != b->time ? a->time < b->time : a->who < b->who; }

static void push(struct event e)
{
	int i = events++;

	while (i > 0 && earlier(&e, &heap[(i - 1) / 2])) { heap[i] = heap[(i - 1) / 2]; i = (i - 1) / 2; }
	heap[i] = e;
}

static struct event pop(void)
{
	struct event top = heap[0], e = heap[--events];
	int i = 0, k;

	while ((k = 2 * i + 1) < events) {
		if (k + 1 < events && earlier(&heap[k + 1], &heap[k])) k++;
		if (!earlier(&heap[k], &e)) break;
		heap[i] = heap[k];
		i = k;
	}
	heap[i] = e;
	return top;
}

int main(void)
{
	struct ring q = { VirtualAlloc(NULL, 4096, MEM_COMMIT, PAGE_READWRITE), 0, 0, 1023 };
	int arrived[400], waited = 0, most = 0, idle = 3, longest = 0, served = 0, i, clock = 0;

	heap = VirtualAlloc(NULL, 1 << 16, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < 400; i++)
		push((struct event){ .time = clock += draw(9), ARRIVE, i });
	while (events) {
		struct event e = pop();

		clock = e.time;
		if (e.what == ARRIVE) {
			arrived[e.who] = clock;
			q.slot[q.tail++ & q.mask] = e.who;
			if ((int)(q.tail - q.head) > longest) longest = (int)(q.tail - q.head);
		} else {
			idle++;
			served++;
		}
		while (idle && q.head != q.tail) {
			int who = q.slot[q.head++ & q.mask], wait = clock - arrived[who];

			waited += wait;
			if (wait > most) most = wait;
			idle--;
			push((struct event){ clock + 3 + draw(17), LEAVE, who });
		}
	}
	printf("%d served until %d, mean wait %d.%02d, longest %d, queue of %d\n", served, clock, waited / 400, waited % 400 / 4, most, longest);
	return 0;
}
