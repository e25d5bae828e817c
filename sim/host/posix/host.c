/* host.c - see sim/host/host.h: on Linux and its relatives. */
#include "sim/host/host.h"

#include <errno.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void sim_host_start(void)
{
	signal(SIGPIPE, SIG_IGN);
}

void sim_host_on_interrupt(void (*handler)(int signal))
{
	signal(SIGINT, handler);
	signal(SIGTERM, handler);
}

void sim_host_on_shrunk_file(void (*handler)(int signal))
{
	signal(SIGBUS, handler);
}

static volatile sig_atomic_t *out_of_time;

static void time_is_up(int signal)
{
	(void)signal;
	*out_of_time = 1;
}

/* A soft limit that the process has already (ulimit -S -t) ends it as ours does, if it is the lower one. */
void sim_host_limit_time(unsigned seconds, volatile sig_atomic_t *flag)
{
	struct sigaction action = { .sa_handler = time_is_up, .sa_flags = SA_RESTART };
	struct rlimit limit;

	out_of_time = flag;
	sigaction(SIGXCPU, &action, NULL);
	if (getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_cur > seconds) {
		limit.rlim_cur = seconds;
		setrlimit(RLIMIT_CPU, &limit);
	}
}

struct deep { void (*body)(void *); void *context; };

static void *run_deep(void *context)
{
	struct deep *d = context;

	d->body(d->context);
	return NULL;
}

bool sim_host_call_deep(void (*body)(void *), void *context, size_t stack_bytes)
{
	struct deep d = { body, context };
	pthread_attr_t attr;
	pthread_t thread;
	bool good;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, stack_bytes);
	good = pthread_create(&thread, &attr, run_deep, &d) == 0 && pthread_join(thread, NULL) == 0;
	pthread_attr_destroy(&attr);
	return good;
}

unsigned sim_host_nesting_max(void)
{
	return 0;
}

bool sim_host_replace(const char *from, const char *to)
{
	return rename(from, to) == 0;
}

const char *sim_host_name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

unsigned sim_host_processors(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores > 1 ? (unsigned)cores : 1;
}

extern char **environ;

int sim_host_unpack(const char *program, int from, long *process)
{
	char *argv[] = { (char *)program, "-dc", NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t signals;
	int end[2], error;
	pid_t child;

	if (pipe(end) != 0)
		return -1;
	fcntl(end[0], F_SETFD, FD_CLOEXEC);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, from, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, end[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&files, end[1]);
	posix_spawnattr_init(&how);             /* a closed pipe ends it, though not us */
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	posix_spawnattr_setsigdefault(&how, &signals);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(&child, program, &files, &how, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&how);
	close(end[1]);
	if (!error) {
		*process = child;
		return end[0];
	}
	close(end[0]);
	errno = error;
	return -1;
}

bool sim_host_unpacked(long process)
{
	int status;
	pid_t got;

	do
		got = waitpid((pid_t)process, &status, 0);
	while (got < 0 && errno == EINTR);
	return got == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
