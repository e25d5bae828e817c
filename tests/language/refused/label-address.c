// 4:12: error: taking the address of a label is not supported by the simulator
int main(void)
{
	void *p = &&here;
here:
	return p != 0;
}
