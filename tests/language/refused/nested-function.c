// 4:14: error: function definition is not allowed here
int main(void)
{
	int f(void) { return 1; }
	return f();
}
