// 3:12: error: static declaration of 'n' follows non-static declaration
int n;
static int n;
int main(void) { return n; }
