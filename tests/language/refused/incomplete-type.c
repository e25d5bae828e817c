// 5:11: error: variable has incomplete type 'struct s'
struct s;
int main(void)
{
	struct s v;
	return 0;
}
