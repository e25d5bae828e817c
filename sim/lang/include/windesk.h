/* Part of windows.h: calls that no trace tells of (sim/libc/desk.c, sim/libc/winstring.c). */
#ifndef _WINDESK_H
#define _WINDESK_H

typedef BOOL (*PHANDLER_ROUTINE)(DWORD CtrlType);

BOOL Beep(DWORD dwFreq, DWORD dwDuration);
BOOL IsDebuggerPresent(void);
BOOL FlushInstructionCache(HANDLE hProcess, LPCVOID lpBaseAddress, SIZE_T dwSize);
BOOL MessageBeep(UINT uType);
BOOL QueryPerformanceCounter(LARGE_INTEGER *lpPerformanceCount);
BOOL QueryPerformanceFrequency(LARGE_INTEGER *lpFrequency);
BOOL SetConsoleCP(UINT wCodePageID);
BOOL SetConsoleCtrlHandler(PHANDLER_ROUTINE HandlerRoutine, BOOL Add);
BOOL SetConsoleCursorPosition(HANDLE hConsoleOutput, COORD dwCursorPosition);
BOOL SetConsoleOutputCP(UINT wCodePageID);
BOOL SetConsoleTextAttribute(HANDLE hConsoleOutput, WORD wAttributes);
DWORD GetVersion(void);
ULONGLONG GetTickCount64(void);
void GetLocalTime(LPSYSTEMTIME lpSystemTime);
void GetSystemTime(LPSYSTEMTIME lpSystemTime);
void GetSystemTimeAsFileTime(LPFILETIME lpSystemTimeAsFileTime);

BOOL GetVersionExA(OSVERSIONINFOA *lpVersionInformation);
BOOL GetVersionExW(OSVERSIONINFOW *lpVersionInformation);
LPSTR GetCommandLineA(void);
LPWSTR GetCommandLineW(void);
BOOL SetConsoleTitleA(LPCSTR lpConsoleTitle);
BOOL SetConsoleTitleW(LPCWSTR lpConsoleTitle);
DWORD GetEnvironmentVariableA(LPCSTR lpName, LPSTR lpBuffer, DWORD nSize);
DWORD GetEnvironmentVariableW(LPCWSTR lpName, LPWSTR lpBuffer, DWORD nSize);
int MessageBoxA(HWND hWnd, LPCSTR lpText, LPCSTR lpCaption, UINT uType);
int MessageBoxW(HWND hWnd, LPCWSTR lpText, LPCWSTR lpCaption, UINT uType);
void OutputDebugStringA(LPCSTR lpOutputString);
void OutputDebugStringW(LPCWSTR lpOutputString);
int MultiByteToWideChar(UINT CodePage, DWORD dwFlags, LPCSTR lpMultiByteStr, int cbMultiByte, LPWSTR lpWideCharStr, int cchWideChar);
int WideCharToMultiByte(UINT CodePage, DWORD dwFlags, LPCWSTR lpWideCharStr, int cchWideChar, LPSTR lpMultiByteStr, int cbMultiByte,
	LPCSTR lpDefaultChar, BOOL *lpUsedDefaultChar);
int wsprintfA(LPSTR to, LPCSTR format, ...);
int wsprintfW(LPWSTR to, LPCWSTR format, ...);
int wvsprintfA(LPSTR to, LPCSTR format, va_list list);
int wvsprintfW(LPWSTR to, LPCWSTR format, va_list list);
int lstrlenA(LPCSTR lpString);
int lstrlenW(LPCWSTR lpString);
LPSTR lstrcpyA(LPSTR lpString1, LPCSTR lpString2);
LPWSTR lstrcpyW(LPWSTR lpString1, LPCWSTR lpString2);
LPSTR lstrcpynA(LPSTR lpString1, LPCSTR lpString2, int iMaxLength);
LPWSTR lstrcpynW(LPWSTR lpString1, LPCWSTR lpString2, int iMaxLength);
LPSTR lstrcatA(LPSTR lpString1, LPCSTR lpString2);
LPWSTR lstrcatW(LPWSTR lpString1, LPCWSTR lpString2);
int lstrcmpA(LPCSTR lpString1, LPCSTR lpString2);
int lstrcmpW(LPCWSTR lpString1, LPCWSTR lpString2);
int lstrcmpiA(LPCSTR lpString1, LPCSTR lpString2);
int lstrcmpiW(LPCWSTR lpString1, LPCWSTR lpString2);

#define FormatMessage __FL_NAME(FormatMessage)
#define GetVersionEx __FL_NAME(GetVersionEx)
#define SetConsoleTitle __FL_NAME(SetConsoleTitle)
#define GetEnvironmentVariable __FL_NAME(GetEnvironmentVariable)
#define GetCommandLine __FL_NAME(GetCommandLine)
#define MessageBox __FL_NAME(MessageBox)
#define OutputDebugString __FL_NAME(OutputDebugString)
#define wsprintf __FL_NAME(wsprintf)
#define wvsprintf __FL_NAME(wvsprintf)
#define lstrlen __FL_NAME(lstrlen)
#define lstrcpy __FL_NAME(lstrcpy)
#define lstrcpyn __FL_NAME(lstrcpyn)
#define lstrcat __FL_NAME(lstrcat)
#define lstrcmp __FL_NAME(lstrcmp)
#define lstrcmpi __FL_NAME(lstrcmpi)
#ifdef UNICODE
typedef OSVERSIONINFOW OSVERSIONINFO, *POSVERSIONINFO, *LPOSVERSIONINFO;
#else
typedef OSVERSIONINFOA OSVERSIONINFO, *POSVERSIONINFO, *LPOSVERSIONINFO;
#endif

#endif
