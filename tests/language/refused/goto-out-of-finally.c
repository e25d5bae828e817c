// 4:29: error: a jump out of a __finally block has undefined behavior and is not supported
int main(void)
{
	__try { } __finally { goto out; }
out:
	return 0;
}
