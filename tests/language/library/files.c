/* Files: written as text and as bytes, read back, places in them, what is not there, and gone again. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "faultlab-library-test.txt"

static void show(const char *mode)
{
	FILE *f = fopen(NAME, mode);
	int c;

	printf("%-2s:", mode);
	while (f && (c = fgetc(f)) != EOF)
		printf(c >= ' ' ? " %c" : " %02x", c);
	printf(" %d\n", f ? fclose(f) : -1);
}

int main(void)
{
	FILE *f = NULL;
	char line[32];
	int numbers[4] = { 1, 2, 3, 4 }, n, m;
	fpos_t at;

	remove(NAME);
	f = fopen(NAME, "r");
	printf("%d %d\n", f == NULL, errno == ENOENT);
	printf("%d %d\n", fopen_s(&f, NAME, "r"), f == NULL);

	f = fopen(NAME, "w");
	fprintf(f, "%s %d\n", "line", 1);
	fputs("two\n", f);
	fputc('3', f);
	printf("%ld\n", ftell(f));
	fclose(f);
	show("r");
	show("rb");

	f = fopen(NAME, "a+");
	fwrite("\nend\n", 1, 5, f);
	rewind(f);
	while (fgets(line, sizeof line, f))
		printf("[%.*s]", (int)strcspn(line, "\n"), line);
	printf(" %d %d\n", feof(f) != 0, ferror(f));
	fseek(f, -5, SEEK_END);
	printf("%s", fgets(line, sizeof line, f) ? line : "nothing\n");
	fclose(f);

	f = fopen(NAME, "wb");
	printf("%d\n", (int)fwrite(numbers, sizeof *numbers, 4, f));
	fclose(f);
	f = fopen(NAME, "rb+");
	fseek(f, 2 * sizeof *numbers, SEEK_SET);
	n = 33;
	fwrite(&n, sizeof n, 1, f);
	fgetpos(f, &at);
	fseek(f, -8, SEEK_CUR);
	n = (int)fread(numbers, sizeof *numbers, 4, f);
	printf("%d: %d %d %d, at %ld, %d\n", n, numbers[0], numbers[1], numbers[2], ftell(f), feof(f) != 0);
	fsetpos(f, &at);
	printf("%d\n", (int)fread(&m, sizeof m, 1, f));
	printf("%d\n", m);
	fclose(f);

	f = fopen(NAME, "r");
	fputs("not for writing", f);
	printf("%d\n", ferror(f) != 0);
	clearerr(f);
	printf("%d %d\n", ferror(f), ungetc('x', f));
	printf("%c\n", getc(f));
	fclose(f);

	printf("%d\n", rename(NAME, NAME "2"));
	printf("%d %d\n", rename(NAME, "other"), errno == ENOENT);
	printf("%d\n", remove(NAME "2"));
	printf("%d\n", remove(NAME "2"));

	f = tmpfile();
	if (f) {
		fprintf(f, "7 8 nine");
		rewind(f);
		printf("%d", fscanf(f, "%d %d %31s", &n, &m, line));
		printf(" %d %d %s\n", n, m, line);
		fclose(f);
	}
	printf("%d\n", fopen("faultlab-none", "q") == NULL);
	return EXIT_SUCCESS;
}
