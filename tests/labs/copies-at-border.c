/*
 * A copy that reaches into a page which cannot be touched writes, byte by byte, what lies before that page, and faults at its first
 * byte: memset and memcpy of any size, computed or not, and the copy of a structure.
 */
#include <windows.h>
#include <stdio.h>
#include <string.h>

#define BORDER (area + 0x2000)
#define BEFORE 13

struct small { char byte[16]; };
struct middle { char byte[24]; };
struct large { char byte[200]; };
struct mixed { int number; char *text; short rest; };

static char *area, source[512];
static ULONG_PTR where;

static int note(EXCEPTION_POINTERS *info)
{
	where = info->ExceptionRecord->ExceptionInformation[1];
	return EXCEPTION_EXECUTE_HANDLER;
}

static void tell(const char *what)
{
	int i, written = 0;

	for (i = 1; i <= BEFORE; i++)
		written += BORDER[-i] != 0;
	printf("%s: fault at +0x%x, %d bytes written before it\n", what, (unsigned)(where - (ULONG_PTR)area), written);
	memset(BORDER - BEFORE, 0, BEFORE);
}

static struct middle made(void)
{
	struct middle m;

	memset(&m, 'm', sizeof m);
	return m;
}

static void copy(struct middle *to, const struct middle *from)
{
	*to = *from;
}

#define TRY(what, statement) \
	__try { statement; printf("%s went through\n", what); } __except (note(GetExceptionInformation())) { tell(what); }

int main(void)
{
	char *at;
	unsigned size = 24;

	memset(source, 's', sizeof source);
	area = VirtualAlloc(NULL, 0x4000, MEM_RESERVE, PAGE_READWRITE);
	VirtualAlloc(area + 0x1000, 0x1000, MEM_COMMIT, PAGE_READWRITE);
	at = BORDER - BEFORE;
	TRY("memset of 24", memset(at, 'x', 24))
	TRY("memset of a size in a variable", memset(at, 'x', size))
	TRY("memcpy of 14", memcpy(at, source, 14))
	TRY("memcpy of 100", memcpy(at, source, 100))
	TRY("memmove of 40", memmove(at, source, 40))
	TRY("a structure of 16", *(struct small *)at = *(struct small *)source)
	TRY("a structure of 24", *(struct middle *)at = *(struct middle *)source)
	TRY("a structure of 24 in a function without __try", copy((struct middle *)at, (struct middle *)source))
	TRY("a structure of 200", *(struct large *)at = *(struct large *)source)
	TRY("a structure of members", *(struct mixed *)at = *(struct mixed *)source)
	TRY("a structure that a function returns", *(struct middle *)at = made())
	TRY("a structure read", *(struct middle *)source = *(struct middle *)at)
	printf("source: %d %d\n", source[BEFORE - 1], source[BEFORE]);
	VirtualFree(area, 0, MEM_RELEASE);
	return 0;
}
