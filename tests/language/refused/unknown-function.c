// 5:2: error: call to undeclared function 'CreateThread': the simulator does not provide it, or its header is not included
#include <windows.h>
int main(void)
{
	CreateThread(NULL, 0, NULL, NULL, 0, NULL);
	return 0;
}
