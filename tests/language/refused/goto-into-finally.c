// 4:7: error: cannot jump into a __try, __except or __finally block
int main(void)
{
	goto in;
	__try { } __finally { in: ; }
	return 0;
}
