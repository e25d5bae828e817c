/* Records of comma-separated lines, sorted by two keys. */
#define _CRT_SECURE_NO_WARNINGS
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { char name[16]; int year; double grade; } RECORD;

static int by_grade(const void *a, const void *b)
{
	const RECORD *x = a, *y = b;

	if (x->grade != y->grade)
		return x->grade < y->grade ? -1 : 1;
	return strcmp(x->name, y->name);
}

int main(void)
{
	RECORD record[10];
	char line[64], *next;
	size_t count = 0;

	while (count < 10 && fgets(line, sizeof line, stdin)) {
		char *name = strtok_s(line, ",\n", &next), *year = strtok_s(NULL, ",\n", &next), *grade = strtok_s(NULL, ",\n", &next);

		if (!grade) {
			printf("bad line: %s\n", name ? name : "(empty)");
			continue;
		}
		strcpy_s(record[count].name, sizeof record[count].name, name);
		record[count].year = atoi(year);
		record[count].grade = atof(grade);
		count++;
	}
	qsort(record, count, sizeof *record, by_grade);
	for (size_t i = 0; i < count; i++)
		printf("%-12s|%6d|%8.2f\n", record[i].name, record[i].year, record[i].grade);
	return 0;
}
