/* What a lab needs of the Windows headers: types, constants, layouts, prototypes. */
#ifndef _WINDOWS_H
#define _WINDOWS_H
#include <stddef.h>
#include <limits.h>
#include <stdarg.h>
#include <ctype.h>
#include <string.h>
#include <stdlib.h>
#include <excpt.h>
#include <sal.h>

#include <faultlab/winerror>
#include <faultlab/winnt>

#define CONST const
#define VOID void
#define WINAPI
#define APIPRIVATE
#define CALLBACK
#define APIENTRY
#define NTAPI
#define STDAPICALLTYPE
#define PASCAL
#define WINAPIV
#define CDECL
#define WINBASEAPI
#define NTSYSAPI
#define IN
#define OUT
#define OPTIONAL
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define FAR
#define NEAR
#define TRUE 1
#define FALSE 0
#define MAX_PATH 260
#define DECLSPEC_NOINLINE __declspec(noinline)
#define DECLSPEC_NORETURN __declspec(noreturn)
#define DECLSPEC_ALIGN(n) __declspec(align(n))
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(64)
#define DECLSPEC_SELECTANY __declspec(selectany)
#define DECLSPEC_THREAD __declspec(thread)
#define DECLSPEC_IMPORT __declspec(dllimport)
#define DECLSPEC_EXPORT __declspec(dllexport)
#define DECLSPEC_DEPRECATED __declspec(deprecated)
#define DECLSPEC_RESTRICT
#define DECLSPEC_NOTHROW
#define EXTERN_C extern
#define FORCEINLINE static __inline
#define CFORCEINLINE FORCEINLINE
#define UNALIGNED
#define RESTRICTED_POINTER
#define POINTER_64
#define C_ASSERT(e) _Static_assert(e, #e)
#define UNREFERENCED_PARAMETER(p) (p)
#define UNREFERENCED_LOCAL_VARIABLE(v) (v)
#define DBG_UNREFERENCED_PARAMETER(p) (p)
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_NUMBER_OF ARRAYSIZE
#define FIELD_OFFSET(type, field) ((long)offsetof(type, field))
#define RTL_FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define CONTAINING_RECORD(address, type, field) ((type *)((char *)(address) - offsetof(type, field)))
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define UlongToPtr(v) ((void *)(ULONG_PTR)(unsigned long)(v))
#define ULongToPtr UlongToPtr
#define UIntToPtr(v) ((void *)(ULONG_PTR)(unsigned int)(v))
#define IntToPtr(v) ((void *)(INT_PTR)(int)(v))
#define LongToPtr(v) ((void *)(LONG_PTR)(long)(v))
#define PtrToUlong(p) ((unsigned long)(ULONG_PTR)(p))
#define PtrToUint(p) ((unsigned int)(UINT_PTR)(p))
#define PtrToInt(p) ((int)(INT_PTR)(p))
#define PtrToLong(p) ((long)(LONG_PTR)(p))
#define HandleToUlong(h) ((unsigned long)(ULONG_PTR)(h))
#define HandleToULong HandleToUlong
#define HandleToLong(h) ((long)(LONG_PTR)(h))
#define DECLARE_HANDLE(name) typedef struct name##__ { int unused; } *name

typedef char CHAR, *PCHAR, *LPCH, *LPSTR, *PSTR, *NPSTR, CCHAR;
typedef const char *LPCSTR, *PCSTR, *LPCCH;
typedef signed char INT8, *PINT8;
typedef unsigned char UCHAR, *PUCHAR, BYTE, *PBYTE, *LPBYTE, BOOLEAN, *PBOOLEAN, UINT8, *PUINT8;
typedef short SHORT, *PSHORT, INT16, *PINT16;
typedef unsigned short USHORT, *PUSHORT, WORD, *PWORD, *LPWORD, UINT16, *PUINT16, ATOM, LANGID;
typedef unsigned short WCHAR, *PWCHAR, *LPWCH, *PWCH, *LPWSTR, *PWSTR;
typedef const unsigned short *LPCWSTR, *PCWSTR, *LPCWCH, *PCWCH;
typedef float FLOAT, *PFLOAT;
typedef double DOUBLE, DATE;
typedef int INT, *PINT, *LPINT, BOOL, *PBOOL, *LPBOOL, WINBOOL, INT32, *PINT32, HFILE;
typedef unsigned int UINT, *PUINT, *LPUINT, UINT32, *PUINT32, DWORD32, *PDWORD32;
typedef long LONG, *PLONG, *LPLONG, LONG32, *PLONG32, HRESULT, NTSTATUS, *PNTSTATUS;
typedef unsigned long ULONG, *PULONG, *LPULONG, DWORD, *PDWORD, *LPDWORD, COLORREF, LCID, ACCESS_MASK, *PACCESS_MASK;
typedef unsigned int ULONG32, *PULONG32;
typedef long long LONGLONG, *PLONGLONG, LONG64, *PLONG64, INT64, *PINT64, INT_PTR, *PINT_PTR, LONG_PTR, *PLONG_PTR;
typedef long long SSIZE_T, *PSSIZE_T, USN, LPARAM, LRESULT;
typedef unsigned long long ULONGLONG, *PULONGLONG, ULONG64, *PULONG64, UINT64, *PUINT64, DWORD64, *PDWORD64, DWORDLONG, *PDWORDLONG;
typedef unsigned long long UINT_PTR, *PUINT_PTR, ULONG_PTR, *PULONG_PTR, DWORD_PTR, *PDWORD_PTR, SIZE_T, *PSIZE_T, WPARAM;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;
typedef void *PVOID, *PVOID64, *LPVOID, *HANDLE, **PHANDLE, **LPHANDLE, *HMODULE, *HINSTANCE, *HGLOBAL, *HLOCAL, *HWND, *HKEY;
typedef const void *LPCVOID, *PCVOID;
typedef long long (*FARPROC)();

/* Texts: of bytes, or of 16-bit characters if UNICODE is defined; calls with a text have a name for each. */
#ifdef UNICODE
typedef WCHAR TCHAR, *PTCHAR, *LPTCH;
typedef LPWSTR LPTSTR, PTSTR;
typedef LPCWSTR LPCTSTR, PCTSTR;
#define __TEXT(text) L##text
#define __FL_NAME(name) name##W
#else
typedef char TCHAR, *PTCHAR, *LPTCH;
typedef LPSTR LPTSTR, PTSTR;
typedef LPCSTR LPCTSTR, PCTSTR;
#define __TEXT(text) text
#define __FL_NAME(name) name##A
#endif
#define TEXT(text) __TEXT(text)
#define CreateFileMapping __FL_NAME(CreateFileMapping)
#define OpenFileMapping __FL_NAME(OpenFileMapping)
#define CreateFile __FL_NAME(CreateFile)
#define DeleteFile __FL_NAME(DeleteFile)
#define MoveFile __FL_NAME(MoveFile)
#define CopyFile __FL_NAME(CopyFile)
#define GetFileAttributes __FL_NAME(GetFileAttributes)
#define GetTempPath __FL_NAME(GetTempPath)
#define GetTempFileName __FL_NAME(GetTempFileName)
#define GetCurrentDirectory __FL_NAME(GetCurrentDirectory)
#define WriteConsole __FL_NAME(WriteConsole)
#define GetModuleHandleEx __FL_NAME(GetModuleHandleEx)
#define GetModuleHandle __FL_NAME(GetModuleHandle)
#define GetModuleFileName __FL_NAME(GetModuleFileName)
#define LoadLibrary __FL_NAME(LoadLibrary)
#define LookupPrivilegeValue __FL_NAME(LookupPrivilegeValue)
#define IsBadStringPtr IsBadStringPtrA
#define SE_LOCK_MEMORY_NAME TEXT("SeLockMemoryPrivilege")
#define SE_DEBUG_NAME TEXT("SeDebugPrivilege")
#define SE_INC_WORKING_SET_NAME TEXT("SeIncreaseWorkingSetPrivilege")
#define SE_MANAGE_VOLUME_NAME TEXT("SeManageVolumePrivilege")

#include <faultlab/winnt.h>
#include <faultlab/winbase.h>
#include <faultlab/windesk.h>
#include <faultlab/interlocked.h>

#define MAKEWORD(low, high) ((WORD)(((BYTE)((DWORD_PTR)(low) & 0xff)) | ((WORD)((BYTE)((DWORD_PTR)(high) & 0xff))) << 8))
#define MAKELONG(low, high) ((LONG)(((WORD)((DWORD_PTR)(low) & 0xffff)) | ((DWORD)((WORD)((DWORD_PTR)(high) & 0xffff))) << 16))
#define MAKELANGID(primary, sub) ((((WORD)(sub)) << 10) | (WORD)(primary))
#define LOWORD(v) ((WORD)((DWORD_PTR)(v) & 0xffff))
#define HIWORD(v) ((WORD)((DWORD_PTR)(v) >> 16 & 0xffff))
#define LOBYTE(v) ((BYTE)((DWORD_PTR)(v) & 0xff))
#define HIBYTE(v) ((BYTE)((DWORD_PTR)(v) >> 8 & 0xff))
#define Int32x32To64(a, b) ((LONGLONG)(LONG)(a) * (LONGLONG)(LONG)(b))
#define UInt32x32To64(a, b) ((ULONGLONG)(DWORD)(a) * (ULONGLONG)(DWORD)(b))
#define SUCCEEDED(hr) ((HRESULT)(hr) >= 0)
#define FAILED(hr) ((HRESULT)(hr) < 0)
#define HRESULT_CODE(hr) ((hr) & 0xffff)
#define HRESULT_FROM_WIN32(x) ((HRESULT)(x) <= 0 ? (HRESULT)(x) : (HRESULT)(((x) & 0xffff) | 0x80070000))
#define MAKE_HRESULT(severity, facility, code) \
	((HRESULT)((unsigned long)(severity) << 31 | (unsigned long)(facility) << 16 | (unsigned long)(code)))
#define NT_SUCCESS(status) ((NTSTATUS)(status) >= 0)
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define ZeroMemory(to, size) memset((to), 0, (size))
#define RtlZeroMemory ZeroMemory
#define SecureZeroMemory ZeroMemory
#define RtlSecureZeroMemory ZeroMemory
#define FillMemory(to, size, value) memset((to), (value), (size))
#define RtlFillMemory FillMemory
#define CopyMemory(to, from, size) memcpy((to), (from), (size))
#define RtlCopyMemory CopyMemory
#define MoveMemory(to, from, size) memmove((to), (from), (size))
#define RtlMoveMemory MoveMemory
#define RtlEqualMemory(a, b, size) (!memcmp((a), (b), (size)))

/* Windows 10 has them; older headers of the real side do not say so */
#define MEM_REPLACE_PLACEHOLDER 0x00004000
#define MEM_RESERVE_PLACEHOLDER 0x00040000
#define MEM_COALESCE_PLACEHOLDERS 0x00000001
#define MEM_PRESERVE_PLACEHOLDER 0x00000002

/* the calls: a prototype for each row of the table that both sides are made of */
#define FL_ARG(type, name, kind) type name
#define FL_NO_ARGS void
#define FL_CALL(type, name, kind, fails, varies, args) type name(args);
#define FL_PSAPI_CALL(type, name, kind, fails, varies, args)
#include <faultlab/api.h>

#endif
