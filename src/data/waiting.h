/*
 * waiting.h - tables that are described and counted, and not in SQLite before it is asked for them.
 *
 * Those that were recalled of an earlier run wait (recall.h), and those that no query of their sheet names ("late", of a
 * request), whose files are held (held.h). A query has the ones loaded that it names. What is frozen is made of all that are
 * not late; of the others each database that is opened over it loads what it is asked for itself, into SQLite's temporary schema.
 */
#ifndef TS_DATA_WAITING_H
#define TS_DATA_WAITING_H

#include "data/database.h"

typedef struct ts_waiting_table {
    ts_table_request request;
    const ts_table *table;
    bool loaded;
    bool changed; /* what was read is not what was described: that lies in SQLite, and nobody is let near */
} ts_waiting_table;

typedef struct ts_waiting_fact {
    const char *name, *text;
    double number;
    bool known;
} ts_waiting_fact;

typedef struct ts_waiting_index {
    const char *table, *sql;
    bool made;
} ts_waiting_index;

typedef struct ts_waiting {
    struct { ts_waiting_table *items; size_t count, capacity; } tables;
    struct { ts_waiting_fact *items; size_t count, capacity; } facts;
    struct { ts_waiting_index *items; size_t count, capacity; } indexes;
    size_t facts_put;
} ts_waiting;

/* Each: false when memory is out. Texts are those of the caller, who keeps them as long as the database. */
bool ts_waiting_add_table(ts_database *database, const ts_table_request *request, const ts_table *table);
bool ts_waiting_add_fact(ts_database *database, const ts_waiting_fact *fact);
bool ts_waiting_add_index(ts_database *database, const char *table, const char *sql); /* which is copied */

bool ts_waiting_has_table(const ts_database *database, const char *table);
bool ts_waiting_is_left_out(const ts_waiting_table *table); /* of what is frozen now */

/* Loads what a query names and, once anything is asked, all facts; without a query all tables that are not late.
 * TS_FAULT: a file that is not held (held.h) is not what it was when it was described, which is told to each query that names
 * a table of it. TS_MACHINE: what is left is loaded when it is called again. */
ts_status ts_waiting_load(ts_database *database, const char *sql, ts_diags *diags);

/* What a database over a frozen one does not find there waits in it. False: memory is out. */
bool ts_waiting_take_over(ts_database *database, const ts_database *frozen);

#endif
