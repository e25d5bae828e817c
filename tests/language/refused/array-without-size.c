// 3:25: error: the array 'later' is used before its size is known, which the simulator does not support: declare it with its size
extern int later[];
int main(void) { return later[1]; }
int later[3];
