// 5:12: warning: initializing 'char *' from type 'const char *' discards qualifiers
int main(void)
{
	const char *a = "text";
	char *p = a;
	return *p & 0;
}
