/*
 * record.h - `sim record`: a program's page references, recorded and replayed in one go.
 *
 * Knows of: host/exit_status, host/host, host/memory, host/recording, live, runs. Used by: main.
 */
#ifndef FAULTLAB_SIM_REPLAY_RECORD_H
#define FAULTLAB_SIM_REPLAY_RECORD_H

/* argv[0] is "record". The exit status: that of the program; 2 bad arguments, or it cannot be recorded; 1 the host failed. */
int record_main(int argc, char **argv);

#endif
