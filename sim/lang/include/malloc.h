#ifndef _MALLOC_H
#define _MALLOC_H
#include <stdlib.h>
#define _HEAPEMPTY (-1)
#define _HEAPOK (-2)
#define _HEAPBADBEGIN (-3)
#define _HEAPBADNODE (-4)
#define _HEAPEND (-5)
#define _HEAPBADPTR (-6)
#define _FREEENTRY 0
#define _USEDENTRY 1
typedef struct _heapinfo { int *_pentry; size_t _size; int _useflag; } _HEAPINFO;
void *_expand(void *block, size_t size);
void *_aligned_malloc(size_t size, size_t alignment);
void *_aligned_realloc(void *block, size_t size, size_t alignment);
void _aligned_free(void *block);
int _resetstkoflw(void);
int _heapchk(void);
int _heapmin(void);
int _heapwalk(_HEAPINFO *entry);
#endif
