// 5:1: error: expected '}', found the end of the file
int main(void)
{
	return 0;
