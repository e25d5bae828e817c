// 4:9: error: use of undeclared identifier 'count'
int main(void)
{
	return count;
}
