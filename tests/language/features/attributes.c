/* Attributes, calling conventions and alignment, wherever a declaration takes them. */
#include <stdio.h>
typedef int (__cdecl *fp)(int);
typedef int (__stdcall Fn)(int);
int __cdecl f1(int x) { return x + 1; }
int (__stdcall f2)(int x) { return x + 2; }
int (__attribute__((noinline)) f3)(int x) { return x + 3; }
__declspec(noinline) int __fastcall f4(int x) { return x + 4; }
int __declspec(noinline) f5(int x) { return x+5; }
static __inline int f6(int x) { return x+6; }
__declspec(noreturn) void stop(void);
void __declspec(noreturn) stop2(void);
_Noreturn void stop3(void);
int (__cdecl *table[2])(int) = { f1, f2 };
int *__restrict p; char *__ptr64 q; 
struct __declspec(align(16)) S { char c; };
struct __attribute__((packed)) P { char c; int i; };
struct Q { char c; int i; } __attribute__((packed));
struct R { char c; int i __attribute__((packed)); short s; };
struct T { char c; _Alignas(8) char d; __declspec(align(4)) char e; };
_Alignas(64) char big[3]; __declspec(align(32)) int al; int after;
__int64 i64 = 5; unsigned __int64 u64 = 6; __int32 i32; __int16 i16; __int8 i8;
typedef struct S S; typedef __declspec(align(8)) int ali;
int main(void) { 
 fp a = f3; Fn *b = f4; volatile char loc __attribute__((aligned(64)));
 _Alignas(32) int x = 3; struct { _Alignas(128) int z; } zz = { 4 };
 printf("%d %d %d %d %d %d\n", a(1), b(1), table[0](1), table[1](1), f5(1), f6(1));
 printf("%d %d %d %d %d %d\n", (int)sizeof(S), (int)_Alignof(S), (int)sizeof(struct P), (int)sizeof(struct Q), (int)sizeof(struct R), (int)sizeof(struct T));
 printf("%d %d %d %d\n", (int)((unsigned long long)big & 63), (int)((unsigned long long)&al & 31), (int)((unsigned long long)&loc & 63), (int)((unsigned long long)&x & 31));
 printf("%d %d %d %d %d\n", (int)((unsigned long long)&zz & 127), zz.z, x, (int)sizeof zz, (int)_Alignof(ali));
 return 0; }
