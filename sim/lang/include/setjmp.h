#ifndef _SETJMP_H
#define _SETJMP_H
typedef struct __declspec(align(16)) { unsigned long long Part[2]; } _JBTYPE;
typedef _JBTYPE jmp_buf[16];
#define _setjmp setjmp
int setjmp(jmp_buf buffer);
void longjmp(jmp_buf buffer, int value);
#endif
