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

/* Files, carried in the program itself. */
#define CARRY_FILE(symbol, path) \
	__asm__(READ_ONLY \
	        ".globl " PREFIX "header_" #symbol "\n" PREFIX "header_" #symbol ":\n" \
	        ".incbin \"" path "\"\n" ".byte 0\n" \
	        ".globl " PREFIX "header_" #symbol "_end\n" PREFIX "header_" #symbol "_end:\n" CODE); \
	extern const char header_##symbol[], header_##symbol##_end[];

#define CARRY(symbol, file) CARRY_FILE(symbol, "sim/lang/include/" file)
CARRY(windows, "windows.h")
CARRY(psapi, "psapi.h")
CARRY(stdio, "stdio.h")
CARRY(stdlib, "stdlib.h")
CARRY(string, "string.h")
CARRY(ctype, "ctype.h")
CARRY(stddef, "stddef.h")
CARRY(stdint, "stdint.h")
CARRY(stdbool, "stdbool.h")
CARRY(limits, "limits.h")
CARRY(tchar, "tchar.h")
CARRY(excpt, "excpt.h")
CARRY(assert, "assert.h")
CARRY(time, "time.h")
CARRY(setjmp, "setjmp.h")
CARRY(math, "math.h")
CARRY(float, "float.h")
CARRY(stdarg, "stdarg.h")
CARRY(builtin, "builtin.h")
CARRY(empty, "empty.h")
CARRY_FILE(api, "core/api.h")   /* of which windows.h and psapi.h make prototypes */

static const struct { const char *name, *start, *end; } headers[] = {
	{ "faultlab/builtin.h", header_builtin, header_builtin_end },
	{ "windows.h", header_windows, header_windows_end },
	{ "windef.h", header_windows, header_windows_end },
	{ "winbase.h", header_windows, header_windows_end },
	{ "winnt.h", header_windows, header_windows_end },
	{ "memoryapi.h", header_windows, header_windows_end },
	{ "errhandlingapi.h", header_windows, header_windows_end },
	{ "sysinfoapi.h", header_windows, header_windows_end },
	{ "winerror.h", header_windows, header_windows_end },
	{ "basetsd.h", header_windows, header_windows_end },
	{ "psapi.h", header_psapi, header_psapi_end },
	{ "faultlab/api.h", header_api, header_api_end },
	{ "stdio.h", header_stdio, header_stdio_end },
	{ "stdlib.h", header_stdlib, header_stdlib_end },
	{ "malloc.h", header_stdlib, header_stdlib_end },
	{ "process.h", header_stdlib, header_stdlib_end },
	{ "string.h", header_string, header_string_end },
	{ "memory.h", header_string, header_string_end },
	{ "ctype.h", header_ctype, header_ctype_end },
	{ "stddef.h", header_stddef, header_stddef_end },
	{ "stdint.h", header_stdint, header_stdint_end },
	{ "inttypes.h", header_stdint, header_stdint_end },
	{ "stdbool.h", header_stdbool, header_stdbool_end },
	{ "limits.h", header_limits, header_limits_end },
	{ "tchar.h", header_tchar, header_tchar_end },
	{ "excpt.h", header_excpt, header_excpt_end },
	{ "conio.h", header_empty, header_empty_end },
	{ "assert.h", header_assert, header_assert_end },
	{ "stdarg.h", header_stdarg, header_stdarg_end },
	{ "varargs.h", header_stdarg, header_stdarg_end },
	{ "math.h", header_math, header_math_end },
	{ "float.h", header_float, header_float_end },
	{ "setjmp.h", header_setjmp, header_setjmp_end },
	{ "setjmpex.h", header_setjmp, header_setjmp_end },
	{ "time.h", header_time, header_time_end },
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
		return &found[i];
	}
	return NULL;
}
