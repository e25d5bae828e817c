// 5:8: warning: using the result of an assignment as a condition (did you mean '=='?)
int main(void)
{
	int a = 0;
	if (a = 1) return a - 1;
	return 0;
}
