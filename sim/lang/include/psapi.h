/* Counters of the process, and which of its pages are resident. */
#ifndef _PSAPI_H
#define _PSAPI_H
#include <windows.h>

typedef struct _PROCESS_MEMORY_COUNTERS {
	DWORD cb;
	DWORD PageFaultCount;
	SIZE_T PeakWorkingSetSize;
	SIZE_T WorkingSetSize;
	SIZE_T QuotaPeakPagedPoolUsage;
	SIZE_T QuotaPagedPoolUsage;
	SIZE_T QuotaPeakNonPagedPoolUsage;
	SIZE_T QuotaNonPagedPoolUsage;
	SIZE_T PagefileUsage;
	SIZE_T PeakPagefileUsage;
} PROCESS_MEMORY_COUNTERS, *PPROCESS_MEMORY_COUNTERS;

typedef struct _PROCESS_MEMORY_COUNTERS_EX {
	DWORD cb;
	DWORD PageFaultCount;
	SIZE_T PeakWorkingSetSize;
	SIZE_T WorkingSetSize;
	SIZE_T QuotaPeakPagedPoolUsage;
	SIZE_T QuotaPagedPoolUsage;
	SIZE_T QuotaPeakNonPagedPoolUsage;
	SIZE_T QuotaNonPagedPoolUsage;
	SIZE_T PagefileUsage;
	SIZE_T PeakPagefileUsage;
	SIZE_T PrivateUsage;
} PROCESS_MEMORY_COUNTERS_EX, *PPROCESS_MEMORY_COUNTERS_EX;

/* Flags: bit 0 Valid, 1 ShareCount (3), 4 Win32Protection (11), 15 Shared, 16 Node (6), 22 Locked, 23 LargePage */
typedef union _PSAPI_WORKING_SET_EX_BLOCK {
	ULONG_PTR Flags;
} PSAPI_WORKING_SET_EX_BLOCK, *PPSAPI_WORKING_SET_EX_BLOCK;

typedef struct _PSAPI_WORKING_SET_EX_INFORMATION {
	PVOID VirtualAddress;
	PSAPI_WORKING_SET_EX_BLOCK VirtualAttributes;
} PSAPI_WORKING_SET_EX_INFORMATION, *PPSAPI_WORKING_SET_EX_INFORMATION;

typedef struct _PERFORMANCE_INFORMATION {
	DWORD cb;
	SIZE_T CommitTotal, CommitLimit, CommitPeak, PhysicalTotal, PhysicalAvailable, SystemCache;
	SIZE_T KernelTotal, KernelPaged, KernelNonpaged, PageSize;
	DWORD HandleCount, ProcessCount, ThreadCount;
} PERFORMANCE_INFORMATION, *PPERFORMANCE_INFORMATION;

typedef union _PSAPI_WORKING_SET_BLOCK {
	ULONG_PTR Flags;
	struct { ULONG_PTR Protection : 5, ShareCount : 3, Shared : 1, Reserved : 3, VirtualPage : 52; };
} PSAPI_WORKING_SET_BLOCK, *PPSAPI_WORKING_SET_BLOCK;
typedef struct _PSAPI_WORKING_SET_INFORMATION {
	ULONG_PTR NumberOfEntries;
	PSAPI_WORKING_SET_BLOCK WorkingSetInfo[1];
} PSAPI_WORKING_SET_INFORMATION, *PPSAPI_WORKING_SET_INFORMATION;

#define FL_ARG(type, name, kind) type name
#define FL_PSAPI_CALL(type, name, kind, fails, varies, args) type name(args);
#include <faultlab/api.h>
#define K32EmptyWorkingSet EmptyWorkingSet
#define K32GetProcessMemoryInfo GetProcessMemoryInfo
#define K32GetPerformanceInfo GetPerformanceInfo
#define K32QueryWorkingSet QueryWorkingSet
#define K32QueryWorkingSetEx QueryWorkingSetEx

#endif
