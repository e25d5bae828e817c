// 4:9: error: the builtin function '__builtin_shuffle' is not supported by the simulator
int main(void)
{
	return __builtin_shuffle(1, 2);
}
