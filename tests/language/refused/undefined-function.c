// 3:26: error: function 'f' has no definition, and the simulator does not provide it
int f(void);
int main(void) { return f(); }
