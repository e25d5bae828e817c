// 2:23: error: bit-fields are not supported by the simulator
struct flags { int on : 1; };
int main(void) { return 0; }
