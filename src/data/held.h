/*
 * held.h - files of tables that wait, as they were when they were described.
 *
 * What a query has later does not depend on what became of a file since: its bytes stay here as long as a table of it waits.
 * They are copied, within a bound for all files of a database, or, where somebody lends them, not given back until then.
 * Databases over a frozen one read what that one holds.
 */
#ifndef TS_DATA_HELD_H
#define TS_DATA_HELD_H

#include "base/files.h"

typedef struct ts_database ts_database;

typedef struct ts_held_file {
    const char *path;
    ts_lender lender; /* of this file alone */
    ts_file loan;     /* of its bytes, its stream closed; none of a copy */
    void *copy;       /* malloc'ed */
    const void *bytes; /* NULL: not held any more */
    size_t size;
} ts_held_file;

typedef struct ts_held {
    struct { ts_held_file **items; size_t count, capacity; } files;
    size_t most; /* bytes of copies */
} ts_held;

/* Reads a file once and for all; its digest is that of these bytes. False: it is too large, cannot be read, is not what it was when it
 * was read before, or memory is out. */
bool ts_held_take(ts_database *database, const char *path);

/* Who lends the file: this room where it is held, else whom the database's files come from, which may be nobody. */
const ts_lender *ts_held_lender(const ts_database *database, const char *path);
bool ts_held_has(const ts_database *database, const char *path);

/* A file that nothing waits for any more is let go, by the database that took it. */
void ts_held_settle(ts_database *database, const char *path);

#endif
