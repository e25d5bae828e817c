// 2:1: warning: type specifier missing, defaults to 'int'
main()
{
	static count = 3;
	return count - 3;
}
