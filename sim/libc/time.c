/*
 * time.c - time.h: the calendar of a clock that stands still.
 *
 * There is no clock, so that equal runs are equal: it is always the first of January 2000 (record.h), and the machine is at
 * Greenwich. What a lab prints of it is the machine's own affair on both sides.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"
#include "sim/libc/errors.h"

#define DAY_SECONDS 86400
#define FIELDS 9                /* of struct tm */
#define DATE_BYTES 26           /* of asctime, with newline and zero */
#define DATE_ROOM  96           /* of a date whose numbers are any */

/* In the order of struct tm. */
struct date { int32_t second, minute, hour, day, month, year, weekday, yearday, summer; };

static const char *const weekdays[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
};

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int month, int64_t year)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month] + (month == 1 && is_leap(year));
}

/* Days from 1970 to the first of January of a year. */
static int64_t days_before(int64_t year)
{
	int64_t y = year - 1;

	return (year - 1970) * 365 + (y / 4 - y / 100 + y / 400) - (1969 / 4 - 1969 / 100 + 1969 / 400);
}

#define SECONDS_MAX INT64_C(32535244799)        /* the end of the year 3000: as far as Windows goes */

/* False: no time that Windows has. */
static bool date_of(int64_t seconds, struct date *d)
{
	int64_t days = seconds / DAY_SECONDS, year = 1970 + days / 366;

	if (seconds < 0 || seconds > SECONDS_MAX)
		return false;
	while (days_before(year + 1) <= days)
		year++;
	*d = (struct date){ .second = (int32_t)(seconds % 60), .minute = (int32_t)(seconds / 60 % 60),
	                    .hour = (int32_t)(seconds / 3600 % 24),
	                    .year = (int32_t)(year - 1900), .weekday = (int32_t)((days + 4) % 7),
	                    .yearday = (int32_t)(days - days_before(year)) };
	d->day = d->yearday;
	while (d->day >= month_days(d->month, year))
		d->day -= month_days(d->month++, year);
	d->day++;
	return true;
}

static int64_t seconds_of(const struct date *d)
{
	int64_t year = 1900 + (int64_t)d->year + d->month / 12, month = d->month % 12, days;

	if (month < 0) {
		month += 12;
		year--;
	}
	days = days_before(year) + d->day - 1;
	for (int m = 0; m < month; m++)
		days += month_days(m, year);
	return days * DAY_SECONDS + (int64_t)d->hour * 3600 + (int64_t)d->minute * 60 + d->second;
}

static bool get_date(struct cpu *cpu, uint64_t va, struct date *d)
{
	return cpu_read(cpu, va, d, FIELDS * sizeof(int32_t));
}

/* ---- time, and what it is as a date ---- */

static uint64_t run_time(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t now = RECORD_NOW;

	if (arg[0] != 0)
		cpu_write(cpu, arg[0], &now, 8);
	return now;
}

static uint64_t run_difftime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	double d = (double)((int64_t)arg[0] - (int64_t)arg[1]);
	uint64_t bits;

	memcpy(&bits, &d, sizeof bits);
	return bits;
}

static uint64_t run_localtime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t to = cpu->runtime + RUNTIME_TIME;
	int64_t seconds;
	struct date d;

	if (!cpu_read(cpu, arg[0], &seconds, sizeof seconds) || !date_of(seconds, &d) || !cpu_write(cpu, to, &d, sizeof d))
		return 0;
	return to;
}

static uint64_t run_localtime_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t seconds;
	struct date d;

	if (arg[0] == 0 || arg[1] == 0)
		return ERRNO_INVALID;
	if (!cpu_read(cpu, arg[1], &seconds, sizeof seconds))
		return 0;
	if (!date_of(seconds, &d))
		return ERRNO_INVALID;
	cpu_write(cpu, arg[0], &d, sizeof d);
	return 0;
}

static uint64_t run_mktime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct date d;
	int64_t seconds;

	if (!get_date(cpu, arg[0], &d))
		return 0;
	seconds = seconds_of(&d);
	if (!date_of(seconds, &d))
		return UINT64_MAX;
	cpu_write(cpu, arg[0], &d, sizeof d);
	return (uint64_t)seconds;
}

/* ---- as a text ---- */

static void write_date(const struct date *d, char text[DATE_ROOM])
{
	snprintf(text, DATE_ROOM, "%.3s %.3s %02d %02d:%02d:%02d %d\n", weekdays[(unsigned)d->weekday % 7],
	         months[(unsigned)d->month % 12], d->day,
	         d->hour, d->minute, d->second, 1900 + d->year);
}

static bool put_date(struct cpu *cpu, uint64_t to, const struct date *d)
{
	char text[DATE_ROOM];

	write_date(d, text);
	text[DATE_BYTES - 1] = '\0';
	return cpu_write(cpu, to, text, DATE_BYTES);
}

static uint64_t run_asctime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct date d;

	return get_date(cpu, arg[0], &d) && put_date(cpu, cpu->runtime + RUNTIME_DATE, &d) ? cpu->runtime + RUNTIME_DATE : 0;
}

static uint64_t run_ctime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t seconds;
	struct date d;

	if (!cpu_read(cpu, arg[0], &seconds, sizeof seconds) || !date_of(seconds, &d) || !put_date(cpu, cpu->runtime + RUNTIME_DATE, &d))
		return 0;
	return cpu->runtime + RUNTIME_DATE;
}

/* Buffer, room, date. */
static uint64_t run_asctime_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct date d;

	if (arg[0] == 0 || arg[1] < DATE_BYTES || arg[2] == 0)
		return ERRNO_INVALID;
	if (get_date(cpu, arg[2], &d))
		put_date(cpu, arg[0], &d);
	return 0;
}

static uint64_t run_ctime_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t seconds;
	struct date d;

	if (arg[0] == 0 || arg[1] < DATE_BYTES || arg[2] == 0)
		return ERRNO_INVALID;
	if (cpu_read(cpu, arg[2], &seconds, sizeof seconds) && date_of(seconds, &d))
		put_date(cpu, arg[0], &d);
	return 0;
}

/* One conversion of strftime; what is none stays away. */
static void convert(char kind, const struct date *d, char *to, size_t room)
{
	const char *weekday = weekdays[(unsigned)d->weekday % 7], *month = months[(unsigned)d->month % 12];
	int twelve = d->hour % 12 ? d->hour % 12 : 12, year = 1900 + d->year;

	*to = '\0';
	switch (kind) {
	case 'a': snprintf(to, room, "%.3s", weekday); break;
	case 'A': snprintf(to, room, "%s", weekday); break;
	case 'b': snprintf(to, room, "%.3s", month); break;
	case 'B': snprintf(to, room, "%s", month); break;
	case 'c':
		snprintf(to, room, "%02d/%02d/%02d %02d:%02d:%02d", d->month + 1, d->day, year % 100, d->hour, d->minute, d->second);
		break;
	case 'd': snprintf(to, room, "%02d", d->day); break;
	case 'H': snprintf(to, room, "%02d", d->hour); break;
	case 'I': snprintf(to, room, "%02d", twelve); break;
	case 'j': snprintf(to, room, "%03d", d->yearday + 1); break;
	case 'm': snprintf(to, room, "%02d", d->month + 1); break;
	case 'M': snprintf(to, room, "%02d", d->minute); break;
	case 'p': snprintf(to, room, "%s", d->hour < 12 ? "AM" : "PM"); break;
	case 'S': snprintf(to, room, "%02d", d->second); break;
	case 'w': snprintf(to, room, "%d", d->weekday); break;
	case 'x': snprintf(to, room, "%02d/%02d/%02d", d->month + 1, d->day, year % 100); break;
	case 'X': snprintf(to, room, "%02d:%02d:%02d", d->hour, d->minute, d->second); break;
	case 'y': snprintf(to, room, "%02d", year % 100); break;
	case 'Y': snprintf(to, room, "%d", year); break;
	case '%': snprintf(to, room, "%%"); break;
	}
}

/* Buffer, room, format, date. */
static uint64_t run_strftime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, used = 0;
	char *format = crt_fetch(cpu, arg[2], &size), part[64];
	struct date d;
	bool good = format && get_date(cpu, arg[3], &d);

	for (const char *p = format; good && *p != '\0'; p++) {
		if (*p == '%' && p[1] != '\0') {
			p += p[1] == '#' && p[2] != '\0' ? 2 : 1;
			convert(*p, &d, part, sizeof part);
		} else {
			snprintf(part, sizeof part, "%c", *p);
		}
		good = used + strlen(part) < arg[1] && cpu_write(cpu, arg[0] + used, part, strlen(part));
		used += strlen(part);
	}
	free(format);
	if (!good)
		return 0;
	cpu_fill(cpu, arg[0] + used, 0, 1);
	return used;
}

const struct library_function time_functions[] = {
	{ "time", run_time }, { "_time64", run_time }, { "clock", crt_zero }, { "difftime", run_difftime },
	{ "localtime", run_localtime }, { "gmtime", run_localtime }, { "localtime_s", run_localtime_s }, { "gmtime_s", run_localtime_s },
	{ "mktime", run_mktime }, { "asctime", run_asctime }, { "ctime", run_ctime }, { "asctime_s", run_asctime_s },
	{ "ctime_s", run_ctime_s },
	{ "strftime", run_strftime },
	{ NULL, NULL }
};
