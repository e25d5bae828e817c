/* calls.c - calls told by their rows in core/api.h. */
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "core/calls.h"

extern CU_TestInfo calls_tests[];

static char line[4096];
static struct trace trace;
static struct places places;
static struct handles handles;

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	if (!size_bytes) {
		free(old);
		return NULL;
	}
	return realloc(old, size_bytes);
}

static bool sink(void *context, const char *text, size_t size_bytes)
{
	(void)context;
	memcpy(line, text, size_bytes);
	line[size_bytes] = '\0';
	return true;
}

static void start(void)
{
	trace_init(&trace, sink, grow, NULL);
	places_init(&places, &trace);
	handles_init(&handles, &trace);
}

static void stop(void)
{
	places_free(&places);
	handles_free(&handles);
	trace_free(&trace);
}

/* The event of one call, and perhaps of what it wrote. */
static void tell(enum call_id call, const uint64_t *arg, uint64_t result, uint32_t error, const uint64_t *out)
{
	trace_event(&trace, "call", 7);
	calls_tell(&trace, &places, &handles, call, arg, result, error);
	if (out)
		calls_tell_out(&trace, &places, &handles, call, out);
	trace_end(&trace);
}

static void has(const char *text)
{
	CU_ASSERT_PTR_NOT_NULL(strstr(line, text));
}

/* Names and order are those of Microsoft's documentation; constants are named, sizes are hexadecimal. */
static void a_call_is_told_as_its_row_says(void)
{
	start();
	places_add(&places, 0x10a0000, 0x50000);
	tell(CALL_VirtualAlloc, (const uint64_t[]){ 0, 0x50000, 0x2000, 1 }, 0x10a0000, 0, NULL);
	has("\"api\":\"VirtualAlloc\",\"args\":{\"lpAddress\":\"0x0\",\"dwSize\":\"0x50000\","
	    "\"flAllocationType\":\"MEM_RESERVE\",\"flProtect\":\"PAGE_NOACCESS\"},\"result\":\"0x10a0000\","
	    "\"at\":\"A0+0x0\",\"error\":0,\"error_name\":\"NO_ERROR\"}");
	stop();
}

/* A DWORD comes in a register of 64 bits, and only its own 32 count. */
static void bits_above_an_argument_do_not_count(void)
{
	start();
	tell(CALL_Sleep, (const uint64_t[]){ 0xdead00000032 }, 0, 0, NULL);
	has("\"args\":{\"dwMilliseconds\":\"50\"},\"error\":0");
	stop();
}

/* What the call writes is not an argument: it is told when there is something in it. */
static void what_comes_through_a_pointer_is_in_out(void)
{
	const uint64_t found[] = { 0x10a1000, 0x10a3000 };

	start();
	places_add(&places, 0x10a0000, 0x50000);
	tell(CALL_GetWriteWatch, (const uint64_t[]){ 1, 0x10a0000, 0x50000, 0x5000, 0x5100, 0x5200 }, 0, 0,
	     (const uint64_t[]){ (uintptr_t)found, 2, 4096 });
	has("\"args\":{\"dwFlags\":\"0x1\",\"lpBaseAddress\":\"0x10a0000\",\"dwRegionSize\":\"0x50000\"},\"result\":\"0\"");
	has("\"out\":{\"lpAddresses\":[\"A0+0x1000\",\"A0+0x3000\"],\"lpdwCount\":\"2\",\"lpdwGranularity\":\"4096\"}}");
	stop();
}

/* The system may give the number of a closed handle again; in one call the old one is still meant by it. */
static void a_new_handle_gets_its_name_after_the_arguments_are_told(void)
{
	start();
	handles_add(&handles, 0x54);
	tell(CALL_CreateFileMappingA, (const uint64_t[]){ 0x54, 0, 4, 0, 0x1000, 0 }, 0x54, 0, NULL);
	has("\"hFile\":\"H0\"");
	has("\"result\":\"H1\"");
	stop();
}

/* `at`: what the call made; if it failed, what was asked for, if anything was. Other calls are about their argument in any case. */
static void a_call_is_about_what_it_made_or_what_it_was_given(void)
{
	uint64_t at;

	CU_ASSERT_TRUE(calls_address(CALL_VirtualAlloc, (const uint64_t[]){ 0x1000, 1, 0, 0 }, 0x2000, &at) && at == 0x2000);
	CU_ASSERT_TRUE(calls_address(CALL_VirtualAlloc, (const uint64_t[]){ 0x1000, 1, 0, 0 }, 0, &at) && at == 0x1000);
	CU_ASSERT_FALSE(calls_address(CALL_VirtualAlloc, (const uint64_t[]){ 0, 1, 0, 0 }, 0, &at));
	CU_ASSERT_TRUE(calls_address(CALL_VirtualFree, (const uint64_t[]){ 0, 0, 0x8000 }, 0, &at) && at == 0);
	CU_ASSERT_FALSE(calls_address(CALL_GetLastError, NULL, 487, &at));
}

/* Most calls fail with 0, those on write watch with anything else, and some cannot be seen to fail. */
static void a_result_says_whether_the_call_has_failed(void)
{
	CU_ASSERT_TRUE(calls_failed(CALL_VirtualAlloc, 0));
	CU_ASSERT_FALSE(calls_failed(CALL_VirtualAlloc, 0x10000));
	CU_ASSERT_TRUE(calls_failed(CALL_ResetWriteWatch, 0xffffffff));
	CU_ASSERT_FALSE(calls_failed(CALL_ResetWriteWatch, 0));
	CU_ASSERT_FALSE(calls_failed(CALL_GetLastError, 0));
}

CU_TestInfo calls_tests[] = {
	{ "a call is told as its row says", a_call_is_told_as_its_row_says },
	{ "bits above an argument do not count", bits_above_an_argument_do_not_count },
	{ "what comes through a pointer is in out", what_comes_through_a_pointer_is_in_out },
	{ "a new handle gets its name after the arguments are told",
	  a_new_handle_gets_its_name_after_the_arguments_are_told },
	{ "a call is about what it made or what it was given", a_call_is_about_what_it_made_or_what_it_was_given },
	{ "a result says whether the call has failed", a_result_says_whether_the_call_has_failed },
	CU_TEST_INFO_NULL
};
