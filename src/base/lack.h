/*
 * lack.h - memory that a library went on without.
 *
 * Some take what they had no room for as not there, and keep it so. malloc
 * says in errno that it failed (POSIX), and what succeeds leaves that alone.
 */
#ifndef TS_BASE_LACK_H
#define TS_BASE_LACK_H

#include <errno.h>
#include <stdbool.h>

static inline void ts_lack_begin(void)
{
    errno = 0;
}

/* Since then, in this thread. */
static inline bool ts_lack_was(void)
{
    return errno == ENOMEM;
}

#endif
