/* calls.c - see calls.h. */
#include "calls.h"

#include "names.h"

#include <assert.h>

#define PLACES_TOLD 256         /* of a list */

/* What a value is written with. */
struct pen {
	struct trace *t;
	const struct places *p;
	const struct handles *h;
};

enum fails { FAILS_NEVER, FAILS_ZERO, FAILS_NONZERO, FAILS_ONES, FAILS_ONES_32 };

struct value {
	const char *name;
	enum calls_kind kind;
};

#define FL_ARG(type, name, kind) { #name, KIND_##kind }
#define FL_CALL(type, name, kind, fails, varies, args) [CALL_##name] = { #name, KIND_##kind, FAILS_##fails, { args } },
static const struct {
	const char *name;
	enum calls_kind result;
	enum fails fails;
	struct value arg[CALLS_ARGS + 1];       /* up to one without a name */
} calls[] = {
#include "api.h"
};

#define FL_OUT(call, name, kind) { CALL_##call, { #name, KIND_##kind } },
static const struct {
	enum call_id call;
	struct value value;
} outs[] = {
#include "api.h"
	{ CALLS, { NULL, KINDS } }
};

enum calls_kind calls_arg(enum call_id call, unsigned n)
{
	return n < CALLS_ARGS && calls[call].arg[n].name ? calls[call].arg[n].kind : KINDS;
}

enum calls_kind calls_result(enum call_id call)
{
	return calls[call].result;
}

bool calls_failed(enum call_id call, uint64_t result)
{
	switch (calls[call].fails) {
	case FAILS_NEVER:   return false;
	case FAILS_ZERO:    return !result;
	case FAILS_NONZERO: return result;
	case FAILS_ONES:    return result == UINT64_MAX;
	case FAILS_ONES_32: return (uint32_t)result == UINT32_MAX;
	}
	return false;
}

static bool is_address(enum calls_kind kind)
{
	return kind == KIND_ADDRESS || kind == KIND_BLOCK || kind == KIND_LOST_BLOCK || kind == KIND_NEW_BLOCK || kind == KIND_SAME_BLOCK;
}

/* The argument that is of a kind, or SIZE_MAX. */
static size_t arg_of(enum call_id call, enum calls_kind kind)
{
	for (size_t i = 0; calls[call].arg[i].name; i++)
		if (calls[call].arg[i].kind == kind)
			return i;
	return SIZE_MAX;
}

/* The argument that is an address, or SIZE_MAX. */
static size_t address_of(enum call_id call)
{
	for (size_t i = 0; calls[call].arg[i].name; i++)
		if (is_address(calls[call].arg[i].kind))
			return i;
	return SIZE_MAX;
}

bool calls_address(enum call_id call, const uint64_t *arg, uint64_t result, uint64_t *address)
{
	size_t i = address_of(call);
	bool makes = is_address(calls[call].result);

	*address = makes && result ? result : i != SIZE_MAX ? arg[i] : 0;
	return makes ? *address != 0 : i != SIZE_MAX;
}

/* A block that this call made or moved; a call that made nothing of it leaves it as it was. */
static void name_block(struct places *p, enum call_id call, const uint64_t *arg, uint64_t result)
{
	size_t size = arg_of(call, KIND_BLOCK_BYTES), old = arg_of(call, KIND_BLOCK);

	if (!result || size == SIZE_MAX)
		return;
	if (calls[call].result == KIND_NEW_BLOCK)
		places_block(p, result, arg[size]);
	else if (calls[call].result == KIND_SAME_BLOCK && old != SIZE_MAX)
		places_block_resized(p, arg[old], result, arg[size]);
}

/* ... and one that it gave back, which this very event still names. */
static void forget_block(struct places *p, enum call_id call, const uint64_t *arg, uint64_t result)
{
	size_t i = arg_of(call, KIND_LOST_BLOCK);

	if (i != SIZE_MAX && !calls_failed(call, result))
		places_block_gone(p, arg[i]);
}

static void tell_places(const struct pen *pen, const char *name, const uint64_t *address, uint64_t count)
{
	char text[48];

	trace_open_array(pen->t, name);
	for (uint64_t i = 0; i < count && i < PLACES_TOLD; i++) {
		places_format(pen->p, address[i], text, sizeof text);
		trace_string(pen->t, NULL, text);
	}
	trace_close_array(pen->t);
}

/* The names of a kind of constant, or NULL: of anything else. */
static size_t (*names_of(enum calls_kind kind))(uint32_t, char *, size_t)
{
	switch (kind) {
	case KIND_ALLOC_TYPE: return name_alloc_type;
	case KIND_FREE_TYPE:  return name_free_type;
	case KIND_PROTECT:    return name_protect;
	case KIND_SECTION:    return name_section;
	case KIND_FILE_MAP:   return name_file_map;
	case KIND_STATE:      return name_state;
	case KIND_MEM_TYPE:   return name_mem_type;
	case KIND_HEAP_FLAGS: return name_heap_flags;
	default:              return NULL;
	}
}

static void tell_disposition(struct trace *t, const char *name, int32_t value)
{
	char text[NAME_ROOM];

	name_disposition(value, text, sizeof text);
	trace_string(t, name, text);
}

/* One value as its kind is spelled; of a list, the value behind it says how long it is. */
static void tell(const struct pen *pen, const struct value *v, const uint64_t *value)
{
	struct trace *t = pen->t;

	switch (v->kind) {
	case KIND_PROCESS:
		if (handles_known(pen->h, *value))
			handles_tell(pen->h, t, v->name, *value);
		else
			trace_hex(t, v->name, *value);
		break;
	case KIND_ADDRESS: case KIND_POINTER: case KIND_SIZE: case KIND_BLOCK: case KIND_LOST_BLOCK:
	case KIND_NEW_BLOCK: case KIND_SAME_BLOCK: case KIND_BLOCK_BYTES:
		trace_hex(t, v->name, *value);
		break;
	case KIND_BITS: case KIND_STATUS:
		trace_hex(t, v->name, (uint32_t)*value);
		break;
	case KIND_COUNT:
		trace_decimal(t, v->name, (uint32_t)*value);
		break;
	case KIND_HANDLE: case KIND_NEW_HANDLE: case KIND_OWN_HANDLE:
		handles_tell(pen->h, t, v->name, *value);
		break;
	case KIND_PLACE:
		places_at(pen->p, t, v->name, *value);
		break;
	case KIND_PLACES:
		tell_places(pen, v->name, (const uint64_t *)(uintptr_t)value[0], value[1]);
		break;
	case KIND_BOOLEAN:
		trace_string(t, v->name, *value ? "TRUE" : "FALSE");
		break;
	case KIND_FLAG:
		trace_bool(t, v->name, *value != 0);
		break;
	case KIND_DISPOSITION:
		tell_disposition(t, v->name, (int32_t)*value);
		break;
	case KIND_UNTOLD: case KIND_UNTOLD_NUMBER: case KIND_UNKNOWN: case KIND_NONE:
		break;
	case KIND_ALLOC_TYPE: case KIND_FREE_TYPE: case KIND_PROTECT: case KIND_SECTION: case KIND_FILE_MAP:
	case KIND_STATE: case KIND_MEM_TYPE: case KIND_HEAP_FLAGS:
		trace_name(t, v->name, names_of(v->kind), (uint32_t)*value);
		break;
	case KINDS:
		assert(!"a kind");
	}
}

static void tell_args(const struct pen *pen, const struct value *v, const uint64_t *arg)
{
	trace_open_object(pen->t, "args");
	for (; v->name; v++, arg++)
		tell(pen, v, arg);
	trace_close_object(pen->t);
}

void calls_tell(struct trace *t, struct places *p, struct handles *h, enum call_id call, const uint64_t *arg,
                uint64_t result, uint32_t error)
{
	const struct pen pen = { t, p, h };
	const struct value answer = { "result", calls[call].result };
	uint64_t address;

	trace_string(t, "api", calls[call].name);
	tell_args(&pen, calls[call].arg, arg);
	if (answer.kind == KIND_NEW_HANDLE && !calls_failed(call, result))
		handles_add(h, result);         /* not before: an argument may be an older handle of that number */
	if (answer.kind == KIND_OWN_HANDLE && result && !calls_failed(call, result) && !handles_known(h, result))
		handles_add(h, result);
	name_block(p, call, arg, result);
	tell(&pen, &answer, &result);
	if (calls_address(call, arg, result, &address))
		places_at(p, t, "at", address);
	trace_number(t, "error", error);
	trace_name(t, "error_name", name_error, error);
	forget_block(p, call, arg, result);
}

void calls_tell_out(struct trace *t, const struct places *p, struct handles *h, enum call_id call, const uint64_t *value)
{
	const struct pen pen = { t, p, h };

	for (size_t i = 0, n = 0; outs[i].call != CALLS; i++) {
		if (outs[i].call == call && outs[i].value.kind == KIND_NEW_HANDLE)
			handles_add(h, value[n]);
		n += outs[i].call == call;
	}

	trace_open_object(t, "out");
	for (size_t i = 0; outs[i].call != CALLS; i++)
		if (outs[i].call == call)
			tell(&pen, &outs[i].value, value++);
	trace_close_object(t);
}
