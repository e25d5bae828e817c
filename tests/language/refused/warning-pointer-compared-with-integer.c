// 5:11: warning: comparison between pointer and integer ('char *' and 'int')
int main(void)
{
	char *p = "text";
	return p == 5;
}
