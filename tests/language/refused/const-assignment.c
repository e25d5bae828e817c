// 5:4: error: cannot assign to an object of const-qualified type 'const int'
int main(void)
{
	const int a = 1;
	a = 2;
	return a;
}
