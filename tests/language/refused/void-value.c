// 5:10: error: initializing 'int' from incompatible type 'void'
void f(void) { }
int main(void)
{
	int a = f();
	return a;
}
