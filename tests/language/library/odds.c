/* Odds and ends: modes of a stream, locales, what an environment does not have, copies on the heap. */
#include <fcntl.h>
#include <io.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t *copy = _wcsdup(L"copied");
	size_t needed = 9;

	printf("%s %d\n", setlocale(LC_ALL, NULL), setlocale(LC_ALL, "C") != NULL);
	printf("%d\n", getenv("FAULTLAB_NO_SUCH_NAME") == NULL);
	getenv_s(&needed, NULL, 0, "FAULTLAB_NO_SUCH_NAME");
	printf("%d %d\n", (int)needed, _wsystem(L"cls"));
	printf("%ls %d %d\n", copy, (int)wcsnlen(copy, 3), (int)wcsnlen(copy, 30));
	free(copy);
	_setmode(_fileno(stdin), _O_BINARY);
	printf("%02x %02x", getchar(), getchar());
	printf(" %02x %02x %02x", getchar(), getchar(), getchar());
	printf(" %d\n", getchar());
	return 0;
}
