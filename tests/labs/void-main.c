/* Textbooks write it: a main that returns nothing. The program ends with 0, whatever its last call returned. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>

VOID _tmain(VOID)
{
	_tprintf(TEXT("seven\n"));
	if (printf("four\n") == 5)
		return;
	_tprintf(TEXT("never\n"));
}
