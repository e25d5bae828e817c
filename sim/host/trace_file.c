/* trace_file.c - see trace_file.h. */
#include "sim/host/trace_file.h"

#include "sim/host/host.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_temporary(struct trace_file *f)
{
	size_t size = strlen(f->name) + 32;

	f->temporary = malloc(size);
	if (!f->temporary)
		return -1;
	snprintf(f->temporary, size, "%s.%ld.tmp", f->name, (long)getpid());
	return open(f->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static bool complain(const struct trace_file *f, int error)
{
	fprintf(stderr, "sim: %s: cannot be written: %s\n", f->name, strerror(error));
	return false;
}

bool trace_file_open(struct trace_file *f, const char *name)
{
	struct stat st;

	f->name = name;
	if (strcmp(name, "-") == 0) {
		f->output.fd = STDOUT_FILENO;
		return true;
	}
	if (stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		return complain(f, EISDIR);
	if (stat(name, &st) == 0 && !S_ISREG(st.st_mode))
		f->output.fd = open(name, O_WRONLY | O_CLOEXEC);
	else
		f->output.fd = open_temporary(f);
	return f->output.fd >= 0 || complain(f, errno);
}

bool trace_file_sink(void *trace_file, const char *line, size_t size_bytes)
{
	struct trace_file *f = trace_file;

	output_write(&f->output, line, size_bytes);
	return !f->output.failed;
}

/* Closed first: Windows does not remove a file that is open. */
void trace_file_remove(struct trace_file *f)
{
	if (!f->temporary)
		return;
	close(f->output.fd);
	f->output.fd = -1;
	unlink(f->temporary);
}

bool trace_file_close(struct trace_file *f)
{
	int error = 0;

	if (f->output.fd < 0)
		return true;
	if (!output_flush(&f->output))
		error = f->output.error;
	if (f->output.fd != STDOUT_FILENO && close(f->output.fd) != 0 && error == 0)
		error = errno;
	f->output.fd = -1;
	if (error == 0 && f->temporary && !sim_host_replace(f->temporary, f->name))
		error = errno;
	if (error != 0)
		trace_file_remove(f);
	free(f->temporary);
	f->temporary = NULL;
	return error == 0 || complain(f, error);
}
