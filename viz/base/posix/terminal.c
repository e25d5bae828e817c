/* terminal.c - see terminal.h. */
#include "viz/base/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

enum { ESCAPE_MS = 60 };                /* what follows ESC within that is one key */

static volatile sig_atomic_t caught, stopped, resized;
static struct termios found;
static sigset_t open_mask;              /* lets signals in */

/* ---- the screen ---- */

void terminal_put(const char *text, size_t size)
{
	while (size) {
		ssize_t n = write(STDOUT_FILENO, text, size);

		if (n < 0 && errno != EINTR)
			return;
		text += n > 0 ? n : 0;
		size -= n > 0 ? (size_t)n : 0;
	}
}

static void say(const char *text)
{
	terminal_put(text, strlen(text));
}

static bool take_screen(void)
{
	struct termios raw;

	if (tcgetattr(STDIN_FILENO, &found) != 0)
		return false;
	raw = found;
	raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON | ISTRIP);
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);     /* ISIG stays: Ctrl-C and Ctrl-Z do what they always do */
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) != 0)
		return false;
	say("\033[?1049h\033[?25l\033[H\033[2J");
	return true;
}

static void give_screen(void)
{
	say("\033[0m\033[2J\033[H\033[?25h\033[?1049l");
	tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
}

static void note_signal(int sig)
{
	if (sig == SIGWINCH)
		resized = 1;
	else if (sig == SIGTSTP)
		stopped = 1;
	else
		caught = sig;
}

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH };

/* They come only while we wait for a key. */
static void hold_signals(void)
{
	struct sigaction a = { .sa_handler = note_signal };
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		sigaction(signals[i], &a, NULL);
		sigaddset(&held, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &held, &open_mask);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigdelset(&open_mask, signals[i]);
}

/* Do what the signal does to a program that has no screen to restore. */
static void pass_on(int sig)
{
	sigset_t now;

	signal(sig, SIG_DFL);
	raise(sig);
	sigprocmask(SIG_SETMASK, &open_mask, &now);
	sigprocmask(SIG_SETMASK, &now, NULL);
}

/* Ctrl-Z: the shell gets its screen, and we ours when we go on. */
static void pause_here(void)
{
	struct sigaction a = { .sa_handler = note_signal };

	stopped = 0;
	give_screen();
	pass_on(SIGTSTP);
	sigaction(SIGTSTP, &a, NULL);
	take_screen();
	resized = 1;
}

bool terminal_enter(void)
{
	hold_signals();
	resized = 1;
	return take_screen();
}

void terminal_leave(void)
{
	give_screen();
}

bool terminal_resized(void)
{
	bool was = resized;

	resized = 0;
	return was;
}

void terminal_size(unsigned *columns, unsigned *rows)
{
	struct winsize size = { 0 };

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	*columns = size.ws_col ? size.ws_col : 80;
	*rows = size.ws_row ? size.ws_row : 24;
}

/* ---- keys ---- */

/* A byte from the keyboard; TK_NONE: a signal, or `wait` milliseconds have passed (-1: for ever); TK_GONE: nobody is there any more. */
static int next_byte(int wait)
{
	struct timespec limit = { .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000L };
	unsigned char c;
	fd_set in;
	int n;

	/* ppoll is not everywhere, and poll knows no terminals on macOS. */
	FD_ZERO(&in);
	FD_SET(STDIN_FILENO, &in);
	n = pselect(STDIN_FILENO + 1, &in, NULL, NULL, wait < 0 ? NULL : &limit, &open_mask);
	if (n <= 0)
		return n == 0 || errno == EINTR ? TK_NONE : TK_GONE;
	return read(STDIN_FILENO, &c, 1) == 1 ? c : TK_GONE;
}

/* What follows ESC [ or ESC O. Parameters such as those of Shift and Ctrl are passed over. */
static int sequence(void)
{
	static const struct { int last, number; enum terminal_key key; } known[] = {
		{ 'A', 0, TK_UP }, { 'B', 0, TK_DOWN }, { 'C', 0, TK_RIGHT }, { 'D', 0, TK_LEFT }, { 'H', 0, TK_HOME }, { 'F', 0, TK_END },
		{ 'Z', 0, TK_BACK_TAB }, { '~', 1, TK_HOME }, { '~', 7, TK_HOME }, { '~', 4, TK_END }, { '~', 8, TK_END },
		{ '~', 5, TK_PAGE_UP }, { '~', 6, TK_PAGE_DOWN }
	};
	int c, number = 0;

	while ((c = next_byte(ESCAPE_MS)) < 256 && (c < 0x40 || c > 0x7e))
		if (c >= '0' && c <= '9' && number < 1000)
			number = number * 10 + c - '0';
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].last == c && (!known[i].number || known[i].number == number))
			return known[i].key;
	return TK_NONE;
}

int terminal_key(void)
{
	int c = next_byte(-1);

	if (caught) {
		give_screen();
		pass_on(caught);
		return TK_GONE;
	}
	if (stopped)
		pause_here();
	if (c != 033)
		return c;
	c = next_byte(ESCAPE_MS);
	return c == TK_NONE ? TK_ESCAPE : c == '[' || c == 'O' ? sequence() : c;
}

bool terminal_hurried(void)
{
	struct timeval none = { 0, 0 };
	fd_set in;

	FD_ZERO(&in);
	FD_SET(STDIN_FILENO, &in);
	return select(STDIN_FILENO + 1, &in, NULL, NULL, &none) > 0;
}

/* ---- is there one? ---- */

static bool able(void)
{
	const char *term = getenv("TERM");

	return term && *term && strcmp(term, "dumb");
}

bool terminal_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && able() && (!no || !*no);
}

bool terminal_usable(void)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && able())
		return true;
	fprintf(stderr, "viz: step needs a terminal%s; viz show --step N prints a step anywhere\n", able() ? " on standard input and output" :
	        ", and TERM says that this is none");
	return false;
}
