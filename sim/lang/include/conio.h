/* The keyboard: keys come from the input of the run. */
#ifndef _CONIO_H
#define _CONIO_H
int _getch(void);
int _getche(void);
int _kbhit(void);
int _putch(int c);
int _ungetch(int c);
int _cputs(const char *text);
int _cprintf(const char *format, ...);
int getch(void);
int getche(void);
int kbhit(void);
int putch(int c);
int cputs(const char *text);
int cprintf(const char *format, ...);
#endif
