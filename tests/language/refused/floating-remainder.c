// 4:13: error: invalid operands to binary expression ('double' and 'int')
int main(void)
{
	return 1.5 % 2;
}
