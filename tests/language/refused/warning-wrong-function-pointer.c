// 5:21: warning: incompatible function pointer types initializing 'int (*)(char *)' from type 'int (*)(int)'
int f(int a) { return a; }
int main(void)
{
	int (*p)(char *) = f;
	return p(0);
}
