/* packed.c - see packed.h. The first bytes are those of RFC 1952, of the .xz file format and of RFC 8878. */
#include "sim/replay/packed.h"

#include <string.h>

static const struct {
	const char *program, *ending, *head;
	size_t size;
} packers[] = {
	{ "gzip", ".gz", "\x1f\x8b\x08", 3 },
	{ "xz", ".xz", "\xfd" "7zXZ\0", 6 },
	{ "zstd", ".zst", "\x28\xb5\x2f\xfd", 4 },
};

#define PACKERS (sizeof packers / sizeof packers[0])

const char *packed_by(const unsigned char *bytes, size_t size_bytes)
{
	for (size_t i = 0; i < PACKERS; i++)
		if (size_bytes >= packers[i].size && memcmp(bytes, packers[i].head, packers[i].size) == 0)
			return packers[i].program;
	return NULL;
}

size_t packed_name_size(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < PACKERS; i++) {
		size_t m = strlen(packers[i].ending);

		if (n > m && strcmp(name + n - m, packers[i].ending) == 0)
			return n - m;
	}
	return n;
}
