/*
 * launch.c - start a program whose memory is told page by page.
 *
 * Where Linux backs big areas with huge pages by itself, one touch makes 512
 * pages resident at once, and a lab under Wine would seem to use memory that it
 * never touched. Windows hands out single pages; so does Linux when it is asked.
 * The setting is inherited. A kernel that does not know it has no huge pages.
 *
 * Usage: launch PROGRAM ARGUMENT... Runs on the host. Used by: run.
 * Source: prctl(2), PR_SET_THP_DISABLE.
 */
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return 127;
}
