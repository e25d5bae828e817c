// 5:4: warning: the result of this comparison is not used (did you mean '='?)
int main(void)
{
	int a = 0;
	a == 1;
	return a;
}
