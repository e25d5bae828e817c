// 4:9: error: '_Generic' is not supported by the simulator
int main(void)
{
	return _Generic(1, int: 2);
}
