// 2:1: error: threads ('_Thread_local') is not supported by the simulator
_Thread_local int a;
int main(void) { return a; }
