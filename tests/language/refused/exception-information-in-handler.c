// 5:34: error: 'GetExceptionInformation' only allowed in __except filter expression
#include <windows.h>
int main(void)
{
	__try { } __except (1) { return GetExceptionInformation() != 0; }
	return 0;
}
