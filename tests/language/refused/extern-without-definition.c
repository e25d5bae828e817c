// 2:12: error: 'nowhere' is declared here and used, but nowhere defined
extern int nowhere;
int main(void) { return nowhere; }
