/* Its filter continues for ever and repairs nothing. */
#include <windows.h>

int main(void)
{
	__try {
		*(volatile char *)16 = 1;
	} __except (EXCEPTION_CONTINUE_EXECUTION) {
	}
	return 0;
}
