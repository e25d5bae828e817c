/* Wants the compiler to read files of the host. */
#include "/etc/shadow"
#include "../../../../etc/passwd"

int main(void) { return 0; }
