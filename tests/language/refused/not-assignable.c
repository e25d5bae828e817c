// 5:8: error: expression is not assignable
int main(void)
{
	int a = 1;
	a + 1 = 2;
	return a;
}
