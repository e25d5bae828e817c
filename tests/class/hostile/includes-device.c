/* Wants the compiler to read a file without an end. */
#include "/dev/zero"

int main(void) { return 0; }
