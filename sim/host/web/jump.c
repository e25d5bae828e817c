/*
 * jump.c - setjmp and longjmp where the compiler makes exceptions of WebAssembly of them. It calls these three; jump.s
 * has the tag, which says what kind of exception it is.
 */
#include <stdint.h>

struct saved {
	void *activation;               /* of the function that called setjmp */
	uint32_t label;                 /* which of its calls */
	struct { void *buffer; int value; } thrown;
};

void __wasm_setjmp(void *buffer, uint32_t label, void *activation);
uint32_t __wasm_setjmp_test(void *buffer, void *activation);
_Noreturn void __wasm_longjmp(void *buffer, int value);

enum { TAG_LONGJMP = 1 };

void __wasm_setjmp(void *buffer, uint32_t label, void *activation)
{
	struct saved *s = buffer;

	s->activation = activation;
	s->label = label;
}

uint32_t __wasm_setjmp_test(void *buffer, void *activation)
{
	struct saved *s = buffer;

	return s->activation == activation ? s->label : 0;
}

void __wasm_longjmp(void *buffer, int value)
{
	struct saved *s = buffer;

	s->thrown.buffer = buffer;
	s->thrown.value = value ? value : 1;
	__builtin_wasm_throw(TAG_LONGJMP, &s->thrown);
}
