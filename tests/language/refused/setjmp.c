// 2:10: error: 'setjmp.h' file not found: it is neither beside the lab nor one of the headers that the simulator has
#include <setjmp.h>
int main(void) { return 0; }
