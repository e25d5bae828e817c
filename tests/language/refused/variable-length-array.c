// 4:8: error: variable-length arrays are not supported by the simulator: the size must be a constant
int main(int argc, char **argv)
{
	int a[argc];
	return a[0];
}
