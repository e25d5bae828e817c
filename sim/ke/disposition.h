/*
 * disposition.h - what is made of an answer to an exception.
 *
 * A program answers with a LONG. Here is the one place that reads it and the one that
 * names it; everybody else has the enum. A filter is read by its sign, as NT's language
 * handler reads it; of the handlers that belong to no frame only -1 means anything, but
 * the last filter may also say that it has dealt with the exception. This is not NT's
 * EXCEPTION_DISPOSITION, which a language handler returns: see docs/reference/sources.md, [seh].
 *
 * Knows of: nothing. Used by: dispatch.
 */
#ifndef FAULTLAB_SIM_DISPOSITION_H
#define FAULTLAB_SIM_DISPOSITION_H

#include <stdint.h>

enum disposition { CONTINUE_SEARCH, EXECUTE_HANDLER, CONTINUE_EXECUTION };

enum disposition disposition_of_filter(int32_t answer);
enum disposition disposition_of_vectored(int32_t answer);
enum disposition disposition_of_last(int32_t answer);           /* EXECUTE_HANDLER: the process ends without a message */

/* "EXCEPTION_CONTINUE_SEARCH" ...: the words of a trace. */
const char *disposition_name(enum disposition d);

#endif
