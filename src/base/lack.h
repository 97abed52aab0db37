/*
 * lack.h - memory that a library went on without.
 *
 * Some take what they had no room for as not there, keep it so and say nothing. malloc says in errno that it failed
 * (POSIX), but what succeeds may say so, too: glibc's leaves ENOMEM behind where brk or a mapping of huge pages failed
 * and another way was found. So errno is a suspicion alone, and malloc is asked what its word is worth.
 */
#ifndef TS_BASE_LACK_H
#define TS_BASE_LACK_H

#include <errno.h>
#include <stdbool.h>

static inline void ts_lack_begin(void)
{
    errno = 0;
}

/* Of an errno of ENOMEM: false where malloc, asked again, gives memory and says so all the same. errno is then as if nothing had been. */
bool ts_lack_is_sure(void);

/* Since then, in this thread. */
static inline bool ts_lack_was(void)
{
    return errno == ENOMEM && ts_lack_is_sure();
}

#endif
