// 5:10: error: cannot cast 'int' to 'struct s'
struct s { int a; };
int main(void)
{
	return ((struct s)1).a;
}
