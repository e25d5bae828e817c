/* main returns 0 by itself. */
int main(void) { int unused = 5; unused++; }
