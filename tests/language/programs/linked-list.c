/* A list whose nodes lie in reserved pages that are committed when they are first touched. */
#include <windows.h>
#include <stdio.h>

#define REGION (64 * 4096)

typedef struct node { int value; struct node *next; char note[20]; } node;

static char *region;
static size_t used;
static int faults;

static int commit_on_demand(EXCEPTION_POINTERS *e)
{
	char *at = (char *)e->ExceptionRecord->ExceptionInformation[1];

	if (e->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || at < region || at >= region + REGION)
		return EXCEPTION_CONTINUE_SEARCH;
	faults++;
	return VirtualAlloc(at, 1, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static node *new_node(int value, node *next)
{
	node *n = (node *)(region + used);

	used += sizeof *n;
	n->value = value;
	n->next = next;
	sprintf(n->note, "node %d", value);
	return n;
}

static node *reverse(node *list)
{
	node *done = NULL;

	while (list) {
		node *next = list->next;

		list->next = done;
		done = list;
		list = next;
	}
	return done;
}

static node *merge(node *a, node *b)
{
	node head, *tail = &head;

	while (a && b) {
		node **least = a->value <= b->value ? &a : &b;

		tail = tail->next = *least;
		*least = (*least)->next;
	}
	tail->next = a ? a : b;
	return head.next;
}

static node *sort(node *list)
{
	node *slow = list, *fast;

	if (!list || !list->next)
		return list;
	for (fast = list->next; fast && fast->next; fast = fast->next->next)
		slow = slow->next;
	fast = slow->next;
	slow->next = NULL;
	return merge(sort(list), sort(fast));
}

static void remove_if(node **list, int (*unwanted)(const node *))
{
	while (*list)
		if (unwanted(*list))
			*list = (*list)->next;
		else
			list = &(*list)->next;
}

static int is_odd(const node *n) { return n->value & 1; }

int main(void)
{
	node *list = NULL, *n;
	unsigned seed = 7;
	int i, count = 0, sum = 0;

	region = VirtualAlloc(NULL, REGION, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		for (i = 0; i < 5000; i++) {
			seed = seed * 1103515245 + 12345;
			list = new_node((int)(seed >> 16 & 0x3ff), list);
		}
		list = sort(reverse(list));
		remove_if(&list, is_odd);
		for (n = list; n; n = n->next) {
			count++;
			sum += n->value;
			if (n->next && n->next->value < n->value)
				printf("out of order\n");
		}
		printf("%d nodes, sum %d, first '%s'\n", count, sum, list->note);
	} __except (commit_on_demand(GetExceptionInformation())) {
		printf("cannot happen\n");
	}
	printf("%d pages were committed on demand\n", faults);
	return VirtualFree(region, 0, MEM_RELEASE) ? 0 : 1;
}
