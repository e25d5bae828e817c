/* A sorted list on the process's heap. */
#include <windows.h>
#include <stdio.h>

typedef struct _NODE { int Value; struct _NODE *Next; } NODE, *PNODE;

static BOOL insert(HANDLE hHeap, PNODE *ppHead, int Value)
{
	PNODE pNode = (PNODE)HeapAlloc(hHeap, HEAP_ZERO_MEMORY, sizeof(NODE));

	if (!pNode)
		return FALSE;
	while (*ppHead && (*ppHead)->Value < Value)
		ppHead = &(*ppHead)->Next;
	pNode->Value = Value;
	pNode->Next = *ppHead;
	*ppHead = pNode;
	return TRUE;
}

int main(void)
{
	HANDLE hHeap = GetProcessHeap();
	PNODE pHead = NULL, p;
	int value, count = 0;

	while (scanf_s("%d", &value) == 1)
		if (!insert(hHeap, &pHead, value))
			return 1;
	for (p = pHead; p; p = p->Next)
		printf("%d%s", p->Value, p->Next ? " -> " : "\n");
	while (pHead) {
		p = pHead->Next;
		count += HeapFree(hHeap, 0, pHead);
		pHead = p;
	}
	printf("%d nodes freed\n", count);
	return 0;
}
