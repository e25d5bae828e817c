/* Arguments without names: 8 bytes each, one after the other; what is larger or of another size lies elsewhere. */
#ifndef _STDARG_H
#define _STDARG_H
typedef char *va_list;
typedef va_list __gnuc_va_list, __builtin_va_list;
#define va_start(list, last) ((void)((list) = __va_start))
#define va_arg(list, type) (*(type *)(sizeof(type) > 8 || (sizeof(type) & (sizeof(type) - 1)) != 0 ? \
	*(char **)(((list) += 8) - 8) : ((list) += 8) - 8))
#define va_copy(to, from) ((void)((to) = (from)))
#define va_end(list) ((void)(list))
#define __va_copy va_copy
#define __builtin_va_start va_start
#define __builtin_va_arg va_arg
#define __builtin_va_end va_end
#define __builtin_va_copy va_copy
#endif
