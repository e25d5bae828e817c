// 5:7: error: redefinition of 'a'
int main(void)
{
	int a;
	char a;
	return 0;
}
