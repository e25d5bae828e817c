/* Colours, titles and a cleared screen, as console programs begin and end. */
#include <windows.h>
#include <stdlib.h>
#include <stdio.h>

int main(void)
{
	SetConsoleTitle(TEXT("Memory"));
	system("cls");
	system("color 0A");
	Beep(750, 10);
	puts("Memory of this process");
	for (int i = 0; i < 3; i++) {
		Sleep(10);
		printf("%d%c", i, i < 2 ? ' ' : '\n');
	}
	system("pause");
	printf("%c\n", getchar());
	return 0;
}
