/*
 * store.h - the inside of a database, for the files of this room only.
 */
#ifndef TS_DATA_STORE_H
#define TS_DATA_STORE_H

#include "base/map.h"
#include "data/database.h"
#include "data/held.h"
#include "data/recall.h"
#include "data/stats.h"
#include "data/spill.h"

#include <sqlite3.h>

enum {
    TS_KEPT_STATEMENTS = 64,
    TS_KEPT_BYTES = 8 << 20,
    TS_COLUMN_BYTES = 16 << 20, /* columns in memory */
    TS_TALLY_BYTES = 24 << 20,  /* what is taken to count them */
    TS_HELD_BYTES = 16 << 20,   /* files of tables that wait */
    TS_SPILL_BYTES = 512 << 20  /* while tables are loaded */
};

typedef struct ts_store_kept { /* kept.c: what need not be done twice */
    struct {
        const char *sql; /* malloc'ed; NULL: nobody has the place */
        sqlite3_stmt *statement;
        size_t used; /* when: a count of uses */
    } statements[TS_KEPT_STATEMENTS];
    size_t uses;
    ts_arena *arena; /* of answers and series; all go when they fill it */
    ts_map answers;  /* the query and its parameters -> ts_rows */
    ts_map series;   /* the query as it is shown -> ts_series */
} ts_store_kept;

typedef enum ts_query_of {
    TS_QUERY_OF_SHEET, /* written by an author: bounded to less than a second */
    TS_QUERY_OF_HOUSE  /* compiled by this room from a series: one pass over its table */
} ts_query_of;

enum { TS_ALIKE_LOOKS = 2 /* quick, slow */ };

typedef struct ts_alike_reach { /* how far rows that are alike are looked for; tests reach less far */
    size_t rows;   /* different ones that are known: 16 MiB for the million of a new database */
    size_t probes; /* slots that are looked at for one of them; half of all are empty, so that honest rows want less than 100 */
    uint64_t bits[TS_ALIKE_LOOKS]; /* of a hash, that are kept in each look */
} ts_alike_reach;

struct ts_database {
    ts_arena *arena;
    sqlite3 *handle;
    ts_spill spill;
    ts_map tables; /* name -> ts_table */
    size_t column_room; /* bytes left for columns of tables */
    ts_alike_reach alike_reach;
    bool own_work; /* statements of this room: the guard lets them pass */
    bool closed;
    bool frozen; /* it, or what it is over */
    const unsigned char *image; /* of the frozen one */
    size_t image_size;
    unsigned char *serialised; /* the same, where SQLite made it */
    bool indexed;
    const ts_arena *heeds; /* its stop ends what is loaded */
    unsigned editions;
    ts_store_kept kept;
    void *scratch; /* for the rows of one series after the other, malloc'ed */
    size_t scratch_size;
    ts_recall recall;
    ts_waiting waiting;
    ts_held held;
    /* of the query that runs */
    const ts_arena *asked_in;
    ts_query_of whose;
    size_t steps;
    sqlite3_int64 answered; /* bytes of its rows */
    double began; /* seconds of the thread's processor time */
    const char *stopped; /* why the guard stopped it */
    int refused;         /* what the guard refused last: an action of SQLite's authorizer; 0: nothing */
    char refused_name[64];
};

bool ts_store_is_cancelled(const ts_database *database);

/* Limits, authorizer, step counter: guard.c. */
bool ts_store_guard(ts_database *database);
void ts_store_begin_query(ts_database *database, ts_query_of whose, const ts_arena *asked_in);
void ts_store_end_query(ts_database *database);
const char *ts_store_stopped(const ts_database *database); /* why the guard stopped it; NULL: it did not */
/* What it refused to prepare, in the arena; NULL: what SQLite says is enough, or memory is out. */
const char *ts_store_refused(const ts_database *database, ts_arena *arena);
/* Counts bytes of its rows. False: they are too many. */
bool ts_store_take(ts_database *database, size_t bytes);

/* As ts_database_query: query.c. */
ts_status ts_store_query(ts_database *database, ts_query_of whose, const ts_query *query, ts_diags *diags,
                         ts_rows **rows);

/* Prepared statements by their text, the one longest unused goes first; answers of a database
 * that is closed for writing, while they find room: kept.c. */
sqlite3_stmt *ts_store_find_statement(ts_database *database, const char *sql); /* NULL: not there */
bool ts_store_keep_statement(ts_database *database, const char *sql, sqlite3_stmt *statement); /* owns it when true */
void ts_store_reset_statement(sqlite3_stmt *statement); /* NULL is fine */
bool ts_store_find_answer(ts_database *database, const char *key, ts_arena *arena, ts_rows *rows); /* a copy in the arena */
void ts_store_keep_answer(ts_database *database, const char *key, const ts_rows *rows);
/* The points of a series by its query. Their labels have to live as long as the database. */
bool ts_store_find_series(ts_database *database, ts_arena *arena, ts_series *series);
void ts_store_keep_series(ts_database *database, const ts_series *series);
void ts_store_forget(ts_database *database);

/* So many bytes until the next call; NULL: memory is out. */
void *ts_store_scratch(ts_database *database, size_t size);

/* sum, total, avg and weighted_mean, the same in any order of the rows: sums.c. */
bool ts_store_sums(sqlite3 *handle);
bool ts_store_median(sqlite3 *handle); /* median.c */

/* printf and format with bounds: printf.c. */
bool ts_store_printf(sqlite3 *handle);

/* Opens an empty database in memory, guarded, with our functions; closed with the arena. */
bool ts_store_open(ts_database *database);

/* A row of the table of facts. False: SQLite or memory has failed. */
bool ts_store_put_fact(ts_database *database, const ts_waiting_fact *fact);

/* Runs a statement of our own. False: SQLite or memory has failed. */
bool ts_store_run(ts_database *database, const char *sql);

/* With the one that is likely meant, or those that there are; all who ask for it are one mistake. */
void ts_table_tell_no_column(const ts_table *table, const char *column, ts_span span, ts_diags *diags);
bool ts_sql_name(const char *name); /* [a-z][a-z0-9_]*, at most 63 bytes */

#endif
