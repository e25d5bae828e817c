/* ask.c - see ask.h. */
#include "viz/quiz/ask.h"

#include <inttypes.h>

#include "viz/quiz/ask_call.h"
#include "viz/quiz/ask_counters.h"
#include "viz/quiz/ask_end.h"
#include "viz/quiz/ask_fault.h"
#include "viz/quiz/ask_kernel.h"
#include "viz/quiz/ask_output.h"

static bool ask_kind(const struct asking *a, struct part *p)
{
	switch (p->kind) {
	case PK_CODE:        return is_fault(a) && ask_code(a, p);
	case PK_ACCESS:      return ask_access(a, p);
	case PK_PLACE:       return ask_place(a, p);
	case PK_PAGE:        return ask_page(a, p);
	case PK_REFUSED:     return ask_refused(a, p);
	case PK_DISPOSITION: return ask_of_book(a, p, QUIZ_DISPOSITION);
	case PK_ORDER:       return ask_order(a, p);
	case PK_RESOLVED:    return ask_resolved(a, p);
	case PK_EXIT:        return ask_of_book(a, p, QUIZ_EXIT);
	case PK_STATE:       return is_fault(a) ? ask_of_book(a, p, QUIZ_STATE) : ask_state_after(a, p);
	case PK_PRESENT:     return ask_of_book(a, p, QUIZ_PRESENT);
	case PK_OUTCOME:     return ask_outcome(a, p);
	case PK_RETURNED:    return ask_returned(a, p);
	case PK_PROTECT:     return ask_protect(a, p);
	case PK_OLD_PROTECT: return ask_old_protect(a, p);
	case PK_QUERY_STATE:
	case PK_QUERY_PROTECT:
	case PK_QUERY_PAGES: return ask_query(a, p);
	case PK_WATCHED:     return ask_watched(a, p);
	case PK_MANY:        return ask_many(a, p);
	case PK_FIRST_KIND:  return ask_first_kind(a, p);
	case PK_FIRST_PLACE: return ask_first_place(a, p);
	case PK_FIRST_LIST:  return ask_first_list(a, p);
	case PK_TRIMMED:     return ask_trimmed(a, p);
	case PK_ABNORMAL:    return ask_abnormal(a, p);
	case PK_END:         return ask_end(a, p);
	case PK_END_CODE:    return ask_end_code(a, p);
	case PK_COMMITTED:   return ask_committed(a, p);
	case PK_RESERVED:    return ask_reserved(a, p);
	case PK_WORKING_SET: return ask_working_set(a, p);
	case PK_PRINTED:     return ask_printed(a, p);
	case PK_PRINTS_NEXT: return ask_prints_next(a, p);
	case PART_KINDS:     break;
	}
	return false;
}

bool sheet_ask(struct part *p, struct sheet *s, const struct subject *of, enum part_kind kind)
{
	struct asking a = sheet_start(s, of);

	*p = (struct part){ .kind = kind };
	if (!ask_kind(&a, p))
		return false;
	if (p->form == PF_CHOICE)
		p->key = TEXT(&a, "%c", 'A' + p->q.right);
	if (p->form != PF_TEXT)
		p->printed = sheet_printed(&a, kind);
	return p->key != NULL;
}

void sheet_words_of_kind(struct ink *i, const struct sheet *s, const struct subject *of)
{
	const struct asking a = sheet_start((struct sheet *)s, of);
	const struct event *e = a.e;
	int64_t count;
	const struct resolved *r = sheet_resolved(e, &count);
	const char *words[] = {
		reader_type_name(e->type), e->api, e->type == EV_CALL ? call_type(e) : e->code, e->access, e->kind,
		a.after ? path_answer_words(path_answer(a.answer)) : NULL, a.after ? walk_resolved_kind(a.answer, e) : NULL,
		r ? r->kind : NULL, r ? r->from : NULL
	};

	for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
		ink_printf(i, "%s;", words[k] ? words[k] : "");
	ink_printf(i, "%" PRId64 ";%d", e->error, e->abnormal);
}
