/*
 * recall.h - tables that were loaded before, and what they answered.
 *
 * With a cache, a file whose bytes and whose request are those of an earlier
 * run is described from there, its kept columns are those of then, and it is not
 * read into the database until something is asked of SQLite that was not asked before.
 * What the first edition of a run asks is kept; later ones find it in memory or in the
 * tables. A database that is frozen is kept as it is, too.
 */
#ifndef TS_DATA_RECALL_H
#define TS_DATA_RECALL_H

#include "base/cache.h"
#include "base/map.h"
#include "data/database.h"

typedef struct ts_recalled { /* a table that is described, and not loaded */
    ts_table_request request;
    const ts_table *table;
} ts_recalled;

typedef struct ts_recalled_fact {
    const char *name, *text;
    double number;
    bool known;
} ts_recalled_fact;

typedef struct ts_recall {
    ts_cache *cache; /* NULL: there is none */
    unsigned char content[TS_DIGEST_BYTES]; /* of all tables and facts so far */
    unsigned char indexed[TS_DIGEST_BYTES]; /* of all indexes so far */
    ts_map joined; /* the statement of each of them: it is asked for again where memory ran out */
    bool unknown;    /* a table came from what has no key, or not from what its key says */
    ts_table_request changed; /* what was read is not what was recalled; its path is NULL: all is */
    ts_map files;    /* path -> SHA-256 in hexadecimal, of what was read */
    struct { ts_recalled *items; size_t count, capacity; } tables;
    struct { ts_recalled_fact *items; size_t count, capacity; } facts;
    struct { const char **items; size_t count, capacity; } indexes; /* statements that make them */
    size_t tables_loaded, facts_loaded, indexes_made; /* of these */
} ts_recall;

typedef struct ts_query ts_query;

/* The key of a request with its file as it is now; what it names is part of the database's content from here on.
 * False: without a cache, or no file to be held against. */
bool ts_recall_key(ts_database *database, const ts_table_request *request, unsigned char key[TS_DIGEST_BYTES]);
/* Whether a file that has a key is still what it was when that was made: asked once the file has been read. */
bool ts_recall_holds(const ts_database *database, const char *path);
const ts_table *ts_recall_table(ts_database *database, const ts_table_request *request,
                                const unsigned char key[TS_DIGEST_BYTES]); /* NULL: it has to be loaded */
void ts_recall_keep_table(ts_database *database, const ts_table_request *request, const unsigned char key[TS_DIGEST_BYTES],
                          const ts_table *table);

/* True: the fact waits with the tables. */
bool ts_recall_fact(ts_database *database, const ts_recalled_fact *fact);

/* The index is part of a frozen database's key from here on, once. True: it waits with the tables. */
bool ts_recall_index(ts_database *database, const char *sql);

/* Whether answers are looked for there now, and kept. */
bool ts_recall_listens(const ts_database *database);
/* The answer to a query that an earlier run asked. */
bool ts_recall_answer(ts_database *database, const ts_query *query, ts_rows *rows);
void ts_recall_keep_answer(ts_database *database, const ts_query *query, const ts_rows *rows);

/* A frozen database of the same content and indexes: recall_image.c. False: it has to be loaded. */
bool ts_recall_image(ts_database *database);
void ts_recall_keep_image(ts_database *database);

#endif
