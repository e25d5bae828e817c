/* A name may mean something else in every block; what has linkage is one object all the same. */
#include <stdio.h>

static int total = 100;
int shared = 5;
static int counter(void);

static int hidden(void)
{
	int total = 1, shared = 2;

	{
		extern int shared;
		int sum = 0;

		shared += 10;
		{
			int shared = 1000;

			shared++;
			sum += shared;
		}
		sum += shared;
		printf("%d %d\n", shared, sum);
	}
	{
		extern int later, numbers[3];

		printf("%d %d\n", later, numbers[1]);
		later = total;
	}
	return total + shared;
}

static int functions(void)
{
	int late = 4, n;

	{
		int late(int);

		n = late(3);
	}
	late++;
	return n * 100 + late;
}

int numbers[3] = { 1, 2, 3 };
int later = 42;
int late(int n) { return n + shared; }

static int counter(void)
{
	static int calls = 10;
	int n = calls++;

	{
		static int calls;

		n = n * 10 + calls++;
	}
	return n;
}

struct tag { int a; };
enum { first, second };

static int tags(void)
{
	struct tag outer = { 1 };
	struct tag { char b[20]; } inner;
	int sum = (int)sizeof outer + 10 * (int)sizeof inner;

	{
		struct tag;
		struct tag *p = NULL;
		struct tag { short s[3]; };
		enum { second, first };

		sum += 1000 * (int)sizeof *p + 100000 * first;
	}
	return sum + first;
}

int main(void)
{
	printf("%d %d %d\n", hidden(), shared, later);
	printf("%d\n", functions());
	counter();
	printf("%d %d\n", counter(), counter());
	printf("%d\n", tags());
	for (int shared = 0; shared < 1; shared++)
		for (int shared = 7; shared < 8; shared++)
			printf("%d ", shared);
	printf("%d %d\n", shared, total);
	return 0;
}
