// 4:11: error: unexpected character <U+2013>: a dash of a word processor, where C wants -
int main(void)
{
	return 1 – 1;
}
