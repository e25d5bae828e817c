// 4:2: error: unknown type name 'DWORD': the simulator does not know it, or its header is not included
int main(void)
{
	DWORD n = 0;
	return n;
}
