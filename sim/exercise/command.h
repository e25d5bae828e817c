/*
 * command.h - `sim exercise`: its arguments, and where the program goes.
 *
 * Knows of: exercise, feature, host/exit_status, host/memory, host/trace_file. Used by: main.
 */
#ifndef FAULTLAB_SIM_EXERCISE_COMMAND_H
#define FAULTLAB_SIM_EXERCISE_COMMAND_H

/* argv[0] is "exercise". The exit status: 0; 1 it could not be written; 2 bad arguments. */
int exercise_main(int argc, char **argv);

#endif
