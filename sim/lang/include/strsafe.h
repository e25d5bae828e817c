/* Copies and formats that end with a zero whatever happens. */
#ifndef _STRSAFE_H
#define _STRSAFE_H
#include <windows.h>
#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007AL)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057L)
#define STRSAFE_E_END_OF_FILE ((HRESULT)0x80070026L)
HRESULT StringCchCopyA(LPSTR to, size_t room, LPCSTR from);
HRESULT StringCchCopyNA(LPSTR to, size_t room, LPCSTR from, size_t most);
HRESULT StringCchCatA(LPSTR to, size_t room, LPCSTR from);
HRESULT StringCchCatNA(LPSTR to, size_t room, LPCSTR from, size_t most);
HRESULT StringCchLengthA(LPCSTR text, size_t most, size_t *length);
HRESULT StringCchPrintfA(LPSTR to, size_t room, LPCSTR format, ...);
HRESULT StringCchVPrintfA(LPSTR to, size_t room, LPCSTR format, va_list list);
HRESULT StringCchCopyW(LPWSTR to, size_t room, LPCWSTR from);
HRESULT StringCchCopyNW(LPWSTR to, size_t room, LPCWSTR from, size_t most);
HRESULT StringCchCatW(LPWSTR to, size_t room, LPCWSTR from);
HRESULT StringCchCatNW(LPWSTR to, size_t room, LPCWSTR from, size_t most);
HRESULT StringCchLengthW(LPCWSTR text, size_t most, size_t *length);
HRESULT StringCchPrintfW(LPWSTR to, size_t room, LPCWSTR format, ...);
HRESULT StringCchVPrintfW(LPWSTR to, size_t room, LPCWSTR format, va_list list);
#define StringCchCopy __FL_NAME(StringCchCopy)
#define StringCchCopyN __FL_NAME(StringCchCopyN)
#define StringCchCat __FL_NAME(StringCchCat)
#define StringCchCatN __FL_NAME(StringCchCatN)
#define StringCchLength __FL_NAME(StringCchLength)
#define StringCchPrintf __FL_NAME(StringCchPrintf)
#define StringCchVPrintf __FL_NAME(StringCchVPrintf)
HRESULT StringCbCopyA(LPSTR to, size_t room, LPCSTR from);
HRESULT StringCbCopyNA(LPSTR to, size_t room, LPCSTR from, size_t most);
HRESULT StringCbCatA(LPSTR to, size_t room, LPCSTR from);
HRESULT StringCbCatNA(LPSTR to, size_t room, LPCSTR from, size_t most);
HRESULT StringCbLengthA(LPCSTR text, size_t most, size_t *length);
HRESULT StringCbPrintfA(LPSTR to, size_t room, LPCSTR format, ...);
HRESULT StringCbVPrintfA(LPSTR to, size_t room, LPCSTR format, va_list list);
HRESULT StringCbCopyW(LPWSTR to, size_t room, LPCWSTR from);
HRESULT StringCbCopyNW(LPWSTR to, size_t room, LPCWSTR from, size_t most);
HRESULT StringCbCatW(LPWSTR to, size_t room, LPCWSTR from);
HRESULT StringCbCatNW(LPWSTR to, size_t room, LPCWSTR from, size_t most);
HRESULT StringCbLengthW(LPCWSTR text, size_t most, size_t *length);
HRESULT StringCbPrintfW(LPWSTR to, size_t room, LPCWSTR format, ...);
HRESULT StringCbVPrintfW(LPWSTR to, size_t room, LPCWSTR format, va_list list);
#define StringCbCopy __FL_NAME(StringCbCopy)
#define StringCbCopyN __FL_NAME(StringCbCopyN)
#define StringCbCat __FL_NAME(StringCbCat)
#define StringCbCatN __FL_NAME(StringCbCatN)
#define StringCbLength __FL_NAME(StringCbLength)
#define StringCbPrintf __FL_NAME(StringCbPrintf)
#define StringCbVPrintf __FL_NAME(StringCbVPrintf)
#endif
