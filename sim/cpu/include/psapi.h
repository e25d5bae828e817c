/* Process counters and the working set come with the pager's next stage. */
#include <windows.h>
