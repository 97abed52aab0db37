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
#include "data/waiting.h"

typedef struct ts_recall {
    ts_cache *cache; /* NULL: there is none */
    unsigned char content[TS_DIGEST_BYTES]; /* of all tables and facts so far */
    unsigned char indexed[TS_DIGEST_BYTES]; /* of all indexes so far */
    ts_map joined; /* the statement of each of them: it is asked for again where memory ran out */
    bool unknown;    /* a table came from what has no key, or not from what its key says */
    ts_map files;    /* path -> SHA-256 in hexadecimal, of what was read */
} ts_recall;


/* The key of a request with its file as it is now; what it names is part of the database's content from here on.
 * False: without a cache, or no file to be held against. */
bool ts_recall_key(ts_database *database, const ts_table_request *request, unsigned char key[TS_DIGEST_BYTES]);
/* The digest of a file is that of these bytes. False: it has another already, or memory is out. */
bool ts_recall_bytes(ts_database *database, const char *path, const void *bytes, size_t count);
/* Whether a file that has a digest is still what it was when that was made, or is held as it was: asked once the file has been read. */
bool ts_recall_holds(const ts_database *database, const char *path);
const ts_table *ts_recall_table(ts_database *database, const ts_table_request *request,
                                const unsigned char key[TS_DIGEST_BYTES]); /* NULL: it has to be loaded */
void ts_recall_keep_table(ts_database *database, const ts_table_request *request, const unsigned char key[TS_DIGEST_BYTES],
                          const ts_table *table);

/* Each is part of what is known from here on: of the content; of a frozen database, once. False: memory is out. */
void ts_recall_fact(ts_database *database, const ts_waiting_fact *fact);
bool ts_recall_index(ts_database *database, const char *sql);

/* The answer to a query that an earlier run asked. */
bool ts_recall_answer(ts_database *database, const ts_query *query, ts_rows *rows);
void ts_recall_keep_answer(ts_database *database, const ts_query *query, const ts_rows *rows);

/* A frozen database of the same content and indexes: recall_image.c. False: it has to be loaded. */
bool ts_recall_image(ts_database *database);
void ts_recall_keep_image(ts_database *database);

#endif
