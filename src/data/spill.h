/*
 * spill.h - where a connection puts what it does not hold itself.
 *
 * What a query sorts and collects, once a few megabytes are together: SQLite would
 * count the memory of the whole process, or write files. A spill is a file system
 * of one connection that knows what such files take: one query's rows are bounded,
 * whatever others do meanwhile. It holds them in memory up to 8 MiB each; a larger
 * one, and the tables, once they are larger than the connection's cache, go to a
 * file without a name in /var/tmp or /tmp, which ends with the connection.
 */
#ifndef TS_DATA_SPILL_H
#define TS_DATA_SPILL_H

#include <sqlite3.h>
#include <stdbool.h>

typedef struct ts_spill {
    sqlite3_vfs vfs;
    char name[32];       /* no other spill has it */
    sqlite3_int64 taken; /* bytes, in memory and on a disk */
    sqlite3_int64 most;  /* beyond them SQLite is told that its disk is full */
    bool full;           /* it was told so */
} ts_spill;

/* Opens an empty database over the spill, which stays where it is while the connection lives. SQLite's result. */
int ts_spill_open(ts_spill *spill, sqlite3 **handle, int flags);

/* Adds bytes that a query takes elsewhere. False, and full: there is no room for them. */
bool ts_spill_take(ts_spill *spill, sqlite3_int64 bytes);

#endif
