/*
 * lab.c - one lab on both sides on plain Windows, compared and drawn: faultlab.exe.
 *
 * What viz/commands/lab is to a system with a shell. It stands in a folder bin beside sim.exe, viz.exe and weave.exe; beside
 * bin is core, with the tracer's source. The real run is, by what there is:
 *   1. a program that is ready: LAB\lab.traced.exe of a lab's folder
 *   2. the lab compiled here, by a clang for Windows that brings its own headers and libraries (llvm-mingw)
 *   3. the recorded run: LAB\real.jsonl, or NAME.real.jsonl beside NAME.c
 * and the simulator alone if there is none, which is said.
 *
 * Invariants
 *   LAB-1  a lab's own folder is written to by --record only
 *   LAB-2  each file of the result is whole, or is not there; index.html comes last
 *
 * Knows of: host.h, spawn.h, store.h. Source: docs/use/windows.md.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <windows.h>

#include "viz/base/host.h"
#include "viz/base/spawn.h"
#include "viz/base/store.h"

enum { FAILED = 1, UNUSABLE = 2, MISSING = 3 };
enum { PATH_SIZE = 2000, WORDS_MAX = 80, REPORT_MAX = 1 << 20 };

static const char usage[] =
	"usage: faultlab [--out DIR] [--record] [--recorded] [--no-open] LAB [-- ARGUMENT...]\n"
	"\n"
	"Run LAB (a folder with lab.c, or a .c file) for real and in the simulator, compare, and\n"
	"leave in DIR\\NAME (default: out\\NAME) the lab book index.html, report.txt and both traces.\n"
	"\n"
	"  --recorded   take the real run from the trace that is stored with the lab\n"
	"  --record     only run LAB for real, and store its trace beside NAME.c as NAME.real.jsonl,\n"
	"               or in a lab's folder as real.jsonl\n"
	"  --no-open    do not open the lab book in the browser\n"
	"\n"
	"status: 0 the sides agree, 1 they diverge, or a file could not be written,\n"
	"2 LAB or the arguments are unusable, 3 a program is missing, which is named\n";

struct lab {
	char home[PATH_SIZE];           /* FaultLab's folder */
	char source[PATH_SIZE], name[256];
	char ready[PATH_SIZE];          /* the compiled lab */
	char recorded[PATH_SIZE];       /* its stored trace */
	char place[PATH_SIZE];          /* where the result goes */
	char work[PATH_SIZE];           /* what is thrown away in the end */
	char **argument;                /* of the lab; ends with NULL */
	const char *lab, *out;
	bool only_recorded, record, no_open;
};

static int complain(int status, const char *what, const char *more)
{
	fprintf(stderr, "faultlab: %s%s%s\n", what, more ? ": " : "", more ? more : "");
	return status;
}

static bool is_file(const char *path)
{
	DWORD is = GetFileAttributesA(path);

	return is != INVALID_FILE_ATTRIBUTES && !(is & FILE_ATTRIBUTE_DIRECTORY);
}

static bool is_folder(const char *path)
{
	DWORD is = GetFileAttributesA(path);

	return is != INVALID_FILE_ATTRIBUTES && is & FILE_ATTRIBUTE_DIRECTORY;
}

static const char *path_in(const char *folder, const char *name)
{
	static char path[8][PATH_SIZE + 300];
	static unsigned next;
	char *p = path[next++ % 8];

	snprintf(p, sizeof path[0], "%s\\%s", folder, name);
	return p;
}

/* ---- programs ---- */

/* Run it; what it prints goes to the FILEs. An errno, 0 or -1: it ended with another status than 0. */
static int run(char *const argv[], const char *folder, FILE *in, FILE *out, FILE *errors)
{
	const struct spawn how = { .folder = folder, .in = in, .out = out, .errors = errors };
	spawn_id id;
	int error = spawn_start(&id, argv, &how);

	return error ? error : spawn_wait(id, NULL) ? 0 : -1;
}

static int run_quietly(char *const argv[], FILE *said)
{
	return run(argv, NULL, NULL, said, said);
}

static void repeat(FILE *said)
{
	char line[1000];

	rewind(said);
	while (fgets(line, sizeof line, said))
		fputs(line, stderr);
}

/* ---- which lab ---- */

static void cut_slashes(char *path)
{
	for (size_t n = strlen(path); n > 1 && host_is_slash(path[n - 1]) && path[n - 2] != ':'; n--)
		path[n - 1] = '\0';
}

static bool absolute(const char *path, char *out)
{
	DWORD n = GetFullPathNameA(path, PATH_SIZE, out, NULL);

	return n && n < PATH_SIZE;
}

static int find_lab(struct lab *l)
{
	char path[PATH_SIZE];
	size_t n;

	if (!absolute(l->lab, path))
		return complain(UNUSABLE, l->lab, "is too long a name");
	cut_slashes(path);
	n = strlen(path);
	if (n + 20 > PATH_SIZE)
		return complain(UNUSABLE, l->lab, "is too long a name");
	if (is_folder(path)) {
		snprintf(l->source, PATH_SIZE, "%s", path_in(path, "lab.c"));
		snprintf(l->ready, PATH_SIZE, "%s", path_in(path, "lab.traced.exe"));
		snprintf(l->recorded, PATH_SIZE, "%s", path_in(path, "real.jsonl"));
		snprintf(l->name, sizeof l->name, "%s", host_name_of(path));
	} else if (n > 2 && strcasecmp(path + n - 2, ".c") == 0) {
		snprintf(l->source, PATH_SIZE, "%s", path);
		snprintf(l->recorded, PATH_SIZE, "%.*s.real.jsonl", (int)n - 2, path);
		snprintf(l->name, sizeof l->name, "%.*s", (int)strlen(host_name_of(path)) - 2, host_name_of(path));
	} else {
		return complain(UNUSABLE, l->lab, is_file(path) ? "is neither a folder nor a .c file" : "no such file or folder");
	}
	if (is_file(l->source))
		return 0;
	return complain(UNUSABLE, l->source, "no such file");
}

/* FaultLab's folder: the one that bin is in, with this program. */
static bool find_home(struct lab *l)
{
	DWORD n = GetModuleFileNameA(NULL, l->home, PATH_SIZE);

	if (!n || n >= PATH_SIZE)
		return false;
	for (int i = 0; i < 2; i++) {
		char *name = l->home + (host_name_of(l->home) - l->home);

		if (name > l->home)
			name[-1] = '\0';
	}
	return true;
}

static const char *tool(const struct lab *l, const char *name)
{
	return path_in(path_in(l->home, "bin"), name);
}

/* ---- compiling ---- */

#define TARGET "--target=x86_64-w64-windows-gnu", "-fms-extensions", "-std=gnu11", "-fgnu89-inline", "-D_WIN32_WINNT=0x0A00"
#define COPIES "-Xclang", "-fsanitize=thread", "-mllvm", "-tsan-instrument-memory-accesses=0", \
	"-mllvm", "-tsan-instrument-func-entry-exit=0", "-mllvm", "-tsan-instrument-atomics=0"           /* core/run says why */
#define SEH "-Xclang", "-fasync-exceptions", "-Xclang", "-fexceptions", "-O0", COPIES
#define LENIENT "-w", "-Wno-error=implicit-int", "-Wno-error=int-conversion", "-Wno-error=incompatible-pointer-types", \
	"-Wno-error=incompatible-function-pointer-types"

#define RUNTIME_FILES 40        /* at most */

/* One step of the compilation, from a file to a file; what is said goes to `said`. */
static int step(const char *const *words, const char *in, const char *out, FILE *said)
{
	FILE *from = in ? fopen(in, "rb") : NULL, *to = out ? fopen(out, "wb") : NULL;
	int error = (in && !from) || (out && !to) ? errno : run((char *const *)words, NULL, from, to ? to : said, said);

	if (from)
		fclose(from);
	if (to)
		fclose(to);
	return error;
}

/* The runtime's files, behind the words that are there. */
static void add_runtime(const struct lab *l, const char **words, size_t n, char files[][PATH_SIZE])
{
	static const char *const names[] = { "trace", "names", "places", "handles", "calls", "printed", "tracer", "threads", "watch",
	                                     "aside", "view", "what",
	                                     "lines", "seh", "chain", "vectored", "library", "hook", "hooks_memory",
	                                     "hooks_mapping", "hooks_file", "hooks_exception", "hooks_process", "hooks_plain",
	                                     "hooks_oneself",
	                                     "procs", "lazy", "output", "console", "wide", "older",
	                                     "desk", "lastfilter", "ended", "personality", "bytes", "alloc2" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(files[i], PATH_SIZE, "%s\\core\\%s.c", l->home, names[i]);
		words[n++] = files[i];
	}
	words[n++] = "-lpsapi";
	words[n++] = "-lntdll";
	words[n] = NULL;
}

/* The lab as work\lab.exe. 0; -1: it does not compile, which was said; ENOENT: there is no clang. */
static int compile(const struct lab *l)
{
	static char files[RUNTIME_FILES][PATH_SIZE], spelling[PATH_SIZE], hooks[PATH_SIZE], lab_i[PATH_SIZE], woven[PATH_SIZE],
		data[PATH_SIZE], lab_o[PATH_SIZE], exe[PATH_SIZE], weave[PATH_SIZE];
	const char *check[] = { "clang", TARGET, SEH, "-include", spelling, LENIENT, "-fsyntax-only", l->source, NULL };
	const char *expand[] = { "clang", TARGET, "-include", spelling, "-w", "-E", "-o", lab_i, l->source, NULL };
	const char *weave_text[] = { weave, NULL }, *weave_data[] = { weave, "--data", l->source, NULL };
	const char *object[] = { "clang", TARGET, SEH, LENIENT, "-include", hooks, "-x", "c", "-c", "-o", lab_o, woven, NULL };
	const char *link[WORDS_MAX] = { "clang", TARGET, "-O2", "-w", "-static", "-o", exe, lab_o, data };
	FILE *said = host_temporary();
	int error;

	if (!said)
		return complain(-1, "no temporary file", strerror(errno));
	snprintf(spelling, PATH_SIZE, "%s\\core\\spelling.h", l->home);
	snprintf(hooks, PATH_SIZE, "%s\\core\\hooks.h", l->home);
	snprintf(lab_i, PATH_SIZE, "%s", path_in(l->work, "lab.i"));
	snprintf(woven, PATH_SIZE, "%s", path_in(l->work, "woven.c"));
	snprintf(data, PATH_SIZE, "%s", path_in(l->work, "data.c"));
	snprintf(lab_o, PATH_SIZE, "%s", path_in(l->work, "lab.o"));
	snprintf(exe, PATH_SIZE, "%s", path_in(l->work, "lab.exe"));
	snprintf(weave, PATH_SIZE, "%s", tool(l, "weave.exe"));
	for (size_t i = 0; i + RUNTIME_FILES < WORDS_MAX; i++)
		if (!link[i]) {
			add_runtime(l, link, i, files);
			break;
		}
	error = step(check, NULL, NULL, said);
	error = error ? error : step(expand, NULL, NULL, said);
	error = error ? error : step(weave_text, lab_i, woven, said);
	error = error ? error : step(weave_data, NULL, data, said);
	error = error ? error : step(object, NULL, NULL, said);
	error = error ? error : step(link, NULL, NULL, said);
	if (error && error != ENOENT)
		repeat(said);
	fclose(said);
	return error;
}

/* ---- the real side ---- */

/* Run the compiled lab; its trace is at `trace`, if it wrote one. */
static int run_real(const struct lab *l, const char *exe, const char *trace, FILE *said)
{
	const char *words[WORDS_MAX] = { exe };
	size_t n = 1;

	for (char **a = l->argument; a && *a && n + 1 < WORDS_MAX; a++)
		words[n++] = *a;
	SetEnvironmentVariableA("FAULTLAB_TRACE", trace);
	SetEnvironmentVariableA("FAULTLAB_TIMEOUT", "60");
	SetEnvironmentVariableA("FAULTLAB_LAB", NULL);
	SetEnvironmentVariableA("FAULTLAB_RECORDED", l->record ? "1" : NULL);
	return run_quietly((char *const *)words, said);
}

static bool copy(const char *from, const char *to)
{
	struct ink text = { 0 };
	char why[700];
	bool ok = store_get(from, &text, (size_t)1 << 30);

	if (!ok)
		complain(FAILED, from, "cannot be read");
	else if (!store_put(to, text.text ? text.text : "", text.used, why, sizeof why))
		ok = complain(FAILED, why, NULL) == 0;
	ink_free(&text);
	return ok;
}

/* The real trace as work\real.jsonl. 0; MISSING: there is none, and why was said; else the status to end with. */
static int real_side(struct lab *l)
{
	const char *exe = l->ready;
	char trace[PATH_SIZE];
	FILE *said;

	snprintf(trace, sizeof trace, "%s", path_in(l->work, "real.jsonl"));
	if (l->only_recorded)
		return is_file(l->recorded) ? copy(l->recorded, trace) ? 0 : FAILED :
		       complain(UNUSABLE, l->recorded, "no such file, so there is no recorded run of this lab");
	if (!is_file(l->ready)) {
		int error = compile(l);

		if (error == ENOENT && !l->record && is_file(l->recorded)) {
			complain(0, "no clang is in PATH, so the real run is the recorded one", l->recorded);
			return copy(l->recorded, trace) ? 0 : FAILED;
		}
		if (error == ENOENT)
			return complain(MISSING, "no clang is in PATH, so the lab cannot be compiled; "
			                "install llvm-mingw (winget install MartinStorsjo.LLVM-MinGW.UCRT)", NULL);
		if (error)
			return UNUSABLE;
		exe = path_in(l->work, "lab.exe");
	}
	said = host_temporary();
	if (!said)
		return complain(FAILED, "no temporary file", strerror(errno));
	run_real(l, exe, trace, said);
	if (!is_file(trace))
		repeat(said);
	fclose(said);
	return is_file(trace) ? 0 : complain(FAILED, exe, "wrote no trace: the lab did not start");
}

/* ---- both sides ---- */

static int simulate(const struct lab *l)
{
	char sim[PATH_SIZE], trace[PATH_SIZE];
	const char *words[WORDS_MAX] = { sim, "run", "--trace", trace, l->source, "--" };
	FILE *said = host_temporary();
	size_t n = 6;
	bool made;

	if (!said)
		return complain(FAILED, "no temporary file", strerror(errno));
	snprintf(sim, sizeof sim, "%s", tool(l, "sim.exe"));
	snprintf(trace, sizeof trace, "%s", path_in(l->work, "sim.jsonl"));
	for (char **a = l->argument; a && *a && n + 1 < WORDS_MAX; a++)
		words[n++] = *a;
	run_quietly((char *const *)words, said);
	made = is_file(trace);
	if (!made)
		repeat(said);
	fclose(said);
	return made ? 0 : UNUSABLE;
}

/* report.txt: 0 the sides agree, 1 they diverge. */
static int compare(const struct lab *l)
{
	const char *words[] = { tool(l, "viz.exe"), "compare", path_in(l->place, "real.jsonl"), path_in(l->place, "sim.jsonl"), NULL };
	const char *report = path_in(l->work, "report.txt");
	FILE *out = fopen(report, "wb");
	int error = out ? run((char *const *)words, NULL, NULL, out, stderr) : errno;

	if (out)
		fclose(out);
	if (!copy(report, path_in(l->place, "report.txt")))
		return FAILED;
	return error ? 1 : 0;
}

/* The last line of the report that says the verdict. */
static void tell_result(const struct lab *l, bool real, bool drawn)
{
	struct ink text = { 0 };

	if (real && store_get(path_in(l->place, "report.txt"), &text, REPORT_MAX) && text.text) {
		char *at = strstr(text.text, "REAL and SIM");

		if (at)
			printf("%.*s\n", (int)strcspn(at, "\r\n"), at);
	}
	ink_free(&text);
	if (drawn)
		printf("book:     %s\n", path_in(l->place, "index.html"));
	if (real)
		printf("report:   %s\n", path_in(l->place, "report.txt"));
	printf("terminal: bin\\viz.exe step %s%s%s\"%s\"\n", real ? "\"" : "", real ? path_in(l->place, "real.jsonl") : "", real ? "\" " : "",
	       path_in(l->place, "sim.jsonl"));
	fflush(stdout);
}

static int draw(const struct lab *l, bool real)
{
	const char *viz = tool(l, "viz.exe"), *sim = path_in(l->place, "sim.jsonl");
	const char *words[] = { viz, "book", "--out", l->place, real ? path_in(l->place, "real.jsonl") : sim, real ? sim : NULL, NULL };
	FILE *said = host_temporary();
	int error = said ? run_quietly((char *const *)words, said) : errno, status = error ? FAILED : 0;

	if (error && said) {
		char line[300] = "";

		rewind(said);
		if (fgets(line, sizeof line, said) && strstr(line, "is missing"))
			status = MISSING;
		repeat(said);
		fprintf(stderr, "faultlab: there is no lab book; what there is, is in %s\n", l->place);
	}
	if (said)
		fclose(said);
	return status;
}

static int make(struct lab *l)
{
	char why[700];
	int found = real_side(l), status, drawn;
	bool real = found == 0;

	if (found && (found != MISSING || l->record))
		return found;
	if (l->record) {
		if (!copy(path_in(l->work, "real.jsonl"), l->recorded))
			return FAILED;
		printf("recorded: %s\n", l->recorded);
		return 0;
	}
	status = simulate(l);
	if (status)
		return status;
	if (!store_folder(l->place, why, sizeof why))
		return complain(FAILED, why, NULL);
	unlink(path_in(l->place, "index.html"));        /* LAB-2: it would be of an earlier run */
	if (!copy(path_in(l->work, "sim.jsonl"), path_in(l->place, "sim.jsonl")) ||
	    (real && !copy(path_in(l->work, "real.jsonl"), path_in(l->place, "real.jsonl"))))
		return FAILED;
	status = real ? compare(l) : 0;
	drawn = draw(l, real);
	tell_result(l, real, !drawn);
	if (!drawn && !l->no_open)
		ShellExecuteA(NULL, "open", path_in(l->place, "index.html"), NULL, NULL, SW_SHOWNORMAL);
	return drawn ? drawn : real ? status : MISSING;
}

/* ---- the command ---- */

static void clean_up(const struct lab *l)
{
	static const char *const names[] = { "real.jsonl", "sim.jsonl", "report.txt", "lab.i", "woven.c", "data.c", "lab.o", "lab.exe" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlink(path_in(l->work, names[i]));
	rmdir(l->work);
}

static int make_in_work(struct lab *l)
{
	char folder[MAX_PATH + 1];
	int status;

	if (!absolute(l->out, folder) || strlen(folder) + strlen(l->name) + 2 > MAX_PATH)
		return complain(UNUSABLE, l->out, "is too long a name");
	snprintf(l->place, PATH_SIZE, "%s", path_in(folder, l->name));
	if (!GetTempPathA(sizeof folder, folder))
		return complain(FAILED, "there is no folder for temporary files", NULL);
	cut_slashes(folder);
	snprintf(l->work, PATH_SIZE, "%s", path_in(folder, "faultlab-XXXXXX"));
	if (!host_make_hidden(l->work))
		return complain(FAILED, l->work, strerror(errno));
	status = make(l);
	clean_up(l);
	return status;
}

int main(int argc, char **argv)
{
	static struct lab l = { .out = "out" };
	int status;

	host_start();
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			l.argument = argv + i + 1;
			break;
		}
		if (strcmp(argv[i], "--help") == 0)
			return fputs(usage, stdout) < 0 || fflush(stdout) ? FAILED : 0;
		if (strcmp(argv[i], "--version") == 0)
			return puts("faultlab (FaultLab) " FAULTLAB_VERSION) < 0 || fflush(stdout) ? FAILED : 0;
		if (strcmp(argv[i], "--record") == 0)
			l.record = true;
		else if (strcmp(argv[i], "--recorded") == 0)
			l.only_recorded = true;
		else if (strcmp(argv[i], "--no-open") == 0)
			l.no_open = true;
		else if (strcmp(argv[i], "--out") == 0 && i + 1 < argc)
			l.out = argv[++i];
		else if (argv[i][0] == '-')
			return complain(UNUSABLE, argv[i], "no such option, or its value is missing; see faultlab --help");
		else if (l.lab)
			return complain(UNUSABLE, argv[i], "one lab at a time; arguments of the lab follow --");
		else
			l.lab = argv[i];
	}
	if (!l.lab || !*l.lab)
		return complain(UNUSABLE, "which lab? For example: faultlab labs\\01-demand-commit", NULL);
	if (l.record && l.only_recorded)
		return complain(UNUSABLE, "--record and --recorded contradict each other", NULL);
	status = find_home(&l) ? find_lab(&l) : complain(FAILED, "the folder of this program has too long a name", NULL);
	return status ? status : make_in_work(&l);
}
