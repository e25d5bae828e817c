// 5:12: error: cannot cast 'double' to 'char *'
int main(void)
{
	double d = 1;
	char *p = (char *)d;
	return p != 0;
}
