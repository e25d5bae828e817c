/* The stack looked at by its own thread: the block with its limits, the registers, and who has called whom. */
#include <windows.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

static void inner(void)
{
	void *frame[4] = { 0 }, *one[1] = { 0 };
	WORD n = CaptureStackBackTrace(0, 4, frame, NULL), skipped = CaptureStackBackTrace(1, 1, one, NULL);

	say("at least two frames", n >= 2);
	say("the first lies in this function", (char *)frame[0] > (char *)inner && (char *)frame[0] < (char *)inner + 0x1000);
	say("the skipped one is the second", skipped == 1 && one[0] == frame[1]);
}

int main(void)
{
	NT_TIB *tib = (NT_TIB *)NtCurrentTeb();
	CONTEXT context;
	ULONG_PTR low, high;

	GetCurrentThreadStackLimits(&low, &high);
	say("the block knows itself", tib->Self == tib);
	say("and where the stack begins", (ULONG_PTR)tib->StackBase == high);
	say("a variable lies above the limit", (char *)&tib >= (char *)tib->StackLimit && (char *)&tib < (char *)tib->StackBase);
	say("the limit lies in the reservation", (ULONG_PTR)tib->StackLimit > low);
	RtlCaptureContext(&context);
	say("the stack pointer lies on the stack", context.Rsp > low && context.Rsp < high);
	say("the instruction in main", (char *)context.Rip > (char *)main && (char *)context.Rip < (char *)main + 0x1000);
	inner();
	return 0;
}
