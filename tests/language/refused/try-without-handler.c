// 5:2: error: expected '__except' or '__finally' block
int main(void)
{
	__try { }
	return 0;
}
