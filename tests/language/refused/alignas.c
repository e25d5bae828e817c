// 2:1: error: '_Alignas' is not supported by the simulator
_Alignas(64) int a;
int main(void) { return a; }
