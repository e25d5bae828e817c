// 4:9: error: invalid suffix 'xyz' on integer constant
int main(void)
{
	return 10xyz;
}
