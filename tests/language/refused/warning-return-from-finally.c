// 4:24: warning: jump out of __finally block has undefined behavior: here it ends the unwinding, and the function goes on
int main(void)
{
	__try { } __finally { return 0; }
	return 0;
}
