// 2:28: error: field designator does not refer to any field in type 'struct s'
struct s { int a; } v = { .b = 1 };
int main(void) { return 0; }
