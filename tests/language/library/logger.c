/* A log with a level, on functions with a variable number of arguments. */
#include <stdarg.h>
#include <stdio.h>

static int lines;

static void log_line(int level, const char *format, ...)
{
	static const char *const names[] = { "debug", "info", "error" };
	char text[40];
	va_list list;
	int n;

	va_start(list, format);
	n = _vsnprintf_s(text, sizeof text, _TRUNCATE, format, list);
	va_end(list);
	printf("%02d %-5s %s%s\n", ++lines, names[level], text, n < 0 ? "~" : "");
	if (level == 2) {
		va_start(list, format);
		vfprintf(stdout, format, list);
		va_end(list);
		putchar('\n');
	}
}

int main(void)
{
	log_line(0, "%d pages of %llu bytes", 80, 4096ULL);
	log_line(1, "%s", "this text is longer than the buffer of the log, and is cut");
	log_line(2, "%c%5.2f%-6s|%x", '<', 2.5, "ab", 48879);
	log_line(1, "no arguments");
	return 0;
}
