// 4:45: error: 'case' would jump into a __try, __except or __finally block
int main(void)
{
	switch (1) { __try { } __except (1) { case 1: ; } }
	return 0;
}
