/* signature.c - see signature.h. */
#include "viz/trace/signature.h"

#include <stddef.h>
#include <string.h>

#define ARGS_MAX 8

struct signature_value {
	const char *name;
	enum signature_kind kind;
};

#define FL_CALL(type, name, kind, fails, varies, args) SIGNATURE_##name,
enum {
#include "core/api.h"
	SIGNATURES
};

struct signature {
	const char *api;
	enum signature_kind result;
	enum signature_answer answer;
	struct signature_value arg[ARGS_MAX];   /* up to one without a name */
};

#define FL_ARG(type, name, kind) { #name, VALUE_##kind }
#define FL_CALL(type, name, kind, fails, varies, args) [SIGNATURE_##name] = { #name, VALUE_##kind, ANSWER_##varies, { args } },
static const struct signature calls[] = {
#include "core/api.h"
};

#define FL_OUT(call, name, kind) { SIGNATURE_##call, { #name, VALUE_##kind } },
static const struct {
	int call;
	struct signature_value value;
} outs[] = {
#include "core/api.h"
};

const struct signature *signature_of(const char *api)
{
	for (int i = 0; api && i < SIGNATURES; i++)
		if (strcmp(calls[i].api, api) == 0)
			return &calls[i];
	return NULL;
}

enum signature_kind signature_arg(const struct signature *s, const char *name)
{
	for (const struct signature_value *v = s ? s->arg : NULL; v && v->name; v++)
		if (strcmp(v->name, name) == 0)
			return v->kind;
	return VALUE_UNLISTED;
}

enum signature_kind signature_out(const struct signature *s, const char *name)
{
	for (size_t i = 0; s && i < sizeof outs / sizeof outs[0]; i++)
		if (outs[i].call == s - calls && strcmp(outs[i].value.name, name) == 0)
			return outs[i].value.kind;
	return VALUE_UNLISTED;
}

enum signature_kind signature_result(const struct signature *s)
{
	return s ? s->result : VALUE_UNLISTED;
}

enum signature_answer signature_answer(const struct signature *s)
{
	return s ? s->answer : ANSWER_SAME;
}

bool signature_is_raw(enum signature_kind kind)
{
	switch (kind) {
	case VALUE_ADDRESS: case VALUE_POINTER: case VALUE_PROCESS: case VALUE_HANDLE: case VALUE_NEW_HANDLE:
	case VALUE_OWN_HANDLE: case VALUE_BLOCK: case VALUE_LOST_BLOCK: case VALUE_NEW_BLOCK: case VALUE_SAME_BLOCK:
	case VALUE_PLACE: case VALUE_PLACES: case VALUE_UNTOLD: case VALUE_UNTOLD_NUMBER: case VALUE_UNLISTED:
		return true;
	default:
		return false;
	}
}
