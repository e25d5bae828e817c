// 4:9: error: illegal character encoding in wide literal: the file is not valid UTF-8 here
int main(void)
{
	return L"grösse"[0];
}
