/*
 * spill.h - where a connection puts what a query sorts and collects once a few
 * megabytes of it are together.
 *
 * SQLite would count the memory of the whole process, or write files. A spill
 * is a file system of one connection that holds such files in memory and knows
 * what they take: one query's rows are bounded, whatever others do meanwhile.
 */
#ifndef TS_DATA_SPILL_H
#define TS_DATA_SPILL_H

#include <sqlite3.h>
#include <stdbool.h>

typedef struct ts_spill {
    sqlite3_vfs vfs;
    char name[32];       /* no other spill has it */
    sqlite3_int64 taken; /* bytes */
    sqlite3_int64 most;  /* beyond them SQLite is told that its disk is full */
    bool full;           /* it was told so */
} ts_spill;

/* Opens a database in memory over the spill, which stays where it is while the connection lives. SQLite's result. */
int ts_spill_open(ts_spill *spill, sqlite3 **handle, int flags);

/* Adds bytes that a query takes elsewhere. False, and full: there is no room for them. */
bool ts_spill_take(ts_spill *spill, sqlite3_int64 bytes);

#endif
