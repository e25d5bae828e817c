/*
 * lines.c - from an address in the lab's code to the line of its source.
 *
 * core/run reads the line table out of the lab's debug information and links it
 * in as fl_lines: pairs of distance from the start of the lab's code and line,
 * ascending; line 0 where the text is a header's. An exception that was raised
 * in a library function belongs to the line that called it, so the stack is
 * walked, by the same unwind tables that the exception dispatcher uses, until a
 * caller in the lab is found.
 *
 * Neighbours: tracer.h, run.  Source: docs/reference/sources.md, [x64-unwind].
 */
#include "tracer.h"

#define MAX_FRAMES 64

extern const char fl_lab_text[];                /* hooks.h */
extern const uint32_t fl_lines[][2];            /* data.s */
extern const uint32_t fl_line_count;

/* The line of the last pair at or before `distance`; 0 outside of the lab. */
static uint32_t line_at(uint64_t distance)
{
	uint32_t low = 0, high = fl_line_count;

	if (!high || distance >= fl_lines[high - 1][0])
		return 0;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (fl_lines[middle][0] <= distance)
			low = middle;
		else
			high = middle;
	}
	return fl_lines[low][0] <= distance ? fl_lines[low][1] : 0;
}

bool lines_known(void)
{
	return fl_line_count > 0;
}

uint32_t lines_at(uint64_t address)
{
	return line_at(address - (uintptr_t)fl_lab_text);
}

/* Step to the caller; false at the end of the stack. */
static bool unwind(CONTEXT *context)
{
	DWORD64 image, establisher;
	PRUNTIME_FUNCTION function = RtlLookupFunctionEntry(context->Rip, &image, NULL);
	void *data;

	if (context->Rsp < tracer.self->stack_low || context->Rsp > tracer.self->stack_high - 8)
		return false;
	if (function) {
		RtlVirtualUnwind(UNW_FLAG_NHANDLER, image, context->Rip, function, context, &data, &establisher, NULL);
	} else {
		context->Rip = *(DWORD64 *)context->Rsp;
		context->Rsp += 8;
	}
	return context->Rip != 0;
}

uint32_t lines_of(const CONTEXT *context)
{
	CONTEXT frame = *context;
	uint32_t line = line_at(frame.Rip - (uintptr_t)fl_lab_text);

	/* A return address may be the first byte behind the call's line. */
	for (int i = 0; !line && i < MAX_FRAMES && unwind(&frame); i++)
		line = line_at(frame.Rip - 1 - (uintptr_t)fl_lab_text);
	return line;
}
