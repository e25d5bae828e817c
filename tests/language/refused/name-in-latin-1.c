// 4:8: error: the file is not valid UTF-8 here: save it as UTF-8
int main(void)
{
	int grösse = 0;
	return grösse;
}
