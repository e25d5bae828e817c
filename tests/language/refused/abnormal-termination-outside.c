// 3:25: error: 'AbnormalTermination' only allowed in __finally block
#include <windows.h>
int main(void) { return AbnormalTermination(); }
