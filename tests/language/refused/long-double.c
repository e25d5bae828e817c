// 4:2: error: 'long double' is not supported by the simulator: 'double' is
int main(void)
{
	long double d;
	return 0;
}
