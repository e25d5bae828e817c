// 4:2: error: call to undeclared function 'printf': the simulator does not provide it, or its header is not included
int main(void)
{
	printf("hello\n");
	return 0;
}
