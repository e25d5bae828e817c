// 5:13: error: redefinition of 'n' as a different kind of symbol
int main(void)
{
	int n = 1;
	extern int n;
	return n;
}
