// 3:6: error: conflicting types for 'f'
int f(int);
char f(int a) { return a; }
int main(void) { return 0; }
