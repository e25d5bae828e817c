// 4:10: error: statement expressions are not supported by the simulator
int main(void)
{
	return ({ 1; });
}
