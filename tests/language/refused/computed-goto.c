// 4:7: error: a computed goto is not supported by the simulator
int main(void)
{
	goto *0;
}
