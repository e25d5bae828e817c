/*
 * stream.h - what the recorder under Valgrind and `sim record` say to each other, through a pipe.
 *
 * Items of 8 bytes, in the byte order of x86-64. A run is one or more accesses in a row to the same page:
 *
 *	bits 63..28 the page, without its sign extension   27..1 how many accesses (1 or more)   0 it is written
 *
 * The first access of a run that is written is a write. A write to a page that was only read in this run begins a new one;
 * what is read behind a write belongs to the run that is written. So a run says all that a pager sees: the page, whether its
 * first access writes, whether it is dirty, and how often it was used. A run that is cut in two says the same.
 *
 * An item with no accesses is a mark: the page is then the number of the thread whose accesses follow.
 *
 * Through the pipe items go in blocks of PIPE_BUF bytes at most, which are written whole or not at all: the blocks of several
 * processes may come in any order, and each names its process. A file of runs has RUNS_MAGIC and the items of one process.
 *
 * Knows of: nothing. Used by: expand, format, live, reader, tool.
 */
#ifndef FAULTLAB_SIM_REPLAY_VALGRIND_STREAM_H
#define FAULTLAB_SIM_REPLAY_VALGRIND_STREAM_H

#define RUNS_MAGIC      "FLruns1\n"     /* 8 bytes: no canonical address, and no page number */

#define RUN_PAGE_SHIFT  28
#define RUN_COUNT_SHIFT 1
#define RUN_COUNT_MAX   ((1ull << 27) - 1)
#define RUN_PAGE_MASK   ((1ull << 36) - 1)

/* Kinds of blocks. */
#define STREAM_BEGIN    0x4C46          /* a process begins, or another program in it; items: the program's name */
#define STREAM_RUNS     0x4C47
#define STREAM_THREAD   0x4C48          /* a thread has a name; items: its number, then the name */
#define STREAM_END      0x4C49          /* the process ends; items: its exit status */

struct stream_head {
	unsigned kind, process, parent, items;
};

#define STREAM_BLOCK    4096            /* bytes: PIPE_BUF of Linux */
#define STREAM_ITEMS    ((STREAM_BLOCK - 16) / 8)

struct stream_block {
	struct stream_head head;
	unsigned long long item[STREAM_ITEMS];
};

#endif
