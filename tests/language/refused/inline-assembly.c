// 4:2: error: inline assembly is not supported by the simulator
int main(void)
{
	__asm__("nop");
	return 0;
}
