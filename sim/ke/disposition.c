/* disposition.c - see disposition.h. */
#include "sim/ke/disposition.h"

enum disposition disposition_of_filter(int32_t answer)
{
	return answer < 0 ? CONTINUE_EXECUTION : answer > 0 ? EXECUTE_HANDLER : CONTINUE_SEARCH;
}

enum disposition disposition_of_vectored(int32_t answer)
{
	return answer == -1 ? CONTINUE_EXECUTION : CONTINUE_SEARCH;
}

enum disposition disposition_of_last(int32_t answer)
{
	return answer == -1 ? CONTINUE_EXECUTION : answer ? EXECUTE_HANDLER : CONTINUE_SEARCH;
}

const char *disposition_name(enum disposition d)
{
	switch (d) {
	case CONTINUE_SEARCH:
		return "EXCEPTION_CONTINUE_SEARCH";
	case EXECUTE_HANDLER:
		return "EXCEPTION_EXECUTE_HANDLER";
	case CONTINUE_EXECUTION:
		return "EXCEPTION_CONTINUE_EXECUTION";
	}
	return "";
}
