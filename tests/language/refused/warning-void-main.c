// 2:6: warning: return type of 'main' is not 'int': the exit status is 0 here, and anything elsewhere
void main(void) { }
