/* Eight ways to sort the same pages of numbers; each must agree with the others. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 700
static int *work, *other;
static long steps;

static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; steps++; }
static void bubble(int *v, int n) { int i, again; do { again = 0; for (i = 1; i < n; i++) if (v[i] < v[i - 1]) { swap(v + i, v + i - 1); again = 1; } } while (again); }
static void insertion(int *v, int n) { for (int i = 1, j; i < n; i++) for (j = i; j && v[j] < v[j - 1]; j--) swap(&v[j], &v[j - 1]); }
static void selection(int *v, int n) { for (int i = 0; i < n; i++) { int m = i; for (int j = i; j < n; j++) if (v[j] < v[m]) m = j; swap(v + i, v + m); } }
static void shell(int *v, int n) { for (int gap = n / 2; gap; gap /= 2) for (int i = gap; i < n; i++) for (int j = i - gap; j >= 0 && v[j] > v[j + gap]; j -= gap) swap(v + j, v + j + gap); }
static void quick(int *v, int n)
{
	int i = 0, j = n - 1, p = v[n / 2];

	while (i <= j) { while (v[i] < p) i++; while (v[j] > p) j--; if (i <= j) swap(v + i++, v + j--); }
	if (j > 0) quick(v, j + 1);
	if (i < n - 1) quick(v + i, n - i);
}
static void sift(int *v, int i, int n) { for (int k; (k = 2 * i + 1) < n; i = k) { if (k + 1 < n && v[k + 1] > v[k]) k++; if (v[i] >= v[k]) return; swap(v + i, v + k); } }
static void heap(int *v, int n) { for (int i = n / 2; i-- > 0;) sift(v, i, n); while (n > 1) { swap(v, v + --n); sift(v, 0, n); } }
static void merge(int *v, int n)
{
	int h = n / 2, i = 0, j = h, k = 0;

	if (n < 2) return;
	merge(v, h); merge(v + h, n - h);
	while (i < h && j < n) other[k++] = v[j] < v[i] ? v[j++] : v[i++];
	while (i < h) other[k++] = v[i++];
	while (j < n) other[k++] = v[j++];
	memcpy(v, other, (size_t)n * sizeof *v);
	steps += n;
}
static void radix(int *v, int n)
{
	for (int shift = 0; shift < 32; shift += 8) {
		int count[257] = { 0 };

		for (int i = 0; i < n; i++) count[((unsigned)v[i] >> shift & 255 ^ (shift == 24 ? 128 : 0)) + 1]++;
		for (int i = 0; i < 256; i++) count[i + 1] += count[i];
		for (int i = 0; i < n; i++) other[count[(unsigned)v[i] >> shift & 255 ^ (shift == 24 ? 128 : 0)]++] = v[i];
		memcpy(v, other, (size_t)n * sizeof *v);
	}
}
static int compare(const void *a, const void *b) { return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b); }
static void library(int *v, int n) { qsort(v, (size_t)n, sizeof *v, compare); }

static const struct { const char *name; void (*sort)(int *, int); } way[] = {
	{ "bubble", bubble }, { "insertion", insertion }, { "selection", selection }, { "shell", shell }, { "quick", quick },
	{ "heap", heap }, { "merge", merge }, { "radix", radix }, { "library", library }
};

int main(void)
{
	unsigned w, i;

	work = VirtualAlloc(NULL, N * sizeof(int), MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	other = VirtualAlloc(NULL, N * sizeof(int), MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (w = 0; w < sizeof way / sizeof way[0]; w++) {
		unsigned h = 0, seed = 99;

		for (i = 0; i < N; i++) work[i] = (int)(seed = seed * 69069 + 1) >> (i % 13);
		steps = 0;
		way[w].sort(work, N);
		for (i = 0; i < N; i++) h = h * 31 + (unsigned)work[i];
		printf("%-10s %08x %ld %d..%d\n", way[w].name, h, steps, work[0], work[N - 1]);
	}
	return 0;
}
