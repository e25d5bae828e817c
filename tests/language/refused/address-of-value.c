// 4:11: error: cannot take the address of an rvalue of type 'int'
int main(void)
{
	int *p = &5;
	return *p;
}
