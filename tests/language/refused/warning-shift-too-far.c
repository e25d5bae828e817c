// 5:11: warning: shift count >= width of type
int main(void)
{
	int a = 1;
	return a << 32 & 0;
}
