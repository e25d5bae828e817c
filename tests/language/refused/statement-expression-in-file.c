// 2:10: error: statement expression not allowed at file scope
int n = ({ 1; });
int main(void) { return n; }
