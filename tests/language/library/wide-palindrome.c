/* Palindromes of 16-bit characters. */
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

static int is_palindrome(const wchar_t *text)
{
	const wchar_t *end = text + wcslen(text);

	while (text < end) {
		if (!iswalpha(*text))
			text++;
		else if (!iswalpha(end[-1]))
			end--;
		else if (towlower(*text++) != towlower(*--end))
			return 0;
	}
	return 1;
}

int main(void)
{
	static const wchar_t *const texts[] = { L"A man, a plan, a canal: Panama", L"Not one", L"", L"ab ba", L"No lemon, no melon" };

	for (int i = 0; i < 5; i++)
		wprintf(L"%-32s %s\n", texts[i], is_palindrome(texts[i]) ? L"yes" : L"no");
	return 0;
}
