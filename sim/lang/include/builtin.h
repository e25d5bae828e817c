/* What the compiler knows before the first line of a lab: macros, and functions that have no header. */
#define _WIN32 1
#define _WIN64 1
#define WIN32 1
#define WIN64 1
#define WINNT 1
#define __WIN32 1
#define __WIN32__ 1
#define __WIN64 1
#define __WIN64__ 1
#define __MINGW32__ 1
#define __MINGW64__ 1
#define _M_X64 100
#define _M_AMD64 100
#define __x86_64__ 1
#define __x86_64 1
#define __amd64__ 1
#define __amd64 1
#define __STDC__ 1
#define __STDC_VERSION__ 201112L
#define __STDC_HOSTED__ 1
#define __STDC_UTF_16__ 1
#define __STDC_UTF_32__ 1
#define __DATE__ "Jan  1 2000"
#define __TIME__ "00:00:00"
#define __int8 char
#define __int16 short
#define __int32 int
#define __wchar_t unsigned short
#define __BYTE_ORDER__ 1234
#define __ORDER_LITTLE_ENDIAN__ 1234
#define __ORDER_BIG_ENDIAN__ 4321
#define __BIGGEST_ALIGNMENT__ 16
#define __CHAR_BIT__ 8
#define __CHAR16_TYPE__ unsigned short
#define __CHAR32_TYPE__ unsigned int
#define __WCHAR_TYPE__ unsigned short
#define __WINT_TYPE__ unsigned short
#define __SIZE_TYPE__ long long unsigned int
#define __PTRDIFF_TYPE__ long long int
#define __INTPTR_TYPE__ long long int
#define __UINTPTR_TYPE__ long long unsigned int
#define __INTMAX_TYPE__ long long int
#define __UINTMAX_TYPE__ long long unsigned int
#define __INT8_TYPE__ signed char
#define __INT16_TYPE__ short
#define __INT32_TYPE__ int
#define __INT64_TYPE__ long long int
#define __UINT8_TYPE__ unsigned char
#define __UINT16_TYPE__ unsigned short
#define __UINT32_TYPE__ unsigned int
#define __UINT64_TYPE__ long long unsigned int
#define __SCHAR_MAX__ 127
#define __SHRT_MAX__ 32767
#define __INT_MAX__ 2147483647
#define __LONG_MAX__ 2147483647L
#define __LONG_LONG_MAX__ 9223372036854775807LL
#define __WCHAR_MAX__ 65535
#define __SIZE_MAX__ 18446744073709551615ULL
#define __PTRDIFF_MAX__ 9223372036854775807LL
#define __INTMAX_MAX__ 9223372036854775807LL
#define __UINTMAX_MAX__ 18446744073709551615ULL
#define __SIZEOF_SHORT__ 2
#define __SIZEOF_INT__ 4
#define __SIZEOF_LONG__ 4
#define __SIZEOF_LONG_LONG__ 8
#define __SIZEOF_POINTER__ 8
#define __SIZEOF_SIZE_T__ 8
#define __SIZEOF_PTRDIFF_T__ 8
#define __SIZEOF_WCHAR_T__ 2
#define __SIZEOF_FLOAT__ 4
#define __SIZEOF_DOUBLE__ 8
#define __SIZEOF_LONG_DOUBLE__ 16

typedef char *__builtin_va_list;
#define __builtin_va_start(list, last) ((void)((list) = __va_start))
#define __builtin_va_arg(list, type) (*(type *)(sizeof(type) > 8 || (sizeof(type) & (sizeof(type) - 1)) != 0 ? \
	*(char **)(((list) += 8) - 8) : ((list) += 8) - 8))
#define __builtin_va_copy(to, from) ((void)((to) = (from)))
#define __builtin_va_end(list) ((void)(list))

void __builtin_trap(void);
_Bool __builtin_overflow(int op, long long a, int a_signed, long long b, int b_signed, int size, int is_signed, void *to);

int __builtin_popcount(unsigned v);
int __builtin_popcountl(unsigned long v);
int __builtin_popcountll(unsigned long long v);
int __builtin_parity(unsigned v);
int __builtin_parityl(unsigned long v);
int __builtin_parityll(unsigned long long v);
int __builtin_clz(unsigned v);
int __builtin_clzl(unsigned long v);
int __builtin_clzll(unsigned long long v);
int __builtin_ctz(unsigned v);
int __builtin_ctzl(unsigned long v);
int __builtin_ctzll(unsigned long long v);
int __builtin_ffs(int v);
int __builtin_ffsl(long v);
int __builtin_ffsll(long long v);
unsigned short __builtin_bswap16(unsigned short v);
unsigned __builtin_bswap32(unsigned v);
unsigned long long __builtin_bswap64(unsigned long long v);
unsigned char __builtin_rotateleft8(unsigned char v, unsigned char n);
unsigned short __builtin_rotateleft16(unsigned short v, unsigned short n);
unsigned __builtin_rotateleft32(unsigned v, unsigned n);
unsigned long long __builtin_rotateleft64(unsigned long long v, unsigned long long n);

int __builtin_abs(int v);
long __builtin_labs(long v);
long long __builtin_llabs(long long v);
void __builtin_abort(void);
void __builtin_exit(int status);
void *__builtin_malloc(__SIZE_TYPE__ size);
void __builtin_free(void *block);
void *__builtin_memcpy(void *to, const void *from, __SIZE_TYPE__ size);
void *__builtin_memmove(void *to, const void *from, __SIZE_TYPE__ size);
void *__builtin_memset(void *to, int value, __SIZE_TYPE__ size);
int __builtin_memcmp(const void *a, const void *b, __SIZE_TYPE__ size);
void *__builtin_memchr(const void *from, int value, __SIZE_TYPE__ size);
__SIZE_TYPE__ __builtin_strlen(const char *text);
int __builtin_strcmp(const char *a, const char *b);
int __builtin_strncmp(const char *a, const char *b, __SIZE_TYPE__ size);
char *__builtin_strcpy(char *to, const char *from);
char *__builtin_strncpy(char *to, const char *from, __SIZE_TYPE__ size);
char *__builtin_strcat(char *to, const char *from);
char *__builtin_strncat(char *to, const char *from, __SIZE_TYPE__ size);
__SIZE_TYPE__ __builtin_strspn(const char *text, const char *set);
__SIZE_TYPE__ __builtin_strcspn(const char *text, const char *set);
char *__builtin_strpbrk(const char *text, const char *set);
char *__builtin_strdup(const char *text);
void *__builtin_calloc(__SIZE_TYPE__ count, __SIZE_TYPE__ size);
void *__builtin_realloc(void *block, __SIZE_TYPE__ size);
char *__builtin_strchr(const char *text, int c);
char *__builtin_strrchr(const char *text, int c);
char *__builtin_strstr(const char *text, const char *part);
int __builtin_printf(const char *format, ...);
int __builtin_sprintf(char *to, const char *format, ...);
int __builtin_snprintf(char *to, __SIZE_TYPE__ size, const char *format, ...);
double __builtin_fabs(double x);
float __builtin_fabsf(float x);
double __builtin_sqrt(double x);
double __builtin_floor(double x);
double __builtin_ceil(double x);
double __builtin_pow(double x, double y);
double __builtin_copysign(double x, double y);
#define __builtin_huge_val() (1e308 * 10)
#define __builtin_huge_valf() (1e38f * 10)
#define __builtin_inf() (1e308 * 10)
#define __builtin_inff() (1e38f * 10)
#define __builtin_nan(text) ((void)(text), -(1e308 * 10 - 1e308 * 10))
#define __builtin_nanf(text) ((void)(text), -(1e38f * 10 - 1e38f * 10))
int __builtin_number_class(double x, int size);
#define __builtin_isnan(x) (__builtin_number_class((x), sizeof(x)) == 0)
#define __builtin_isinf(x) (__builtin_number_class((x), sizeof(x)) == 1)
#define __builtin_isfinite(x) (__builtin_number_class((x), sizeof(x)) > 1)
#define __builtin_isnormal(x) (__builtin_number_class((x), sizeof(x)) == 4)
int __builtin_signbit(double x);

/* What reads, changes and writes in one step (interlocked.c): 0 set, 1 add, 2 and, 3 or, 4 xor, 5 set if equal. */
long long __builtin_in_one_step(int step, volatile void *to, long long operand, long long comparand, int size);
#define __FL_OLD(step, p, v) ((__typeof__(*(p)))__builtin_in_one_step((step), (p), (long long)(v), 0, sizeof *(p)))
#define __FL_NEW(step, op, p, v) ({ __typeof__(*(p)) __fl_v = (v); \
	(__typeof__(*(p)))(__FL_OLD((step), (p), __fl_v) op __fl_v); })
#define __FL_NEGATED(v) (-(long long)(v))
#define __sync_fetch_and_add(p, v) __FL_OLD(1, p, v)
#define __sync_fetch_and_sub(p, v) __FL_OLD(1, p, __FL_NEGATED(v))
#define __sync_fetch_and_and(p, v) __FL_OLD(2, p, v)
#define __sync_fetch_and_or(p, v) __FL_OLD(3, p, v)
#define __sync_fetch_and_xor(p, v) __FL_OLD(4, p, v)
#define __sync_add_and_fetch(p, v) __FL_NEW(1, +, p, v)
#define __sync_sub_and_fetch(p, v) __FL_NEW(1, +, p, __FL_NEGATED(v))
#define __sync_and_and_fetch(p, v) __FL_NEW(2, &, p, v)
#define __sync_or_and_fetch(p, v) __FL_NEW(3, |, p, v)
#define __sync_xor_and_fetch(p, v) __FL_NEW(4, ^, p, v)
#define __sync_lock_test_and_set(p, v) __FL_OLD(0, p, v)
#define __sync_lock_release(p) ((void)__FL_OLD(0, p, 0))
#define __sync_synchronize() ((void)0)
#define __sync_val_compare_and_swap(p, was, v) \
	((__typeof__(*(p)))__builtin_in_one_step(5, (p), (long long)(v), (long long)(was), sizeof *(p)))
#define __sync_bool_compare_and_swap(p, was, v) ({ __typeof__(*(p)) __fl_was = (was); \
	(_Bool)(__sync_val_compare_and_swap((p), __fl_was, (v)) == __fl_was); })
#define __ATOMIC_RELAXED 0
#define __ATOMIC_CONSUME 1
#define __ATOMIC_ACQUIRE 2
#define __ATOMIC_RELEASE 3
#define __ATOMIC_ACQ_REL 4
#define __ATOMIC_SEQ_CST 5
#define __atomic_load_n(p, order) (*(p))
#define __atomic_store_n(p, v, order) ((void)__FL_OLD(0, p, v))
#define __atomic_exchange_n(p, v, order) __FL_OLD(0, p, v)
#define __atomic_fetch_add(p, v, order) __sync_fetch_and_add(p, v)
#define __atomic_fetch_sub(p, v, order) __sync_fetch_and_sub(p, v)
#define __atomic_fetch_and(p, v, order) __sync_fetch_and_and(p, v)
#define __atomic_fetch_or(p, v, order) __sync_fetch_and_or(p, v)
#define __atomic_fetch_xor(p, v, order) __sync_fetch_and_xor(p, v)
#define __atomic_add_fetch(p, v, order) __sync_add_and_fetch(p, v)
#define __atomic_sub_fetch(p, v, order) __sync_sub_and_fetch(p, v)
#define __atomic_and_fetch(p, v, order) __sync_and_and_fetch(p, v)
#define __atomic_or_fetch(p, v, order) __sync_or_and_fetch(p, v)
#define __atomic_xor_fetch(p, v, order) __sync_xor_and_fetch(p, v)
#define __atomic_compare_exchange_n(p, was, v, weak, order, otherwise) ({ \
	__typeof__(*(p)) *__fl_at = (was), __fl_was = *__fl_at, __fl_old = __sync_val_compare_and_swap((p), __fl_was, (v)); \
	_Bool __fl_equal = __fl_old == __fl_was; if (!__fl_equal) *__fl_at = __fl_old; __fl_equal; })
#define __atomic_thread_fence(order) ((void)0)
#define __atomic_signal_fence(order) ((void)0)
