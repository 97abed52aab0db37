/*
 * database.h - the tables of a sheet in an SQLite database in memory.
 *
 * The database is filled once, then read only: an authorizer refuses ATTACH,
 * PRAGMA, writes, the clock, random() and load_extension; double-quoted strings
 * are off. A query of a sheet may take 40 million steps, 0.8 s of processor
 * time, 128 MiB and texts of 100 KB (no single built-in call is long, then):
 * whatever it is, it is refused within a second, while a pass over two million
 * rows fits (guard.c). Series compiled from a table have a minute and 512 MiB.
 * Statements stay prepared, and what a closed database has answered once is
 * kept (8 MiB, kept.c).
 * SQL sees the tables by name, parameters as :name, fact(name, value), and
 * the aggregates median(x) and weighted_mean(x, w).
 */
#ifndef TS_DATA_DATABASE_H
#define TS_DATA_DATABASE_H

#include "base/diag.h"

typedef struct ts_database ts_database;

typedef enum ts_column_type {
    TS_COLUMN_TEXT,
    TS_COLUMN_NUMBER,
    TS_COLUMN_INTEGER,
    TS_COLUMN_DATE
} ts_column_type;

typedef struct ts_column_rule { /* what the sheet says of a column */
    const char *name;
    ts_column_type type;
    ts_span span;
} ts_column_rule;

typedef struct ts_rename_rule {
    const char *head, *name;
    ts_span span;
} ts_rename_rule;

typedef struct ts_table_request {
    const char *name; /* SQL name */
    const char *path;
    char separator;
    const ts_column_rule *columns;
    size_t column_count;
    const ts_rename_rule *renames;
    size_t rename_count;
    const char *const *empty; /* cells that mean no value, besides "" */
    size_t empty_count;
    const char *const *unique; /* key columns; a double is an error */
    size_t unique_count;
    ts_span span; /* of the definition, for messages about the whole table */
} ts_table_request;

typedef struct ts_column {
    const char *name;
    ts_column_type type;
    bool declared; /* else inferred: all cells plain numbers without leading zeros */
} ts_column;

typedef struct ts_table {
    const char *name;
    const ts_column *columns;
    size_t column_count;
    size_t row_count;
} ts_table;

/* Tied to the arena. NULL: SQLite or memory failed. */
ts_database *ts_database_new(ts_arena *arena);

/* Loads a CSV file (RFC 4180; UTF-8 with or without mark; LF or CRLF; quoted
 * newlines) in bounded memory. A row that does not parse is a diagnostic with
 * file:line:column (rule "table"); so are unknown columns in a rule and double
 * keys. *table describes what was loaded. */
ts_status ts_database_load(ts_database *database, const ts_table_request *request, ts_diags *diags,
                           const ts_table **table);

/* A table that was loaded, or NULL. */
const ts_table *ts_database_table(const ts_database *database, const char *name);

/* A fact for fact(name, value): a NULL text and unknown number is SQL NULL. */
ts_status ts_database_fact(ts_database *database, const char *name, const double *number, const char *text);

/* From here on nothing can be written. */
ts_status ts_database_close_for_writing(ts_database *database);

typedef enum ts_cell_kind { TS_CELL_MISSING, TS_CELL_NUMBER, TS_CELL_TEXT } ts_cell_kind;

typedef struct ts_cell {
    ts_cell_kind kind;
    double number;
    const char *text; /* of a text cell; in the arena of the call */
} ts_cell;

typedef struct ts_rows {
    const char **heads;
    size_t column_count, row_count;
    ts_cell *cells; /* row by row */
} ts_rows;

typedef struct ts_binding { /* :name */
    const char *name;
    ts_cell value;
} ts_binding;

enum { TS_ROWS_LIMIT = 200000, TS_STEPS_LIMIT = 40000000 /* virtual machine steps */ };

/* Runs one SELECT. A fault (rule "sql") says what SQLite said, at the span; a
 * parameter without a binding, a second statement, a write, too many steps or
 * rows are faults. */
ts_status ts_database_query(ts_database *database, ts_arena *arena, const char *sql,
                            const ts_binding *bindings, size_t binding_count, ts_span span, ts_diags *diags,
                            ts_rows **rows);

/* Distinct values of a column as text, in binary order: a parameter's choices. */
ts_status ts_database_distinct(ts_database *database, ts_arena *arena, const char *table, const char *column,
                               ts_span span, ts_diags *diags, ts_rows **rows);

#endif
