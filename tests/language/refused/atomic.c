// 2:1: error: '_Atomic' is not supported by the simulator
_Atomic int a;
int main(void) { return a; }
