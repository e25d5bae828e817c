// 4:11: error: unexpected '@' in the program
int main(void)
{
	return 1 @ 2;
}
