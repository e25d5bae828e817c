// 5:4: error: array type 'int [2]' is not assignable
int main(void)
{
	int a[2], b[2];
	a = b;
	return 0;
}
