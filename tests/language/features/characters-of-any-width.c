/* Characters and strings of every width, and letters in names. */
#include <stdio.h>
#include <uchar.h>

static void show16(const unsigned short *s)
{
	while (*s) printf("%04x ", *s++);
	puts("");
}
static void show32(const unsigned *s)
{
	while (*s) printf("%x ", *s++);
	puts("");
}
static void show8(const char *s)
{
	while (*s) printf("%02x ", (unsigned char)*s++);
	puts("");
}
static const char16_t s16[] = u"a\u00f6\U0001F600";
static char32_t s32[8] = U"a\u00f6\U0001F600";
static char16_t fixed[3] = u"abc";
static const wchar_t *table[] = {L"one"
				 L" two",
				 "three"
				 L" four",
				 L"five"
				 " s\u00efx",
				 L""
				 "\xe9t\x00e9"};
static struct {
	char32_t c[4];
	wchar_t w[4];
	char n[4];
} mixed = {U"xy", L"zz", u8"\u00e9"};
int \u00f6ffnung = 4;
int z\u00e4hler(void) { return öffnung; }
#define sch\u00f6n(x) #x
int main(void)
{
	show16(s16);
	show32(s32);
	show16(u"a"
	       "\u00f6"
	       u"b");
	show32("\u00f6"
	       "x"
	       U"\U0001F600");
	show8(u8"\u00f6"
	      "\u00e4");
	show8("ö\U0001F600");
	for (int i = 0; i < 4; i++) show16(table[i]);
	printf("%zu %zu %zu %zu %zu\n", sizeof u"ab", sizeof U"ab", sizeof u8"ab", sizeof L"ab", sizeof "ab");
	printf("%d %d %u %d\n", u'x', L'\u00f6', U'\U0001F600', 'ab');
	printf("%zu %zu %zu\n", sizeof u'x', sizeof U'x', sizeof L'x');
	printf("%d %d %d\n", (int)(char16_t)-1, (char32_t)-1 > 0, (wchar_t)-1 > 0);
	printf("%04x %04x %04x\n", fixed[0], fixed[1], fixed[2]);
	show32(mixed.c);
	show16(mixed.w);
	show8(mixed.n);
	printf("%d %d\n", z\U000000e4hler(), \u00f6ffnung + öffnung);
	printf("%s %s\n", sch\u00f6n(a b), schön(\u00f6));
	char16_t local[] = u"loc";
	char32_t l32[] = {U"wide"};
	wchar_t lw[5] = L"w";
	show16(local);
	show32(l32);
	show16(lw);
	printf("%d\n", _Generic(u'x', unsigned short : 1, default : 2) + _Generic(U"x"[0], unsigned : 10, default : 20) +
			   _Generic(L"x", unsigned short * : 100, default : 200));
	printf("%d\n", L'\xffff' == 0xffff);
	printf("%d %d\n", L"abc"[1], u"\x1234"[0]);
	printf("%d\n", "\377"[0]);
	printf("%d %d\n", '\377', L'\377');
	return 0;
}
