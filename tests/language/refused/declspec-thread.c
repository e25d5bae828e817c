// 2:12: error: the attribute 'thread' is not supported by the simulator
__declspec(thread) int a;
int main(void) { return a; }
