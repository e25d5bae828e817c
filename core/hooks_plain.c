/* hooks_plain.c - see hook.h: the calls of which the row says all, FL_PLAIN. Made as they stand, and told. */
#include "hook.h"

/* EACH(WORD, (a, b), (c, d)) is WORD(a, b), WORD(c, d): for up to ten arguments. */
#define EACH_1(w, x) w x
#define EACH_2(w, x, ...) w x, EACH_1(w, __VA_ARGS__)
#define EACH_3(w, x, ...) w x, EACH_2(w, __VA_ARGS__)
#define EACH_4(w, x, ...) w x, EACH_3(w, __VA_ARGS__)
#define EACH_5(w, x, ...) w x, EACH_4(w, __VA_ARGS__)
#define EACH_6(w, x, ...) w x, EACH_5(w, __VA_ARGS__)
#define EACH_7(w, x, ...) w x, EACH_6(w, __VA_ARGS__)
#define EACH_8(w, x, ...) w x, EACH_7(w, __VA_ARGS__)
#define EACH_9(w, x, ...) w x, EACH_8(w, __VA_ARGS__)
#define EACH_10(w, x, ...) w x, EACH_9(w, __VA_ARGS__)
#define PICK(a, b, c, d, e, f, g, h, i, j, each, ...) each
#define EACH(w, ...) PICK(__VA_ARGS__, EACH_10, EACH_9, EACH_8, EACH_7, EACH_6, EACH_5, EACH_4, EACH_3, EACH_2, EACH_1, )(w, __VA_ARGS__)

#define PARAMETER(type, name) type name
#define NAME(type, name) name
#define HOOK(type, call, ...) \
type fl_##call(unsigned line, EACH(PARAMETER, __VA_ARGS__)) \
{ \
	type result; \
	\
	hook_before(); \
	result = call(EACH(NAME, __VA_ARGS__)); \
	hook_tell(line, CALL_##call, (uintptr_t)result, EACH(NAME, __VA_ARGS__)); \
	return result; \
}

#define FL_ARG(type, name, kind) (type, name)
#define FL_PLAIN(type, name, kind, fails, varies, args) HOOK(type, name, args)
#include "api.h"
