/* Constants that samples print, from every part of the headers. */
#include <windows.h>
#include <winternl.h>
#include <errno.h>
#include <limits.h>
#include <inttypes.h>
#include <stdio.h>

#define SHOW(name) printf("%s = 0x%llX\n", #name, (unsigned long long)(DWORD)(name))

int main(void)
{
	SHOW(EXCEPTION_DATATYPE_MISALIGNMENT);
	SHOW(EXCEPTION_FLT_DIVIDE_BY_ZERO);
	SHOW(EXCEPTION_INVALID_HANDLE);
	SHOW(STATUS_STACK_OVERFLOW);
	SHOW(ERROR_FILE_NOT_FOUND);
	SHOW(ERROR_NOT_ENOUGH_QUOTA);
	SHOW(GENERIC_READ | GENERIC_WRITE);
	SHOW(PAGE_EXECUTE_READWRITE | PAGE_GUARD);
	SHOW(MEM_RESERVE | MEM_COMMIT | MEM_TOP_DOWN);
	SHOW(HEAP_GENERATE_EXCEPTIONS);
	SHOW(FILE_MAP_ALL_ACCESS);
	SHOW(PROCESSOR_ARCHITECTURE_AMD64);
	SHOW(CONTEXT_FULL);
	SHOW(INFINITE);
	SHOW(HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED));
	SHOW(MAKELONG(0x1234, 0x5678));
	printf("%d %d %d\n", EINVAL, ERANGE, ExceptionContinueSearch);
	printf("%zu %zu %zu %zu\n", sizeof(CONTEXT), sizeof(EXCEPTION_RECORD), sizeof(MEMORYSTATUSEX), sizeof(NT_TIB));
	printf("%" PRIu64 " %" PRIx32 " %d\n", UINT64_MAX, (uint32_t)UINT_MAX, NT_SUCCESS(0xC0000005L));
	return 0;
}
