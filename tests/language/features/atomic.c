/* _Atomic objects and stdatomic.h, which are like others but for how they are changed. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <windows.h>

struct counter { _Atomic unsigned hits; atomic_bool open; const char *_Atomic name; };

static _Atomic int total;
static atomic_llong large = ATOMIC_VAR_INIT(1LL << 40);
static _Atomic(short) small;
static atomic_flag lock = ATOMIC_FLAG_INIT;
static int numbers[] = { 1, 2, 3, 4 };
static int *_Atomic place = numbers;
static atomic_uchar octet = 250;

static int add(_Atomic int *to, int by)
{
	return *to += by;
}

static int tell(EXCEPTION_POINTERS *p)
{
	printf("access %d\n", (int)p->ExceptionRecord->ExceptionInformation[0]);
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	struct counter c = { 3, true, "first" };
	atomic_int many[3] = { 0 };
	int expected = 9;
	volatile _Atomic double fraction = 1.5;
	_Atomic int *bad;

	printf("%d %d %d %d\n", (int)sizeof total, (int)sizeof large, (int)sizeof small, (int)sizeof c);
	total = 5;
	printf("%d", total++);
	printf(" %d", ++total);
	printf(" %d %d", total--, --total);
	printf(" %d %d %d\n", total += 10, total -= 3, add(&total, 7));
	total |= 64;
	total &= ~1;
	total ^= 5;
	total *= 3;
	total <<= 1;
	total /= 5;
	total %= 100;
	printf("%d\n", total);
	printf("%d %d %d\n", octet += 10, octet++, octet);
	small = 32767;
	small++;
	printf("%d %d\n", small, small -= 1);
	printf("%d %d\n", *place++, *place);
	large -= 1;
	large += 0.5;
	printf("%lld\n", large);
	fraction *= 2;
	fraction += 1;
	printf("%g\n", fraction);
	printf("%u %d %s\n", c.hits++, c.open, c.name);
	c.name = "second";
	c.hits += 2.9;
	printf("%u %s\n", c.hits, c.name);
	for (int i = 0; i < 12; i++)
		many[i % 3] += i;
	printf("%d %d %d\n", many[0], many[1], many[2]);

	printf("%d %d", atomic_fetch_add(&total, 4), atomic_fetch_sub(&total, 2));
	printf(" %d %d %d", atomic_fetch_or(&total, 9), atomic_fetch_and(&total, 12), atomic_fetch_xor(&total, 3));
	printf(" %d %d\n", atomic_load(&total), atomic_exchange(&total, 9));
	printf("%d", atomic_compare_exchange_strong(&total, &expected, 20));
	printf(" %d", atomic_compare_exchange_weak(&total, &expected, 30));
	printf(" %d %d\n", expected, total);
	printf("%d\n", atomic_compare_exchange_strong_explicit(&total, &expected, 30, memory_order_acq_rel, memory_order_relaxed));
	place = numbers;
	printf("%d %d\n", *atomic_fetch_add(&place, 2), *place);
	printf("%d\n", *atomic_fetch_sub_explicit(&place, 1, memory_order_relaxed));
	atomic_store(&large, -1);
	atomic_init(&small, 3);
	printf("%lld %d %d\n", atomic_load_explicit(&large, memory_order_acquire), small, atomic_fetch_add(&octet, 300));
	printf("%d", atomic_flag_test_and_set(&lock));
	printf(" %d", atomic_flag_test_and_set_explicit(&lock, memory_order_acquire));
	atomic_flag_clear(&lock);
	printf(" %d\n", atomic_flag_test_and_set(&lock));
	atomic_thread_fence(memory_order_seq_cst);
	printf("%d\n", atomic_is_lock_free(&total));
	printf("%d\n", _Generic(+total, int: 1, default: 2));

	bad = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	__try { (*bad)++; } __except (tell(GetExceptionInformation())) { }
	__try { *bad += 2; } __except (tell(GetExceptionInformation())) { }
	__try { atomic_fetch_add(bad, 1); } __except (tell(GetExceptionInformation())) { }
	__try { atomic_exchange(bad, 1); } __except (tell(GetExceptionInformation())) { }
	__try { atomic_store(bad, 1); } __except (tell(GetExceptionInformation())) { }
	__try { expected = atomic_load(bad); } __except (tell(GetExceptionInformation())) { }
	__try { expected = *bad; } __except (tell(GetExceptionInformation())) { }
	return 0;
}
