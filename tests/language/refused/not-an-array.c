// 5:10: error: subscripted value is not an array or pointer
int main(void)
{
	int a = 1;
	return a[0];
}
