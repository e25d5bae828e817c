// 4:9: error: expected a statement: a declaration here needs { }
int main(void)
{
	if (1) int a = 2;
	return 0;
}
