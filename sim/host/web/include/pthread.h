/*
 * pthread.h - for a host that has no threads: one cannot be made, and there is nobody to wait for.
 * Replay goes on with the one thread that it has.
 */
#ifndef FAULTLAB_WEB_PTHREAD_H
#define FAULTLAB_WEB_PTHREAD_H

#include <errno.h>
#include <stddef.h>

typedef int pthread_t, pthread_mutex_t, pthread_cond_t;

#define PTHREAD_MUTEX_INITIALIZER 0

static inline int pthread_create(pthread_t *t, const void *how, void *(*body)(void *), void *context)
{
	(void)t, (void)how, (void)body, (void)context;
	return EAGAIN;
}

static inline int pthread_join(pthread_t t, void **result)
{
	(void)t, (void)result;
	return ESRCH;
}

static inline int pthread_mutex_init(pthread_mutex_t *m, const void *how)
{
	(void)m, (void)how;
	return 0;
}

static inline int pthread_mutex_destroy(pthread_mutex_t *m)
{
	(void)m;
	return 0;
}

static inline int pthread_mutex_lock(pthread_mutex_t *m)
{
	(void)m;
	return 0;
}

static inline int pthread_mutex_unlock(pthread_mutex_t *m)
{
	(void)m;
	return 0;
}

static inline int pthread_cond_init(pthread_cond_t *c, const void *how)
{
	(void)c, (void)how;
	return 0;
}

static inline int pthread_cond_destroy(pthread_cond_t *c)
{
	(void)c;
	return 0;
}

static inline int pthread_cond_wait(pthread_cond_t *c, pthread_mutex_t *m)
{
	(void)c, (void)m;
	return 0;
}

static inline int pthread_cond_broadcast(pthread_cond_t *c)
{
	(void)c;
	return 0;
}

static inline int pthread_cond_signal(pthread_cond_t *c)
{
	(void)c;
	return 0;
}

#endif
