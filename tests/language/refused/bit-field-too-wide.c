// 2:19: error: width of bit-field 'b' (9 bits) exceeds the width of its type
struct s { char b : 9; } s;
int main(void) { return 0; }
