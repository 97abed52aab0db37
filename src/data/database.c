#include "data/store.h"

#include "base/utf8.h"
#include "data/number.h"

#include <math.h>
#include <string.h>

/* ---- the connection ---- */

static void release(void *handle)
{
    sqlite3_close_v2(handle);
}

bool ts_store_run(ts_database *database, const char *sql)
{
    database->own_work = true;
    bool fine = sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
    database->own_work = false;
    return fine;
}

/* 512 MiB in pages of 4 KiB; nothing is ever written to a disk. */
static const char opening[] =
    "PRAGMA page_size = 4096; PRAGMA max_page_count = 131072; PRAGMA temp_store = MEMORY;"
    "PRAGMA journal_mode = MEMORY; PRAGMA cell_size_check = ON;"
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID";

ts_database *ts_database_new(ts_arena *arena)
{
    ts_database *database = TS_NEW(arena, ts_database);
    if (!database)
        return NULL;
    database->arena = arena;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE |
                SQLITE_OPEN_NOMUTEX;
    int status = sqlite3_open_v2(":memory:", &database->handle, flags, NULL);
    if (!database->handle || !ts_arena_defer(arena, release, database->handle) || status != SQLITE_OK)
        return NULL;
    bool fine =
        ts_store_guard(database) && ts_store_aggregates(database->handle) && ts_store_run(database, opening);
    return fine ? database : NULL;
}

bool ts_sql_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return name[0] >= 'a' && name[0] <= 'z' && !name[length] && length < 64;
}

const ts_table *ts_database_table(const ts_database *database, const char *name)
{
    return ts_map_find(&database->tables, name);
}

ts_status ts_database_fact(ts_database *database, const char *name, const double *number, const char *text)
{
    if (database->closed)
        return TS_USAGE;
    sqlite3_stmt *insert = NULL;
    database->own_work = true;
    bool fine = sqlite3_prepare_v2(database->handle, "INSERT INTO fact VALUES (?, ?)", -1, &insert, NULL) ==
                    SQLITE_OK &&
                sqlite3_bind_text(insert, 1, name, -1, SQLITE_STATIC) == SQLITE_OK;
    if (fine && number)
        fine = sqlite3_bind_double(insert, 2, *number) == SQLITE_OK;
    else if (fine && text)
        fine = sqlite3_bind_text(insert, 2, text, -1, SQLITE_STATIC) == SQLITE_OK;
    fine = fine && sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    database->own_work = false;
    return fine ? TS_OK : TS_MACHINE;
}

ts_status ts_database_close_for_writing(ts_database *database)
{
    if (!database->closed && !ts_store_run(database, "PRAGMA query_only = ON"))
        return TS_MACHINE;
    database->closed = true;
    return TS_OK;
}

/* ---- one query ---- */

typedef struct query {
    ts_database *database;
    ts_arena *arena;
    const char *sql;
    ts_span span;
    ts_diags *diags;
    sqlite3_stmt *statement;
    struct {
        ts_cell *items;
        size_t count, capacity;
    } cells;
} query;

static ts_status fault(const query *q, const char *what)
{
    ts_error(q->diags, q->span, "sql", "%s", what);
    return TS_FAULT;
}

/* The name of SQLite's message after a prefix, or NULL. */
static const char *missing_name(const char *message, const char *prefix)
{
    size_t length = strlen(prefix);
    if (strncmp(message, prefix, length) != 0)
        return NULL;
    const char *dot = strrchr(message + length, '.');
    return dot ? dot + 1 : message + length;
}

static const char *nearest_column(const ts_database *database, const char *name)
{
    for (size_t i = 0; i < database->tables.count; i++) {
        const ts_table *table = database->tables.items[i].value;
        const char *names[500];
        for (size_t c = 0; c < table->column_count; c++)
            names[c] = table->columns[c].name;
        const char *near = ts_nearest(names, table->column_count, name);
        if (near && strcmp(near, name) != 0)
            return near;
    }
    return NULL;
}

static ts_status sqlite_fault(const query *q)
{
    sqlite3 *handle = q->database->handle;
    int code = sqlite3_errcode(handle);
    if (code == SQLITE_NOMEM)
        return TS_MACHINE;
    if (code == SQLITE_INTERRUPT && q->database->stopped)
        return fault(q, ts_arena_print(q->arena, "the query was stopped: %s", q->database->stopped));
    const char *message = sqlite3_errmsg(handle);
    const char *column = missing_name(message, "no such column: ");
    const char *table = missing_name(message, "no such table: ");
    const char *hint = column  ? nearest_column(q->database, column)
                       : table ? ts_map_nearest(&q->database->tables, table)
                               : NULL;
    ts_error_near(q->diags, q->span, "sql", hint, "%s", message);
    return TS_FAULT;
}

static size_t skip_comment(const char *sql, size_t at)
{
    if (strncmp(sql + at, "--", 2) == 0)
        return at + strcspn(sql + at, "\n");
    const char *end = strncmp(sql + at, "/*", 2) == 0 ? strstr(sql + at + 2, "*/") : NULL;
    return end ? (size_t)(end + 2 - sql) : at;
}

/* SQLite's VALUES, EXPLAIN and PRAGMA read too: a statistic is a SELECT. */
static bool begins_with_select(const char *sql)
{
    size_t at = 0, before;
    do {
        before = at;
        at += strspn(sql + at, " \t\r\n\f");
        at = skip_comment(sql, at);
    } while (at != before);
    return sqlite3_strnicmp(sql + at, "select", 6) == 0 || sqlite3_strnicmp(sql + at, "with", 4) == 0;
}

static bool anything_left(const query *q, const char *tail)
{
    sqlite3_stmt *second = NULL;
    int status = sqlite3_prepare_v2(q->database->handle, tail, -1, &second, NULL);
    bool left = status != SQLITE_OK || second;
    sqlite3_finalize(second);
    return left || strchr(tail, ';');
}

static ts_status prepare(query *q)
{
    const char *tail = "";
    if (!begins_with_select(q->sql))
        return fault(q, "a query is one SELECT");
    if (sqlite3_prepare_v2(q->database->handle, q->sql, -1, &q->statement, &tail) != SQLITE_OK)
        return sqlite_fault(q);
    if (!q->statement || !sqlite3_stmt_readonly(q->statement))
        return fault(q, "a query is one SELECT");
    return anything_left(q, tail) ? fault(q, "a query is one statement; there is more after it") : TS_OK;
}

static int bind_cell(sqlite3_stmt *statement, int at, const ts_cell *cell)
{
    switch (cell->kind) {
    case TS_CELL_NUMBER:
        if (cell->number == floor(cell->number) && fabs(cell->number) < 9007199254740992.0)
            return sqlite3_bind_int64(statement, at, (sqlite3_int64)cell->number);
        return sqlite3_bind_double(statement, at, cell->number);
    case TS_CELL_TEXT:
        return sqlite3_bind_text(statement, at, cell->text, -1, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, at);
    }
}

static ts_status unknown_parameter(const query *q, const char *name, const ts_binding *bindings, size_t count)
{
    const char *hint = NULL;
    if (count > 0 && name && name[0] == ':') {
        const char **names = TS_ARRAY(q->arena, const char *, count);
        for (size_t i = 0; names && i < count; i++)
            names[i] = bindings[i].name;
        hint = names ? ts_nearest(names, count, name + 1) : NULL;
    }
    if (!name || name[0] != ':')
        return fault(q, "parameters are written :name");
    ts_error_near(q->diags, q->span, "sql", hint, "there is no parameter \"%s\"", name + 1);
    return TS_FAULT;
}

static ts_status bind(query *q, const ts_binding *bindings, size_t count)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(q->statement); i++) {
        const char *name = sqlite3_bind_parameter_name(q->statement, i);
        size_t b = 0;
        while (b < count && !(name && name[0] == ':' && strcmp(name + 1, bindings[b].name) == 0))
            b++;
        if (b == count)
            return unknown_parameter(q, name, bindings, count);
        if (bind_cell(q->statement, i, &bindings[b].value) != SQLITE_OK)
            return sqlite_fault(q);
    }
    return TS_OK;
}

static ts_status read_text(query *q, int column, ts_cell *cell)
{
    const char *text = (const char *)sqlite3_column_text(q->statement, column);
    size_t length = (size_t)sqlite3_column_bytes(q->statement, column);
    if (!text)
        return TS_MACHINE;
    if (strlen(text) != length || ts_utf8_check(text, length) < length)
        return fault(q, "the query gives bytes that are no text");
    *cell = (ts_cell){TS_CELL_TEXT, 0, ts_arena_copy(q->arena, text, length)};
    return cell->text ? TS_OK : TS_MACHINE;
}

/* A number that is not finite has overflowed: like a division by nought, missing. */
static ts_status read_cell(query *q, int column, ts_cell *cell)
{
    *cell = (ts_cell){TS_CELL_MISSING, 0, NULL};
    switch (sqlite3_column_type(q->statement, column)) {
    case SQLITE_NULL:
        return TS_OK;
    case SQLITE_TEXT:
        return read_text(q, column, cell);
    case SQLITE_BLOB:
        return fault(q, "the query gives a blob");
    default:
        cell->number = sqlite3_column_double(q->statement, column);
        cell->kind = isfinite(cell->number) ? TS_CELL_NUMBER : TS_CELL_MISSING;
        return TS_OK;
    }
}

static ts_status read_row(query *q, int columns)
{
    for (int i = 0; i < columns; i++) {
        ts_cell cell;
        ts_status status = read_cell(q, i, &cell);
        if (status != TS_OK)
            return status;
        if (!TS_PUSH(q->arena, &q->cells, cell))
            return TS_MACHINE;
    }
    return TS_OK;
}

static ts_status read_rows(query *q, ts_rows *rows)
{
    int status;
    while ((status = sqlite3_step(q->statement)) == SQLITE_ROW) {
        if (rows->row_count == TS_ROWS_LIMIT)
            return fault(q, "the query gives more than 200,000 rows");
        ts_status row = read_row(q, (int)rows->column_count);
        if (row != TS_OK)
            return row;
        rows->row_count++;
    }
    rows->cells = q->cells.items;
    return status == SQLITE_DONE ? TS_OK : sqlite_fault(q);
}

static ts_status read_heads(query *q, ts_rows *rows)
{
    rows->column_count = (size_t)sqlite3_column_count(q->statement);
    rows->heads = TS_ARRAY(q->arena, const char *, rows->column_count);
    for (size_t i = 0; rows->heads && i < rows->column_count; i++) {
        rows->heads[i] = ts_arena_text(q->arena, sqlite3_column_name(q->statement, (int)i));
        if (!rows->heads[i])
            return TS_MACHINE;
    }
    return rows->heads ? TS_OK : TS_MACHINE;
}

ts_status ts_database_query(ts_database *database, ts_arena *arena, const char *sql,
                            const ts_binding *bindings, size_t binding_count, ts_span span, ts_diags *diags,
                            ts_rows **rows)
{
    query q = {.database = database, .arena = arena, .sql = sql, .span = span, .diags = diags};
    *rows = TS_NEW(arena, ts_rows);
    if (!*rows)
        return TS_MACHINE;
    ts_store_begin_query(database);
    ts_status status = prepare(&q);
    if (status == TS_OK)
        status = bind(&q, bindings, binding_count);
    if (status == TS_OK)
        status = read_heads(&q, *rows);
    if (status == TS_OK)
        status = read_rows(&q, *rows);
    sqlite3_finalize(q.statement);
    return status;
}

static const ts_column *find_column(const ts_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

const ts_column *ts_table_column(const ts_database *database, const char *table, const char *column,
                                 ts_span span, ts_diags *diags)
{
    const ts_table *found = ts_map_find(&database->tables, table);
    if (!found) {
        ts_error_near(diags, span, "table", ts_map_nearest(&database->tables, table), "unknown table \"%s\"",
                      table);
        return NULL;
    }
    const ts_column *known = find_column(found, column);
    if (known)
        return known;
    const char *names[500];
    for (size_t i = 0; i < found->column_count; i++)
        names[i] = found->columns[i].name;
    ts_error_near(diags, span, "column", ts_nearest(names, found->column_count, column),
                  "table \"%s\" has no column \"%s\"", table, column);
    return NULL;
}

ts_status ts_database_distinct(ts_database *database, ts_arena *arena, const char *table, const char *column,
                               ts_span span, ts_diags *diags, ts_rows **rows)
{
    *rows = NULL;
    if (!ts_table_column(database, table, column, span, diags))
        return TS_FAULT;
    const char *sql =
        ts_arena_print(arena, "SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1",
                       column, table, column);
    if (!sql)
        return TS_MACHINE;
    ts_status status = ts_database_query(database, arena, sql, NULL, 0, span, diags, rows);
    for (size_t i = 0; status == TS_OK && i < (*rows)->row_count; i++) {
        ts_cell *cell = &(*rows)->cells[i];
        char text[TS_NUMBER_ROOM];
        if (cell->kind != TS_CELL_NUMBER)
            continue;
        ts_number_print(cell->number, text);
        *cell = (ts_cell){TS_CELL_TEXT, cell->number, ts_arena_text(arena, text)};
        status = cell->text ? TS_OK : TS_MACHINE;
    }
    return status;
}
