// 4:11: error: expected ';' after the declaration
int main(void)
{
	int a = 1
	return a;
}
