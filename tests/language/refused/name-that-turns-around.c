// 4:9: error: use of undeclared identifier 'a\u202eb'
int main(void)
{
	return a‮b;
}
