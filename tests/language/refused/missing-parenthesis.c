// 4:8: error: expected ')'
int main(void)
{
	if (1 {
	}
	return 0;
}
