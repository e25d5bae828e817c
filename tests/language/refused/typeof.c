// 4:2: error: 'typeof' is not supported by the simulator
int main(void)
{
	typeof(1) a = 1;
	return a;
}
