// 2:6: error: function cannot return array type 'int [2]'
int f(void)[2];
int main(void) { return 0; }
