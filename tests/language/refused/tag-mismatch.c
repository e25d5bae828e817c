// 3:7: error: use of 's' with a tag type that does not match its declaration
struct s { int a; };
union s v;
int main(void) { return 0; }
