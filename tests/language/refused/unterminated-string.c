// 4:9: error: missing terminating " character
int main(void)
{
	return "text;
}
