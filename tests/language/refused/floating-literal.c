// 4:9: error: floating point ('1.5') is not supported by the simulator
int main(void)
{
	return 1.5;
}
