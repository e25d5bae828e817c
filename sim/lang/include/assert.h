/* No guard: assert() follows NDEBUG anew at each inclusion. */
#undef assert
void _assert(const char *what, const char *file, unsigned line);
#ifdef NDEBUG
#define assert(what) ((void)0)
#else
#define assert(what) ((void)((what) || (_assert(#what, __FILE__, __LINE__), 0)))
#endif
