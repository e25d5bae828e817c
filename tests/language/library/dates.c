/* What the calendar of time.h makes of fixed times. */
#include <stdio.h>
#include <time.h>
#include <string.h>

int main(void)
{
	static const long long times[] = { 0, 951782400, 1000000000, 4102444799LL, 68169600 };
	struct tm tm;
	char text[80];

	for (int i = 0; i < 5; i++) {
		time_t t = times[i];

		tm = *gmtime(&t);
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S, %A, day %j, %I %p, %b %y", &tm);
		puts(text);
	}
	memset(&tm, 0, sizeof tm);
	tm.tm_year = 100;
	tm.tm_mon = 13;
	tm.tm_mday = 35;
	tm.tm_isdst = -1;
	printf("%d\n", mktime(&tm) != (time_t)-1);
	printf("%d-%d-%d, weekday %d, %s", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_wday, asctime(&tm));
	printf("%.1f\n", difftime(times[2], times[1]));
	return 0;
}
