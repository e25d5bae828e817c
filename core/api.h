/*
 * api.h - the Win32 calls that are traced: one row a call.
 *
 * Both sides tell of a call alike, and here is the one place that says how: the names that Microsoft's documentation gives to
 * the call and to its arguments, the kind of value that each one is, how one sees that the call has failed, and whether
 * its answer may vary. All that can be made of these rows is made of them:
 *
 *   core/weave.c     which names of a lab are hooked      core/hooks.h         the prototypes of the hooks
 *   core/calls.c     how a call is written into a trace   core/hooks_process.c the hooks of calls that only have an answer
 *   sim/api/api.c    the functions that a lab finds       sim/lang/include/    their prototypes in windows.h and psapi.h
 *   viz/trace/signature.c  how the values of two traces are compared
 *
 * What a call does is written twice, in core/hooks_*.c by the system and in sim/api/ by the model: those are the two sides.
 * So a new call is a row here and a body there; if it has arguments or does anything, a hook in core/hooks_*.c as well.
 *
 * This is no header with declarations: it holds no types and no code. Who includes it has defined those of the macros
 * below that are wanted, gets their expansions, and finds them all undefined afterwards, for it may be included again and in
 * the text of a lab. `type` is Microsoft's; what a kind is, and FAILS and VARIES, are said where they are first used.
 *
 *   FL_KIND(kind, type)                            a kind of value, and a type of its width that needs no header
 *   FL_CALL(type, name, kind, FAILS, VARIES, args) a call: type and kind of its result; FL_ARGS(...) or FL_NO_ARGS
 *   FL_PSAPI_CALL, FL_PSAPI_PLAIN                  the same of a call that psapi.h declares, not windows.h
 *   FL_PLAIN(...)                                  the same of a call that writes through no pointer and makes no place: its hook is made
 *                                                  of the row
 *   FL_ANSWER(type, name, kind, FAILS, VARIES)     the same of a call that has only an answer: its hook is made of the row
 *   FL_ARG(type, name, kind)                       an argument, in FL_ARGS
 *   FL_OUT(call, name, kind)                       what came through a pointer when `call` has worked: in `out`
 *   FL_ALIAS(name, call)                           another name of a call
 *
 * The form in a trace: docs/reference/trace.md.
 * Source: docs/reference/sources.md, [virtual-memory-api], [section], [seh], [working-set-calls],
 * [heap], [file].
 */
#ifndef FL_KIND
#define FL_KIND(kind, type)
#endif
#ifndef FL_ARG
#define FL_ARG(type, name, kind)
#endif
#ifndef FL_ARGS
#define FL_ARGS(...) __VA_ARGS__
#endif
#ifndef FL_NO_ARGS
#define FL_NO_ARGS
#endif
#ifndef FL_CALL
#define FL_CALL(type, name, kind, fails, varies, args)
#endif
#ifndef FL_PSAPI_CALL
#define FL_PSAPI_CALL FL_CALL
#endif
#ifndef FL_PLAIN
#define FL_PLAIN FL_CALL
#endif
#ifndef FL_PSAPI_PLAIN
#define FL_PSAPI_PLAIN FL_PSAPI_CALL
#endif
#ifndef FL_ANSWER
#define FL_ANSWER(type, name, kind, fails, varies) FL_CALL(type, name, kind, fails, varies, FL_NO_ARGS)
#endif
#ifndef FL_OUT
#define FL_OUT(call, name, kind)
#endif
#ifndef FL_ALIAS
#define FL_ALIAS(name, call)
#endif

/* Of an address or a handle the number is the system's own affair: another one in the next run, or on the other side. */
FL_KIND(ADDRESS, void *)                /* hexadecimal. An argument: the call is about it, `at` says which place it is.
                                           A result: a place of memory that the call made, or showed */
FL_KIND(POINTER, void *)                /* hexadecimal: to anything else */
FL_KIND(PROCESS, void *)                /* of a process: H0, if the lab has opened it; the one that is always there in hexadecimal */
FL_KIND(HANDLE, void *)                 /* of a file or a section: H0 (handles.h) */
FL_KIND(NEW_HANDLE, void *)             /* the same, and it gets its name by this call */
FL_KIND(OWN_HANDLE, void *)             /* the same, if it has none: a handle that is there from the beginning */
FL_KIND(BLOCK, void *)                  /* a block of a heap: `at` says B0+0x0 (places.h). The system's own affair is where it lies */
FL_KIND(LOST_BLOCK, void *)             /* the same, and it is gone when the call has worked */
FL_KIND(NEW_BLOCK, void *)              /* a result: a block that the call made; BLOCK_BYTES says how large it is */
FL_KIND(SAME_BLOCK, void *)             /* a result: the BLOCK with another size, perhaps in another place */
FL_KIND(PLACE, void *)                  /* an address in its portable form: A0+0x1000 (places.h) */
FL_KIND(PLACES, void *)                 /* a list of those; the value after it says how many */
FL_KIND(UNTOLD, void *)                 /* a pointer to what the call reads or writes: FL_OUT says what of it is told */

FL_KIND(UNTOLD_NUMBER, unsigned long)   /* a number that is the system's own affair */

FL_KIND(SIZE, unsigned long long)       /* hexadecimal: bytes */
FL_KIND(BLOCK_BYTES, unsigned long long) /* hexadecimal: the size of the block that the call makes */
FL_KIND(BITS, unsigned long)            /* hexadecimal */
FL_KIND(COUNT, unsigned long)           /* decimal */
FL_KIND(STATUS, long)                   /* hexadecimal: an NTSTATUS */
FL_KIND(BOOLEAN, int)                   /* "TRUE" or "FALSE" */
FL_KIND(FLAG, int)                       /* true or false, as JSON says it */
FL_KIND(DISPOSITION, int)               /* what a filter answers, by its name */
FL_KIND(NONE, void)                     /* no result */
FL_KIND(UNKNOWN, int)                   /* a result that nobody sees: the call is told before it is made, and ends the process */

/* Constants by their names (names.h) */
FL_KIND(ALLOC_TYPE, unsigned long)
FL_KIND(FREE_TYPE, unsigned long)
FL_KIND(PROTECT, unsigned long)
FL_KIND(SECTION, unsigned long)
FL_KIND(FILE_MAP, unsigned long)
FL_KIND(STATE, unsigned long)
FL_KIND(MEM_TYPE, unsigned long)
FL_KIND(HEAP_FLAGS, unsigned long)

/* ---- memory ---- */

/* ZERO: the call has failed if its result is 0. SAME: two runs of one program get the same answer, and so do both sides. */
FL_CALL(LPVOID, VirtualAlloc, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, flAllocationType, ALLOC_TYPE),
	FL_ARG(DWORD, flProtect, PROTECT)))

FL_CALL(PVOID, VirtualAlloc2, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, Process, PROCESS),
	FL_ARG(PVOID, BaseAddress, ADDRESS),
	FL_ARG(SIZE_T, Size, SIZE),
	FL_ARG(ULONG, AllocationType, ALLOC_TYPE),
	FL_ARG(ULONG, PageProtection, PROTECT),
	FL_ARG(MEM_EXTENDED_PARAMETER *, ExtendedParameters, POINTER),
	FL_ARG(ULONG, ParameterCount, COUNT)))

FL_CALL(BOOL, VirtualFree, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, dwFreeType, FREE_TYPE)))

FL_CALL(BOOL, VirtualProtect, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, flNewProtect, PROTECT),
	FL_ARG(PDWORD, lpflOldProtect, UNTOLD)))
FL_OUT(VirtualProtect, lpflOldProtect, PROTECT)

FL_CALL(SIZE_T, VirtualQuery, SIZE, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCVOID, lpAddress, ADDRESS),
	FL_ARG(PMEMORY_BASIC_INFORMATION, lpBuffer, UNTOLD),
	FL_ARG(SIZE_T, dwLength, SIZE)))
FL_OUT(VirtualQuery, BaseAddress, PLACE)
FL_OUT(VirtualQuery, AllocationBase, PLACE)
FL_OUT(VirtualQuery, AllocationProtect, PROTECT)
FL_OUT(VirtualQuery, RegionSize, SIZE)
FL_OUT(VirtualQuery, State, STATE)
FL_OUT(VirtualQuery, Protect, PROTECT)
FL_OUT(VirtualQuery, Type, MEM_TYPE)

FL_CALL(BOOL, VirtualLock, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE)))

FL_CALL(BOOL, VirtualUnlock, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE)))

/* NONZERO: it has failed if its result is not 0. */
FL_CALL(UINT, GetWriteWatch, COUNT, NONZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwFlags, BITS),
	FL_ARG(PVOID, lpBaseAddress, ADDRESS),
	FL_ARG(SIZE_T, dwRegionSize, SIZE),
	FL_ARG(PVOID *, lpAddresses, UNTOLD),
	FL_ARG(ULONG_PTR *, lpdwCount, UNTOLD),
	FL_ARG(LPDWORD, lpdwGranularity, UNTOLD)))
FL_OUT(GetWriteWatch, lpAddresses, PLACES)
FL_OUT(GetWriteWatch, lpdwCount, COUNT)
FL_OUT(GetWriteWatch, lpdwGranularity, COUNT)

FL_CALL(UINT, ResetWriteWatch, COUNT, NONZERO, SAME, FL_ARGS(
	FL_ARG(LPVOID, lpBaseAddress, ADDRESS),
	FL_ARG(SIZE_T, dwRegionSize, SIZE)))

/* ---- the same of a process by its handle: here always this one ---- */

FL_CALL(LPVOID, VirtualAllocEx, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, flAllocationType, ALLOC_TYPE),
	FL_ARG(DWORD, flProtect, PROTECT)))

FL_CALL(LPVOID, VirtualAllocExNuma, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, flAllocationType, ALLOC_TYPE),
	FL_ARG(DWORD, flProtect, PROTECT),
	FL_ARG(DWORD, nndPreferred, COUNT)))

FL_CALL(BOOL, VirtualFreeEx, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, dwFreeType, FREE_TYPE)))

FL_CALL(BOOL, VirtualProtectEx, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPVOID, lpAddress, ADDRESS),
	FL_ARG(SIZE_T, dwSize, SIZE),
	FL_ARG(DWORD, flNewProtect, PROTECT),
	FL_ARG(PDWORD, lpflOldProtect, UNTOLD)))
FL_OUT(VirtualProtectEx, lpflOldProtect, PROTECT)

FL_CALL(SIZE_T, VirtualQueryEx, SIZE, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPCVOID, lpAddress, ADDRESS),
	FL_ARG(PMEMORY_BASIC_INFORMATION, lpBuffer, UNTOLD),
	FL_ARG(SIZE_T, dwLength, SIZE)))
FL_OUT(VirtualQueryEx, BaseAddress, PLACE)
FL_OUT(VirtualQueryEx, AllocationBase, PLACE)
FL_OUT(VirtualQueryEx, AllocationProtect, PROTECT)
FL_OUT(VirtualQueryEx, RegionSize, SIZE)
FL_OUT(VirtualQueryEx, State, STATE)
FL_OUT(VirtualQueryEx, Protect, PROTECT)
FL_OUT(VirtualQueryEx, Type, MEM_TYPE)

FL_PLAIN(BOOL, ReadProcessMemory, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPCVOID, lpBaseAddress, ADDRESS),
	FL_ARG(LPVOID, lpBuffer, UNTOLD),
	FL_ARG(SIZE_T, nSize, SIZE),
	FL_ARG(SIZE_T *, lpNumberOfBytesRead, UNTOLD)))

FL_PLAIN(BOOL, WriteProcessMemory, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(LPVOID, lpBaseAddress, ADDRESS),
	FL_ARG(LPCVOID, lpBuffer, UNTOLD),
	FL_ARG(SIZE_T, nSize, SIZE),
	FL_ARG(SIZE_T *, lpNumberOfBytesWritten, UNTOLD)))

/* IsBadReadPtr and its kin have an answer and no error. */
FL_CALL(BOOL, IsBadReadPtr, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(const VOID *, lp, ADDRESS),
	FL_ARG(UINT_PTR, ucb, SIZE)))

FL_CALL(BOOL, IsBadWritePtr, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(LPVOID, lp, ADDRESS),
	FL_ARG(UINT_PTR, ucb, SIZE)))

FL_CALL(BOOL, IsBadCodePtr, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(FARPROC, lpfn, ADDRESS)))

FL_CALL(BOOL, IsBadStringPtrA, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpsz, ADDRESS),
	FL_ARG(UINT_PTR, ucchMax, SIZE)))

FL_PLAIN(BOOL, PrefetchVirtualMemory, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(ULONG_PTR, NumberOfEntries, SIZE),
	FL_ARG(PWIN32_MEMORY_RANGE_ENTRY, VirtualAddresses, UNTOLD),
	FL_ARG(ULONG, Flags, BITS)))

/* Their result is an error code. */
FL_PLAIN(DWORD, OfferVirtualMemory, COUNT, NEVER, SAME, FL_ARGS(
	FL_ARG(PVOID, VirtualAddress, ADDRESS),
	FL_ARG(SIZE_T, Size, SIZE),
	FL_ARG(OFFER_PRIORITY, Priority, COUNT)))

FL_PLAIN(DWORD, ReclaimVirtualMemory, COUNT, NEVER, SAME, FL_ARGS(
	FL_ARG(PVOID, VirtualAddress, ADDRESS),
	FL_ARG(SIZE_T, Size, SIZE)))

FL_PLAIN(DWORD, DiscardVirtualMemory, COUNT, NEVER, SAME, FL_ARGS(
	FL_ARG(PVOID, VirtualAddress, ADDRESS),
	FL_ARG(SIZE_T, Size, SIZE)))

/* Their result is an NTSTATUS: they set no last error. */
FL_CALL(NTSTATUS, NtAllocateVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID *, BaseAddress, UNTOLD),
	FL_ARG(ULONG_PTR, ZeroBits, SIZE),
	FL_ARG(PSIZE_T, RegionSize, UNTOLD),
	FL_ARG(ULONG, AllocationType, ALLOC_TYPE),
	FL_ARG(ULONG, Protect, PROTECT)))
FL_OUT(NtAllocateVirtualMemory, BaseAddress, PLACE)
FL_OUT(NtAllocateVirtualMemory, RegionSize, SIZE)

FL_CALL(NTSTATUS, NtFreeVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID *, BaseAddress, UNTOLD),
	FL_ARG(PSIZE_T, RegionSize, UNTOLD),
	FL_ARG(ULONG, FreeType, FREE_TYPE)))
FL_OUT(NtFreeVirtualMemory, BaseAddress, PLACE)
FL_OUT(NtFreeVirtualMemory, RegionSize, SIZE)

FL_CALL(NTSTATUS, NtProtectVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID *, BaseAddress, UNTOLD),
	FL_ARG(PSIZE_T, RegionSize, UNTOLD),
	FL_ARG(ULONG, NewProtect, PROTECT),
	FL_ARG(PULONG, OldProtect, UNTOLD)))
FL_OUT(NtProtectVirtualMemory, BaseAddress, PLACE)
FL_OUT(NtProtectVirtualMemory, RegionSize, SIZE)
FL_OUT(NtProtectVirtualMemory, OldProtect, PROTECT)

FL_PLAIN(NTSTATUS, NtQueryVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID, BaseAddress, ADDRESS),
	FL_ARG(ULONG, MemoryInformationClass, COUNT),
	FL_ARG(PVOID, MemoryInformation, UNTOLD),
	FL_ARG(SIZE_T, MemoryInformationLength, SIZE),
	FL_ARG(PSIZE_T, ReturnLength, UNTOLD)))

FL_PLAIN(NTSTATUS, NtReadVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID, BaseAddress, ADDRESS),
	FL_ARG(PVOID, Buffer, UNTOLD),
	FL_ARG(SIZE_T, NumberOfBytesToRead, SIZE),
	FL_ARG(PSIZE_T, NumberOfBytesRead, UNTOLD)))

FL_PLAIN(NTSTATUS, NtWriteVirtualMemory, STATUS, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(PVOID, BaseAddress, ADDRESS),
	FL_ARG(PVOID, Buffer, UNTOLD),
	FL_ARG(SIZE_T, NumberOfBytesToWrite, SIZE),
	FL_ARG(PSIZE_T, NumberOfBytesWritten, UNTOLD)))

FL_ALIAS(ZwAllocateVirtualMemory, NtAllocateVirtualMemory)
FL_ALIAS(ZwFreeVirtualMemory, NtFreeVirtualMemory)
FL_ALIAS(ZwProtectVirtualMemory, NtProtectVirtualMemory)
FL_ALIAS(ZwQueryVirtualMemory, NtQueryVirtualMemory)
FL_ALIAS(ZwReadVirtualMemory, NtReadVirtualMemory)
FL_ALIAS(ZwWriteVirtualMemory, NtWriteVirtualMemory)

/* ---- sections and their views ---- */

FL_CALL(HANDLE, CreateFileMappingA, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LPSECURITY_ATTRIBUTES, lpFileMappingAttributes, POINTER),
	FL_ARG(DWORD, flProtect, SECTION),
	FL_ARG(DWORD, dwMaximumSizeHigh, BITS),
	FL_ARG(DWORD, dwMaximumSizeLow, BITS),
	FL_ARG(LPCSTR, lpName, POINTER)))

FL_CALL(HANDLE, CreateFileMappingW, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LPSECURITY_ATTRIBUTES, lpFileMappingAttributes, POINTER),
	FL_ARG(DWORD, flProtect, SECTION),
	FL_ARG(DWORD, dwMaximumSizeHigh, BITS),
	FL_ARG(DWORD, dwMaximumSizeLow, BITS),
	FL_ARG(LPCWSTR, lpName, POINTER)))

FL_PLAIN(HANDLE, OpenFileMappingA, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwDesiredAccess, FILE_MAP),
	FL_ARG(BOOL, bInheritHandle, BOOLEAN),
	FL_ARG(LPCSTR, lpName, POINTER)))

FL_PLAIN(HANDLE, OpenFileMappingW, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwDesiredAccess, FILE_MAP),
	FL_ARG(BOOL, bInheritHandle, BOOLEAN),
	FL_ARG(LPCWSTR, lpName, POINTER)))

FL_CALL(LPVOID, MapViewOfFile, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFileMappingObject, HANDLE),
	FL_ARG(DWORD, dwDesiredAccess, FILE_MAP),
	FL_ARG(DWORD, dwFileOffsetHigh, BITS),
	FL_ARG(DWORD, dwFileOffsetLow, BITS),
	FL_ARG(SIZE_T, dwNumberOfBytesToMap, SIZE)))

FL_CALL(LPVOID, MapViewOfFileEx, ADDRESS, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFileMappingObject, HANDLE),
	FL_ARG(DWORD, dwDesiredAccess, FILE_MAP),
	FL_ARG(DWORD, dwFileOffsetHigh, BITS),
	FL_ARG(DWORD, dwFileOffsetLow, BITS),
	FL_ARG(SIZE_T, dwNumberOfBytesToMap, SIZE),
	FL_ARG(LPVOID, lpBaseAddress, ADDRESS)))

FL_CALL(BOOL, UnmapViewOfFile, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCVOID, lpBaseAddress, ADDRESS)))

FL_CALL(BOOL, FlushViewOfFile, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCVOID, lpBaseAddress, ADDRESS),
	FL_ARG(SIZE_T, dwNumberOfBytesToFlush, SIZE)))

FL_CALL(BOOL, CloseHandle, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hObject, HANDLE)))

/* ---- files: by a handle, like a section. Their names and their bytes are not told ---- */

FL_PLAIN(HANDLE, CreateFileA, NEW_HANDLE, ONES, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpFileName, POINTER),
	FL_ARG(DWORD, dwDesiredAccess, BITS),
	FL_ARG(DWORD, dwShareMode, BITS),
	FL_ARG(LPSECURITY_ATTRIBUTES, lpSecurityAttributes, POINTER),
	FL_ARG(DWORD, dwCreationDisposition, COUNT),
	FL_ARG(DWORD, dwFlagsAndAttributes, BITS),
	FL_ARG(HANDLE, hTemplateFile, HANDLE)))

FL_PLAIN(HANDLE, CreateFileW, NEW_HANDLE, ONES, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpFileName, POINTER),
	FL_ARG(DWORD, dwDesiredAccess, BITS),
	FL_ARG(DWORD, dwShareMode, BITS),
	FL_ARG(LPSECURITY_ATTRIBUTES, lpSecurityAttributes, POINTER),
	FL_ARG(DWORD, dwCreationDisposition, COUNT),
	FL_ARG(DWORD, dwFlagsAndAttributes, BITS),
	FL_ARG(HANDLE, hTemplateFile, HANDLE)))

FL_CALL(BOOL, ReadFile, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LPVOID, lpBuffer, POINTER),
	FL_ARG(DWORD, nNumberOfBytesToRead, COUNT),
	FL_ARG(LPDWORD, lpNumberOfBytesRead, UNTOLD),
	FL_ARG(LPOVERLAPPED, lpOverlapped, POINTER)))
FL_OUT(ReadFile, lpNumberOfBytesRead, COUNT)

FL_CALL(BOOL, WriteFile, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LPCVOID, lpBuffer, POINTER),
	FL_ARG(DWORD, nNumberOfBytesToWrite, COUNT),
	FL_ARG(LPDWORD, lpNumberOfBytesWritten, UNTOLD),
	FL_ARG(LPOVERLAPPED, lpOverlapped, POINTER)))
FL_OUT(WriteFile, lpNumberOfBytesWritten, COUNT)

/* ONES_32: the same of 32 bits. */
FL_PLAIN(DWORD, SetFilePointer, COUNT, ONES_32, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LONG, lDistanceToMove, COUNT),
	FL_ARG(PLONG, lpDistanceToMoveHigh, UNTOLD),
	FL_ARG(DWORD, dwMoveMethod, COUNT)))

FL_CALL(BOOL, SetFilePointerEx, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LARGE_INTEGER, liDistanceToMove, SIZE),
	FL_ARG(PLARGE_INTEGER, lpNewFilePointer, UNTOLD),
	FL_ARG(DWORD, dwMoveMethod, COUNT)))

FL_PLAIN(DWORD, GetFileSize, COUNT, ONES_32, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(LPDWORD, lpFileSizeHigh, UNTOLD)))

FL_PLAIN(BOOL, GetFileSizeEx, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE),
	FL_ARG(PLARGE_INTEGER, lpFileSize, UNTOLD)))

FL_PLAIN(BOOL, SetEndOfFile, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE)))

FL_PLAIN(BOOL, FlushFileBuffers, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE)))

FL_PLAIN(DWORD, GetFileType, COUNT, NEVER, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hFile, HANDLE)))

FL_PLAIN(BOOL, DeleteFileA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpFileName, POINTER)))

FL_PLAIN(BOOL, DeleteFileW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpFileName, POINTER)))

FL_PLAIN(BOOL, MoveFileA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpExistingFileName, POINTER),
	FL_ARG(LPCSTR, lpNewFileName, POINTER)))

FL_PLAIN(BOOL, MoveFileW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpExistingFileName, POINTER),
	FL_ARG(LPCWSTR, lpNewFileName, POINTER)))

FL_PLAIN(BOOL, CopyFileA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpExistingFileName, POINTER),
	FL_ARG(LPCSTR, lpNewFileName, POINTER),
	FL_ARG(BOOL, bFailIfExists, BOOLEAN)))

FL_PLAIN(BOOL, CopyFileW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpExistingFileName, POINTER),
	FL_ARG(LPCWSTR, lpNewFileName, POINTER),
	FL_ARG(BOOL, bFailIfExists, BOOLEAN)))

FL_PLAIN(DWORD, GetFileAttributesA, BITS, ONES_32, VARIES, FL_ARGS(
	FL_ARG(LPCSTR, lpFileName, POINTER)))

FL_PLAIN(DWORD, GetFileAttributesW, BITS, ONES_32, VARIES, FL_ARGS(
	FL_ARG(LPCWSTR, lpFileName, POINTER)))

FL_PLAIN(DWORD, GetTempPathA, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, nBufferLength, COUNT),
	FL_ARG(LPSTR, lpBuffer, POINTER)))

FL_PLAIN(DWORD, GetTempPathW, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, nBufferLength, COUNT),
	FL_ARG(LPWSTR, lpBuffer, POINTER)))

FL_PLAIN(UINT, GetTempFileNameA, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(LPCSTR, lpPathName, POINTER),
	FL_ARG(LPCSTR, lpPrefixString, POINTER),
	FL_ARG(UINT, uUnique, COUNT),
	FL_ARG(LPSTR, lpTempFileName, POINTER)))

FL_PLAIN(UINT, GetTempFileNameW, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(LPCWSTR, lpPathName, POINTER),
	FL_ARG(LPCWSTR, lpPrefixString, POINTER),
	FL_ARG(UINT, uUnique, COUNT),
	FL_ARG(LPWSTR, lpTempFileName, POINTER)))

FL_PLAIN(DWORD, GetCurrentDirectoryA, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, nBufferLength, COUNT),
	FL_ARG(LPSTR, lpBuffer, POINTER)))

FL_PLAIN(DWORD, GetCurrentDirectoryW, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, nBufferLength, COUNT),
	FL_ARG(LPWSTR, lpBuffer, POINTER)))

FL_PLAIN(HANDLE, GetStdHandle, OWN_HANDLE, ONES, SAME, FL_ARGS(
	FL_ARG(DWORD, nStdHandle, BITS)))

FL_CALL(BOOL, WriteConsoleA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hConsoleOutput, HANDLE),
	FL_ARG(const VOID *, lpBuffer, POINTER),
	FL_ARG(DWORD, nNumberOfCharsToWrite, COUNT),
	FL_ARG(LPDWORD, lpNumberOfCharsWritten, UNTOLD),
	FL_ARG(LPVOID, lpReserved, POINTER)))

FL_CALL(BOOL, WriteConsoleW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hConsoleOutput, HANDLE),
	FL_ARG(const VOID *, lpBuffer, POINTER),
	FL_ARG(DWORD, nNumberOfCharsToWrite, COUNT),
	FL_ARG(LPDWORD, lpNumberOfCharsWritten, UNTOLD),
	FL_ARG(LPVOID, lpReserved, POINTER)))

/* ---- the heaps: a handle of a heap is told like one of a section ---- */

FL_ANSWER(HANDLE, GetProcessHeap, OWN_HANDLE, ZERO, SAME)

FL_PLAIN(DWORD, GetProcessHeaps, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, NumberOfHeaps, COUNT),
	FL_ARG(PHANDLE, ProcessHeaps, UNTOLD)))

FL_PLAIN(HANDLE, HeapCreate, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, flOptions, HEAP_FLAGS),
	FL_ARG(SIZE_T, dwInitialSize, SIZE),
	FL_ARG(SIZE_T, dwMaximumSize, SIZE)))

FL_PLAIN(BOOL, HeapDestroy, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE)))

FL_PLAIN(LPVOID, HeapAlloc, NEW_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS),
	FL_ARG(SIZE_T, dwBytes, BLOCK_BYTES)))

FL_PLAIN(LPVOID, HeapReAlloc, SAME_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS),
	FL_ARG(LPVOID, lpMem, BLOCK),
	FL_ARG(SIZE_T, dwBytes, BLOCK_BYTES)))

FL_PLAIN(BOOL, HeapFree, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS),
	FL_ARG(LPVOID, lpMem, LOST_BLOCK)))

/* ONES: it has failed if all bits of its result are set. */
FL_PLAIN(SIZE_T, HeapSize, SIZE, ONES, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS),
	FL_ARG(LPCVOID, lpMem, BLOCK)))

FL_PLAIN(BOOL, HeapValidate, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS),
	FL_ARG(LPCVOID, lpMem, BLOCK)))

FL_PLAIN(SIZE_T, HeapCompact, SIZE, NEVER, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(DWORD, dwFlags, HEAP_FLAGS)))

FL_PLAIN(BOOL, HeapLock, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE)))

FL_PLAIN(BOOL, HeapUnlock, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE)))

FL_PLAIN(BOOL, HeapWalk, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hHeap, HANDLE),
	FL_ARG(LPPROCESS_HEAP_ENTRY, lpEntry, UNTOLD)))

FL_PLAIN(BOOL, HeapSetInformation, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, HeapHandle, HANDLE),
	FL_ARG(HEAP_INFORMATION_CLASS, HeapInformationClass, COUNT),
	FL_ARG(PVOID, HeapInformation, UNTOLD),
	FL_ARG(SIZE_T, HeapInformationLength, SIZE)))

FL_PLAIN(BOOL, HeapQueryInformation, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, HeapHandle, HANDLE),
	FL_ARG(HEAP_INFORMATION_CLASS, HeapInformationClass, COUNT),
	FL_ARG(PVOID, HeapInformation, UNTOLD),
	FL_ARG(SIZE_T, HeapInformationLength, SIZE),
	FL_ARG(PSIZE_T, ReturnLength, UNTOLD)))

/* The same heap, as 16-bit Windows saw it: a block is its address, or a handle that has to be locked first. */

FL_PLAIN(HGLOBAL, GlobalAlloc, NEW_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(UINT, uFlags, BITS),
	FL_ARG(SIZE_T, dwBytes, BLOCK_BYTES)))

FL_PLAIN(HGLOBAL, GlobalReAlloc, SAME_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, BLOCK),
	FL_ARG(SIZE_T, dwBytes, BLOCK_BYTES),
	FL_ARG(UINT, uFlags, BITS)))

FL_PLAIN(HGLOBAL, GlobalFree, POINTER, NONZERO, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, LOST_BLOCK)))

FL_PLAIN(LPVOID, GlobalLock, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, BLOCK)))

FL_PLAIN(BOOL, GlobalUnlock, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, BLOCK)))

FL_PLAIN(SIZE_T, GlobalSize, SIZE, ZERO, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, BLOCK)))

FL_PLAIN(UINT, GlobalFlags, BITS, NEVER, SAME, FL_ARGS(
	FL_ARG(HGLOBAL, hMem, BLOCK)))

FL_PLAIN(HGLOBAL, GlobalHandle, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCVOID, pMem, BLOCK)))

FL_PLAIN(HLOCAL, LocalAlloc, NEW_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(UINT, uFlags, BITS),
	FL_ARG(SIZE_T, uBytes, BLOCK_BYTES)))

FL_PLAIN(HLOCAL, LocalReAlloc, SAME_BLOCK, ZERO, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, BLOCK),
	FL_ARG(SIZE_T, uBytes, BLOCK_BYTES),
	FL_ARG(UINT, uFlags, BITS)))

FL_PLAIN(HLOCAL, LocalFree, POINTER, NONZERO, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, LOST_BLOCK)))

FL_PLAIN(LPVOID, LocalLock, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, BLOCK)))

FL_PLAIN(BOOL, LocalUnlock, BOOLEAN, NEVER, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, BLOCK)))

FL_PLAIN(SIZE_T, LocalSize, SIZE, ZERO, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, BLOCK)))

FL_PLAIN(UINT, LocalFlags, BITS, NEVER, SAME, FL_ARGS(
	FL_ARG(HLOCAL, hMem, BLOCK)))

FL_PLAIN(HLOCAL, LocalHandle, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCVOID, pMem, BLOCK)))

/* ---- exceptions ---- */

/* NEVER: no result of it says that it has failed. */
FL_CALL(void, RaiseException, NONE, NEVER, SAME, FL_ARGS(
	FL_ARG(DWORD, dwExceptionCode, BITS),
	FL_ARG(DWORD, dwExceptionFlags, BITS),
	FL_ARG(DWORD, nNumberOfArguments, COUNT),
	FL_ARG(const ULONG_PTR *, lpArguments, UNTOLD)))

FL_CALL(PVOID, AddVectoredExceptionHandler, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(ULONG, First, COUNT),
	FL_ARG(PVECTORED_EXCEPTION_HANDLER, Handler, POINTER)))

FL_CALL(ULONG, RemoveVectoredExceptionHandler, COUNT, ZERO, SAME, FL_ARGS(
	FL_ARG(PVOID, Handle, POINTER)))

FL_CALL(PVOID, AddVectoredContinueHandler, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(ULONG, First, COUNT),
	FL_ARG(PVECTORED_EXCEPTION_HANDLER, Handler, POINTER)))

FL_CALL(ULONG, RemoveVectoredContinueHandler, COUNT, ZERO, SAME, FL_ARGS(
	FL_ARG(PVOID, Handle, POINTER)))

FL_CALL(LPTOP_LEVEL_EXCEPTION_FILTER, SetUnhandledExceptionFilter, POINTER, NEVER, SAME, FL_ARGS(
	FL_ARG(LPTOP_LEVEL_EXCEPTION_FILTER, lpTopLevelExceptionFilter, POINTER)))

FL_CALL(LONG, UnhandledExceptionFilter, DISPOSITION, NEVER, SAME, FL_ARGS(
	FL_ARG(EXCEPTION_POINTERS *, ExceptionInfo, UNTOLD)))

/* ---- process and system ---- */

FL_ANSWER(DWORD, GetLastError, COUNT, NEVER, SAME)

FL_CALL(void, SetLastError, NONE, NEVER, SAME, FL_ARGS(
	FL_ARG(DWORD, dwErrCode, COUNT)))

/* VARIES: the answer tells of the machine, or of the process with all that is in it, not of the lab. */
FL_CALL(void, GetSystemInfo, NONE, NEVER, VARIES, FL_ARGS(
	FL_ARG(LPSYSTEM_INFO, lpSystemInfo, UNTOLD)))
FL_OUT(GetSystemInfo, dwPageSize, COUNT)
FL_OUT(GetSystemInfo, dwAllocationGranularity, COUNT)

/* Its result is how long the text is, and whose text it is (texts.h). */
FL_PLAIN(DWORD, FormatMessageA, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, dwFlags, BITS),
	FL_ARG(LPCVOID, lpSource, POINTER),
	FL_ARG(DWORD, dwMessageId, COUNT),
	FL_ARG(DWORD, dwLanguageId, COUNT),
	FL_ARG(LPSTR, lpBuffer, POINTER),
	FL_ARG(DWORD, nSize, COUNT),
	FL_ARG(va_list *, Arguments, POINTER)))

FL_PLAIN(DWORD, FormatMessageW, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(DWORD, dwFlags, BITS),
	FL_ARG(LPCVOID, lpSource, POINTER),
	FL_ARG(DWORD, dwMessageId, COUNT),
	FL_ARG(DWORD, dwLanguageId, COUNT),
	FL_ARG(LPWSTR, lpBuffer, POINTER),
	FL_ARG(DWORD, nSize, COUNT),
	FL_ARG(va_list *, Arguments, POINTER)))

FL_CALL(void, GetNativeSystemInfo, NONE, NEVER, VARIES, FL_ARGS(
	FL_ARG(LPSYSTEM_INFO, lpSystemInfo, UNTOLD)))
FL_OUT(GetNativeSystemInfo, dwPageSize, COUNT)
FL_OUT(GetNativeSystemInfo, dwAllocationGranularity, COUNT)

FL_ANSWER(SIZE_T, GetLargePageMinimum, SIZE, NEVER, SAME)

FL_ANSWER(HANDLE, GetCurrentProcess, PROCESS, NEVER, VARIES)

FL_CALL(void, ExitProcess, NONE, NEVER, SAME, FL_ARGS(
	FL_ARG(UINT, uExitCode, COUNT)))

FL_CALL(BOOL, TerminateProcess, UNKNOWN, NEVER, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(UINT, uExitCode, COUNT)))

FL_CALL(void, Sleep, NONE, NEVER, SAME, FL_ARGS(
	FL_ARG(DWORD, dwMilliseconds, COUNT)))

FL_ANSWER(DWORD, GetTickCount, COUNT, NEVER, VARIES)

FL_ANSWER(DWORD, GetCurrentProcessId, COUNT, NEVER, VARIES)

FL_ANSWER(DWORD, GetCurrentThreadId, COUNT, NEVER, VARIES)

FL_ANSWER(HANDLE, GetCurrentThread, PROCESS, NEVER, VARIES)

FL_PLAIN(DWORD, GetProcessId, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, Process, PROCESS)))

/* The number of a process is the system's affair: it is not told. */
FL_PLAIN(HANDLE, OpenProcess, NEW_HANDLE, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwDesiredAccess, BITS),
	FL_ARG(BOOL, bInheritHandle, BOOLEAN),
	FL_ARG(DWORD, dwProcessId, UNTOLD_NUMBER)))

FL_CALL(BOOL, DuplicateHandle, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hSourceProcessHandle, PROCESS),
	FL_ARG(HANDLE, hSourceHandle, HANDLE),
	FL_ARG(HANDLE, hTargetProcessHandle, PROCESS),
	FL_ARG(LPHANDLE, lpTargetHandle, UNTOLD),
	FL_ARG(DWORD, dwDesiredAccess, BITS),
	FL_ARG(BOOL, bInheritHandle, BOOLEAN),
	FL_ARG(DWORD, dwOptions, BITS)))
FL_OUT(DuplicateHandle, lpTargetHandle, NEW_HANDLE)

FL_PLAIN(HMODULE, GetModuleHandleA, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpModuleName, POINTER)))

FL_PLAIN(HMODULE, GetModuleHandleW, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpModuleName, POINTER)))

FL_PLAIN(BOOL, GetModuleHandleExA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwFlags, BITS),
	FL_ARG(LPCSTR, lpModuleName, POINTER),
	FL_ARG(HMODULE *, phModule, UNTOLD)))

FL_PLAIN(BOOL, GetModuleHandleExW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(DWORD, dwFlags, BITS),
	FL_ARG(LPCWSTR, lpModuleName, POINTER),
	FL_ARG(HMODULE *, phModule, UNTOLD)))

FL_PLAIN(HMODULE, LoadLibraryA, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpLibFileName, POINTER)))

FL_PLAIN(HMODULE, LoadLibraryW, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpLibFileName, POINTER)))

FL_PLAIN(BOOL, FreeLibrary, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HMODULE, hLibModule, POINTER)))

FL_CALL(FARPROC, GetProcAddress, POINTER, ZERO, SAME, FL_ARGS(
	FL_ARG(HMODULE, hModule, POINTER),
	FL_ARG(LPCSTR, lpProcName, POINTER)))

FL_PLAIN(DWORD, GetModuleFileNameA, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(HMODULE, hModule, POINTER),
	FL_ARG(LPSTR, lpFilename, UNTOLD),
	FL_ARG(DWORD, nSize, COUNT)))

FL_PLAIN(DWORD, GetModuleFileNameW, COUNT, ZERO, VARIES, FL_ARGS(
	FL_ARG(HMODULE, hModule, POINTER),
	FL_ARG(LPWSTR, lpFilename, UNTOLD),
	FL_ARG(DWORD, nSize, COUNT)))

FL_CALL(void, GetCurrentThreadStackLimits, NONE, NEVER, VARIES, FL_ARGS(
	FL_ARG(PULONG_PTR, LowLimit, UNTOLD),
	FL_ARG(PULONG_PTR, HighLimit, UNTOLD)))
FL_OUT(GetCurrentThreadStackLimits, LowLimit, PLACE)
FL_OUT(GetCurrentThreadStackLimits, HighLimit, PLACE)

FL_PLAIN(BOOL, SetThreadStackGuarantee, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(PULONG, StackSizeInBytes, UNTOLD)))

FL_CALL(void, GlobalMemoryStatus, NONE, NEVER, VARIES, FL_ARGS(
	FL_ARG(LPMEMORYSTATUS, lpBuffer, UNTOLD)))

FL_PLAIN(BOOL, GlobalMemoryStatusEx, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(LPMEMORYSTATUSEX, lpBuffer, UNTOLD)))

/* A privilege that the machine does not give: the calls work, and the pages are refused. */
FL_CALL(BOOL, OpenProcessToken, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, ProcessHandle, PROCESS),
	FL_ARG(DWORD, DesiredAccess, BITS),
	FL_ARG(PHANDLE, TokenHandle, UNTOLD)))
FL_OUT(OpenProcessToken, TokenHandle, NEW_HANDLE)

FL_PLAIN(BOOL, LookupPrivilegeValueA, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCSTR, lpSystemName, POINTER),
	FL_ARG(LPCSTR, lpName, POINTER),
	FL_ARG(PLUID, lpLuid, UNTOLD)))

FL_PLAIN(BOOL, LookupPrivilegeValueW, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(LPCWSTR, lpSystemName, POINTER),
	FL_ARG(LPCWSTR, lpName, POINTER),
	FL_ARG(PLUID, lpLuid, UNTOLD)))

FL_PLAIN(BOOL, AdjustTokenPrivileges, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, TokenHandle, HANDLE),
	FL_ARG(BOOL, DisableAllPrivileges, BOOLEAN),
	FL_ARG(PTOKEN_PRIVILEGES, NewState, UNTOLD),
	FL_ARG(DWORD, BufferLength, COUNT),
	FL_ARG(PTOKEN_PRIVILEGES, PreviousState, UNTOLD),
	FL_ARG(PDWORD, ReturnLength, UNTOLD)))

FL_PLAIN(BOOL, AllocateUserPhysicalPages, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PULONG_PTR, NumberOfPages, UNTOLD),
	FL_ARG(PULONG_PTR, PageArray, UNTOLD)))

FL_PLAIN(BOOL, FreeUserPhysicalPages, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PULONG_PTR, NumberOfPages, UNTOLD),
	FL_ARG(PULONG_PTR, PageArray, UNTOLD)))

FL_PLAIN(BOOL, MapUserPhysicalPages, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(PVOID, VirtualAddress, ADDRESS),
	FL_ARG(ULONG_PTR, NumberOfPages, SIZE),
	FL_ARG(PULONG_PTR, PageArray, UNTOLD)))

FL_PLAIN(BOOL, GetNumaHighestNodeNumber, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(PULONG, HighestNodeNumber, UNTOLD)))

/* ---- working set ---- */

FL_PSAPI_CALL(BOOL, GetProcessMemoryInfo, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, Process, PROCESS),
	FL_ARG(PPROCESS_MEMORY_COUNTERS, ppsmemCounters, UNTOLD),
	FL_ARG(DWORD, cb, COUNT)))
FL_OUT(GetProcessMemoryInfo, PageFaultCount, COUNT)
FL_OUT(GetProcessMemoryInfo, WorkingSetSize, SIZE)
FL_OUT(GetProcessMemoryInfo, PagefileUsage, SIZE)
FL_ALIAS(K32GetProcessMemoryInfo, GetProcessMemoryInfo)

/* RESIDENCY: the answer is the same if the runs were given the same memory. `out` tells of the first page. */
FL_PSAPI_CALL(BOOL, QueryWorkingSetEx, BOOLEAN, ZERO, RESIDENCY, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PVOID, pv, UNTOLD),
	FL_ARG(DWORD, cb, COUNT)))
FL_OUT(QueryWorkingSetEx, Valid, FLAG)
FL_ALIAS(K32QueryWorkingSetEx, QueryWorkingSetEx)

FL_PSAPI_CALL(BOOL, EmptyWorkingSet, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS)))
FL_ALIAS(K32EmptyWorkingSet, EmptyWorkingSet)

FL_CALL(BOOL, SetProcessWorkingSetSize, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(SIZE_T, dwMinimumWorkingSetSize, SIZE),
	FL_ARG(SIZE_T, dwMaximumWorkingSetSize, SIZE)))

FL_PLAIN(BOOL, SetProcessWorkingSetSizeEx, BOOLEAN, ZERO, SAME, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(SIZE_T, dwMinimumWorkingSetSize, SIZE),
	FL_ARG(SIZE_T, dwMaximumWorkingSetSize, SIZE),
	FL_ARG(DWORD, Flags, BITS)))

FL_PLAIN(BOOL, GetProcessWorkingSetSizeEx, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PSIZE_T, lpMinimumWorkingSetSize, UNTOLD),
	FL_ARG(PSIZE_T, lpMaximumWorkingSetSize, UNTOLD),
	FL_ARG(PDWORD, Flags, UNTOLD)))

FL_CALL(BOOL, GetProcessWorkingSetSize, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PSIZE_T, lpMinimumWorkingSetSize, UNTOLD),
	FL_ARG(PSIZE_T, lpMaximumWorkingSetSize, UNTOLD)))
FL_OUT(GetProcessWorkingSetSize, lpMinimumWorkingSetSize, SIZE)
FL_OUT(GetProcessWorkingSetSize, lpMaximumWorkingSetSize, SIZE)

FL_PSAPI_PLAIN(BOOL, GetPerformanceInfo, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(PPERFORMANCE_INFORMATION, pPerformanceInformation, UNTOLD),
	FL_ARG(DWORD, cb, COUNT)))

FL_ALIAS(K32GetPerformanceInfo, GetPerformanceInfo)

FL_PSAPI_PLAIN(BOOL, QueryWorkingSet, BOOLEAN, ZERO, VARIES, FL_ARGS(
	FL_ARG(HANDLE, hProcess, PROCESS),
	FL_ARG(PVOID, pv, UNTOLD),
	FL_ARG(DWORD, cb, COUNT)))

FL_ALIAS(K32QueryWorkingSet, QueryWorkingSet)

#undef FL_KIND
#undef FL_ARG
#undef FL_ARGS
#undef FL_NO_ARGS
#undef FL_CALL
#undef FL_PSAPI_CALL
#undef FL_PLAIN
#undef FL_PSAPI_PLAIN
#undef FL_ANSWER
#undef FL_OUT
#undef FL_ALIAS
