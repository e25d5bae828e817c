/* A lab has no clock, so that equal runs are equal: the time stands still, and the machine is at Greenwich. */
#ifndef _TIME_H
#define _TIME_H
#include <stddef.h>
typedef long long time_t, __time64_t;
typedef long clock_t;
struct tm { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst; };
#define CLOCKS_PER_SEC 1000
#define CLK_TCK CLOCKS_PER_SEC
time_t time(time_t *now);
clock_t clock(void);
double difftime(time_t later, time_t earlier);
struct tm *localtime(const time_t *time);
struct tm *gmtime(const time_t *time);
errno_t localtime_s(struct tm *to, const time_t *time);
errno_t gmtime_s(struct tm *to, const time_t *time);
time_t mktime(struct tm *tm);
char *asctime(const struct tm *tm);
char *ctime(const time_t *time);
errno_t asctime_s(char *buffer, size_t room, const struct tm *tm);
errno_t ctime_s(char *buffer, size_t room, const time_t *time);
size_t strftime(char *buffer, size_t room, const char *format, const struct tm *tm);
#endif
