// 4:9: error: controlling expression type 'char *' not compatible with any generic association type
int main(void)
{
	return _Generic((char *)0, const char *: 1, int: 2);
}
