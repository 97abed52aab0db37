/*
 * columns.h - columns of a table in memory, for series that a sheet wrote without SQL.
 *
 * A column that rows are chosen or grouped by is a list of its distinct values, in
 * order, and for each row the place of its own among them, its code; a column that is
 * counted is a list of numbers. They are made while their table is loaded, of the
 * columns that its request names, and do not change: any number of threads read them.
 * A table whose columns would take more than is left of the database's 16 MiB has none.
 */
#ifndef TS_DATA_COLUMNS_H
#define TS_DATA_COLUMNS_H

#include "base/pack.h"
#include "data/database.h"

#include <stdint.h>

typedef struct ts_key {
    bool texts;                /* else numbers */
    const ts_cell *values;     /* distinct, in order, the missing one before all others */
    const char *const *labels; /* as a series shows them; NULL for the missing one */
    size_t count;
    const uint32_t *slots;  /* where a value is found by its hash: its code, from 1 */
    size_t slot_count;
    const uint32_t *codes;  /* of each row; NULL: the column is no key */
    const uint32_t *starts; /* rows[starts[code]] up to rows[starts[code + 1]] have the value */
    const uint32_t *rows;
} ts_key;

typedef struct ts_columns { /* each with a place for every column of the table */
    size_t row_count;
    const ts_key *keys;
    const double *const *numbers; /* of each row, NaN where there is none; NULL: the column is not counted */
} ts_columns;

enum { /* of a value, but for its text: its cell and label, where its rows begin, and its slots, four at most */
    TS_KEY_VALUE_BYTES = sizeof(ts_cell) + sizeof(char *) + (1 + 4) * sizeof(uint32_t)
};

#define TS_NO_CODE UINT32_MAX
uint32_t ts_key_find(const ts_key *key, const ts_cell *cell); /* its code; TS_NO_CODE: no row has it */

/* NULL: the column is not kept so. */
const ts_key *ts_columns_key(const ts_table *table, const char *column);
const double *ts_columns_numbers(const ts_table *table, const char *column, bool *whole); /* whole: of whole numbers */

typedef enum ts_columns_result { /* of what is told from them */
    TS_COLUMNS_DONE,
    TS_COLUMNS_LEFT,  /* it is left to SQLite */
    TS_COLUMNS_FAILED /* memory is out */
} ts_columns_result;

/* Missing, then numbers, then texts in the order of their bytes: SQLite's. */
int ts_cell_order(const ts_cell *a, const ts_cell *b);

/* ---- while a table is loaded */

typedef struct ts_keeper ts_keeper;

/* room: bytes that are left, and what is taken from them. `scratch` lives as long as the loading. NULL: nothing is
 * kept, or memory is out (the arena has failed, then). All calls take a NULL keeper. */
ts_keeper *ts_keeper_new(ts_arena *arena, ts_arena *scratch, const ts_table_request *request, const ts_table *table,
                         size_t rows, size_t *room);

/* The cell of a row, counted from 0, as it goes into the database. */
void ts_keeper_put(ts_keeper *keeper, size_t column, size_t row, const ts_cell *cell);

/* What was begun, to the room. */
void ts_keeper_give_back(ts_keeper *keeper);

/* NULL as above: what was begun is given back. */
const ts_columns *ts_keeper_finish(ts_keeper *keeper, size_t rows);

/* What is found by values and codes: slots, starts, and rows, for which there is room. False: memory is out. */
bool ts_key_index(ts_arena *arena, ts_key *key, size_t row_count, uint32_t *rows);

/* ---- from run to run: columns_pack.c */

void ts_columns_pack(ts_pack *to, const ts_table *table); /* also that there are none */
/* The columns of a table that is described, taken from the room. False: it is not known which it has, or memory is out. */
bool ts_columns_unpack(ts_unpack *from, ts_arena *arena, ts_table *table, size_t *room);

#endif
