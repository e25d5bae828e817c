// 4:24: error: a jump out of a __finally block has undefined behavior and is not supported
int main(void)
{
	__try { } __finally { return 1; }
	return 0;
}
