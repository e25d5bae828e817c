/* decode.c - prefixes, opcode, ModRM, SIB, displacement, immediate: in this order. See decode.h. */
#include "sim/cpu/x86/decode.h"

struct decoding {
	struct x86_insn *in;
	x86_fetch *fetch;
	void *context;
	bool trapped, too_long, prefixes_only;
	bool two_bytes, address32, lock, rep, repne, segment;
	uint8_t rex, opcode, modrm;
	struct x86_row row;
};

static uint8_t next(struct decoding *d)
{
	uint8_t byte = 0;

	if (d->trapped || d->too_long)
		return 0;
	if (d->in->bytes == X86_BYTES_MAX)
		d->too_long = true;
	else if (!d->fetch(d->context, d->in->bytes, &byte))
		d->trapped = true;
	else
		d->in->bytes++;
	return byte;
}

/* Little-endian, extended by its sign. */
static int64_t number(struct decoding *d, unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value |= (uint64_t)next(d) << 8 * i;
	if (size < 8 && value >> (8 * size - 1) & 1)
		value |= ~(uint64_t)0 << 8 * size;
	return (int64_t)value;
}

/* True: `byte` is a prefix, and noted. A REX counts only if the opcode follows at once. */
static bool prefix(struct decoding *d, uint8_t byte)
{
	if (byte >= 0x40 && byte <= 0x4F) {
		d->rex = byte;
		return true;
	}
	if (byte == 0x66)
		d->two_bytes = true;
	else if (byte == 0x67)
		d->address32 = true;
	else if (byte == 0xF0)
		d->lock = true;
	else if (byte == 0xF3 || byte == 0xF2)
		d->rep = byte == 0xF3, d->repne = byte == 0xF2;
	else if (byte == 0x64 || byte == 0x65)
		d->segment = true;
	else if (byte != 0x26 && byte != 0x2E && byte != 0x36 && byte != 0x3E)
		return false;
	d->rex = 0;
	return true;
}

static uint8_t with_rex(const struct decoding *d, unsigned low, uint8_t bit)
{
	return (uint8_t)((low & 7) | (d->rex & bit ? 8 : 0));
}

/* Without a REX, 4 to 7 are AH to BH where a byte is meant. */
static uint8_t byte_register(const struct decoding *d, uint8_t reg, unsigned size)
{
	return size == 1 && d->rex == 0 && reg >= 4 && reg < 8 ? (uint8_t)(X86_HIGH + reg - 4) : reg;
}

static void sib(struct decoding *d, unsigned mod)
{
	uint8_t byte = next(d);

	d->in->index = with_rex(d, byte >> 3, 2);
	d->in->scale = byte >> 6;
	if (d->in->index == X86_RSP)
		d->in->index = X86_NONE;
	d->in->base = with_rex(d, byte, 1);
	if ((byte & 7) == X86_RBP && mod == 0) {
		d->in->base = X86_NONE;
		d->in->displacement = number(d, 4);
	}
}

static void memory(struct decoding *d, unsigned mod)
{
	struct x86_insn *in = d->in;

	in->narrow = d->address32;
	if ((d->modrm & 7) == X86_RSP) {
		sib(d, mod);
	} else if ((d->modrm & 7) == X86_RBP && mod == 0) {
		in->base = X86_RIP;
		in->displacement = number(d, 4);
	} else {
		in->base = with_rex(d, d->modrm, 1);
	}
	if (mod == 1)
		in->displacement = number(d, 1);
	else if (mod == 2)
		in->displacement = number(d, 4);
}

static bool has_modrm(uint8_t form)
{
	return (form >= FORM_E_G && form <= FORM_E && form != FORM_A_I) || form == FORM_G_E_I || form == FORM_G_E_IB;
}

static unsigned source_size(const struct decoding *d)
{
	uint8_t f = d->row.flags;

	return f & X86_FROM1 ? 1 : f & X86_FROM2 ? 2 : f & X86_FROM4 ? 4 : d->in->size;
}

/* The operand that ModRM calls E, as destination or as source. */
static void operand_e(struct decoding *d, enum x86_place *place, uint8_t *reg, unsigned size)
{
	bool is_register = d->modrm >> 6 == 3;

	*place = is_register ? X86_REGISTER : X86_MEMORY;
	if (is_register)
		*reg = byte_register(d, with_rex(d, d->modrm, 1), size);
}

static void operand_register(struct decoding *d, enum x86_place *place, uint8_t *where, uint8_t reg)
{
	*place = X86_REGISTER;
	*where = byte_register(d, reg, d->in->size);
}

static void immediate(struct decoding *d, unsigned size)
{
	d->in->by = X86_IMMEDIATE;
	d->in->imm = number(d, size);
}

static void operands(struct decoding *d)
{
	struct x86_insn *in = d->in;
	uint8_t g = with_rex(d, d->modrm >> 3, 4), o = with_rex(d, d->opcode, 1);
	unsigned whole = in->size == 8 ? 4 : in->size;

	switch ((enum x86_form)d->row.form) {
	case FORM_NONE: case FORM_GROUP:
		break;
	case FORM_E_G:
		operand_e(d, &in->to, &in->to_register, in->size);
		operand_register(d, &in->by, &in->by_register, g);
		break;
	case FORM_G_E:
		operand_register(d, &in->to, &in->to_register, g);
		operand_e(d, &in->by, &in->by_register, in->from);
		break;
	case FORM_A_I:
		operand_register(d, &in->to, &in->to_register, X86_RAX);
		immediate(d, whole);
		break;
	case FORM_E_I: case FORM_E_IB:
		operand_e(d, &in->to, &in->to_register, in->size);
		immediate(d, d->row.form == FORM_E_IB ? 1 : whole);
		break;
	case FORM_E_1:
		operand_e(d, &in->to, &in->to_register, in->size);
		in->by = X86_IMMEDIATE;
		in->imm = 1;
		break;
	case FORM_E_CL:
		operand_e(d, &in->to, &in->to_register, in->size);
		in->by = X86_REGISTER;
		in->by_register = X86_RCX;
		break;
	case FORM_E:
		operand_e(d, &in->to, &in->to_register, in->size);
		break;
	case FORM_O:
		operand_register(d, &in->to, &in->to_register, o);
		break;
	case FORM_O_I:
		operand_register(d, &in->to, &in->to_register, o);
		immediate(d, in->size);
		break;
	case FORM_A_O:
		operand_register(d, &in->to, &in->to_register, X86_RAX);
		operand_register(d, &in->by, &in->by_register, o);
		break;
	case FORM_G_E_I: case FORM_G_E_IB:
		operand_register(d, &in->to, &in->to_register, g);
		operand_e(d, &in->by, &in->by_register, in->from);
		in->has_third = true;
		in->imm = number(d, d->row.form == FORM_G_E_IB ? 1 : whole);
		break;
	case FORM_I: case FORM_IB:
		in->to = X86_IMMEDIATE;
		in->imm = number(d, d->row.form == FORM_IB ? 1 : in->size == 2 ? 2 : 4);
		break;
	case FORM_IW:
		in->imm = (uint16_t)number(d, 2);
		break;
	case FORM_J: case FORM_JB:
		in->to = X86_IMMEDIATE;
		in->imm = number(d, d->row.form == FORM_JB ? 1 : 4);
		break;
	}
}

static unsigned operand_size(const struct decoding *d)
{
	if (d->row.flags & X86_BYTE)
		return 1;
	if (d->rex & 8)
		return 8;
	return d->two_bytes ? 2 : d->row.flags & X86_WIDE ? 8 : 4;
}

/* What a prefix makes of the instruction, now that all of it is known. */
static enum x86_op judged(const struct decoding *d)
{
	const struct x86_insn *in = d->in;
	enum x86_op op = in->op;
	bool transfers = op == X86_CALL || op == X86_JUMP || op == X86_JUMP_IF || op == X86_RETURN || op == X86_LOOP;

	if (op == X86_UNKNOWN)
		return op;
	if (d->lock && (!(d->row.flags & X86_LOCKS) || in->to != X86_MEMORY))
		return X86_INVALID;
	if (op == X86_LEA && in->by != X86_MEMORY)
		return X86_INVALID;
	if (d->segment && (in->to == X86_MEMORY || in->by == X86_MEMORY || d->row.flags & X86_STRING) && op != X86_NOP)
		return X86_UNKNOWN;
	if ((transfers && in->size != 8) || (op == X86_BSWAP && in->size == 2))
		return X86_UNKNOWN;
	if ((d->row.flags & X86_PLAIN && (d->rep || d->repne)) || (d->row.flags & X86_STRING && d->address32))
		return X86_UNKNOWN;
	if (op == X86_LOOP && d->address32)
		return X86_UNKNOWN;
	return op;
}

/* 90 is a NOP, and with REX.B an exchange after all. */
static void settle_nop(struct decoding *d)
{
	if (d->in->op == X86_NOP && d->row.form == FORM_A_O && d->rex & 1)
		d->in->op = X86_XCHG;
}

static void opcode(struct decoding *d)
{
	bool two = false;

	do
		d->opcode = next(d);
	while (!d->trapped && !d->too_long && prefix(d, d->opcode));
	d->prefixes_only = d->too_long;
	if (d->opcode == 0x0F) {
		two = true;
		d->opcode = next(d);
	}
	d->row = two ? x86_two[d->opcode] : x86_one[d->opcode];
	if (d->row.form == FORM_GROUP || has_modrm(d->row.form))
		d->modrm = next(d);
	if (d->row.form == FORM_GROUP)
		d->row = x86_group(two, d->opcode, d->modrm >> 3 & 7);
}

bool x86_decode(struct x86_insn *in, x86_fetch *fetch, void *context)
{
	struct decoding d = { .in = in, .fetch = fetch, .context = context };

	*in = (struct x86_insn){ .base = X86_NONE, .index = X86_NONE };
	opcode(&d);
	in->op = (enum x86_op)d.row.op;
	in->size = (uint8_t)operand_size(&d);
	in->from = (uint8_t)source_size(&d);
	in->condition = d.opcode & 15;
	in->repeats = d.row.flags & X86_STRING && (d.rep || d.repne);
	if (in->op == X86_FLAG)
		in->imm = d.opcode;
	if (has_modrm(d.row.form) && d.modrm >> 6 != 3)
		memory(&d, d.modrm >> 6);
	operands(&d);
	settle_nop(&d);
	if (d.too_long)
		in->op = d.prefixes_only ? X86_INVALID : X86_TOO_LONG;  /* as Windows says of them */
	else
		in->op = judged(&d);
	return !d.trapped;
}
