// 4:9: error: character too large for enclosing character literal type
int main(void)
{
	return 'ö';
}
