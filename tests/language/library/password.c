/* A password that shows as stars; backspace takes one away. */
#include <conio.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char word[20];
	int n = 0, key;

	_cputs("Password: ");
	while ((key = _getch()) != '\r' && key != EOF) {
		if (key == '\b') {
			if (n > 0) {
				n--;
				_cputs("<-");
			}
		} else if (n < 19) {
			word[n++] = (char)key;
			_putch('*');
		}
	}
	word[n] = '\0';
	_cprintf("\r\n%d keys: %s\n", n, strcmp(word, "secret") ? "wrong" : "right");
	printf("press a key: %d\n", _kbhit());
	key = _getche();
	printf(" was %d\n", key);
	return 0;
}
