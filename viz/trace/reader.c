/* reader.c - see reader.h. */
#include "core/letter.h"
#include "viz/base/text.h"
#include "viz/trace/reading.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LINE_MAX_BYTES   ((size_t)8 << 20)      /* a begin line may hold 1 MiB of source, escaped */
#define FILE_MAX_BYTES   ((size_t)1 << 30)
#define TITLE_MAX 200                   /* bytes of a platform's name */
#define KEEP_MAX_BYTES   ((size_t)768 << 20)
#define DEPTH_MAX        16
#define EVENTS_MAX       500000
#define TEXT(x)          #x
#define TEXT_OF(x)       TEXT(x)

static bool wrong_file(struct reading *r, const char *what)
{
	snprintf(r->why, r->why_room, "%s: %s", r->t->path, what);
	return false;
}

/* ---- lines ---- */

static bool fill(struct reading *r)
{
	r->have = fread(r->block, 1, sizeof r->block, r->in);
	r->at = 0;
	if (r->have)
		return true;
	r->at_end = true;
	return false;
}

/* The next line without its newline: 1, 0 at the end, -1 with the message written. */
static int next_line(struct reading *r)
{
	ink_clear(&r->line);
	r->newline = false;
	r->number++;
	for (;;) {
		const char *start, *end;
		size_t left, n;

		if (r->at == r->have && !fill(r))
			break;
		start = r->block + r->at;
		left = r->have - r->at;
		end = memchr(start, '\n', left);
		n = end ? (size_t)(end - start) : left;
		if (r->line.used + n > LINE_MAX_BYTES) {
			wrong(r, "line longer than %zu MiB; this is no trace of a lab", LINE_MAX_BYTES >> 20);
			return -1;
		}
		ink_add(&r->line, start, n);
		r->at += n + (end != NULL);
		r->bytes += n + 1;
		if (r->line.failed || r->bytes > FILE_MAX_BYTES) {
			no_memory(r);
			return -1;
		}
		if (end) {
			r->newline = true;
			break;
		}
	}
	if (ferror(r->in)) {
		wrong(r, "cannot read: %s", strerror(errno));
		return -1;
	}
	if (r->line.used && r->line.text[r->line.used - 1] == '\r')
		r->line.text[--r->line.used] = '\0';
	return r->newline || r->line.used ? 1 : 0;
}

static bool too_deep(const char *s, size_t n)
{
	size_t depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		if (quoted) {
			if (s[i] == '\\')
				i++;
			else if (s[i] == '"')
				quoted = false;
		} else if (s[i] == '"') {
			quoted = true;
		} else if (s[i] == '{' || s[i] == '[') {
			if (++depth > DEPTH_MAX)
				return true;
		} else if (s[i] == '}' || s[i] == ']') {
			depth -= depth > 0;
		}
	}
	return false;
}

static json_t *parse_line(struct reading *r)
{
	json_error_t e;
	json_t *j;
	size_t mark = r->number == 1 && r->line.used >= 3 && memcmp(r->line.text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;       /* an editor's */

	if (memchr(r->line.text, '\0', r->line.used)) {
		wrong(r, "binary data, not a trace; give a .jsonl file written by core/run or build/sim");
		return NULL;
	}
	if (too_deep(r->line.text, r->line.used)) {
		wrong(r, "nested deeper than %d levels; this is no trace of a lab", DEPTH_MAX);
		return NULL;
	}
	j = json_loadb(r->line.text + mark, r->line.used - mark, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &e);
	if (!j && !r->newline && r->number > 1) {
		wrong(r, "cut: the file ends in the middle of this line; run the lab again");
		return NULL;
	}
	if (!j) {
		wrong(r, "not JSON (column %d: %s)%s", e.column, e.text,
		      r->number == 1 ? "; a trace starts with {\"type\":\"begin\",\"schema\":1," : "; run the lab again");
		return NULL;
	}
	if (!json_is_object(j)) {
		wrong(r, "JSON, but not an object; each line of a trace is one {…}");
		json_decref(j);
		return NULL;
	}
	return j;
}

/* ---- events ---- */

static const char *const type_names[] = {
	"call", "fault", "filter", "handler", "finally", "output", "exit", "unhandled", "continue"
};

const char *reader_type_name(enum event_type type)
{
	return type_names[type];
}

static int find_type(const char *name)
{
	for (int i = 0; i <= EV_CONTINUE; i++)
		if (strcmp(type_names[i], name) == 0)
			return i;
	return -1;
}

static const char *first_arg(const struct event *e, const char *a, const char *b, const char *c)
{
	const char *value = reader_arg(e, a);

	if (!value)
		value = reader_arg(e, b);
	return value ? value : reader_arg(e, c);
}

/* A call by the handle of the process is the call without it: what it does is the same. */
static enum api api_of(const char *name)
{
	static const struct { const char *name; enum api same; } by_handle[] = {
		{ "VirtualAllocEx", API_VIRTUAL_ALLOC }, { "VirtualAllocExNuma", API_VIRTUAL_ALLOC }, { "VirtualFreeEx", API_VIRTUAL_FREE },
		{ "VirtualProtectEx", API_VIRTUAL_PROTECT }, { "VirtualQueryEx", API_VIRTUAL_QUERY },
	};

	for (size_t i = 0; i < sizeof by_handle / sizeof by_handle[0]; i++)
		if (strcmp(name, by_handle[i].name) == 0)
			return by_handle[i].same;
	return word_find(LIST_OF_APIS, name);
}

static bool read_call(struct reading *r, json_t *o, struct event *e)
{
	if (!need_string(r, o, "api", &e->api) || !opt_string(r, o, "result", &e->result) ||
	    !opt_string(r, o, "error_name", &e->error_name) || !opt_int(r, o, "error", 0, UINT32_MAX, &e->error) ||
	    !members(r, o, "args", &e->arg, &e->args) || !members(r, o, "out", &e->out, &e->outs))
		return false;
	e->api_id = api_of(e->api);
	e->allocation_flags = word_flags(LIST_OF_ALLOCATIONS, first_arg(e, "flAllocationType", "AllocationType", "dwFreeType"));
	e->protect_flags = word_flags(LIST_OF_PROTECTS, first_arg(e, "flProtect", "flNewProtect", "PageProtection"));
	e->state_id = word_find(LIST_OF_STATES, reader_out(e, "State"));
	e->answer_flags = word_flags(LIST_OF_PROTECTS, reader_out(e, e->api_id == API_VIRTUAL_PROTECT ? "lpflOldProtect" : "Protect"));
	return true;
}

static bool read_fault(struct reading *r, json_t *o, struct event *e)
{
	if (!need_string(r, o, "code", &e->code) || !opt_string(r, o, "access", &e->access) ||
	    !opt_string(r, o, "kind", &e->kind) || !opt_string(r, o, "function", &e->function) ||
	    !opt_hex(r, o, "address", &e->address, &e->has_address))
		return false;
	e->code_id = word_find(LIST_OF_EXCEPTIONS, e->code);
	e->access_id = word_find(LIST_OF_ACCESSES, e->access);
	e->kind_id = word_find(LIST_OF_FAULTS, e->kind);
	return true;
}

static bool read_retried(struct reading *r, json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "retried");

	if (j && !json_is_boolean(j))
		return wrong(r, "member \"retried\" is neither true nor false");
	e->retried = !j ? RETRY_NOT_SAID : json_is_true(j) ? RETRY_DONE : RETRY_FAILED;
	return true;
}

static bool read_own_members(struct reading *r, json_t *o, struct event *e)
{
	e->continuing = e->type == EV_CONTINUE || json_is_true(json_object_get(o, "continuing"));
	switch (e->type) {
	case EV_CALL:
		return read_call(r, o, e);
	case EV_FAULT:
	case EV_UNHANDLED:
		return read_fault(r, o, e);
	case EV_FILTER:
		if (!need_string(r, o, "disposition", &e->disposition))
			return false;
		e->disposition_id = word_find(LIST_OF_DISPOSITIONS, e->disposition);
		if (!opt_string(r, o, "by", &e->by))
			return false;
		e->by_id = word_find(LIST_OF_HANDLERS, e->by);
		r->t->tells_by |= e->by != NULL;
		return read_retried(r, o, e);
	case EV_CONTINUE:
		if (!need_string(r, o, "disposition", &e->disposition) || !opt_string(r, o, "function", &e->function))
			return false;
		e->disposition_id = word_find(LIST_OF_DISPOSITIONS, e->disposition);
		return true;
	case EV_HANDLER:
		if (!opt_string(r, o, "code", &e->code) || !opt_string(r, o, "function", &e->function))
			return false;
		e->code_id = word_find(LIST_OF_EXCEPTIONS, e->code);
		return true;
	case EV_FINALLY:
		e->abnormal = json_is_true(json_object_get(o, "abnormal")) ||
		              json_integer_value(json_object_get(o, "abnormal")) != 0;
		return opt_string(r, o, "function", &e->function);
	case EV_OUTPUT:
		return need_string(r, o, "text", &e->text) && members(r, o, "machine", &e->machine, &e->machines);
	case EV_EXIT:
		if (!json_object_get(o, "code"))
			return wrong(r, "member \"code\" is missing");
		if (!opt_int(r, o, "code", INT32_MIN, UINT32_MAX, &e->exit_code))
			return false;
		e->exit_code = (int32_t)(uint32_t)e->exit_code;         /* 4294967295 is -1 */
		return opt_string(r, o, "reason", &e->reason);
	}
	return false;
}

/*
 * The call comes right before its exception, on both sides. RaiseException takes stack itself: if that ends first, the
 * overflow is of its own making. The simulator says of a fault which kind it is, so one with a kind is none that was raised.
 */
static bool is_raised(const struct reading *r, const struct event *e)
{
	const struct event *call = r->events ? &r->event[r->events - 1] : NULL;

	if (!call || call->type != EV_CALL || call->api_id != API_RAISE_EXCEPTION || e->kind)
		return false;
	return e->code_id != EXC_STACK_OVERFLOW || same(reader_arg(call, "dwExceptionCode"), "0xc00000fd");
}

/* The first thread has no such member: what was written before labs had more reads as theirs. */
static bool read_thread(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *j = json_object_get(o, "thread");
	json_int_t n = json_integer_value(j);

	e->thread = 1;
	if (!j)
		return true;
	if (!json_is_integer(j) || n < 2 || n > READER_THREADS)
		return wrong(r, "member \"thread\" is no whole number from 2 to %d; an event of the first thread has none: run the lab again",
		             READER_THREADS);
	e->thread = (uint32_t)n;
	if (e->thread > r->t->threads)
		r->t->threads = e->thread;
	return true;
}

static bool read_event(struct reading *r, json_t *o, int type)
{
	struct event *e;
	int64_t step = -1, line = 0;

	if (r->events == r->room) {
		size_t room = r->room ? r->room * 2 : 256;
		struct event *more = realloc(r->event, room * sizeof *more);

		if (!more)
			return no_memory(r);
		r->event = more;
		r->room = room;
	}
	e = &r->event[r->events];
	*e = (struct event){ .type = (enum event_type)type, .file_line = r->number, .at = { .place = -1 } };
	if (!opt_int(r, o, "step", 0, EVENTS_MAX, &step) || !opt_int(r, o, "line", 0, INT32_MAX, &line))
		return false;
	if (step != (int64_t)r->steps)          /* READER-1 */
		return wrong(r, "step %" PRId64 " where %zu was due: lines are missing or double; run the lab again", step, r->steps);
	e->step = (uint32_t)step;
	e->line = (uint32_t)line;
	if (!read_thread(r, o, e) || !read_own_members(r, o, e) || !opt_where(r, o, "at", &e->at, &e->at_text) || !read_bases(r, o) ||
	    !read_regions(r, o, e) || !read_counters(r, o, e) || !read_walk(r, o, e) || !read_vad(r, o, e) ||
	    !read_resolved(r, o, e) || !read_lists(r, o, e) || !read_transitions(r, o, e) || !read_dispatch(r, o, e) ||
	    !read_stack(r, o, e) || !read_stack_memory(r, o, e) || !read_variables(r, o, e) || !read_news(r, o, e) ||
	    !read_heaps(r, o, e))
		return false;
	e->raised = e->type == EV_FAULT && is_raised(r, e);
	r->events++;
	r->steps++;
	r->t->faults += e->type == EV_FAULT;
	r->ended = e->type == EV_EXIT || e->type == EV_UNHANDLED;
	return true;
}

/* {"ws_max":40,"policy":"fifo"} as "ws_max 40, policy fifo". */
static bool read_limits(struct reading *r, json_t *o)
{
	const struct argument *m = NULL;
	size_t count = 0;
	struct ink i = { 0 };

	if (!members(r, o, "limits", &m, &count))
		return false;
	for (size_t n = 0; n < count; n++)
		ink_printf(&i, "%s%.40s %.40s", n ? ", " : "", m[n].name, m[n].value);
	if (count)
		r->t->limits = i.failed ? NULL : keep_copy(&r->t->keep, i.text, i.used);
	ink_free(&i);
	return !count || r->t->limits || no_memory(r);
}

static bool read_args(struct reading *r, const json_t *o)
{
	const json_t *list = json_object_get(o, "args");
	size_t count = json_array_size(list);
	const char **arg;

	if (list && !json_is_null(list) && !json_is_array(list))
		return wrong(r, "member \"args\" is not a list");
	arg = keep_alloc(&r->t->keep, count, sizeof *arg);
	if (!arg)
		return no_memory(r);
	for (size_t i = 0; i < count; i++) {
		if (!json_is_string(json_array_get(list, i)))
			return wrong(r, "member \"args\" holds what is not a string");
		arg[i] = kept(r, json_array_get(list, i));
		if (!arg[i])
			return no_memory(r);
	}
	r->t->arg = arg;
	r->t->args = count;
	return true;
}

/* What a system or a program calls itself heads a column or a report, as it is. */
static bool fit_title(struct reading *r, const char *key, const char *title)
{
	uint32_t c;

	if (title && strlen(title) > TITLE_MAX)
		return wrong(r, "member \"%s\" is longer than %d bytes; nothing is called so", key, TITLE_MAX);
	while (title && *title) {
		title += letter_take(title, strnlen(title, LETTER_BYTES), &c);
		if (letter_is_control(c) || letter_is_byte(c))
			return wrong(r, "member \"%s\" holds a control character", key);
	}
	return true;
}

static bool read_encoding(struct reading *r, const json_t *o)
{
	const char *encoding = NULL;

	if (!opt_string(r, o, "encoding", &encoding))
		return false;
	r->utf8 = same(encoding, "utf-8");
	return !encoding || r->utf8 || wrong(r, "encoding \"%.40s\" is not known here; strings of a trace are \"utf-8\"", encoding);
}

/* Lines end in \n for all who look at them, whatever editor wrote the file; a mark of UTF-8 is none of its text. */
static bool read_source(struct reading *r, const json_t *o)
{
	struct trace_file *t = r->t;
	char *text;

	if (!opt_string(r, o, "source", &t->source))
		return false;
	if (!t->source)
		return true;
	t->source += strncmp(t->source, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	text = keep_copy(&t->keep, t->source, strlen(t->source));
	t->source = text;
	for (; text && *text; text++)
		if (*text == '\r' && text[1] != '\n')
			*text = '\n';
	return text || no_memory(r);
}

static bool read_begin(struct reading *r, json_t *o)
{
	struct trace_file *t = r->t;
	int64_t schema = 0, page = 4096, granularity = 65536;
	const char *side = NULL;

	if (!opt_int(r, o, "schema", INT64_MIN, INT64_MAX, &schema))
		return false;
	if (schema != 1)
		return wrong(r, "schema %" PRId64 " is not known here; this viz reads schema 1, so write the trace with its own tools", schema);
	if (!read_encoding(r, o) || !need_string(r, o, "side", &side) || !need_string(r, o, "lab", &t->lab) ||
	    !need_string(r, o, "platform", &t->platform) || !read_source(r, o) ||
	    !opt_string(r, o, "recorded_by", &t->recorded_by) || !fit_title(r, "platform", t->platform) ||
	    !fit_title(r, "recorded_by", t->recorded_by) || !opt_int(r, o, "page_size", 512, 1 << 24, &page) ||
	    !opt_int(r, o, "granularity", 512, 1 << 30, &granularity))
		return false;
	if (page & (page - 1))
		return wrong(r, "page_size %" PRId64 " is not a power of two", page);
	if (strcmp(side, "real") && strcmp(side, "sim"))
		return wrong(r, "side \"%.40s\" is neither \"real\" nor \"sim\"", side);
	t->side = strcmp(side, "real") == 0 ? SIDE_REAL : SIDE_SIM;
	t->page_size = (uint32_t)page;
	t->granularity = (uint32_t)granularity;
	t->recorded = json_is_true(json_object_get(o, "recorded"));
	return read_args(r, o) && read_limits(r, o);
}

static bool pass_over(struct reading *r, const char *type)
{
	r->steps++;
	if (!r->t->note)
		r->t->note = keep_printf(&r->t->keep, "%s:%zu: event type \"%.40s\" is not known here and was passed over",
		                         r->t->path, r->number, type);
	return true;
}

static bool read_object(struct reading *r, json_t *o)
{
	const char *type = json_string_value(json_object_get(o, "type"));
	int known;

	if (!type)
		return wrong(r, "member \"type\" is missing");
	if (r->number == 1) {
		if (strcmp(type, "begin"))
			return wrong(r, "the first line is \"%.40s\" where \"begin\" was due; the file's start is missing", type);
		return read_begin(r, o);
	}
	if (strcmp(type, "begin") == 0)
		return wrong(r, "a second \"begin\": two traces in one file; keep one trace a file");
	known = find_type(type);
	if (r->ended && !(known == EV_EXIT && r->event[r->events - 1].type == EV_UNHANDLED))
		return wrong(r, "an event after the end of the lab; keep one trace a file");
	if (r->events >= EVENTS_MAX)
		return wrong(r, "more than %d events; record a shorter run", EVENTS_MAX);
	return known < 0 ? pass_over(r, type) : read_event(r, o, known);
}

static bool read_lines(struct reading *r)
{
	int more;

	while ((more = next_line(r)) > 0) {
		json_t *o = parse_line(r);
		bool ok = o && read_object(r, o);

		json_decref(o);
		if (!ok)
			return false;
	}
	if (more < 0)
		return false;
	r->number--;
	if (r->number == 0)
		return wrong_file(r, "is empty; write a trace into it with core/run --trace or build/sim run --trace");
	if (r->ended)
		return true;
	if (!r->events)
		return wrong(r, "cut: nothing follows the first line; run the lab again");
	return wrong(r, "cut: ends after step %zu (%s), before the lab's exit; run the lab again", r->events - 1,
	             type_names[r->event[r->events - 1].type]);
}

static bool open_file(struct reading *r)
{
	struct stat st;
	char what[256];

	r->in = fopen(r->t->path, "rb");
	if (!r->in) {
		snprintf(what, sizeof what, "cannot open: %s%s", strerror(errno),
		         errno == ENOENT ? "; write it with core/run --trace or build/sim run --trace" : "");
		return wrong_file(r, what);
	}
	if (fstat(fileno(r->in), &st) == 0 && S_ISDIR(st.st_mode))
		return wrong_file(r, "is a directory; give the trace (.jsonl) inside it");
	return true;
}

/* Before anything is parsed: every line but the first is an event. What is no file is found to be too long while it is read. */
static bool short_enough(struct reading *r)
{
	struct stat st;
	size_t lines = 0;

	if (fstat(fileno(r->in), &st) != 0 || !S_ISREG(st.st_mode) || (uint64_t)st.st_size < EVENTS_MAX)
		return true;
	while (lines <= EVENTS_MAX + 1 && fill(r))
		for (const char *p = r->block, *end = p + r->have; (p = memchr(p, '\n', (size_t)(end - p))); p++)
			lines++;
	rewind(r->in);
	r->at = r->have = 0;
	r->at_end = false;
	return lines <= EVENTS_MAX + 1 || wrong_file(r, "more than " TEXT_OF(EVENTS_MAX) " events; record a shorter run");
}

static bool finish(struct reading *r)
{
	struct trace_file *t = r->t;
	struct event *e = keep_alloc(&t->keep, r->events, sizeof *e);
	uint64_t *base = keep_alloc(&t->keep, r->bases, sizeof *base);

	if (!e || !base)
		return no_memory(r);
	memcpy(e, r->event, r->events * sizeof *e);
	if (r->bases)
		memcpy(base, r->base, r->bases * sizeof *base);
	t->event = e;
	t->events = r->events;
	t->base = base;
	t->bases = r->bases;
	return true;
}

bool reader_read(struct trace_file *t, const char *path, char *why, size_t room)
{
	static const struct memory_at nothing;
	struct reading *r = calloc(1, sizeof *r);
	bool ok;

	*t = (struct trace_file){ .keep.limit = KEEP_MAX_BYTES, .threads = 1 };
	t->path = keep_copy(&t->keep, path, strlen(path));
	if (!r || !t->path) {
		snprintf(why, room, "%s: no memory", path);
		free(r);
		reader_free(t);
		return false;
	}
	r->t = t;
	r->why = why;
	r->why_room = room;
	r->memory = &nothing;
	ok = open_file(r) && short_enough(r) && read_lines(r) && finish(r);
	if (r->in)
		fclose(r->in);
	ink_free(&r->line);
	free(r->event);
	free(r->base);
	free(r);
	if (!ok)
		reader_free(t);
	return ok;
}

void reader_free(struct trace_file *t)
{
	keep_free(&t->keep);
	*t = (struct trace_file){ 0 };
}
