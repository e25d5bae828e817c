/* break, continue, goto and return out of __try, inside loops and switches, with and without __finally. */
#include <stdio.h>
#include <windows.h>

static int log_at(int n) { printf("%d ", n); return n; }

static int loops(void)
{
	int i, n = 0;

	for (i = 0; i < 6; i++) {
		__try {
			if (i == 1) continue;
			if (i == 4) break;
			n += log_at(i);
		} __finally {
			printf("[f%d %d] ", i, AbnormalTermination());
			n += 100;
		}
		n += 1000;
	}
	return n + i;
}

static int nested(int how)
{
	__try {
		__try {
			__try {
				if (how == 0) return log_at(10);
				if (how == 1) goto out;
				if (how == 2) __leave;
				if (how == 3) RaiseException(0xE0000003, 0, 0, NULL);
				log_at(11);
			} __finally {
				printf("[inner %d] ", AbnormalTermination());
			}
			log_at(12);
		} __except (GetExceptionCode() == 0xE0000003 ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
			log_at(13);
			if (how == 3) return 33;
		}
		log_at(14);
	} __finally {
		printf("[outer %d] ", AbnormalTermination());
	}
	return 15;
out:
	return log_at(16);
}

static int in_switch(int v)
{
	switch (v) {
	case 1:
		__try { if (v) break; log_at(1); } __finally { log_at(2); }
		log_at(3);
	case 2:
		__try { switch (v) { case 2: break; } log_at(4); } __except (1) { log_at(5); }
		break;
	default:
		__try { *(volatile int *)0 = 1; } __except (1) { log_at(6); break; }
		log_at(7);
	}
	return log_at(8);
}

static int value_is_computed_first(void)
{
	int n = 1;

	__try { return n; } __finally { n = 2; }
	return 3;
}

static int do_while(void)
{
	int n = 0;

	do {
		__try { n++; if (n < 3) continue; break; } __except (0) { }
	} while (n < 10);
	while (1) {
		__try { __try { break; } __finally { n += 10; } } __finally { n += 100; }
	}
	return n;
}

int main(void)
{
	int i;

	printf("= %d\n", loops());
	for (i = 0; i < 5; i++)
		printf("= %d\n", nested(i));
	for (i = 0; i < 3; i++)
		printf("= %d\n", in_switch(i));
	printf("%d\n", value_is_computed_first());
	printf("%d\n", do_while());
	return 0;
}
