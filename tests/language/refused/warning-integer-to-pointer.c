// 4:12: warning: incompatible integer to pointer conversion initializing 'char *' from type 'int'
int main(void)
{
	char *p = 5;
	return p == 0;
}
