/*
 * quiz_main.h - the commands quiz and grade of viz: arguments, files, exit status.
 *
 * quiz writes a question sheet about a trace, grade makes the same sheet again
 * from the seed and marks a filled-in one. Both have options of their own, so they
 * read their arguments themselves, as plot does.
 *
 * Knows of: sheet_command.h, sheet_print.h, mark.h, store.h. Used by: main.
 */
#ifndef VIZ_QUIZ_MAIN_H
#define VIZ_QUIZ_MAIN_H

/* argv[0] is "quiz". The exit status: 0; 1 it could not be written; 2 unusable input or arguments. */
int quiz_main(int argc, char **argv);

/* argv[0] is "grade". 0: all points, or those that --pass asks for; 1: fewer, or it could not be written; 2 unusable input. */
int grade_main(int argc, char **argv);

#endif
