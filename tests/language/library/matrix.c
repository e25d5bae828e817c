/* Reads two matrices and multiplies them; rows are allocated one by one. */
#include <stdio.h>
#include <stdlib.h>

static int **read_matrix(int rows, int columns)
{
	int **m = (int **)malloc(rows * sizeof *m);

	for (int i = 0; i < rows; i++) {
		m[i] = (int *)calloc(columns, sizeof **m);
		for (int j = 0; j < columns; j++)
			if (scanf("%d", &m[i][j]) != 1) {
				fprintf(stderr, "too few numbers\n");
				exit(2);
			}
	}
	return m;
}

int main(void)
{
	int n, k, m;

	if (scanf("%dx%dx%d", &n, &k, &m) != 3)
		return 1;
	int **a = read_matrix(n, k), **b = read_matrix(k, m);
	for (int i = 0; i < n; i++) {
		for (int j = 0; j < m; j++) {
			long long sum = 0;

			for (int l = 0; l < k; l++)
				sum += (long long)a[i][l] * b[l][j];
			printf("%6lld", sum);
		}
		printf("\n");
		free(a[i]);
	}
	for (int i = 0; i < k; i++)
		free(b[i]);
	free(a);
	free(b);
	return 0;
}
