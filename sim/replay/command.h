/*
 * command.h - `sim replay`: drive the pager with a recorded memory trace.
 *
 * Knows of: events, host/exit_status, host/host, host/memory, host/trace_file, pagers. Used by: main.
 */
#ifndef FAULTLAB_SIM_REPLAY_COMMAND_H
#define FAULTLAB_SIM_REPLAY_COMMAND_H

/* argv[0] is "replay". The exit status: 0; 1 the host failed; 2 bad arguments or a bad trace. */
int replay_main(int argc, char **argv);

#endif
