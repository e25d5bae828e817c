// 5:9: error: called object type 'int' is not a function or function pointer
int main(void)
{
	int a = 1;
	return a();
}
