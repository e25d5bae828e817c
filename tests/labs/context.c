/* What GetExceptionInformation points to. */
#include <windows.h>
#include <stdio.h>

static char *page;
static EXCEPTION_POINTERS *seen;

static int look(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	CONTEXT *c = info->ContextRecord;
	char local;

	printf("code 0x%08lX, flags %lu, chained %d, parameters %lu\n", r->ExceptionCode, r->ExceptionFlags,
	       r->ExceptionRecord != NULL, r->NumberParameters);
	printf("rip is the address of the exception: %d\n", c->Rip == (ULONG_PTR)r->ExceptionAddress);
	printf("the interrupted stack is above this one: %d\n", c->Rsp > (ULONG_PTR)&local);
	printf("the record is in between: %d\n", (ULONG_PTR)r > (ULONG_PTR)&local && (ULONG_PTR)r < c->Rsp);
	printf("segments 0x%X 0x%X\n", c->SegCs, c->SegSs);
	printf("sizes %d %d %d\n", (int)sizeof *r, (int)sizeof *c, (int)sizeof *info);
	seen = info;
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	page = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		page[10] = 1;
	} __except (look(GetExceptionInformation())) {
		printf("handled\n");
	}
	return 0;
}
