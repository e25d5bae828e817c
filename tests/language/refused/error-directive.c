// 2:2: error: not today
#error not today
int main(void) { return 0; }
