// error: no-main.c: the lab has no function 'main'
int f(void) { return 0; }
