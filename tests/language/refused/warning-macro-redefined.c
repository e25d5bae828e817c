// 3:9: warning: 'N' macro redefined
#define N 1
#define N 2
int main(void) { return N - 2; }
