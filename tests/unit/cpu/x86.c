/*
 * Machine code: how long an instruction is, which bytes of it are fetched, what is left as it was if its memory is
 * refused. What the instructions compute is held against a real processor by tests/random-code.
 */
#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>

#include "sim/cpu/x86/alu.h"
#include "sim/cpu/x86/step.h"

struct bytes { const uint8_t *at; unsigned there, fetched; };

static bool fetch(void *context, unsigned i, uint8_t *byte)
{
	struct bytes *b = context;

	CU_ASSERT_EQUAL(i, b->fetched);
	if (i >= b->there)
		return false;
	*byte = b->at[i];
	b->fetched++;
	return true;
}

#define ROW(text, op) { (const uint8_t *)(text), sizeof(text) - 1, op }
static const struct { const uint8_t *bytes; unsigned length; enum x86_op op; } rows[] = {
	ROW("\x90", X86_NOP), ROW("\x41\x90", X86_XCHG), ROW("\xF3\x90", X86_NOP), ROW("\x66\x90", X86_NOP),
	ROW("\xC3", X86_RETURN), ROW("\xF3\xC3", X86_RETURN), ROW("\xC2\x10\x00", X86_RETURN), ROW("\xCC", X86_BREAKPOINT),
	ROW("\xB8\x01\x02\x03\x04", X86_MOV), ROW("\x48\xB8\x01\x02\x03\x04\x05\x06\x07\x08", X86_MOV),
	ROW("\x66\xB8\x01\x02", X86_MOV), ROW("\xB0\x01", X86_MOV), ROW("\x48\xC7\xC0\x01\x02\x03\x04", X86_MOV),
	ROW("\xC7\x04\x25\x01\x02\x03\x04\x05\x06\x07\x08", X86_MOV), ROW("\x66\xC7\x00\x01\x02", X86_MOV),
	ROW("\x8B\x05\x01\x02\x03\x04", X86_MOV), ROW("\x8B\x00", X86_MOV), ROW("\x8B\x40\x08", X86_MOV),
	ROW("\x8B\x80\x08\x00\x00\x00", X86_MOV), ROW("\x8B\x04\x24", X86_MOV), ROW("\x8B\x44\x24\x08", X86_MOV),
	ROW("\x8B\x84\x24\x08\x00\x00\x00", X86_MOV), ROW("\x8B\x04\xCD\x08\x00\x00\x00", X86_MOV),
	ROW("\x42\x8B\x44\xA0\x08", X86_MOV), ROW("\x67\x8B\x00", X86_MOV), ROW("\x88\x01", X86_MOV),
	ROW("\x8D\x04\x11", X86_LEA), ROW("\x48\x8D\x0D\x01\x02\x03\x04", X86_LEA), ROW("\x8D\xC0", X86_INVALID),
	ROW("\x0F\xB6\xC1", X86_MOVZX), ROW("\x0F\xBE\x00", X86_MOVSX), ROW("\x48\x63\xC2", X86_MOVSX),
	ROW("\x01\xD0", X86_ADD), ROW("\x04\x01", X86_ADD), ROW("\x05\x01\x02\x03\x04", X86_ADD), ROW("\x83\xC0\x01", X86_ADD),
	ROW("\x81\xF9\x01\x02\x03\x04", X86_CMP), ROW("\x66\x81\xF9\x01\x02", X86_CMP), ROW("\x80\x39\x01", X86_CMP),
	ROW("\xF6\xC1\x01", X86_TEST), ROW("\xF7\xC1\x01\x02\x03\x04", X86_TEST), ROW("\xF7\xD9", X86_NEG), ROW("\xF7\x38", X86_IDIV),
	ROW("\x6B\xC0\x05", X86_MULTIPLY), ROW("\x69\xC0\x01\x02\x03\x04", X86_MULTIPLY), ROW("\x0F\xAF\xC3", X86_MULTIPLY),
	ROW("\xC1\xE0\x04", X86_SHL), ROW("\xD1\xF8", X86_SAR), ROW("\xD3\xC8", X86_ROR),
	ROW("\x50", X86_PUSH), ROW("\x41\x57", X86_PUSH), ROW("\x6A\x01", X86_PUSH), ROW("\x68\x01\x02\x03\x04", X86_PUSH),
	ROW("\x66\x68\x01\x02", X86_PUSH), ROW("\xFF\x30", X86_PUSH), ROW("\x58", X86_POP), ROW("\x8F\x00", X86_POP),
	ROW("\xE8\x01\x02\x03\x04", X86_CALL), ROW("\xFF\xD0", X86_CALL), ROW("\xFF\x15\x01\x02\x03\x04", X86_CALL),
	ROW("\xEB\xFE", X86_JUMP), ROW("\xE9\x01\x02\x03\x04", X86_JUMP), ROW("\xFF\x25\x01\x02\x03\x04", X86_JUMP),
	ROW("\x74\x05", X86_JUMP_IF), ROW("\x0F\x84\x01\x02\x03\x04", X86_JUMP_IF), ROW("\xE2\xFE", X86_LOOP),
	ROW("\x0F\x1F\x44\x00\x00", X86_NOP), ROW("\x66\x2E\x0F\x1F\x84\x00\x01\x02\x03\x04", X86_NOP), ROW("\xF3\x0F\x1E\xFA", X86_NOP),
	ROW("\xF3\xAA", X86_STOS), ROW("\x48\xA5", X86_MOVS), ROW("\xC9", X86_LEAVE), ROW("\xF0\x48\x0F\xB1\x0A", X86_CMPXCHG),
	ROW("\x0F\x0B", X86_INVALID), ROW("\x06", X86_INVALID), ROW("\xF0\x90", X86_INVALID), ROW("\xF0\x01\xC0", X86_INVALID),
	ROW("\xF4", X86_PRIVILEGED), ROW("\xFA", X86_PRIVILEGED), ROW("\xEC", X86_PRIVILEGED), ROW("\x0F\x30", X86_PRIVILEGED),
	ROW("\x0F\x05", X86_UNKNOWN), ROW("\x0F\xA2", X86_UNKNOWN), ROW("\xF2\x0F\x58", X86_UNKNOWN), ROW("\x62", X86_UNKNOWN),
	ROW("\x65\x8B\x00", X86_UNKNOWN), ROW("\xF3\x0F\xAF\xC0", X86_UNKNOWN),
};
#define ROWS (sizeof rows / sizeof rows[0])

static void every_instruction_has_its_length(void)
{
	for (size_t i = 0; i < ROWS; i++) {
		struct bytes b = { rows[i].bytes, rows[i].length, 0 };
		struct x86_insn in;

		if (!x86_decode(&in, fetch, &b) || in.op != rows[i].op || in.bytes != rows[i].length)
			printf("  row %zu: op %d, %u bytes\n", i, in.op, in.bytes);
		CU_ASSERT_EQUAL(in.op, rows[i].op);
		CU_ASSERT_EQUAL(in.bytes, rows[i].length);
		CU_ASSERT_EQUAL(b.fetched, rows[i].length);
	}
}

/* The page ends within the instruction: the byte behind it is asked for, and nothing is said of the rest. */
static void a_byte_that_cannot_be_fetched_ends_it(void)
{
	for (size_t i = 0; i < ROWS; i++)
		for (unsigned there = 0; there < rows[i].length; there++) {
			struct bytes b = { rows[i].bytes, there, 0 };
			struct x86_insn in;

			CU_ASSERT_FALSE(x86_decode(&in, fetch, &b));
			CU_ASSERT_EQUAL(b.fetched, there);
		}
}

static enum x86_op with_prefixes(unsigned prefixes, const char *rest, unsigned bytes, unsigned *fetched)
{
	uint8_t all[40];
	struct bytes b = { all, prefixes + bytes, 0 };
	struct x86_insn in;

	memset(all, 0x2E, prefixes);
	memcpy(all + prefixes, rest, bytes);
	CU_ASSERT_TRUE(x86_decode(&in, fetch, &b));
	*fetched = b.fetched;
	return in.op;
}

static void fifteen_bytes_are_the_most(void)
{
	unsigned fetched;

	CU_ASSERT_EQUAL(with_prefixes(14, "\x90", 1, &fetched), X86_NOP);
	CU_ASSERT_EQUAL(fetched, 15);
	CU_ASSERT_EQUAL(with_prefixes(15, "\x90", 1, &fetched), X86_INVALID);
	CU_ASSERT_EQUAL(fetched, 15);
	CU_ASSERT_EQUAL(with_prefixes(30, "\x90", 1, &fetched), X86_INVALID);
	CU_ASSERT_EQUAL(with_prefixes(10, "\xB8\1\2\3\4", 5, &fetched), X86_MOV);
	CU_ASSERT_EQUAL(with_prefixes(11, "\xB8\1\2\3\4", 5, &fetched), X86_TOO_LONG);
	CU_ASSERT_EQUAL(fetched, 15);
}

/* Only the REX that stands right before the opcode counts. */
static void a_rex_before_another_prefix_is_nothing(void)
{
	struct bytes b = { (const uint8_t *)"\x48\x66\x89\xC8", 4, 0 };
	struct x86_insn in;

	CU_ASSERT_TRUE(x86_decode(&in, fetch, &b));
	CU_ASSERT_EQUAL(in.size, 2);
}

/* ---- carried out, on a memory that may refuse ---- */

struct machine { const uint8_t *code; unsigned length, accesses, refuse; uint8_t page[64]; };

static bool memory(void *context, uint64_t va, unsigned size, enum x86_use use, void *bytes)
{
	struct machine *m = context;

	if (use == X86_FETCH) {
		*(uint8_t *)bytes = va - 0x1000 < m->length ? m->code[va - 0x1000] : 0x90;
		return true;
	}
	if (m->accesses++ == m->refuse)
		return false;
	if (use == X86_WRITE)
		memcpy(m->page + va % 32, bytes, size);
	else
		memcpy(bytes, m->page + va % 32, size);
	return true;
}

static struct x86 beginning(void)
{
	struct x86 x = { .rip = 0x1000, .flags = 0x202 };

	for (unsigned i = 0; i < 16; i++)
		x.reg[i] = (uint64_t)0x0123456789ABCDEF * (i + 1);
	x.reg[X86_RDX] = 0;
	return x;
}

/* X86-1: whichever access is refused, registers and flags are as before, and memory is. */
static void a_refused_access_changes_nothing(void)
{
	unsigned refused = 0;

	for (size_t i = 0; i < ROWS; i++)
		for (unsigned refuse = 0; refuse < 3; refuse++) {
			struct machine m = { rows[i].bytes, rows[i].length, 0, refuse, { 1, 2, 3 } }, before = m;
			struct x86 x = beginning(), then = x;

			if (x86_step(&x, memory, &m) != X86_REFUSED)
				continue;
			refused++;
			CU_ASSERT_EQUAL(memcmp(&x, &then, sizeof x), 0);
			CU_ASSERT_EQUAL(memcmp(m.page, before.page, sizeof m.page), 0);
		}
	CU_ASSERT_TRUE(refused > 30);
}

/* Whatever bytes there are: an end, and never more than fifteen of them. */
static void any_bytes_have_an_end(void)
{
	uint64_t seed = 1;

	for (unsigned i = 0; i < 200000; i++) {
		uint8_t code[16];
		struct machine m = { code, sizeof code, 0, UINT32_MAX, { 0 } };
		struct x86 x = beginning();

		for (unsigned j = 0; j < sizeof code; j++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			code[j] = (uint8_t)(seed >> 56);
			if (i % 2 && j == 0)
				code[j] = 0x0F;
		}
		if (x86_step(&x, memory, &m) != X86_DONE)
			CU_ASSERT_EQUAL(x.rip, 0x1000);
	}
}

static bool divides(bool is_signed, unsigned size, uint64_t high, uint64_t low, uint64_t b, uint64_t quotient, uint64_t rest)
{
	return x86_divide(is_signed, size, &high, &low, b) && low == quotient && high == rest;
}

static void a_division_fits_or_says_so(void)
{
	const uint64_t least = (uint64_t)1 << 63;
	uint64_t high, low;

	CU_ASSERT_TRUE(divides(false, 8, 1, 0, 2, least, 0));
	CU_ASSERT_TRUE(divides(true, 8, UINT64_MAX, -(uint64_t)7, 2, -(uint64_t)3, -(uint64_t)1));
	CU_ASSERT_TRUE(divides(true, 8, UINT64_MAX, least, 1, least, 0));
	CU_ASSERT_TRUE(divides(true, 1, 0xFF, 0x80, 1, 0x80, 0));
	CU_ASSERT_TRUE(divides(false, 4, 5, 0, 6, 0xD5555555, 2));
	high = UINT64_MAX, low = least;
	CU_ASSERT_FALSE(x86_divide(true, 8, &high, &low, UINT64_MAX));
	high = 2, low = 0;
	CU_ASSERT_FALSE(x86_divide(false, 8, &high, &low, 2));
	high = 0, low = 1;
	CU_ASSERT_FALSE(x86_divide(false, 8, &high, &low, 0));
}

CU_TestInfo x86_tests[] = {
	{ "every instruction has its length", every_instruction_has_its_length },
	{ "a byte that cannot be fetched ends it", a_byte_that_cannot_be_fetched_ends_it },
	{ "fifteen bytes are the most", fifteen_bytes_are_the_most },
	{ "a REX before another prefix is nothing", a_rex_before_another_prefix_is_nothing },
	{ "a refused access changes nothing", a_refused_access_changes_nothing },
	{ "any bytes have an end", any_bytes_have_an_end },
	{ "a division fits or says so", a_division_fits_or_says_so },
	CU_TEST_INFO_NULL
};
