/* spawn.c - see viz/base/spawn.h: by fork and exec. */
#include "viz/base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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
		spawn_wait(pid);
		*id = 0;
	}
	return failed;
}

bool spawn_wait(spawn_id id)
{
	int status = 1;

	while (id > 0 && waitpid((pid_t)id, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return id > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
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
