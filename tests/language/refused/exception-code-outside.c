// 3:25: error: 'GetExceptionCode' only allowed in __except block or filter expression
#include <windows.h>
int main(void) { return GetExceptionCode(); }
