/*
 * judge.h - two commands: `viz check` judges a lab's traces by a specification, `viz ask` puts one query.
 *
 * The traces come from a student's program, and are read as such. What is printed
 * is results.h's. A lab that left no trace at all is judged too (--no-run): every
 * need is lost and the reason is said, so that a class's table has a row for it.
 *
 * Knows of: spec.h, results.h, store.h. Used by: main.
 */
#ifndef VIZ_JUDGE_H
#define VIZ_JUDGE_H

/* argv[0] is "check". The exit status: 0 all points, or --pass percent of them; 1 fewer; 2 unusable input. */
int check_main(int argc, char **argv);

/* argv[0] is "ask". The exit status: 0, and 1 if a check does not hold, there is no such value, or only the simulator would know; 2 unusable input. */
int ask_main(int argc, char **argv);

#endif
