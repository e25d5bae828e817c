// 3:29: error: variable has incomplete type 'enum state'
enum state;
int main(void) { enum state s; return 0; }
