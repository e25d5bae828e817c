/* Objects that are read, changed and written in one step; the order of several accesses is always the strictest. */
#ifndef _STDATOMIC_H
#define _STDATOMIC_H
#include <stddef.h>
#include <stdint.h>

typedef enum {
	memory_order_relaxed, memory_order_consume, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst
} memory_order;

#define ATOMIC_BOOL_LOCK_FREE     2
#define ATOMIC_CHAR_LOCK_FREE     2
#define ATOMIC_CHAR16_T_LOCK_FREE 2
#define ATOMIC_CHAR32_T_LOCK_FREE 2
#define ATOMIC_WCHAR_T_LOCK_FREE  2
#define ATOMIC_SHORT_LOCK_FREE    2
#define ATOMIC_INT_LOCK_FREE      2
#define ATOMIC_LONG_LOCK_FREE     2
#define ATOMIC_LLONG_LOCK_FREE    2
#define ATOMIC_POINTER_LOCK_FREE  2

typedef _Atomic(_Bool) atomic_bool;
typedef _Atomic(char) atomic_char;
typedef _Atomic(signed char) atomic_schar;
typedef _Atomic(unsigned char) atomic_uchar;
typedef _Atomic(short) atomic_short;
typedef _Atomic(unsigned short) atomic_ushort;
typedef _Atomic(int) atomic_int;
typedef _Atomic(unsigned int) atomic_uint;
typedef _Atomic(long) atomic_long;
typedef _Atomic(unsigned long) atomic_ulong;
typedef _Atomic(long long) atomic_llong;
typedef _Atomic(unsigned long long) atomic_ullong;
typedef _Atomic(unsigned short) atomic_char16_t;
typedef _Atomic(unsigned int) atomic_char32_t;
typedef _Atomic(wchar_t) atomic_wchar_t;
typedef _Atomic(int_least8_t) atomic_int_least8_t;
typedef _Atomic(uint_least8_t) atomic_uint_least8_t;
typedef _Atomic(int_least16_t) atomic_int_least16_t;
typedef _Atomic(uint_least16_t) atomic_uint_least16_t;
typedef _Atomic(int_least32_t) atomic_int_least32_t;
typedef _Atomic(uint_least32_t) atomic_uint_least32_t;
typedef _Atomic(int_least64_t) atomic_int_least64_t;
typedef _Atomic(uint_least64_t) atomic_uint_least64_t;
typedef _Atomic(int_fast8_t) atomic_int_fast8_t;
typedef _Atomic(uint_fast8_t) atomic_uint_fast8_t;
typedef _Atomic(int_fast16_t) atomic_int_fast16_t;
typedef _Atomic(uint_fast16_t) atomic_uint_fast16_t;
typedef _Atomic(int_fast32_t) atomic_int_fast32_t;
typedef _Atomic(uint_fast32_t) atomic_uint_fast32_t;
typedef _Atomic(int_fast64_t) atomic_int_fast64_t;
typedef _Atomic(uint_fast64_t) atomic_uint_fast64_t;
typedef _Atomic(intptr_t) atomic_intptr_t;
typedef _Atomic(uintptr_t) atomic_uintptr_t;
typedef _Atomic(size_t) atomic_size_t;
typedef _Atomic(ptrdiff_t) atomic_ptrdiff_t;
typedef _Atomic(intmax_t) atomic_intmax_t;
typedef _Atomic(uintmax_t) atomic_uintmax_t;

typedef struct atomic_flag { atomic_bool _Value; } atomic_flag;

#define ATOMIC_FLAG_INIT { 0 }
#define ATOMIC_VAR_INIT(value) (value)
#define kill_dependency(y) (y)
#define atomic_thread_fence(order) ((void)(order))
#define atomic_signal_fence(order) ((void)(order))
#define atomic_is_lock_free(p) (sizeof *(p) <= 8)
#define atomic_init(p, v) ((void)(*(p) = (v)))

/* What was there before: from what is there now, or as the step itself says it. Pointers move by elements. */
#define __FL_MOVED(p, op, back, v) ({ __typeof__(v) __fl_v = (v); (__typeof__(*(p)))((*(p) op __fl_v) back __fl_v); })
#define __FL_BITS(step, p, v) ((__typeof__(*(p)))__builtin_in_one_step((step), (p), (long long)(v), 0, sizeof *(p)))
#define __FL_EXCHANGE(p, v) ({ __typeof__(*(p)) __fl_v = (v); (__typeof__(*(p)))__sync_lock_test_and_set((p), __fl_v); })
#define __FL_COMPARE(p, was, v) ({ __typeof__(*(was)) *__fl_at = (was), __fl_was = *__fl_at, __fl_new = (v); \
	__typeof__(*(was)) __fl_old = (__typeof__(*(was)))__sync_val_compare_and_swap((p), __fl_was, __fl_new); \
	_Bool __fl_equal = __fl_old == __fl_was; if (!__fl_equal) *__fl_at = __fl_old; __fl_equal; })

#define atomic_load(p) (*(p))
#define atomic_load_explicit(p, order) (*(p))
#define atomic_store(p, v) ((void)(*(p) = (v)))
#define atomic_store_explicit(p, v, order) ((void)(*(p) = (v)))
#define atomic_exchange(p, v) __FL_EXCHANGE(p, v)
#define atomic_exchange_explicit(p, v, order) __FL_EXCHANGE(p, v)
#define atomic_compare_exchange_strong(p, was, v) __FL_COMPARE(p, was, v)
#define atomic_compare_exchange_weak(p, was, v) __FL_COMPARE(p, was, v)
#define atomic_compare_exchange_strong_explicit(p, was, v, order, otherwise) __FL_COMPARE(p, was, v)
#define atomic_compare_exchange_weak_explicit(p, was, v, order, otherwise) __FL_COMPARE(p, was, v)
#define atomic_fetch_add(p, v) __FL_MOVED(p, +=, -, v)
#define atomic_fetch_sub(p, v) __FL_MOVED(p, -=, +, v)
#define atomic_fetch_or(p, v) __FL_BITS(3, p, v)
#define atomic_fetch_xor(p, v) __FL_BITS(4, p, v)
#define atomic_fetch_and(p, v) __FL_BITS(2, p, v)
#define atomic_fetch_add_explicit(p, v, order) __FL_MOVED(p, +=, -, v)
#define atomic_fetch_sub_explicit(p, v, order) __FL_MOVED(p, -=, +, v)
#define atomic_fetch_or_explicit(p, v, order) __FL_BITS(3, p, v)
#define atomic_fetch_xor_explicit(p, v, order) __FL_BITS(4, p, v)
#define atomic_fetch_and_explicit(p, v, order) __FL_BITS(2, p, v)
#define atomic_flag_test_and_set(p) ((_Bool)__sync_lock_test_and_set(&(p)->_Value, 1))
#define atomic_flag_test_and_set_explicit(p, order) ((_Bool)__sync_lock_test_and_set(&(p)->_Value, 1))
#define atomic_flag_clear(p) ((void)((p)->_Value = 0))
#define atomic_flag_clear_explicit(p, order) ((void)((p)->_Value = 0))
#endif
