// 2:21: error: 'origin' is declared here and used, but nowhere defined
extern struct point origin;
struct point *where = &origin;
int main(void) { return where != 0; }
