// 2:9: warning: pragma pop_macro could not pop 'NEVER', no matching push_macro
#pragma pop_macro("NEVER")
int main(void) { return 0; }
