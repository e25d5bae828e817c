// 5:11: error: the GNU form 'a ?: b' is not supported by the simulator
int main(void)
{
	int a = 1;
	return a ?: 2;
}
