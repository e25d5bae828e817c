/* recording.c - see sim/host/recording.h: on Linux; nowhere else does Valgrind find a recorder. */
#include "sim/host/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PIPE_ROOM (1 << 20)             /* bytes that may wait in the pipe */
#define WAIT_MS   20
#define FEW_BYTES (1 << 17)             /* so few are worth waiting a little for more: waking up costs more than reading */
#define PAUSE_NS  500000
#define WAITS     50                    /* a second */

/* The folder of our own program, with `/recorder` behind it. */
static bool find_tools(char *out, size_t room)
{
	ssize_t n = readlink("/proc/self/exe", out, room - 1);
	char *slash;

	out[n > 0 ? n : 0] = '\0';
	slash = strrchr(out, '/');
	if (!slash || (size_t)(slash - out) + sizeof "/recorder/faultlab-amd64-linux" > room)
		return false;
	strcpy(slash, "/recorder/faultlab-amd64-linux");
	if (access(out, X_OK) != 0)
		return false;
	*strrchr(out, '/') = '\0';
	return true;
}

static bool make_pipe(struct recording *r)
{
	const char *where = getenv("TMPDIR");

	if (!where || *where != '/' || strlen(where) > 30)
		where = "/tmp";
	snprintf(r->folder, sizeof r->folder, "%s/faultlab-record.XXXXXX", where);
	if (!mkdtemp(r->folder)) {
		r->folder[0] = '\0';
		return false;
	}
	snprintf(r->pipe, sizeof r->pipe, "%s/pipe", r->folder);
	if (mkfifo(r->pipe, 0600) != 0)
		return false;
	r->fd = open(r->pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (r->fd >= 0)
		fcntl(r->fd, F_SETPIPE_SZ, PIPE_ROOM);
	return r->fd >= 0;
}

/* valgrind --tool=faultlab -q --trace-children=yes --pipe=NAME -- PROGRAM ARGS; NULL: no memory. */
static char **command_of(char *const *argv, const char *option)
{
	static const char *const before[] = { "valgrind", "--tool=faultlab", "-q", "--vgdb=no", "--trace-children=yes" };
	size_t own = sizeof before / sizeof before[0], given = 0;
	char **all;

	while (argv[given])
		given++;
	all = calloc(own + given + 3, sizeof *all);
	if (!all)
		return NULL;
	memcpy(all, before, sizeof before);
	all[own] = (char *)option;
	all[own + 1] = "--";
	memcpy(all + own + 2, argv, given * sizeof *all);
	return all;
}

/* Ctrl-C is for the program; what it did until then is told. */
static int launch(struct recording *r, char **argv)
{
	posix_spawnattr_t how;
	sigset_t signals;
	pid_t child;
	int error;

	posix_spawnattr_init(&how);
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	posix_spawnattr_setsigdefault(&how, &signals);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(&child, "valgrind", NULL, &how, argv, environ);
	posix_spawnattr_destroy(&how);
	if (!error)
		r->process = child;
	return error;
}

bool recording_start(struct recording *r, char *const *argv, char *why, size_t room)
{
	char tools[4096], option[100];
	char **command;
	int error;

	*r = (struct recording){ .fd = -1 };
	if (!find_tools(tools, sizeof tools)) {
		snprintf(why, room, "there is no recorder here: it is built on Linux for x86-64 where Valgrind's headers are; "
		         "install Debian's package valgrind, and type make");
		return false;
	}
	if (!make_pipe(r)) {
		snprintf(why, room, "no pipe can be made: %s; TMPDIR says where it would be", strerror(errno));
		return false;
	}
	setenv("VALGRIND_LIB", tools, 1);
	snprintf(option, sizeof option, "--pipe=%s", r->pipe);
	command = command_of(argv, option);
	error = command ? launch(r, command) : ENOMEM;
	free(command);
	if (error)
		snprintf(why, room, "valgrind cannot be started: %s", strerror(error));
	return !error;
}

static void look_after(struct recording *r)
{
	int status;

	if (!r->process || waitpid((pid_t)r->process, &status, WNOHANG) != (pid_t)r->process)
		return;
	r->process = 0;
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Whole blocks are written at once, but a read may stop within one. */
long recording_read(struct recording *r, void *to, size_t size_bytes, bool (*goes_on)(void *context), void *context)
{
	struct pollfd p = { r->fd, POLLIN, 0 };
	ssize_t n;

	for (unsigned i = 0; i < WAITS; i++) {
		bool ended = !r->process;       /* asked before it is read: what comes later is not lost */

		n = read(r->fd, to, size_bytes);
		if (n > 0 && n < FEW_BYTES)
			nanosleep(&(struct timespec){ .tv_nsec = PAUSE_NS }, NULL);
		if (n > 0)
			return n;
		if (n == 0 && ended && !goes_on(context))
			return -1;
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -1;
		if (n == 0)
			poll(NULL, 0, WAIT_MS); /* nobody has it open: poll() would not wait */
		else
			poll(&p, 1, WAIT_MS);
		look_after(r);
	}
	return 0;
}

/* One that has ended and that nobody has asked about is still there, as a Z. */
bool recording_runs(long process)
{
	char path[64], text[512], *state;
	ssize_t n;
	int fd;

	snprintf(path, sizeof path, "/proc/%ld/stat", process);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof text - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	state = strrchr(text, ')');
	return state && state[1] && state[2] != 'Z' && state[2] != 'X';
}

void recording_end(struct recording *r)
{
	if (r->fd >= 0)
		close(r->fd);
	if (r->pipe[0])
		unlink(r->pipe);
	if (r->folder[0])
		rmdir(r->folder);
	r->fd = -1;
	r->pipe[0] = r->folder[0] = '\0';
}
