// 4:2: error: floating point ('double') is not supported by the simulator
int main(void)
{
	double d = 1;
	return (int)d;
}
