// 5:12: warning: incompatible pointer types initializing 'char *' from type 'int *'
int main(void)
{
	int a = 0;
	char *p = &a;
	return *p;
}
