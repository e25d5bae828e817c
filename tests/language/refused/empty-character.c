// 4:9: error: empty character constant
int main(void)
{
	return '';
}
