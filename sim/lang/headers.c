/*
 * headers.c - the headers of a lab, carried in the program. See headers.h.
 *
 * The assembler puts the files into read-only data (.incbin), so a simulator that is
 * installed anywhere finds them, and a lab can include nothing of the host by accident.
 */
#include "sim/lang/headers.h"

#include <string.h>
#include <strings.h>

#ifdef _WIN32
#define READ_ONLY ".section .rdata,\"dr\"\n"
#define CODE ".text\n"
#elif defined __APPLE__
#define READ_ONLY ".section __TEXT,__const\n"
#define CODE ".text\n"
#else
#define READ_ONLY ".section .rodata\n"
#define CODE ".previous\n"
#endif

/* What this system puts before a name of C: macOS an underscore. */
#define TEXT_(x) #x
#define TEXT(x)  TEXT_(x)
#define PREFIX   TEXT(__USER_LABEL_PREFIX__)

/* Files, carried in the program itself. A module of WebAssembly wants to know of each name what and how large it is. */
#ifdef __wasm__
#define CARRY_FILE(symbol, path) \
	__asm__(".section .rodata.header_" #symbol ",\"\",@\n" \
	        ".globl header_" #symbol "\n.type header_" #symbol ",@object\nheader_" #symbol ":\n" \
	        ".incbin \"" path "\"\n.byte 0\n.size header_" #symbol ", .-header_" #symbol "\n" \
	        ".globl header_" #symbol "_end\n.type header_" #symbol "_end,@object\nheader_" #symbol "_end:\n" \
	        ".byte 0\n.size header_" #symbol "_end, 1\n.text\n"); \
	extern const char header_##symbol[], header_##symbol##_end[];
#else
#define CARRY_FILE(symbol, path) \
	__asm__(READ_ONLY \
	        ".globl " PREFIX "header_" #symbol "\n" PREFIX "header_" #symbol ":\n" \
	        ".incbin \"" path "\"\n" ".byte 0\n" \
	        ".globl " PREFIX "header_" #symbol "_end\n" PREFIX "header_" #symbol "_end:\n" CODE); \
	extern const char header_##symbol[], header_##symbol##_end[];
#endif

#define CARRY(symbol, file) CARRY_FILE(symbol, "sim/lang/include/" file)
CARRY(assert, "assert.h")
CARRY(builtin, "builtin.h")
CARRY(conio, "conio.h")
CARRY(crtdbg, "crtdbg.h")
CARRY(ctype, "ctype.h")
CARRY(empty, "empty.h")
CARRY(error_numbers, "errno.h")
CARRY(excpt, "excpt.h")
CARRY(fcntl, "fcntl.h")
CARRY(fenv, "fenv.h")
CARRY(float, "float.h")
CARRY(interlocked, "interlocked.h")
CARRY(intrin, "intrin.h")
CARRY(inttypes, "inttypes.h")
CARRY(io, "io.h")
CARRY(iso646, "iso646.h")
CARRY(limits, "limits.h")
CARRY(locale, "locale.h")
CARRY(malloc, "malloc.h")
CARRY(math, "math.h")
CARRY(ntstatus, "ntstatus.h")
CARRY(poppack, "poppack.h")
CARRY(process, "process.h")
CARRY(psapi, "psapi.h")
CARRY(pshpack1, "pshpack1.h")
CARRY(pshpack2, "pshpack2.h")
CARRY(pshpack4, "pshpack4.h")
CARRY(pshpack8, "pshpack8.h")
CARRY(sal, "sal.h")
CARRY(setjmp, "setjmp.h")
CARRY(signal, "signal.h")
CARRY(stdalign, "stdalign.h")
CARRY(stdarg, "stdarg.h")
CARRY(stdatomic, "stdatomic.h")
CARRY(stdbool, "stdbool.h")
CARRY(stddef, "stddef.h")
CARRY(stdint, "stdint.h")
CARRY(stdio, "stdio.h")
CARRY(stdlib, "stdlib.h")
CARRY(stdnoreturn, "stdnoreturn.h")
CARRY(strsafe, "strsafe.h")
CARRY(intsafe, "intsafe.h")
CARRY(string, "string.h")
CARRY(tchar, "tchar.h")
CARRY(time, "time.h")
CARRY(uchar, "uchar.h")
CARRY(unistd, "unistd.h")
CARRY(wchar, "wchar.h")
CARRY(wctype, "wctype.h")
CARRY(winbase, "winbase.h")
CARRY(windesk, "windesk.h")
CARRY(windows, "windows.h")
CARRY(winnt, "winnt.h")
CARRY(winternl, "winternl.h")
CARRY(wstdio, "wstdio.h")
CARRY(sys_time, "sys/time.h")
CARRY(sys_types, "sys/types.h")
CARRY(table_ntstatus, "ntstatus.txt")
CARRY(table_tchar, "tchar.txt")
CARRY(table_winerror, "winerror.txt")
CARRY(table_winnt, "winnt.txt")
CARRY(table_wtchar, "wtchar.txt")
CARRY_FILE(api, "core/api.h")   /* of which windows.h and psapi.h make prototypes */

#define FILE_(name, symbol) { name, header_##symbol, header_##symbol##_end, false }
#define TABLE(symbol) { "faultlab/" #symbol, header_table_##symbol, header_table_##symbol##_end, true }
static const struct { const char *name, *start, *end; bool table; } headers[] = {
	FILE_("windows.h", windows),
	FILE_("windef.h", windows),
	FILE_("winbase.h", windows),
	FILE_("winnt.h", windows),
	FILE_("memoryapi.h", windows),
	FILE_("errhandlingapi.h", windows),
	FILE_("sysinfoapi.h", windows),
	FILE_("winerror.h", windows),
	FILE_("basetsd.h", windows),
	FILE_("heapapi.h", windows),
	FILE_("processthreadsapi.h", windows),
	FILE_("handleapi.h", windows),
	FILE_("fileapi.h", windows),
	FILE_("synchapi.h", windows),
	FILE_("profileapi.h", windows),
	FILE_("minwindef.h", windows),
	FILE_("minwinbase.h", windows),
	FILE_("consoleapi.h", windows),
	FILE_("wincon.h", windows),
	FILE_("winuser.h", windows),
	FILE_("winnls.h", windows),
	FILE_("debugapi.h", windows),
	FILE_("libloaderapi.h", windows),
	FILE_("processenv.h", windows),
	FILE_("namedpipeapi.h", windows),
	FILE_("interlockedapi.h", windows),
	FILE_("utilapiset.h", windows),
	FILE_("stringapiset.h", windows),
	FILE_("timezoneapi.h", windows),
	FILE_("ntdef.h", windows),
	FILE_("apiset.h", windows),
	FILE_("winver.h", windows),
	FILE_("winsock2.h", windows),
	FILE_("winsock.h", windows),
	FILE_("ws2tcpip.h", windows),
	FILE_("shellapi.h", windows),
	FILE_("wtypes.h", windows),
	FILE_("guiddef.h", windows),
	FILE_("realtimeapiset.h", windows),
	FILE_("faultlab/winnt.h", winnt),
	FILE_("faultlab/winbase.h", winbase),
	FILE_("faultlab/wstdio.h", wstdio),
	FILE_("faultlab/windesk.h", windesk),
	FILE_("faultlab/interlocked.h", interlocked),
	FILE_("faultlab/api.h", api),
	FILE_("faultlab/builtin.h", builtin),
	FILE_("assert.h", assert),
	FILE_("conio.h", conio),
	FILE_("crtdbg.h", crtdbg),
	FILE_("ctype.h", ctype),
	FILE_("direct.h", empty),
	FILE_("search.h", empty),
	FILE_("intrin.h", intrin),
	FILE_("sys/stat.h", empty),
	FILE_("sys/timeb.h", empty),
	FILE_("poppack.h", poppack),
	FILE_("pshpack1.h", pshpack1),
	FILE_("pshpack2.h", pshpack2),
	FILE_("pshpack4.h", pshpack4),
	FILE_("pshpack8.h", pshpack8),
	FILE_("x86intrin.h", empty),
	FILE_("immintrin.h", empty),
	FILE_("emmintrin.h", empty),
	FILE_("xmmintrin.h", empty),
	FILE_("sdkddkver.h", empty),
	FILE_("errno.h", error_numbers),
	FILE_("excpt.h", excpt),
	FILE_("fcntl.h", fcntl),
	FILE_("fenv.h", fenv),
	FILE_("float.h", float),
	FILE_("inttypes.h", inttypes),
	FILE_("io.h", io),
	FILE_("iso646.h", iso646),
	FILE_("limits.h", limits),
	FILE_("locale.h", locale),
	FILE_("malloc.h", malloc),
	FILE_("math.h", math),
	FILE_("ntstatus.h", ntstatus),
	FILE_("process.h", process),
	FILE_("psapi.h", psapi),
	FILE_("sal.h", sal),
	FILE_("specstrings.h", sal),
	FILE_("driverspecs.h", sal),
	FILE_("setjmp.h", setjmp),
	FILE_("setjmpex.h", setjmp),
	FILE_("signal.h", signal),
	FILE_("stdalign.h", stdalign),
	FILE_("stdatomic.h", stdatomic),
	FILE_("stdarg.h", stdarg),
	FILE_("varargs.h", stdarg),
	FILE_("vadefs.h", stdarg),
	FILE_("stdbool.h", stdbool),
	FILE_("stddef.h", stddef),
	FILE_("crtdefs.h", stddef),
	FILE_("corecrt.h", stddef),
	FILE_("stdint.h", stdint),
	FILE_("stdio.h", stdio),
	FILE_("stdlib.h", stdlib),
	FILE_("stdnoreturn.h", stdnoreturn),
	FILE_("string.h", string),
	FILE_("memory.h", string),
	FILE_("tchar.h", tchar),
	FILE_("time.h", time),
	FILE_("uchar.h", uchar),
	FILE_("unistd.h", unistd),
	FILE_("wchar.h", wchar),
	FILE_("wctype.h", wctype),
	FILE_("winternl.h", winternl),
	FILE_("strsafe.h", strsafe),
	FILE_("intsafe.h", intsafe),
	FILE_("sys/time.h", sys_time),
	FILE_("sys/types.h", sys_types),
	TABLE(ntstatus),
	TABLE(tchar),
	TABLE(winerror),
	TABLE(winnt),
	TABLE(wtchar),
};

const struct source *header_find(const char *name, size_t size_bytes)
{
	static struct source found[sizeof headers / sizeof headers[0]];

	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		if (strlen(headers[i].name) != size_bytes || strncasecmp(headers[i].name, name, size_bytes) != 0)
			continue;
		found[i].name = headers[i].name;
		found[i].text = headers[i].start;
		found[i].size_bytes = (size_t)(headers[i].end - headers[i].start) - 1;
		found[i].system = true;
		found[i].table = headers[i].table;
		return &found[i];
	}
	return NULL;
}
