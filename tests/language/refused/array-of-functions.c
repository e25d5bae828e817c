// 2:6: error: array has incomplete element type 'int ()'
int f[2](void);
int main(void) { return 0; }
