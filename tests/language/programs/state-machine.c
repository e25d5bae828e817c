/* A calculator: a lexer by a table of states, a parser by function pointers, errors by exceptions. */
#include <windows.h>
#include <stdio.h>
#include <ctype.h>

enum state { START, NUMBER, HEX, OPERATOR, DONE, STATES };
enum class { SPACE, ZERO, DIGIT, LETTER_X, HEXDIGIT, PUNCT, END, CLASSES };
static const unsigned char table[STATES][CLASSES] = {
	[START] = { START, NUMBER, NUMBER, DONE, DONE, OPERATOR, DONE },
	[NUMBER] = { DONE, NUMBER, NUMBER, HEX, DONE, DONE, DONE },
	[HEX] = { DONE, HEX, HEX, DONE, HEX, DONE, DONE },
};
struct token { enum { T_NUMBER, T_OP, T_END } kind; long long value; };
static const char *input;
static struct token now;

static enum class classify(char c)
{
	return c == 0 ? END : isspace(c) ? SPACE : c == '0' ? ZERO : isdigit(c) ? DIGIT : c == 'x' ? LETTER_X : isxdigit(c) ? HEXDIGIT : PUNCT;
}

static void fail(DWORD code) { RaiseException(0xE0000000 | code, 0, 0, NULL); }

static void next(void)
{
	enum state s = START;
	long long v = 0;
	const char *from = input;

	for (;;) {
		enum state to = (enum state)table[s][classify(*input)];

		if (to == DONE) break;
		if (to == OPERATOR) { now.kind = T_OP; now.value = *input++; return; }
		if (to == NUMBER) v = v * 10 + (*input - '0');
		else if (to == HEX && s == NUMBER) v = 0;
		else if (to == HEX) v = v * 16 + (isdigit(*input) ? *input - '0' : (*input | 32) - 'a' + 10);
		if (to == START) from++;
		s = to;
		input++;
	}
	if (s == START && *input) fail(1);
	now.kind = s == START ? T_END : T_NUMBER;
	now.value = v;
	(void)from;
}

static long long add(long long a, long long b) { return a + b; } static long long sub(long long a, long long b) { return a - b; }
static long long mul(long long a, long long b) { return a * b; } static long long quo(long long a, long long b) { return a / b; }
static long long rem_(long long a, long long b) { return a % b; } static long long and(long long a, long long b) { return a & b; }
static const struct { char name; int level; long long (*f)(long long, long long); } op[] = {
	{ '&', 1, and }, { '+', 2, add }, { '-', 2, sub }, { '*', 3, mul }, { '/', 3, quo }, { '%', 3, rem_ }
};

static long long expression(int level)
{
	long long v = 0;
	int i, sign = 1;

	while (now.kind == T_OP && now.value == '-') { sign = -sign; next(); }
	if (now.kind == T_NUMBER) { v = now.value; next(); }
	else if (now.kind == T_OP && now.value == '(') { next(); v = expression(1); if (now.value != ')') fail(2); next(); }
	else fail(3);
	v *= sign;
	for (;;) {
		for (i = 0; i < 6; i++)
			if (now.kind == T_OP && now.value == op[i].name && op[i].level >= level) break;
		if (i == 6) return v;
		next();
		v = op[i].f(v, expression(op[i].level + 1));
	}
}

int main(void)
{
	static const char *const line[] = { "1+2*3", "(1+2)*3 - -4", "0xff & 0x3C", "10 / 3 % 2", "7 / (5-5)", "2 * (3 + ", "2 $ 3", "1 ? 2", "--5", "((((9))))", "100-1-2-3" };
	int i;

	for (i = 0; i < (int)(sizeof line / sizeof line[0]); i++) {
		__try {
			input = line[i];
			next();
			printf("%s = %lld", input - 0 == line[i] ? line[i] : line[i], expression(1));
			if (now.kind != T_END) fail(4);
		} __except (GetExceptionCode() == EXCEPTION_INT_DIVIDE_BY_ZERO || (GetExceptionCode() & 0xF0000000) == 0xE0000000) {
			printf("error %08lx in '%s'", GetExceptionCode(), line[i]);
		}
		printf("\n");
	}
	return 0;
}
