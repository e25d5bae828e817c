/*
 * sort.c - qsort and bsearch, with the lab's own comparison.
 *
 * Which elements are compared, and in which order equal ones come out, is not
 * C's business but a lab can see it. So this is the method of the Windows library:
 * parts of at most eight are sorted by taking out the largest again and again,
 * longer ones are split by the median of first, middle and last, and the shorter
 * half is sorted first. Source: docs/reference/sources.md, [qsort].
 */
#include <stdlib.h>

#include "sim/cpu/library.h"

#define SHORT_PART 8

struct sort { struct cpu *cpu; uint64_t base, size, compare; bool trapped; };

static uint64_t element_at(const struct sort *s, uint64_t i)
{
	return s->base + i * s->size;
}

/* What the lab's function says of two addresses; 0 once an exception unwinds. */
static int32_t compare(struct sort *s, uint64_t a, uint64_t b)
{
	uint64_t arg[2] = { a, b }, result;

	if (s->trapped || !cpu_call(s->cpu, s->compare, arg, 2, &result)) {
		s->trapped = true;
		return 0;
	}
	return (int32_t)result;
}

static int32_t compare_at(struct sort *s, uint64_t i, uint64_t j)
{
	return compare(s, element_at(s, i), element_at(s, j));
}

static void swap(struct sort *s, uint64_t i, uint64_t j)
{
	uint64_t a = element_at(s, i), b = element_at(s, j);

	if (s->trapped || i == j)
		return;
	for (uint64_t done = 0, n; done < s->size; done += n) {
		uint8_t x[256], y[256];

		n = s->size - done < sizeof x ? s->size - done : sizeof x;
		if (!cpu_read(s->cpu, a + done, x, n) || !cpu_read(s->cpu, b + done, y, n) ||
		    !cpu_write(s->cpu, a + done, y, n) || !cpu_write(s->cpu, b + done, x, n)) {
			s->trapped = true;
			return;
		}
	}
}

static void sort_short(struct sort *s, uint64_t first, uint64_t last)
{
	for (; last > first && !s->trapped; last--) {
		uint64_t largest = first;

		for (uint64_t i = first + 1; i <= last; i++)
			if (compare_at(s, i, largest) > 0)
				largest = i;
		swap(s, largest, last);
	}
}

static uint64_t median(struct sort *s, uint64_t first, uint64_t last)
{
	uint64_t middle = first + (last - first + 1) / 2;

	if (compare_at(s, first, middle) > 0)
		swap(s, first, middle);
	if (compare_at(s, first, last) > 0)
		swap(s, first, last);
	if (compare_at(s, middle, last) > 0)
		swap(s, middle, last);
	return middle;
}

/* From i up to j: the first element that is larger than the median, or j + 1. */
static uint64_t first_larger(struct sort *s, uint64_t i, uint64_t j, uint64_t middle)
{
	while (i <= j && !s->trapped && (i == middle || compare_at(s, i, middle) <= 0))
		i++;
	return i;
}

/* Part [first, last] around its median: what is not larger ends at *low, what is larger starts at *high. */
static void split(struct sort *s, uint64_t first, uint64_t last, uint64_t *low, uint64_t *high)
{
	uint64_t middle = median(s, first, last), i = first + 1, j = last - 1;

	for (;; i++, j--) {
		i = first_larger(s, i, j, middle);
		while (j != middle && !s->trapped && compare_at(s, j, middle) > 0)
			j--;
		if (j < i || s->trapped)
			break;
		swap(s, i, j);
		if (middle == j)
			middle = i;
	}
	while (j > first && !s->trapped && (j == middle || compare_at(s, j, middle) == 0))
		j--;
	*low = j;
	*high = i;
}

static void sort_part(struct sort *s, uint64_t first, uint64_t last)
{
	uint64_t low, high;

	while (last - first >= SHORT_PART && !s->trapped) {
		split(s, first, last, &low, &high);
		if (s->trapped)
			return;
		/* the shorter side by a call, the longer one by going round: calls nest no deeper than log n */
		if (low - first >= last - high) {
			if (high < last)
				sort_part(s, high, last);
			if (first >= low)
				return;
			last = low;
		} else {
			if (first < low)
				sort_part(s, first, low);
			if (high >= last)
				return;
			first = high;
		}
	}
	sort_short(s, first, last);
}

static uint64_t crt_qsort(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct sort s = { cpu, arg[0], arg[2], arg[3], false };

	if (arg[1] >= 2 && arg[2] > 0)
		sort_part(&s, 0, arg[1] - 1);
	return 0;
}

static uint64_t crt_bsearch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct sort s = { cpu, arg[1], arg[3], arg[4], false };
	uint64_t key = arg[0], first = 0, end = arg[2];

	while (first < end) {
		uint64_t middle = first + (end - 1 - first) / 2;
		int32_t order = compare(&s, key, element_at(&s, middle));

		if (s.trapped)
			return 0;
		if (order == 0)
			return element_at(&s, middle);
		if (order < 0)
			end = middle;
		else
			first = middle + 1;
	}
	return 0;
}

const struct library_function sort_functions[] = {
	{ "qsort", crt_qsort }, { "bsearch", crt_bsearch },
	{ NULL, NULL }
};
