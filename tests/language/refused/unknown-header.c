// 2:10: error: 'pthread.h' file not found: it is neither beside the lab nor one of the headers that the simulator has
#include <pthread.h>
int main(void) { return 0; }
