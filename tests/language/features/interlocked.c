/* What reads, changes and writes in one step: the values before and after, at every width, and where it faults. */
#include <windows.h>
#include <intrin.h>
#include <stdio.h>

static void counts(void)
{
	volatile LONG l = 0x7fffffff;
	volatile LONG64 q = -1;
	volatile SHORT s = -32768;

	printf("%ld", InterlockedIncrement(&l));
	printf(" %ld %ld", InterlockedDecrement(&l), l);
	printf(" %lld %lld", InterlockedIncrement64(&q), InterlockedDecrement64(&q));
	printf(" %d", _InterlockedDecrement16(&s));
	printf(" %d\n", _InterlockedIncrement16(&s));
}

static void changes(void)
{
	volatile LONG l = 5;
	volatile LONG64 q = 0x100000000LL;

	printf("%ld %ld", InterlockedExchange(&l, -7), l);
	printf(" %ld %ld", InterlockedExchangeAdd(&l, 10), l);
	printf(" %ld %ld", InterlockedAnd(&l, 6), l);
	printf(" %ld %ld", InterlockedOr(&l, 9), l);
	printf(" %ld %ld", InterlockedXor(&l, 1), l);
	printf(" %ld %ld\n", InterlockedAdd(&l, -20), l);
	printf("%lld %lld", InterlockedExchange64(&q, -2), q);
	printf(" %lld %lld", InterlockedExchangeAdd64(&q, 3), q);
	printf(" %lld %lld", InterlockedOr64(&q, 0x7000000000LL), q);
	printf(" %lld %lld\n", InterlockedAnd64(&q, 0x5000000001LL), q);
}

static void compares(void)
{
	volatile LONG l = 3;
	volatile LONG64 q = 3;
	PVOID p = NULL;

	printf("%ld %ld", InterlockedCompareExchange(&l, 9, 4), l);
	printf(" %ld %ld", InterlockedCompareExchange(&l, -9, 3), l);
	printf(" %lld %lld", InterlockedCompareExchange64(&q, 8, 3), q);
	printf(" %d", InterlockedCompareExchangePointer(&p, &l, NULL) == NULL);
	printf(" %d %d\n", p == (PVOID)&l, InterlockedExchangePointer(&p, NULL) == (PVOID)&l);
}

static void bits(void)
{
	LONG l = 0;

	printf("%d %d %ld", InterlockedBitTestAndSet(&l, 4), InterlockedBitTestAndSet(&l, 4), l);
	printf(" %d %d %ld\n", InterlockedBitTestAndReset(&l, 4), InterlockedBitTestAndReset(&l, 4), l);
}

static void of_the_compiler(void)
{
	int i = 5, was = 5;
	unsigned char c = 250;
	long long q = 1;

	printf("%d %d", __sync_fetch_and_add(&i, 3), i);
	printf(" %d %d", __sync_sub_and_fetch(&i, 6), i);
	printf(" %d %d", __sync_fetch_and_add(&c, 10), c);
	printf(" %d", __sync_bool_compare_and_swap(&i, 2, 40));
	printf(" %d %d\n", __sync_val_compare_and_swap(&i, 2, 41), i);
	printf("%lld", __atomic_add_fetch(&q, 1LL << 40, __ATOMIC_SEQ_CST));
	printf(" %d", __atomic_compare_exchange_n(&i, &was, 7, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
	printf(" %d", was);
	printf(" %d %d", __atomic_compare_exchange_n(&i, &was, 7, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED), i);
	__atomic_store_n(&i, 12, __ATOMIC_RELEASE);
	printf(" %d %d\n", __atomic_load_n(&i, __ATOMIC_ACQUIRE), __atomic_exchange_n(&i, 1, __ATOMIC_ACQ_REL));
}

static int answer(EXCEPTION_POINTERS *e, char *page)
{
	DWORD old;

	printf("fault: %d at %d\n", (int)e->ExceptionRecord->ExceptionInformation[0],
	       (int)((char *)e->ExceptionRecord->ExceptionInformation[1] - page));
	VirtualProtect(page, 4096, PAGE_READWRITE, &old);
	return EXCEPTION_CONTINUE_EXECUTION;
}

/* A comparison that fails is a write as well; what is continued is done once. */
static void faults(void)
{
	char *page = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_READONLY);
	volatile LONG *l = (volatile LONG *)(page + 8);
	DWORD old;

	__try {
		printf("%ld\n", InterlockedCompareExchange(l, 1, 2));
	} __except (answer(GetExceptionInformation(), page)) {
	}
	VirtualProtect(page, 4096, PAGE_READONLY, &old);
	__try {
		printf("%ld\n", InterlockedIncrement(l));
	} __except (answer(GetExceptionInformation(), page)) {
	}
	MemoryBarrier();
	printf("%ld\n", *l);
}

int main(void)
{
	counts();
	changes();
	compares();
	bits();
	of_the_compiler();
	faults();
	return 0;
}
