/*
 * warden.c - run a program that is not trusted, and stop it when it takes too much.
 *
 * The walls are not here: bubblewrap takes network, files and other processes away
 * (see box). What it does not count is what a program uses, and that differs
 * between machines: control groups are not everybody's to make, and limits of one
 * process say nothing of a hundred. So this counts, forty times a second, what the
 * program and all that it started hold together, and ends all of it at the first
 * limit that is passed. What it prints goes through pipes into files of bounded
 * size; it never has a file of ours open.
 *
 * Invariants
 *   WARDEN-1  when the warden ends, nothing that it started runs any more
 *   WARDEN-2  the files of --out and --err never hold more than their limit
 *   WARDEN-3  the reason that is told is the limit that was passed first
 *   WARDEN-4  what it starts inherits no environment, and no descriptor but the three streams and those of --pass:
 *       whoever grades may hold secrets in both
 *
 * Usage: warden [OPTION N]... --out FILE --err FILE -- PROGRAM ARGUMENT...
 *        warden --filter      the calls of the kernel that a box refuses, for bwrap --seccomp
 *   --seconds  wall time      --cpu        seconds of processor time, of each process
 *   --memory   MiB, together  --processes  and threads, together
 *   --out-max, --err-max      KiB that the files may hold
 *   --pass     a descriptor that the program gets as well; may be given up to PASSED_MAX times
 * On standard output: nothing, or the limit that was passed: seconds, memory, processes, output, trace.
 * Status: the program's (128 + N if signal N ended it); 125 if a limit was passed; 126 the warden itself failed.
 *
 * Linux only: /proc, and PR_SET_CHILD_SUBREAPER.  Used by: box.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 25, FAMILY = 4096, PASSED_MAX = 72, STOPPED = 125, BROKEN = 126 };

struct stream {                         /* what the program writes to one of its outputs */
	const char *path, *limit_name;
	long max;                       /* bytes; the rest is not kept */
	long taken;
	int from, to;                   /* -1: closed */
};

struct warden {
	long seconds, cpu, memory, processes;
	struct stream stream[2];
	int pass[PASSED_MAX], passes;  /* descriptors, ascending */
	pid_t child;
	const char *passed;             /* the limit, or NULL */
	int status;                     /* as waitpid gave it */
	bool ended;
};

static volatile sig_atomic_t stop_signal;

static void on_signal(int n) { stop_signal = n; }

static void die(const char *what, const char *arg)
{
	fprintf(stderr, "warden: %s%s%s%s%s\n", what, arg ? " " : "", arg ? arg : "", errno ? ": " : "", errno ? strerror(errno) : "");
	exit(BROKEN);
}

/* ---- who there is ---- */

struct family {
	pid_t pid[FAMILY];
	int count;
	bool more;                      /* than fit */
};

/* The children of `pid`, whichever of its threads started them. */
static void add_children(struct family *f, pid_t pid)
{
	char path[64];
	DIR *tasks;
	struct dirent *d;

	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	while (tasks && (d = readdir(tasks))) {
		FILE *in;
		char file[64 + sizeof d->d_name];
		int child;

		if (d->d_name[0] == '.')
			continue;
		snprintf(file, sizeof file, "/proc/%d/task/%s/children", (int)pid, d->d_name);
		in = fopen(file, "re");
		while (in && fscanf(in, "%d", &child) == 1) {
			if (f->count == FAMILY) {
				f->more = true;
				break;
			}
			f->pid[f->count++] = child;
		}
		if (in)
			fclose(in);
	}
	if (tasks)
		closedir(tasks);
}

/* All that came from us, parents before children. */
static void find_family(struct family *f)
{
	f->count = 0;
	f->more = false;
	add_children(f, getpid());
	for (int i = 0; i < f->count && !f->more; i++)
		add_children(f, f->pid[i]);
}

/* Memory that only this process has, in KiB, and its threads. */
static void measure(pid_t pid, long *kib, long *threads)
{
	char path[64], line[256];
	long n;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	in = fopen(path, "re");
	while (in && fgets(line, sizeof line, in)) {
		if (sscanf(line, "RssAnon: %ld", &n) == 1 || sscanf(line, "RssShmem: %ld", &n) == 1 || sscanf(line, "VmSwap: %ld", &n) == 1)
			*kib += n;
		else if (sscanf(line, "Threads: %ld", &n) == 1)
			*threads += n;
	}
	if (in)
		fclose(in);
}

/*
 * The whole group at once: nobody in it can start another in between. The process that the box makes the first of
 * its own world takes all others in there with it; so parents go first. (WARDEN-1)
 */
static void end_all(pid_t group)
{
	static struct family f;

	for (int round = 0; round < 400; round++) {
		kill(-group, SIGKILL);
		find_family(&f);
		for (int i = 0; i < f.count; i++)
			kill(f.pid[i], SIGKILL);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (f.count == 0)
			return;
		poll(NULL, 0, 5);
	}
}

/* ---- limits ---- */

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static void pass(struct warden *w, const char *limit)
{
	if (!w->passed)
		w->passed = limit;      /* WARDEN-3 */
}

static void watch(struct warden *w, long since_ms)
{
	static struct family f;
	long kib = 0, threads = 0;

	if (since_ms > w->seconds * 1000L)
		pass(w, "seconds");
	find_family(&f);
	for (int i = 0; i < f.count; i++)
		measure(f.pid[i], &kib, &threads);
	if (f.more || threads > w->processes)
		pass(w, "processes");
	if (kib / 1024 > w->memory)
		pass(w, "memory");
}

/* ---- what it writes ---- */

static bool write_all(int fd, const char *bytes, long n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, (size_t)n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= done;
	}
	return true;
}

static void drain(struct warden *w, struct stream *s)
{
	char block[65536];
	ssize_t n = read(s->from, block, sizeof block);
	long room = s->max - s->taken;

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		close(s->from);
		s->from = -1;
		return;
	}
	if (n > room) {
		pass(w, s->limit_name);
		n = room;               /* WARDEN-2 */
	}
	if (!write_all(s->to, block, n))
		die("cannot write", s->path);
	s->taken += n;
}

static void open_stream(struct stream *s, int ends[2])
{
	if (!s->path)
		die("--out and --err are needed", NULL);
	s->to = open(s->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (s->to < 0)
		die("cannot write", s->path);
	if (pipe2(ends, O_CLOEXEC))
		die("no pipe", NULL);
	s->from = ends[0];
	fcntl(s->from, F_SETFL, O_NONBLOCK);
}

/* ---- what it may not call ---- */

#if defined __x86_64__
enum { MACHINE = AUDIT_ARCH_X86_64 };
#elif defined __aarch64__
enum { MACHINE = AUDIT_ARCH_AARCH64 };
#else
#error "which machine does the kernel call this?"
#endif

/*
 * Memory that is in no process cannot be counted: files that have no folder, and System V's segments, queues
 * and semaphores. And what no lab needs, but holes in Linux were often in. Calls of another machine (32 bits,
 * or x32, whose numbers begin behind) are refused as a whole, or they would be a way around.
 */
static int print_filter(void)
{
	static const int refused[] = {
		SYS_memfd_create, SYS_shmget, SYS_msgget, SYS_semget, SYS_userfaultfd, SYS_bpf, SYS_perf_event_open,
		SYS_add_key, SYS_request_key, SYS_keyctl,
		425 /* io_uring_setup */, 447 /* memfd_secret */
	};
	enum { COUNT = sizeof refused / sizeof refused[0] };
	struct sock_filter f[COUNT + 6] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)MACHINE, 0, COUNT + 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, COUNT + 1, 0)
	};

	for (int i = 0; i < COUNT; i++)
		f[4 + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i], (unsigned char)(COUNT - i), 0);
	f[COUNT + 4] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	f[COUNT + 5] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
	return fwrite(f, sizeof f, 1, stdout) == 1 && fflush(stdout) == 0 ? 0 : BROKEN;
}

/* ---- the program ---- */

static void limit(int what, rlim_t soft, rlim_t hard)
{
	struct rlimit l = { soft, hard }, is;

	if (getrlimit(what, &is) == 0 && is.rlim_max != RLIM_INFINITY && is.rlim_max < hard)
		l.rlim_max = is.rlim_max;
	if (l.rlim_cur > l.rlim_max)
		l.rlim_cur = l.rlim_max;
	setrlimit(what, &l);
}

/* Nothing above the three streams is handed on but what is to be. (WARDEN-4) */
static void close_others(const struct warden *w)
{
	unsigned from = 3;

	for (int i = 0; i < w->passes; from = (unsigned)w->pass[i++] + 1)
		if ((unsigned)w->pass[i] > from)
			syscall(SYS_close_range, from, (unsigned)w->pass[i] - 1, 0);
	if (syscall(SYS_close_range, from, ~0u, 0) == 0)
		return;
	for (long fd = 3; fd < sysconf(_SC_OPEN_MAX) && fd < 1 << 20; fd++) {      /* a kernel before 5.9 */
		bool pass = false;

		for (int i = 0; i < w->passes; i++)
			pass = pass || w->pass[i] == fd;
		if (!pass)
			close((int)fd);
	}
}

/* In the child, until it becomes the program. */
static void become(const struct warden *w, char **argv, const int out[2], const int err[2], pid_t parent)
{
	static char path[] = "PATH=/usr/bin:/bin", language[] = "LC_ALL=C.UTF-8";
	char *environment[] = { path, language, NULL };
	int null = open("/dev/null", O_RDONLY);

	setsid();
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(BROKEN);
	limit(RLIMIT_CORE, 0, 0);
	if (w->cpu)
		limit(RLIMIT_CPU, (rlim_t)w->cpu, (rlim_t)w->cpu + 5);  /* the simulator ends its trace at the soft one */
	if (null < 0 || dup2(null, 0) < 0 || dup2(out[1], 1) < 0 || dup2(err[1], 2) < 0)
		_exit(BROKEN);
	signal(SIGPIPE, SIG_DFL);
	close_others(w);
	execvpe(argv[0], argv, environment);
	_exit(127);
}

static void start(struct warden *w, char **argv)
{
	int out[2], err[2];
	pid_t self = getpid();

	open_stream(&w->stream[0], out);
	open_stream(&w->stream[1], err);
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	w->child = fork();
	if (w->child < 0)
		die("cannot start", argv[0]);
	if (w->child == 0)
		become(w, argv, out, err, self);
	close(out[1]);
	close(err[1]);
}

static void reap(struct warden *w)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid != w->child)
			continue;
		w->status = status;
		w->ended = true;
	}
}

/* Until the program has ended, a limit is passed, or somebody wants us to stop. */
static void guard(struct warden *w)
{
	long began = now_ms(), measured = began;

	while (!w->ended && !w->passed && !stop_signal) {
		struct pollfd p[2] = { { w->stream[0].from, POLLIN, 0 }, { w->stream[1].from, POLLIN, 0 } };
		long now;

		if (poll(p, 2, TICK_MS) > 0)
			for (int i = 0; i < 2; i++)
				if (p[i].revents)
					drain(w, &w->stream[i]);
		now = now_ms();
		if (now - measured >= TICK_MS) {
			measured = now;
			watch(w, now - began);
		}
		reap(w);
	}
}

/* What is still in the pipes: nobody is left who could write more. */
static void drain_rest(struct warden *w)
{
	for (int i = 0; i < 2; i++)
		for (long taken = -1; w->stream[i].from >= 0 && w->stream[i].taken != taken && !w->passed;) {
			taken = w->stream[i].taken;
			drain(w, &w->stream[i]);
		}
}

/* ---- arguments ---- */

static long number(const char *option, const char *text)
{
	char *end;
	long n = text ? strtol(text, &end, 10) : 0;

	errno = 0;
	if (!text || *end || n < 1 || n > 1000000000L)
		die("a whole number from 1 is missing after", option);
	return n;
}

/* Kept in order, for close_others. */
static void pass_on(struct warden *w, const char *text)
{
	int fd = (int)number("--pass", text), i = w->passes;

	if (fd < 3 || w->passes == PASSED_MAX)
		die("too many descriptors, or one that is not above 2:", "--pass");
	for (; i > 0 && w->pass[i - 1] > fd; i--)
		w->pass[i] = w->pass[i - 1];
	w->pass[i] = fd;
	w->passes++;
}

static char **parse(struct warden *w, char **argv)
{
	const struct {
		const char *name;
		long *to, unit;
	} numbers[] = {
		{ "--seconds", &w->seconds, 1 }, { "--cpu", &w->cpu, 1 },
		{ "--memory", &w->memory, 1 }, { "--processes", &w->processes, 1 },
		{ "--out-max", &w->stream[0].max, 1024 }, { "--err-max", &w->stream[1].max, 1024 }
	};

	for (argv++; *argv && strcmp(*argv, "--"); argv++) {
		const char *option = *argv;
		size_t k = 0;

		if (strcmp(option, "--out") == 0 && argv[1]) {
			w->stream[0].path = *++argv;
			continue;
		}
		if (strcmp(option, "--err") == 0 && argv[1]) {
			w->stream[1].path = *++argv;
			continue;
		}
		if (strcmp(option, "--pass") == 0) {
			pass_on(w, argv[1]);
			argv++;
			continue;
		}
		while (k < sizeof numbers / sizeof numbers[0] && strcmp(option, numbers[k].name))
			k++;
		if (k == sizeof numbers / sizeof numbers[0])
			die("unknown option", option);
		*numbers[k].to = number(option, argv[1]) * numbers[k].unit;
		argv++;
	}
	if (!*argv || !argv[1])
		die("no program was given", NULL);
	return argv + 1;
}

static int status_of(const struct warden *w)
{
	if (w->passed) {
		printf("%s\n", w->passed);
		return fflush(stdout) ? BROKEN : STOPPED;
	}
	if (stop_signal)
		return 128 + stop_signal;
	return WIFSIGNALED(w->status) ? 128 + WTERMSIG(w->status) : WEXITSTATUS(w->status);
}

int main(int argc, char **argv)
{
	struct warden w = {
		.seconds = 60, .memory = 512, .processes = 64,
		.stream = { { .limit_name = "trace", .max = 32 << 20 }, { .limit_name = "output", .max = 256 << 10 } }
	};
	struct sigaction stop = { .sa_handler = on_signal };
	char **program;

	if (argc == 2 && strcmp(argv[1], "--filter") == 0)
		return print_filter();
	program = parse(&w, argv);
	errno = 0;
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGHUP, &stop, NULL);
	start(&w, program);
	guard(&w);
	end_all(w.child);
	drain_rest(&w);
	return status_of(&w);
}
