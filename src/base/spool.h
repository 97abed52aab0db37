/* spool.h - what is printed to a FILE, as bytes in memory. */
#ifndef TS_BASE_SPOOL_H
#define TS_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct ts_spool {
    FILE *file;  /* to print to, until the spool is closed */
    char *bytes; /* then: all of it and a NUL; the caller's to free */
    size_t size;
} ts_spool;

bool ts_spool_open(ts_spool *spool); /* false: memory is out */

/* False: it is not to be kept, or memory ran out; nothing is left of it. */
bool ts_spool_close(ts_spool *spool, bool keep);

/* Closes it and gives what it holds, if anything, to the callback. False: memory ran out, or the callback said no. */
bool ts_spool_send(ts_spool *spool, bool (*write)(void *user, const void *bytes, size_t count), void *user);

#endif
