/*
 * database.h - the tables of a sheet in an SQLite database: in memory, and beyond 32 MiB in a
 * file without a name, spill.h.
 *
 * The database is filled once, then read only, save for tables that wait until a query names them (waiting.h): an authorizer refuses ATTACH,
 * PRAGMA, writes, the clock, random() and load_extension; double-quoted strings
 * are off. A query of a sheet may take 40 million steps, 0.8 s of processor
 * time, 128 MiB and texts of 100 KB (no single built-in call is long, then):
 * whatever it is, it is refused within a second, while a pass over two million
 * rows fits (guard.c). A series without SQL is counted from columns that were kept
 * in memory when its table was loaded (columns.h); those of a larger table, which has
 * none, are queries with a minute and 512 MiB.
 * The time and the steps are those of the thread, the memory is what the query sorts and
 * collects (a few megabytes beside) and its rows. Statements stay prepared, and what a closed database has answered once is
 * kept (8 MiB, kept.c).
 * SQL sees the tables by name, parameters as :name, fact(name, value), and
 * the aggregates median(x) and weighted_mean(x, w).
 */
#ifndef TS_DATA_DATABASE_H
#define TS_DATA_DATABASE_H

#include "base/cache.h"
#include "base/diag.h"
#include "data/number.h"
#include "data/period.h"

typedef struct ts_database ts_database;

typedef enum ts_column_type {
    TS_COLUMN_TEXT,
    TS_COLUMN_NUMBER,
    TS_COLUMN_INTEGER,
    TS_COLUMN_DATE,
    TS_COLUMN_PERCENT /* numbers in hundredths, with or without their sign: 48 is stored as 0.48 */
} ts_column_type;

static inline bool ts_column_counts(ts_column_type type)
{
    return type == TS_COLUMN_NUMBER || type == TS_COLUMN_INTEGER || type == TS_COLUMN_PERCENT;
}

typedef struct ts_column_rule { /* what the sheet says of a column */
    const char *name;
    ts_column_type type;
    ts_span span;
} ts_column_rule;

typedef struct ts_rename_rule {
    const char *head, *name;
    ts_span span;
} ts_rename_rule;

typedef enum ts_table_kind { TS_TABLE_CSV, TS_TABLE_JSON, TS_TABLE_SQLITE } ts_table_kind;

ts_table_kind ts_table_kind_of(const char *path); /* by the end of its name */

typedef enum ts_encoding { /* of a CSV file */
    TS_ENCODING_UTF8,
    TS_ENCODING_WINDOWS_1252,
    TS_ENCODING_ISO_8859_1,
    TS_ENCODING_UTF16 /* with a byte order mark */
} ts_encoding;

typedef struct ts_ignore_rule { /* rows that are no data: totals, notes */
    enum { TS_IGNORE_FIRST_CELL, TS_IGNORE_COLUMN, TS_IGNORE_BLANK } kind;
    const char *column;
    const char *pattern; /* the whole cell, blanks around it left out; a star is any text */
    ts_span span;
} ts_ignore_rule;

typedef struct ts_column_use { /* by a series that is written without SQL, or by a parameter's choices: it is kept in memory for them, too (columns.h) */
    const char *column;
    enum { TS_USE_KEY = 1, TS_USE_NUMBERS = 2 } use; /* rows are chosen or grouped by it; or its numbers are counted */
} ts_column_use;

typedef struct ts_table_request {
    const char *name; /* SQL name */
    const char *path;
    const char *from; /* table of an SQLite file (NULL: name), or member of a JSON file (NULL: its root) */
    char separator;   /* of CSV; 0: a comma */
    ts_encoding encoding;
    size_t skip;           /* lines of CSV before the heads */
    bool heads_as_names;   /* "Port Name" is port_name without a rename */
    ts_number_style style; /* of texts that are numbers; all zero: plain ones */
    ts_date_order dates;   /* of 03/04/2024 */
    const ts_ignore_rule *ignore;
    size_t ignore_count;
    const ts_column_rule *columns;
    size_t column_count;
    const ts_rename_rule *renames;
    size_t rename_count;
    const char *const *empty; /* cells that mean no value, besides "" */
    size_t empty_count;
    const char *const *unique; /* key columns; a double is an error. A large table is stored in their order */
    size_t unique_count;
    const ts_span *unique_spans; /* of each, for messages; NULL: the table's */
    bool alike; /* rows may be alike in every column */
    ts_span alike_span; /* where that is said */
    const ts_column_use *uses;
    size_t use_count;
    bool late; /* no query that is known of names it, and its series are counted from the columns above: it is put into
                * SQLite when something asks for it all the same, as it was read. Not where its file is SQLite's or too large to be
                * held (held.h). What the request points to lives as long as the database */
    ts_span span; /* of the definition, for messages about the whole table */
} ts_table_request;

typedef struct ts_column {
    const char *name;
    ts_column_type type;
    bool declared; /* else inferred: all cells plain numbers without leading zeros */
    size_t missing;     /* cells without a value */
    const char *reason; /* of an inferred text column: its first cell that is no number, in quotes */
    size_t reason_line, reason_place; /* where it stands: both from 1, or a row of a database, and 0 */
    const char *why;                  /* it is none, though written like one: "is larger than any number that can be kept"; or NULL */
    const char *wanted;               /* what the table would have to declare so that it is a number; NULL: nothing known does */
} ts_column;

/* So many rows are read about as fast as an index is made. Those of a smaller table come as they stand in its file; those
 * of a larger one in the order of its key or of an index: a query that wants an order says it. */
enum { TS_FEW_ROWS = 500 };

typedef struct ts_table {
    const char *name, *path;
    const ts_column *columns;
    size_t column_count;
    size_t row_count;
    size_t ignored_count; /* rows left out by a rule of `ignore` */
    uint64_t file_size;   /* bytes */
    ts_table_kind kind;
    const struct ts_columns *kept; /* NULL: none, or the table is only recalled */
} ts_table;

/* Tied to the arena. NULL: SQLite or memory failed. */
ts_database *ts_database_new(ts_arena *arena);

/* Before anything is loaded: tables that an earlier run loaded without a word are not read again, but for a digest of
 * their file, until something is asked that was not asked then. What requests and facts point to lives as long as the
 * database, then. A file that changes between the digest and the reading is an error (rule "table") of
 * whatever needs its rows, save of a late one, and nothing that came of it is kept. */
void ts_database_keep_in(ts_database *database, ts_cache *cache);

/* Loads a file in bounded memory: CSV (RFC 4180; LF or CRLF; quoted newlines),
 * JSON (a list of objects, or of lists with the heads first) or a table of an
 * SQLite file. A row that does not parse is a diagnostic with file:line:column
 * (rule "table"; of an SQLite file with its row); so are unknown columns in a
 * rule and double keys. A rule of `ignore` that leaves out no row is a warning, and so
 * are, of a table without a key, rows that are alike in every column (rule "twice"; of a
 * million different rows at most).
 * Cells of a date column are stored as 2024, 2024-Q1, 2024-03 or 2024-03-15.
 * *table describes what was loaded. */
ts_status ts_database_load(ts_database *database, const ts_table_request *request, ts_diags *diags,
                           const ts_table **table);

/* The SHA-256 of a table's file, in hexadecimal, as it was before it was read; NULL: nobody asked, neither for a cache nor for a
 * late table. */
const char *ts_database_file_digest(const ts_database *database, const char *path);

/* A table that was loaded, or NULL. */
const ts_table *ts_database_table(const ts_database *database, const char *name);

/* The column, or NULL with a diagnostic that names what is near. */
const ts_column *ts_table_column(const ts_database *database, const char *table, const char *column,
                                 ts_span span, ts_diags *diags);

/* Where a text stands in a column of a table, as a message wants to show it: its file is read once more, by the request that it was
 * loaded with, up to the first row that has it. Without a source: it is not there, or the file has no lines. */
ts_span ts_table_find_cell(ts_database *database, ts_arena *arena, const ts_table_request *request, const char *column,
                           const char *text);

/* A fact for fact(name, value): a NULL text and unknown number is SQL NULL. */
ts_status ts_database_fact(ts_database *database, const char *name, const double *number, const char *text);

/* An index over columns that queries filter and group by, in that order. Columns that the table has not are left
 * out; a table of few rows gets none, nor one of a frozen database. At any time: what is in the tables stays as it is. */
ts_status ts_database_index(ts_database *database, const char *table, const char *const *columns, size_t count);

/* All that are wanted are there. */
void ts_database_end_indexes(ts_database *database);
bool ts_database_has_indexes(const ts_database *database);

/* Whether a query may name a table: it has the word. */
bool ts_sql_may_name(const char *sql, const char *table);

/* Counts the editions that are made of a database, from 1. */
unsigned ts_database_begin_edition(ts_database *database);

/* Whose stop (ts_arena_heed) ends what is loaded and indexed; at first the database's own. It outlives its use here. */
void ts_database_heed(ts_database *database, const ts_arena *arena);

/* From here on nothing can be written. */
ts_status ts_database_close_for_writing(ts_database *database);

/* Makes of a closed database one piece of memory that nobody writes: out of the cache where an earlier run left it there,
 * else of the tables, those left out that are late and that nobody asked for. It answers nothing itself from then on: others are opened over it, one
 * for each thread or process, without a copy; each lives no longer than the frozen one. NULL: SQLite or memory failed. */
ts_status ts_database_freeze(ts_database *database, ts_diags *diags);
bool ts_database_is_frozen(const ts_database *database);
ts_database *ts_database_over(ts_arena *arena, const ts_database *frozen);

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

typedef struct ts_query {
    ts_arena *arena; /* of the rows */
    const char *sql; /* one SELECT */
    const ts_binding *bindings; /* of its parameters; more than it has are fine */
    size_t binding_count;
    ts_span span; /* where a sheet has it: for its faults */
} ts_query;

enum { TS_ROWS_LIMIT = 200000, TS_STEPS_LIMIT = 40000000 /* virtual machine steps */ };

/* A fault (rule "sql") says what SQLite said, at the span; a parameter without a
 * binding, a second statement, a write, too many steps or rows are faults. */
ts_status ts_database_query(ts_database *database, const ts_query *query, ts_diags *diags, ts_rows **rows);

/* Whether a row of a table has the value in a column; the empty text means none. */
ts_status ts_database_has(ts_database *database, ts_arena *arena, const char *table, const char *column, const ts_cell *value, bool *has);

typedef struct ts_cells {
    const ts_cell *items;
    size_t count;
} ts_cells;

/* Whether it has all of a list without doubles, in one pass where each value would be a pass of its own. */
ts_status ts_database_has_all(ts_database *database, ts_arena *arena, const char *table, const char *column, ts_cells values, bool *has);

/* Distinct values of a column as text, in binary order: a parameter's choices. */
ts_status ts_database_distinct(ts_database *database, ts_arena *arena, const char *table, const char *column,
                               ts_span span, ts_diags *diags, ts_rows **rows);

#endif
