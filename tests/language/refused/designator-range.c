// 2:17: error: a range in a designator is not supported by the simulator
int a[4] = { [0 ... 3] = 1 };
int main(void) { return a[0]; }
