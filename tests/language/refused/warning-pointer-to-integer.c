// 4:10: warning: incompatible pointer to integer conversion initializing 'int' from type 'char *'
int main(void)
{
	int a = "text";
	return a & 0;
}
