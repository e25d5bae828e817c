/* Exceptions of numbers with a fraction: masked as Windows starts, unmasked, and how results are rounded. */
#include <stdio.h>
#include <float.h>
#include <fenv.h>
#include <math.h>
#include <windows.h>
static volatile double zero = 0, one = 1, big = 1e308, tiny = 1e-308, inf, nan_;
static volatile float fbig = 3e38f, ftiny = 1e-38f, fzero;
static int filter(EXCEPTION_POINTERS *p)
{
	EXCEPTION_RECORD *r = p->ExceptionRecord;

	printf("code %08lx flags %lx, %lu: %llx, mxcsr %lx\n", r->ExceptionCode, r->ExceptionFlags, r->NumberParameters,
	       (unsigned long long)r->ExceptionInformation[0], p->ContextRecord->MxCsr);
	return EXCEPTION_EXECUTE_HANDLER;
}
#define TRY(e)                                                                                                                   \
	do {                                                                                                                     \
		volatile double r_;                                                                                              \
		unsigned s_;                                                                                                     \
		_clearfp();                                                                                                      \
		__try {                                                                                                          \
			r_ = (e);                                                                                                \
			s_ = _statusfp();                                                                                        \
			_clearfp();                                                                                              \
			printf("%s = %g status %x\n", #e, r_, s_);                                                               \
		} __except (filter(GetExceptionInformation())) {                                                                 \
			printf("caught %s status %x\n", #e, _statusfp());                                                        \
		}                                                                                                                \
		_clearfp();                                                                                                      \
	} while (0)
static void all(void)
{
	TRY(one / zero);
	TRY(zero / zero);
	TRY(big * big);
	TRY(tiny * tiny);
	TRY(one / 3);
	TRY((float)big);
	TRY(fbig * fbig);
	TRY(ftiny * ftiny);
	TRY(fzero / fzero);
	TRY((int)big + 0.0);
	TRY(big + big);
	TRY(one + tiny);
	TRY(one < nan_);
	TRY(one == nan_);
	TRY(one + one);
	TRY(big - -big);
	TRY(fbig + fbig);
}
/* A filter that masks the exception and has the division done once more. */
static int mask_it(EXCEPTION_POINTERS *p)
{
	puts("masked");
	p->ContextRecord->MxCsr |= 0x1f80;
	p->ContextRecord->FltSave.MxCsr |= 0x1f80;
	return EXCEPTION_CONTINUE_EXECUTION;
}
int main(void)
{
	unsigned cw = 0, old;
	int e;
	inf = one / zero;
	nan_ = zero / zero;
	printf("%x %x\n", _controlfp(0, 0), _statusfp());
	_clearfp();
	all();
	e = _controlfp_s(&cw, 0, 0);
	printf("%d %x\n", e, cw);
	e = _controlfp_s(&cw, _EM_INEXACT | _EM_UNDERFLOW, _MCW_EM);
	printf("%d %x\n", e, cw);
	all();
	e = _controlfp_s(&cw, _EM_INEXACT, _MCW_EM);
	printf("%d %x\n", e, cw);
	TRY(tiny * tiny);
	TRY(ftiny * ftiny);
	TRY(tiny / 3);
	{
		double r;
		__try {
			r = one / zero;
			printf("%g\n", r);
		} __except (mask_it(GetExceptionInformation())) {
			puts("never");
		}
	}
	printf("%x\n", _controlfp(0, 0));
	_clearfp();
	e = _controlfp_s(&cw, 0, _MCW_EM);
	printf("%d %x\n", e, cw);
	TRY(one / 3);
	old = _controlfp(_MCW_EM, _MCW_EM);
	printf("%x\n", old);
	old = _controlfp(_RC_UP, _MCW_RC);
	printf("%x %.17g\n", old, one / 3);
	old = _controlfp(_RC_DOWN, _MCW_RC);
	printf("%x %.17g\n", old, one / 3);
	old = _controlfp(_RC_CHOP, _MCW_RC);
	printf("%x %.17g %.17g %d\n", old, one / 3, -one / 3, (int)-2.9);
	old = _controlfp(_RC_NEAR, _MCW_RC);
	printf("%x\n", old);
	old = _control87(0, 0);
	printf("%x\n", old);
	old = _controlfp(_DN_FLUSH, _MCW_DN);
	printf("%x %g\n", old, tiny * 1e-10);
	old = _controlfp(_DN_SAVE, _MCW_DN);
	printf("%x %g\n", old, tiny * 1e-10);
	printf("%x\n", fegetround());
	printf("%d\n", fesetround(FE_UPWARD));
	printf("%x %.17g %x\n", fegetround(), one / 3, _controlfp(0, 0));
	printf("%d\n", fesetround(12345));
	printf("%d\n", fesetround(FE_TONEAREST));
	printf("%x\n", _controlfp(0, 0));
	_clearfp();
	printf("%d %d %d %d %d\n", _isnan(nan_), _finite(inf), _fpclass(1.0), _fpclass(-inf), _fpclass(nan_));
	printf("%g\n", _copysign(1, -2));
	printf("%f %g %e\n", nan_, -nan_, nan_);
	_controlfp(0, _EM_ZERODIVIDE);
	return (int)(one / zero);
}
