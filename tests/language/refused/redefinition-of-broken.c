// 2:23: error: expected identifier or '('
struct s { int a; int };
struct s { char b[20]; int c; };
int main(void) { struct s s; s.c = 1; return 0; }
