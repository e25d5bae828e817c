// 5:9: error: indirection requires pointer operand ('int' invalid)
int main(void)
{
	int a = 1;
	return *a;
}
