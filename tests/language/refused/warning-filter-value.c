// 4:22: warning: a filter answers -1, 0 or 1; 2 is taken as 1
int main(void)
{
	__try { } __except (2) { }
	return 0;
}
