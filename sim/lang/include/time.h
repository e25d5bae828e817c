/* A lab has no clock, so that equal runs are equal: the time stands still. */
#ifndef _TIME_H
#define _TIME_H
#include <stddef.h>
typedef long long time_t;
typedef long clock_t;
#define CLOCKS_PER_SEC 1000
time_t time(time_t *now);
clock_t clock(void);
#endif
