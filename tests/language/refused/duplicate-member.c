// 2:24: error: duplicate member 'a'
struct s { int a; char a; };
int main(void) { return 0; }
