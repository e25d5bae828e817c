/*
 * voidmain.c - linked around a `void main`: the program then ends with 0, as the simulator has it.
 *
 * What such a program ends with is not defined; compiled code leaves whatever its
 * last call returned in the register, which would part the two sides for nothing.
 * Used by: run.
 */
int __wrap_main(int argc, char **argv);
void __real_main(int argc, char **argv);

int __wrap_main(int argc, char **argv)
{
	__real_main(argc, argv);
	return 0;
}
