// 3:27: error: invalid operands to binary expression ('struct s' and 'struct s')
struct s { int a; } v, w;
int main(void) { return v + w; }
