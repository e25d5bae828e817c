// 3:1: error: unterminated /* comment
int main(void) { return 0; }
/* without end
