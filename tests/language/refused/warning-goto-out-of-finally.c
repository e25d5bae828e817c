// 4:29: warning: jump out of __finally block has undefined behavior: here it ends the unwinding, and the function goes on
int main(void)
{
	__try { } __finally { goto out; }
out:
	return 0;
}
