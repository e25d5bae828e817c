/* Of the compiler, and part of windows.h: what reads, changes and writes in one step. Every order of memory is the strongest. */
#ifndef _INTRIN_H
#define _INTRIN_H

char _InterlockedExchange8(char volatile *to, char value);
char _InterlockedExchangeAdd8(char volatile *to, char value);
char _InterlockedAnd8(char volatile *to, char value);
char _InterlockedOr8(char volatile *to, char value);
char _InterlockedXor8(char volatile *to, char value);
char _InterlockedCompareExchange8(char volatile *to, char value, char comparand);
short _InterlockedExchange16(short volatile *to, short value);
short _InterlockedExchangeAdd16(short volatile *to, short value);
short _InterlockedAnd16(short volatile *to, short value);
short _InterlockedOr16(short volatile *to, short value);
short _InterlockedXor16(short volatile *to, short value);
short _InterlockedCompareExchange16(short volatile *to, short value, short comparand);
short _InterlockedIncrement16(short volatile *to);
short _InterlockedDecrement16(short volatile *to);
long _InterlockedExchange(long volatile *to, long value);
long _InterlockedExchangeAdd(long volatile *to, long value);
long _InterlockedAnd(long volatile *to, long value);
long _InterlockedOr(long volatile *to, long value);
long _InterlockedXor(long volatile *to, long value);
long _InterlockedCompareExchange(long volatile *to, long value, long comparand);
long _InterlockedIncrement(long volatile *to);
long _InterlockedDecrement(long volatile *to);
long _InterlockedAdd(long volatile *to, long value);
unsigned char _interlockedbittestandset(long volatile *to, long bit);
unsigned char _interlockedbittestandreset(long volatile *to, long bit);
long long _InterlockedExchange64(long long volatile *to, long long value);
long long _InterlockedExchangeAdd64(long long volatile *to, long long value);
long long _InterlockedAnd64(long long volatile *to, long long value);
long long _InterlockedOr64(long long volatile *to, long long value);
long long _InterlockedXor64(long long volatile *to, long long value);
long long _InterlockedCompareExchange64(long long volatile *to, long long value, long long comparand);
long long _InterlockedIncrement64(long long volatile *to);
long long _InterlockedDecrement64(long long volatile *to);
long long _InterlockedAdd64(long long volatile *to, long long value);
unsigned char _interlockedbittestandset64(long long volatile *to, long long bit);
unsigned char _interlockedbittestandreset64(long long volatile *to, long long bit);
void *_InterlockedExchangePointer(void *volatile *to, void *value);
void *_InterlockedCompareExchangePointer(void *volatile *to, void *value, void *comparand);
#define _ReadWriteBarrier() ((void)0)
#define _ReadBarrier() ((void)0)
#define _WriteBarrier() ((void)0)
#define _mm_pause() ((void)0)
#define _mm_mfence() ((void)0)

#endif
