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

#endif
