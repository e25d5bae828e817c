// 2:15: error: static assertion failed: "long has 64 bits"
_Static_assert(sizeof(long) == 8, "long has 64 bits");
int main(void) { return 0; }
