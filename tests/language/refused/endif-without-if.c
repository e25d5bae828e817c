// 3:2: error: #endif without #if
int main(void) { return 0; }
#endif
