// 5:10: error: member reference base type 'int' is not a structure or union
int main(void)
{
	int a = 1;
	return a.b;
}
