/* names.c - see names.h. */
#include "names.h"

#include <string.h>

struct name {
	uint32_t value;
	const char *text;
};

#define COUNT(table) (sizeof (table) / sizeof (table)[0])

/* Text that is being written into a caller's buffer; `length` goes on counting when it is full. */
struct text {
	char *out;
	size_t room, length;
};

static struct text text_start(char *out, size_t room)
{
	if (room)
		out[0] = '\0';
	return (struct text){ out, room, 0 };
}

static void text_add(struct text *text, const char *add)
{
	for (; *add; add++, text->length++) {
		if (text->length + 1 >= text->room)
			continue;
		text->out[text->length] = *add;
		text->out[text->length + 1] = '\0';
	}
}

static void text_add_hex(struct text *text, uint32_t value)
{
	char digits[11];
	size_t i = sizeof digits;

	digits[--i] = '\0';
	do
		digits[--i] = "0123456789abcdef"[value & 15];
	while (value >>= 4);
	digits[--i] = 'x';
	digits[--i] = '0';
	text_add(text, digits + i);
}

/* The one name of `value`, else hexadecimal. */
static size_t one_of(const struct name *table, size_t count, uint32_t value, char *out, size_t room)
{
	struct text text = text_start(out, room);

	for (size_t i = 0; i < count; i++)
		if (table[i].value == value) {
			text_add(&text, table[i].text);
			return text.length;
		}
	text_add_hex(&text, value);
	return text.length;
}

/* The names of all bits of `value` in the table's order, the rest as one hexadecimal number. */
static size_t flags_of(const struct name *table, size_t count, uint32_t value, char *out, size_t room)
{
	struct text text = text_start(out, room);
	uint32_t rest = value;

	for (size_t i = 0; i < count; i++) {
		if ((rest & table[i].value) != table[i].value)
			continue;
		if (rest != value)
			text_add(&text, "|");
		text_add(&text, table[i].text);
		rest &= ~table[i].value;
	}
	if (rest || !value) {
		if (rest != value)
			text_add(&text, "|");
		text_add_hex(&text, rest);
	}
	return text.length;
}

/* In the lowest bits both of a page's protection and of a section's attributes. */
#define PROTECTIONS \
	{ 0x01, "PAGE_NOACCESS" }, \
	{ 0x02, "PAGE_READONLY" }, \
	{ 0x04, "PAGE_READWRITE" }, \
	{ 0x08, "PAGE_WRITECOPY" }, \
	{ 0x10, "PAGE_EXECUTE" }, \
	{ 0x20, "PAGE_EXECUTE_READ" }, \
	{ 0x40, "PAGE_EXECUTE_READWRITE" }, \
	{ 0x80, "PAGE_EXECUTE_WRITECOPY" }, \
	{ 0x100, "PAGE_GUARD" }, \
	{ 0x200, "PAGE_NOCACHE" }, \
	{ 0x400, "PAGE_WRITECOMBINE" }

size_t name_protect(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		PROTECTIONS,
		{ 0x40000000, "PAGE_TARGETS_INVALID" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

/* Reserve before commit, whatever the order of the bits: so they are written in programs. */
size_t name_alloc_type(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x2000, "MEM_RESERVE" },
		{ 0x1000, "MEM_COMMIT" },
		{ 0x4000, "MEM_REPLACE_PLACEHOLDER" },
		{ 0x40000, "MEM_RESERVE_PLACEHOLDER" },
		{ 0x80000, "MEM_RESET" },
		{ 0x100000, "MEM_TOP_DOWN" },
		{ 0x200000, "MEM_WRITE_WATCH" },
		{ 0x400000, "MEM_PHYSICAL" },
		{ 0x1000000, "MEM_RESET_UNDO" },
		{ 0x20000000, "MEM_LARGE_PAGES" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

/* The page protection and the attributes of a section come in one number; bit 30 is another one than a page's. */
size_t name_section(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		PROTECTIONS,
		{ 0x4000000, "SEC_RESERVE" },
		{ 0x8000000, "SEC_COMMIT" },
		{ 0x11000000, "SEC_IMAGE_NO_EXECUTE" },
		{ 0x1000000, "SEC_IMAGE" },
		{ 0x10000000, "SEC_NOCACHE" },
		{ 0x40000000, "SEC_WRITECOMBINE" },
		{ 0x80000000, "SEC_LARGE_PAGES" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

/* FILE_MAP_ALL_ACCESS holds the bits of read, write and copy. */
size_t name_file_map(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0xf001f, "FILE_MAP_ALL_ACCESS" },
		{ 0x4, "FILE_MAP_READ" },
		{ 0x2, "FILE_MAP_WRITE" },
		{ 0x1, "FILE_MAP_COPY" },
		{ 0x20, "FILE_MAP_EXECUTE" },
		{ 0x20000000, "FILE_MAP_LARGE_PAGES" },
		{ 0x40000000, "FILE_MAP_TARGETS_INVALID" },
		{ 0x80000000, "FILE_MAP_RESERVE" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

size_t name_free_type(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x1, "MEM_COALESCE_PLACEHOLDERS" },
		{ 0x2, "MEM_PRESERVE_PLACEHOLDER" },
		{ 0x4000, "MEM_DECOMMIT" },
		{ 0x8000, "MEM_RELEASE" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

size_t name_state(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x1000, "MEM_COMMIT" },
		{ 0x2000, "MEM_RESERVE" },
		{ 0x10000, "MEM_FREE" },
	};

	return one_of(names, COUNT(names), value, out, room);
}

size_t name_mem_type(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x20000, "MEM_PRIVATE" },
		{ 0x40000, "MEM_MAPPED" },
		{ 0x1000000, "MEM_IMAGE" },
	};

	return one_of(names, COUNT(names), value, out, room);
}

size_t name_heap_flags(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x1, "HEAP_NO_SERIALIZE" },
		{ 0x4, "HEAP_GENERATE_EXCEPTIONS" },
		{ 0x8, "HEAP_ZERO_MEMORY" },
		{ 0x10, "HEAP_REALLOC_IN_PLACE_ONLY" },
		{ 0x40000, "HEAP_CREATE_ENABLE_EXECUTE" },
	};

	return flags_of(names, COUNT(names), value, out, room);
}

size_t name_exception(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0x80000001, "EXCEPTION_GUARD_PAGE" },
		{ 0x80000002, "EXCEPTION_DATATYPE_MISALIGNMENT" },
		{ 0x80000003, "EXCEPTION_BREAKPOINT" },
		{ 0x80000004, "EXCEPTION_SINGLE_STEP" },
		{ 0xc0000005, "EXCEPTION_ACCESS_VIOLATION" },
		{ 0xc0000006, "EXCEPTION_IN_PAGE_ERROR" },
		{ 0xc0000008, "EXCEPTION_INVALID_HANDLE" },
		{ 0xc0000017, "STATUS_NO_MEMORY" },
		{ 0xc000001d, "EXCEPTION_ILLEGAL_INSTRUCTION" },
		{ 0xc0000025, "EXCEPTION_NONCONTINUABLE_EXCEPTION" },
		{ 0xc0000026, "EXCEPTION_INVALID_DISPOSITION" },
		{ 0xc000008c, "EXCEPTION_ARRAY_BOUNDS_EXCEEDED" },
		{ 0xc000008d, "EXCEPTION_FLT_DENORMAL_OPERAND" },
		{ 0xc000008e, "EXCEPTION_FLT_DIVIDE_BY_ZERO" },
		{ 0xc000008f, "EXCEPTION_FLT_INEXACT_RESULT" },
		{ 0xc0000090, "EXCEPTION_FLT_INVALID_OPERATION" },
		{ 0xc0000091, "EXCEPTION_FLT_OVERFLOW" },
		{ 0xc0000092, "EXCEPTION_FLT_STACK_CHECK" },
		{ 0xc0000093, "EXCEPTION_FLT_UNDERFLOW" },
		{ 0xc0000094, "EXCEPTION_INT_DIVIDE_BY_ZERO" },
		{ 0xc0000095, "EXCEPTION_INT_OVERFLOW" },
		{ 0xc0000096, "EXCEPTION_PRIV_INSTRUCTION" },
		{ 0xc00000fd, "EXCEPTION_STACK_OVERFLOW" },
		{ 0xc0000374, "STATUS_HEAP_CORRUPTION" },
	};

	return one_of(names, COUNT(names), value, out, room);
}

size_t name_error(uint32_t value, char *out, size_t room)
{
	static const struct name names[] = {
		{ 0, "NO_ERROR" },
		{ 1, "ERROR_INVALID_FUNCTION" },
		{ 2, "ERROR_FILE_NOT_FOUND" },
		{ 5, "ERROR_ACCESS_DENIED" },
		{ 6, "ERROR_INVALID_HANDLE" },
		{ 8, "ERROR_NOT_ENOUGH_MEMORY" },
		{ 13, "ERROR_INVALID_DATA" },
		{ 14, "ERROR_OUTOFMEMORY" },
		{ 24, "ERROR_BAD_LENGTH" },
		{ 31, "ERROR_GEN_FAILURE" },
		{ 50, "ERROR_NOT_SUPPORTED" },
		{ 87, "ERROR_INVALID_PARAMETER" },
		{ 120, "ERROR_CALL_NOT_IMPLEMENTED" },
		{ 122, "ERROR_INSUFFICIENT_BUFFER" },
		{ 126, "ERROR_MOD_NOT_FOUND" },
		{ 127, "ERROR_PROC_NOT_FOUND" },
		{ 157, "ERROR_DISCARDED" },
		{ 158, "ERROR_NOT_LOCKED" },
		{ 183, "ERROR_ALREADY_EXISTS" },
		{ 193, "ERROR_BAD_EXE_FORMAT" },
		{ 259, "ERROR_NO_MORE_ITEMS" },
		{ 288, "ERROR_NOT_OWNER" },
		{ 298, "ERROR_TOO_MANY_POSTS" },
		{ 487, "ERROR_INVALID_ADDRESS" },
		{ 534, "ERROR_ARITHMETIC_OVERFLOW" },
		{ 998, "ERROR_NOACCESS" },
		{ 1001, "ERROR_STACK_OVERFLOW" },
		{ 1006, "ERROR_FILE_INVALID" },
		{ 1132, "ERROR_MAPPED_ALIGNMENT" },
		{ 1224, "ERROR_USER_MAPPED_FILE" },
		{ 1314, "ERROR_PRIVILEGE_NOT_HELD" },
		{ 1450, "ERROR_NO_SYSTEM_RESOURCES" },
		{ 1453, "ERROR_WORKING_SET_QUOTA" },
		{ 1454, "ERROR_PAGEFILE_QUOTA" },
		{ 1455, "ERROR_COMMITMENT_LIMIT" },
	};

	return one_of(names, COUNT(names), value, out, room);
}

size_t name_disposition(int32_t value, char *out, size_t room)
{
	struct text text = text_start(out, room);

	text_add(&text, value < 0 ? "EXCEPTION_CONTINUE_EXECUTION" :
	                value > 0 ? "EXCEPTION_EXECUTE_HANDLER" : "EXCEPTION_CONTINUE_SEARCH");
	return text.length;
}
