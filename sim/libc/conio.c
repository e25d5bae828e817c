/*
 * conio.c - the keyboard of conio.h: its keys are the bytes of the run's input.
 *
 * A newline is the Enter key, which is \r. At the end of the input there is no more to wait for: _kbhit says that a key is there,
 * and it is EOF, so that a lab which waits for any key goes on. The real side has the same in core/desk.c.
 */
#include "sim/libc/crt.h"
#include "sim/libc/stream.h"

static uint64_t run__getch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int c = stream_get(cpu, STREAM_IN);

	return crt_sign32(c == '\n' ? '\r' : c);
}

static uint64_t run__getche(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t key = run__getch(cpu, arg, args);
	char c = (char)key;

	if ((int32_t)key >= 0)
		stream_put(cpu, STREAM_OUT, &c, 1);
	return key;
}

static uint64_t run__kbhit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 1;
}

static uint64_t run__putch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char c = (char)arg[0];

	stream_put(cpu, STREAM_OUT, &c, 1);
	return crt_sign32((int32_t)arg[0]);
}

static uint64_t run__ungetch(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	stream_unget(cpu, STREAM_IN, (uint8_t)arg[0]);
	return crt_sign32((int32_t)arg[0]);
}

const struct library_function conio_functions[] = {
	{ "_getch", run__getch }, { "getch", run__getch }, { "_getche", run__getche }, { "getche", run__getche },
	{ "_kbhit", run__kbhit }, { "kbhit", run__kbhit }, { "_putch", run__putch }, { "putch", run__putch }, { "_ungetch", run__ungetch },
	{ NULL, NULL }
};
