/*
 * table.c - the instructions that are understood, by their opcodes. See decode.h.
 *
 * A row that is not here is X86_UNKNOWN. What 64-bit code has not got at all (the single bytes of BCD arithmetic,
 * PUSH of a segment, ...) is X86_INVALID, as the processor has it.
 */
#include "sim/cpu/x86/decode.h"

#define ALU(at, op, locks) \
	[(at) + 0] = { op, FORM_E_G, X86_BYTE | (locks) }, [(at) + 1] = { op, FORM_E_G, locks }, \
	[(at) + 2] = { op, FORM_G_E, X86_BYTE }, [(at) + 3] = { op, FORM_G_E, 0 }, \
	[(at) + 4] = { op, FORM_A_I, X86_BYTE }, [(at) + 5] = { op, FORM_A_I, 0 }
#define INVALID { X86_INVALID, FORM_NONE, 0 }
#define PRIVILEGED { X86_PRIVILEGED, FORM_NONE, 0 }
#define GROUP { X86_UNKNOWN, FORM_GROUP, 0 }

const struct x86_row x86_one[256] = {
	ALU(0x00, X86_ADD, X86_LOCKS), ALU(0x08, X86_OR, X86_LOCKS), ALU(0x10, X86_ADC, X86_LOCKS), ALU(0x18, X86_SBB, X86_LOCKS),
	ALU(0x20, X86_AND, X86_LOCKS), ALU(0x28, X86_SUB, X86_LOCKS), ALU(0x30, X86_XOR, X86_LOCKS), ALU(0x38, X86_CMP, 0),
	[0x06] = INVALID, [0x07] = INVALID, [0x0E] = INVALID, [0x16] = INVALID, [0x17] = INVALID, [0x1E] = INVALID,
	[0x1F] = INVALID, [0x27] = INVALID, [0x2F] = INVALID, [0x37] = INVALID, [0x3F] = INVALID,
	[0x50 ... 0x57] = { X86_PUSH, FORM_O, X86_WIDE },
	[0x58 ... 0x5F] = { X86_POP, FORM_O, X86_WIDE },
	[0x60] = INVALID, [0x61] = INVALID,
	[0x63] = { X86_MOVSX, FORM_G_E, X86_FROM4 },
	[0x68] = { X86_PUSH, FORM_I, X86_WIDE },
	[0x69] = { X86_MULTIPLY, FORM_G_E_I, 0 },
	[0x6A] = { X86_PUSH, FORM_IB, X86_WIDE },
	[0x6B] = { X86_MULTIPLY, FORM_G_E_IB, 0 },
	[0x6C ... 0x6F] = PRIVILEGED,
	[0x70 ... 0x7F] = { X86_JUMP_IF, FORM_JB, X86_WIDE },
	[0x80] = GROUP, [0x81] = GROUP, [0x82] = INVALID, [0x83] = GROUP,
	[0x84] = { X86_TEST, FORM_E_G, X86_BYTE },
	[0x85] = { X86_TEST, FORM_E_G, 0 },
	[0x86] = { X86_XCHG, FORM_E_G, X86_BYTE | X86_LOCKS },
	[0x87] = { X86_XCHG, FORM_E_G, X86_LOCKS },
	[0x88] = { X86_MOV, FORM_E_G, X86_BYTE },
	[0x89] = { X86_MOV, FORM_E_G, 0 },
	[0x8A] = { X86_MOV, FORM_G_E, X86_BYTE },
	[0x8B] = { X86_MOV, FORM_G_E, 0 },
	[0x8D] = { X86_LEA, FORM_G_E, 0 },
	[0x8F] = GROUP,
	[0x90] = { X86_NOP, FORM_A_O, 0 },
	[0x91 ... 0x97] = { X86_XCHG, FORM_A_O, 0 },
	[0x98] = { X86_WIDEN, FORM_NONE, 0 },
	[0x99] = { X86_SIGN, FORM_NONE, 0 },
	[0x9A] = INVALID,
	[0x9C] = { X86_PUSHF, FORM_NONE, X86_WIDE },
	[0x9D] = { X86_POPF, FORM_NONE, X86_WIDE },
	[0xA4] = { X86_MOVS, FORM_NONE, X86_BYTE | X86_STRING },
	[0xA5] = { X86_MOVS, FORM_NONE, X86_STRING },
	[0xA8] = { X86_TEST, FORM_A_I, X86_BYTE },
	[0xA9] = { X86_TEST, FORM_A_I, 0 },
	[0xAA] = { X86_STOS, FORM_NONE, X86_BYTE | X86_STRING },
	[0xAB] = { X86_STOS, FORM_NONE, X86_STRING },
	[0xAC] = { X86_LODS, FORM_NONE, X86_BYTE | X86_STRING },
	[0xAD] = { X86_LODS, FORM_NONE, X86_STRING },
	[0xB0 ... 0xB7] = { X86_MOV, FORM_O_I, X86_BYTE },
	[0xB8 ... 0xBF] = { X86_MOV, FORM_O_I, 0 },
	[0xC0] = GROUP, [0xC1] = GROUP,
	[0xC2] = { X86_RETURN, FORM_IW, X86_WIDE },
	[0xC3] = { X86_RETURN, FORM_NONE, X86_WIDE },
	[0xC6] = GROUP, [0xC7] = GROUP,
	[0xC9] = { X86_LEAVE, FORM_NONE, X86_WIDE },
	[0xCC] = { X86_BREAKPOINT, FORM_NONE, 0 },
	[0xCE] = INVALID,
	[0xD0 ... 0xD3] = GROUP,
	[0xD4] = INVALID, [0xD5] = INVALID, [0xD6] = INVALID,
	[0xE0 ... 0xE3] = { X86_LOOP, FORM_JB, X86_WIDE },
	[0xE4 ... 0xE7] = PRIVILEGED,
	[0xE8] = { X86_CALL, FORM_J, X86_WIDE },
	[0xE9] = { X86_JUMP, FORM_J, X86_WIDE },
	[0xEA] = INVALID,
	[0xEB] = { X86_JUMP, FORM_JB, X86_WIDE },
	[0xEC ... 0xEF] = PRIVILEGED,
	[0xF4] = PRIVILEGED,
	[0xF5] = { X86_FLAG, FORM_NONE, 0 },
	[0xF6] = GROUP, [0xF7] = GROUP,
	[0xF8 ... 0xF9] = { X86_FLAG, FORM_NONE, 0 },
	[0xFA ... 0xFB] = PRIVILEGED,
	[0xFC ... 0xFD] = { X86_FLAG, FORM_NONE, 0 },
	[0xFE] = GROUP, [0xFF] = GROUP,
};

const struct x86_row x86_two[256] = {
	[0x06] = PRIVILEGED, [0x08] = PRIVILEGED, [0x09] = PRIVILEGED,
	[0x0B] = INVALID,
	[0x0D] = { X86_NOP, FORM_E, 0 },
	[0x18 ... 0x1F] = { X86_NOP, FORM_E, 0 },
	[0x30] = PRIVILEGED, [0x32] = PRIVILEGED,
	[0x40 ... 0x4F] = { X86_MOVE_IF, FORM_G_E, X86_PLAIN },
	[0x80 ... 0x8F] = { X86_JUMP_IF, FORM_J, X86_WIDE },
	[0x90 ... 0x9F] = { X86_SET_IF, FORM_E, X86_BYTE | X86_PLAIN },
	[0xAF] = { X86_MULTIPLY, FORM_G_E, X86_PLAIN },
	[0xB0] = { X86_CMPXCHG, FORM_E_G, X86_BYTE | X86_LOCKS | X86_PLAIN },
	[0xB1] = { X86_CMPXCHG, FORM_E_G, X86_LOCKS | X86_PLAIN },
	[0xB6] = { X86_MOVZX, FORM_G_E, X86_FROM1 | X86_PLAIN },
	[0xB7] = { X86_MOVZX, FORM_G_E, X86_FROM2 | X86_PLAIN },
	[0xBE] = { X86_MOVSX, FORM_G_E, X86_FROM1 | X86_PLAIN },
	[0xBF] = { X86_MOVSX, FORM_G_E, X86_FROM2 | X86_PLAIN },
	[0xC0] = { X86_XADD, FORM_E_G, X86_BYTE | X86_LOCKS | X86_PLAIN },
	[0xC1] = { X86_XADD, FORM_E_G, X86_LOCKS | X86_PLAIN },
	[0xC8 ... 0xCF] = { X86_BSWAP, FORM_O, X86_PLAIN },
};

/* F6, F7 */
static struct x86_row unary(unsigned reg, uint8_t flags)
{
	static const uint8_t op[] = { X86_TEST, X86_TEST, X86_NOT, X86_NEG, X86_MUL, X86_IMUL, X86_DIV, X86_IDIV };

	if (reg < 2)
		return (struct x86_row){ X86_TEST, FORM_E_I, flags };
	return (struct x86_row){ op[reg], FORM_E, (uint8_t)(flags | (reg < 4 ? X86_LOCKS : 0)) };
}

/* FE, FF */
static struct x86_row last(unsigned reg, bool byte)
{
	static const struct x86_row row[] = {
		{ X86_INC, FORM_E, X86_LOCKS }, { X86_DEC, FORM_E, X86_LOCKS }, { X86_CALL, FORM_E, X86_WIDE },
		{ X86_UNKNOWN, FORM_E, 0 }, { X86_JUMP, FORM_E, X86_WIDE }, { X86_UNKNOWN, FORM_E, 0 },
		{ X86_PUSH, FORM_E, X86_WIDE }, { X86_INVALID, FORM_E, 0 },
	};
	struct x86_row r = row[reg];

	if (byte && reg > 1)
		return (struct x86_row)INVALID;
	if (byte)
		r.flags |= X86_BYTE;
	return r;
}

struct x86_row x86_group(bool two, uint8_t opcode, unsigned reg)
{
	static const uint8_t count[] = { FORM_E_1, FORM_E_1, FORM_E_CL, FORM_E_CL };
	uint8_t byte = opcode & 1 ? 0 : X86_BYTE;

	if (two)
		return (struct x86_row){ X86_UNKNOWN, FORM_E, 0 };
	switch (opcode) {
	case 0x80: case 0x81: case 0x83:
		return (struct x86_row){ (uint8_t)(X86_ADD + reg), opcode == 0x83 ? FORM_E_IB : FORM_E_I,
		                         (uint8_t)(byte | (reg == 7 ? 0 : X86_LOCKS)) };
	case 0xC0: case 0xC1:
		return (struct x86_row){ (uint8_t)(X86_ROL + reg), FORM_E_IB, byte };
	case 0xD0: case 0xD1: case 0xD2: case 0xD3:
		return (struct x86_row){ (uint8_t)(X86_ROL + reg), count[opcode - 0xD0], byte };
	case 0xC6: case 0xC7:
		return reg == 0 ? (struct x86_row){ X86_MOV, FORM_E_I, byte } : (struct x86_row){ X86_UNKNOWN, FORM_E, 0 };
	case 0x8F:
		return reg == 0 ? (struct x86_row){ X86_POP, FORM_E, X86_WIDE } : (struct x86_row){ X86_UNKNOWN, FORM_E, 0 };
	case 0xF6: case 0xF7:
		return unary(reg, byte);
	default:
		return last(reg, byte != 0);
	}
}
