/* Sums, products and differences of unsigned integers that say when they do not fit. */
#ifndef _INTSAFE_H
#define _INTSAFE_H
#include <windows.h>
#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216L)
#define __FL_SAFE(name, type, operation, good) \
	static inline HRESULT name(type a, type b, type *result) \
	{ \
		*result = (good) ? (type)(a operation b) : (type)-1; \
		return (good) ? 0 : INTSAFE_E_ARITHMETIC_OVERFLOW; \
	}
#define __FL_SAFE_TYPE(name, type) \
	__FL_SAFE(name##Add, type, +, b <= (type)-1 - a) \
	__FL_SAFE(name##Sub, type, -, a >= b) \
	__FL_SAFE(name##Mult, type, *, a == 0 || b <= (type)-1 / a)
__FL_SAFE_TYPE(UInt, UINT)
__FL_SAFE_TYPE(ULong, ULONG)
__FL_SAFE_TYPE(DWord, DWORD)
__FL_SAFE_TYPE(SizeT, SIZE_T)
__FL_SAFE_TYPE(ULongLong, ULONGLONG)
__FL_SAFE_TYPE(DWordLong, DWORDLONG)
__FL_SAFE_TYPE(ULongPtr, ULONG_PTR)
__FL_SAFE_TYPE(DWordPtr, DWORD_PTR)
__FL_SAFE_TYPE(UIntPtr, UINT_PTR)
#endif
