// 3:27: error: no member named 'b' in 'struct s'
struct s { int a; } v;
int main(void) { return v.b; }
