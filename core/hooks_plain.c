/* hooks_plain.c - see hook.h: the calls of which the row says all, FL_PLAIN. Made as they stand, and told. */
#include "hook.h"

#include "each.h"

/* `call` may be a macro: psapi.h has its calls under two names. */
#define HOOK(type, hook, id, call, ...) \
type hook(unsigned line, EACH(PARAMETER, __VA_ARGS__)) \
{ \
	type result; \
	\
	hook_before(); \
	result = call(EACH(NAME, __VA_ARGS__)); \
	hook_tell(line, id, (uintptr_t)result, EACH(NAME, __VA_ARGS__)); \
	return result; \
}

#define FL_ARG(type, name, kind) (type, name)
#define FL_PLAIN(type, name, kind, fails, varies, args) HOOK(type, fl_##name, CALL_##name, name, args)
#define FL_PSAPI_PLAIN FL_PLAIN
#include "api.h"
