// 4:22: error: a range in a case is not supported by the simulator
int main(void)
{
	switch (1) { case 1 ... 3: ; }
	return 0;
}
