// 2:2: error: unterminated conditional directive
#if 1
int main(void) { return 0; }
