/* Exceptions of numbers with a fraction, and how they are rounded. */
#ifndef _FENV_H_
#define _FENV_H_
#define FE_INVALID 0x01
#define FE_DENORMAL 0x02
#define FE_DIVBYZERO 0x04
#define FE_OVERFLOW 0x08
#define FE_UNDERFLOW 0x10
#define FE_INEXACT 0x20
#define FE_ALL_EXCEPT (FE_INVALID | FE_DENORMAL | FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INEXACT)
#define FE_TONEAREST 0x0000
#define FE_DOWNWARD 0x0400
#define FE_UPWARD 0x0800
#define FE_TOWARDZERO 0x0c00
typedef unsigned short fexcept_t;
typedef struct {
	unsigned short __control_word, __unused0, __status_word, __unused1, __tag_word, __unused2;
	unsigned int __ip_offset;
	unsigned short __ip_selector, __opcode;
	unsigned int __data_offset;
	unsigned short __data_selector, __unused3;
	unsigned int __mxcsr;
} fenv_t;
#define FE_PC64_ENV ((const fenv_t *)-1)
#define FE_PC53_ENV ((const fenv_t *)-2)
#define FE_DFL_ENV ((const fenv_t *)0)
int feclearexcept(int which);
int fegetexceptflag(fexcept_t *flags, int which);
int feraiseexcept(int which);
int fesetexceptflag(const fexcept_t *flags, int which);
int fetestexcept(int which);
int fegetround(void);
int fesetround(int mode);
int fegetenv(fenv_t *env);
int feholdexcept(fenv_t *env);
int fesetenv(const fenv_t *env);
int feupdateenv(const fenv_t *env);
#endif
