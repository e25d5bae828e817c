// 2:2: error: #line is not supported: a lab's lines are its own
#line 5
int main(void) { return 0; }
