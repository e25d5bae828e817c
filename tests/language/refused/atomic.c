// 2:1: error: an '_Atomic' object of type 'struct s' is not supported by the simulator
_Atomic struct s { int a[4]; } a;
int main(void) { return 0; }
