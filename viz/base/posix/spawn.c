/* spawn.c - see viz/base/spawn.h: by fork and exec. */
#include "viz/base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE_NS_MAX = 64000000 };       /* a power of two times a millisecond */

/* A pipe that no other child gets to see. */
static bool open_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* In the child. Tells errno through `tell` if the program cannot be started. */
static void become(char *const argv[], const struct spawn *how, int tell)
{
	int null = how->in ? -1 : open("/dev/null", O_RDWR | O_CLOEXEC), e;
	ssize_t told;

	if (how->dateless)
		setenv("SOURCE_DATE_EPOCH", "0", 1);
	if (!how->folder || chdir(how->folder) == 0) {
		dup2(how->in ? fileno(how->in) : null, STDIN_FILENO);
		dup2(fileno(how->out), STDOUT_FILENO);
		dup2(fileno(how->errors), STDERR_FILENO);
		execvp(argv[0], argv);
	}
	e = errno;
	told = write(tell, &e, sizeof e);
	_exit(told == sizeof e ? 127 : 126);
}

int spawn_start(volatile spawn_id *id, char *const argv[], const struct spawn *how)
{
	int ends[2], failed = 0;
	pid_t pid;

	*id = 0;
	if (!open_pipe(ends))
		return errno;
	pid = fork();
	if (pid == 0)
		become(argv, how, ends[1]);
	failed = pid < 0 ? errno : 0;
	*id = pid > 0 ? pid : 0;
	close(ends[1]);
	while (pid > 0 && read(ends[0], &failed, sizeof failed) < 0 && errno == EINTR)
		;
	close(ends[0]);
	if (failed && pid > 0) {
		spawn_wait(pid, NULL);
		*id = 0;
	}
	return failed;
}

/* True when it has ended; looks often at first, for most end soon. */
static bool ended_within(pid_t pid, const struct spawn_watch *watch, int *status)
{
	struct timespec pause = { .tv_nsec = 1000000 };
	double left = spawn_seconds(watch);
	pid_t got;

	for (;;) {
		got = waitpid(pid, status, WNOHANG);
		if (got == pid || (got < 0 && errno != EINTR))
			return true;
		if (left <= 0)
			return false;
		nanosleep(&pause, NULL);
		left -= (double)pause.tv_nsec / 1e9;
		if (pause.tv_nsec < PAUSE_NS_MAX)
			pause.tv_nsec *= 2;
		else if (watch && watch->tick)
			watch->tick(watch->context);
	}
}

bool spawn_wait(spawn_id id, struct spawn_watch *watch)
{
	struct spawn_watch nobody = { 0 };
	int status = 1 << 8;

	watch = watch ? watch : &nobody;
	watch->status = 1, watch->signal = 0, watch->hung = 0;
	if (id <= 0)
		return false;
	if (!ended_within((pid_t)id, watch, &status)) {
		watch->hung = spawn_seconds(watch);
		kill((pid_t)id, SIGKILL);
		while (waitpid((pid_t)id, &status, 0) < 0 && errno == EINTR)
			;
	}
	watch->status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
	watch->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	return !watch->hung && WIFEXITED(status) && watch->status == 0;
}

void spawn_signal(spawn_id id, int signal)
{
	if (id > 0)
		kill((pid_t)id, signal);
}

/* Linux takes a quarter of the stack's limit, 128 KiB a word; others at least this. */
size_t spawn_room(void)
{
	long most = sysconf(_SC_ARG_MAX);

	return most > 65536 ? (size_t)most / 2 : 32768;
}
