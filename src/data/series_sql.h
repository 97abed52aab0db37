/*
 * series_sql.h - the query of a series that a sheet wrote without SQL.
 *
 * It is printed to be read, its values in their places, and can be run again as
 * it stands; or its values are :v1, :v2 …, so that one statement serves them all.
 * The names of its table and columns are those of a loaded table.
 */
#ifndef TS_DATA_SERIES_SQL_H
#define TS_DATA_SERIES_SQL_H

#include "data/stats.h"

typedef struct ts_series_heads { /* columns of the answer; -1: none */
    int time, category, value;
    int rows;  /* how many went in, for values that may not be added */
    int empty; /* cells without a value, which SQL's sums pass over in silence */
} ts_series_heads;

typedef struct ts_series_values {
    ts_binding *items;
    size_t count, capacity;
} ts_series_values;

/* Where the answer to a request will have them; table NULL or that of the request. */
ts_series_heads ts_series_heads_of(const ts_series_request *request, const ts_table *table);

typedef struct ts_series_text {
    const char *sql; /* NULL: memory is out */
    size_t from, to; /* bytes of it that say which rows of the table go in: " FROM ... WHERE ..." */
} ts_series_text;

/* "SELECT ...", as far as FROM. NULL: memory is out. */
const char *ts_series_select(ts_arena *arena, const ts_series_request *request, const ts_series_heads *heads);
/* Of a request with a plan. values NULL: they are written. */
ts_series_text ts_series_sql(ts_arena *arena, const ts_series_request *request, ts_series_values *values);

/* A filter's cell that means no value: an empty cell of a table is null. */
bool ts_filter_is_empty(const ts_cell *cell);

#endif
