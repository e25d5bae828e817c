/* A stack overflow takes the guard page; _resetstkoflw puts one back, and the next overflow is caught as well. */
#include <windows.h>
#include <malloc.h>
#include <stdio.h>

static int deeper(volatile char *before)
{
	volatile char room[4000];

	room[0] = *before;
	return deeper(room) + room[0];
}

static DWORD overflow(void)
{
	DWORD code = 0;
	char c = 0;

	__try {
		deeper(&c);
	} __except (code = GetExceptionCode(), EXCEPTION_EXECUTE_HANDLER) {
		return code;
	}
	return 0;
}

int main(void)
{
	for (int i = 0; i < 3; i++) {
		printf("%08lx\n", overflow());
		printf("%d\n", _resetstkoflw());
	}
	return 0;
}
