/* A release build: what the debugging library would do is nothing. */
#ifndef _CRTDBG_H
#define _CRTDBG_H
#define _CRT_WARN 0
#define _CRT_ERROR 1
#define _CRT_ASSERT 2
#define _CRTDBG_ALLOC_MEM_DF 0x01
#define _CRTDBG_LEAK_CHECK_DF 0x20
#define _CRTDBG_CHECK_ALWAYS_DF 0x04
#define _CRTDBG_REPORT_FLAG (-1)
#define _CRTDBG_MODE_FILE 0x1
#define _CRTDBG_MODE_DEBUG 0x2
#define _CRTDBG_MODE_WNDW 0x4
#define _ASSERT(e) ((void)0)
#define _ASSERTE(e) ((void)0)
#define _RPT0(type, text) ((void)0)
#define _CrtCheckMemory() ((int)1)
#define _CrtDumpMemoryLeaks() ((int)0)
#define _CrtSetDbgFlag(f) ((int)0)
#define _CrtSetReportMode(type, mode) ((int)0)
#define _CrtSetReportFile(type, file) ((void *)0)
#define _CrtSetBreakAlloc(n) ((long)0)
#endif
