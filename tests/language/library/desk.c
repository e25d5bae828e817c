/* Keys, message boxes and commands, where there is nobody. */
#include <windows.h>
#include <stdio.h>
#include <conio.h>
#include <stdlib.h>
int main(void)
{
	char a[40]; WCHAR w[40];
	printf("%d\n", MessageBoxA(NULL, "Everything is fine", "Note", MB_YESNO));
	printf("%d\n", MessageBox(NULL, TEXT("Again?"), NULL, MB_RETRYCANCEL | MB_ICONWARNING));
	MessageBoxW(NULL, L"wide", L"cap", MB_OK);
	Beep(440, 1); OutputDebugString(TEXT("nobody sees it\n"));
	SetConsoleTitle(TEXT("title"));
	printf("%d %d\n", system("cls"), system(NULL));
	system("pause");
	printf("%d %d\n", _kbhit(), _getch());
	_cputs("cputs\n"); _cprintf("%d %s\n", 7, "seven"); _putch('x'); _putch('\n');
	printf("%s %d %d %d\n", lstrcpyA(a, "abc"), lstrlenA(a), lstrcmpiA("ABC", a), lstrcmpA("b", "a")); lstrcatA(a, "def");
	puts(a); lstrcpynW(w, L"wide text", 5); printf("%ls %d\n", w, lstrlenW(w));
	int c = _getche(); printf("|%d\n", c);
	while ((c = getch()) > 0) printf("%d ", c);
	printf("\n%d\n", IsDebuggerPresent());
	return 0;
}
