// 4:7: error: variable has incomplete type 'void'
int main(void)
{
	void v;
	return 0;
}
