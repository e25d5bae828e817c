// 4:13: error: an array of computed size must be a local variable without initializer
int main(int argc, char **argv)
{
	static int a[argc];
	return a[0];
}
