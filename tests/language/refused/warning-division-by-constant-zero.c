// 2:58: warning: division by zero is undefined
int main(int argc, char **argv) { return argc > 5 ? argc / 0 : 0; }
