// 2:10: error: escape sequence out of range
char c = '\x123';
int main(void) { return c; }
