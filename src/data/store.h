/*
 * store.h - the inside of a database, for the files of this room only.
 */
#ifndef TS_DATA_STORE_H
#define TS_DATA_STORE_H

#include "base/map.h"
#include "data/database.h"

#include <sqlite3.h>
#include <time.h>

struct ts_database {
    ts_arena *arena;
    sqlite3 *handle;
    ts_map tables; /* name -> ts_table */
    bool own_work; /* statements of this room: the guard lets them pass */
    bool closed;
    /* of the query that runs */
    size_t steps;
    sqlite3_int64 memory_before;
    clock_t began;
    const char *stopped; /* why the guard stopped it */
};

/* Limits, authorizer, step counter: guard.c. */
bool ts_store_guard(ts_database *database);
void ts_store_begin_query(ts_database *database);

/* median and weighted_mean: aggregate.c. */
bool ts_store_aggregates(sqlite3 *handle);

/* Runs a statement of our own. */
bool ts_store_run(ts_database *database, const char *sql);

/* The column, or NULL with a diagnostic that names what is near. */
const ts_column *ts_table_column(const ts_database *database, const char *table, const char *column,
                                 ts_span span, ts_diags *diags);

bool ts_sql_name(const char *name); /* [a-z][a-z0-9_]*, at most 63 bytes */

#endif
