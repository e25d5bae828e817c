// 3:27: error: address of bit-field requested
struct s { int b : 3; } s;
int main(void) { int *p = &s.b; return *p; }
