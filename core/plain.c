/* plain.c - all that a lab gets when it runs without the tracer: \n stays \n on standard output. Used by: run. */
#include <fcntl.h>
#include <io.h>

__attribute__((constructor)) static void leave_newlines_alone(void)
{
	_setmode(1, _O_BINARY);
}
