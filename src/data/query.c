/*
 * One query: prepared or found prepared, its parameters bound by name, its rows
 * read. Once a database is closed for writing an answer cannot change: it is
 * kept, and given again to whoever asks the same.
 */
#include "data/store.h"

#include "base/utf8.h"
#include "data/number.h"

#include <math.h>
#include <string.h>

typedef struct query {
    ts_database *database;
    ts_arena *arena;
    const char *sql;
    ts_span span;
    ts_diags *diags;
    sqlite3_stmt *statement; /* the database's */
    const char *key;
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

/* A parameter in braces, as texts and members of the sheet have it, in its SQL: its name. NULL: there is none. */
static const char *braced_name(const query *q)
{
    const char *open = strchr(q->sql, '{');
    const size_t length = open ? strspn(open + 1, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;
    return length && open[1 + length] == '}' ? ts_arena_copy(q->arena, open + 1, length) : NULL;
}

static ts_status sqlite_fault(const query *q)
{
    sqlite3 *handle = q->database->handle;
    int code = sqlite3_errcode(handle);
    if (code == SQLITE_NOMEM)
        return TS_MACHINE;
    const char *stopped = code == SQLITE_INTERRUPT || code == SQLITE_FULL ? ts_store_stopped(q->database) : NULL;
    if (stopped)
        return fault(q, ts_arena_print(q->arena, "the query was stopped: %s", stopped));
    const char *refused = ts_store_refused(q->database, q->arena);
    if (refused)
        return fault(q, refused);
    const char *message = sqlite3_errmsg(handle), *braced = strncmp(message, "unrecognized token: \"{", 22) == 0 ? braced_name(q) : NULL;
    if (braced)
        return fault(q, ts_arena_print(q->arena, "a query takes a parameter by its name, :%s, not in braces", braced));
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

static ts_status check_statement(query *q, sqlite3_stmt *statement, const char *tail)
{
    if (!statement || !sqlite3_stmt_readonly(statement))
        return fault(q, "a query is one SELECT");
    return anything_left(q, tail) ? fault(q, "a query is one statement; there is more after it") : TS_OK;
}

static ts_status prepare(query *q)
{
    const char *tail = "";
    sqlite3_stmt *statement = NULL;
    if (q->statement)
        return TS_OK;
    if (!begins_with_select(q->sql))
        return fault(q, "a query is one SELECT");
    if (sqlite3_prepare_v3(q->database->handle, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &tail) !=
        SQLITE_OK)
        return sqlite_fault(q);
    ts_status status = check_statement(q, statement, tail);
    if (status == TS_OK && ts_store_keep_statement(q->database, q->sql, statement))
        q->statement = statement;
    else
        sqlite3_finalize(statement);
    return status != TS_OK || q->statement ? status : TS_MACHINE;
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

/* NULL: there is none of the name. */
static const ts_binding *find_binding(const char *name, const ts_binding *bindings, size_t count)
{
    for (size_t b = 0; name && name[0] == ':' && b < count; b++)
        if (strcmp(name + 1, bindings[b].name) == 0)
            return &bindings[b];
    return NULL;
}

/* What the answer depends on, the query and its parameters, goes into the key. */
static ts_status bind(query *q, const ts_binding *bindings, size_t count)
{
    char number[TS_NUMBER_ROOM];
    q->key = q->sql;
    for (int i = 1; i <= sqlite3_bind_parameter_count(q->statement); i++) {
        const char *name = sqlite3_bind_parameter_name(q->statement, i);
        const ts_binding *binding = find_binding(name, bindings, count);
        if (!binding)
            return unknown_parameter(q, name, bindings, count);
        const ts_cell *cell = &binding->value;
        if (bind_cell(q->statement, i, cell) != SQLITE_OK)
            return sqlite_fault(q);
        const char *text = cell->kind == TS_CELL_TEXT ? cell->text : "";
        if (cell->kind == TS_CELL_NUMBER)
            ts_number_print(cell->number, number);
        q->key = ts_arena_print(q->arena, "%s%c%zu %s", q->key ? q->key : "", "-#="[cell->kind],
                                strlen(cell->kind == TS_CELL_NUMBER ? number : text),
                                cell->kind == TS_CELL_NUMBER ? number : text);
    }
    return q->key ? TS_OK : TS_MACHINE;
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
        if (!ts_store_take(q->database, sizeof cell + (cell.kind == TS_CELL_TEXT ? strlen(cell.text) : 0)))
            return fault(q, ts_arena_print(q->arena, "the query was stopped: %s", ts_store_stopped(q->database)));
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

static ts_status answer(query *q, const ts_binding *bindings, size_t count, ts_rows *rows)
{
    ts_status status = prepare(q);
    if (status == TS_OK)
        status = bind(q, bindings, count);
    if (status != TS_OK || ts_store_find_answer(q->database, q->key, q->arena, rows))
        return status;
    status = read_heads(q, rows);
    if (status == TS_OK)
        status = read_rows(q, rows);
    if (status == TS_OK)
        ts_store_keep_answer(q->database, q->key, rows);
    return status;
}

ts_status ts_store_query(ts_database *database, ts_query_of whose, const ts_query *asked, ts_diags *diags,
                         ts_rows **rows)
{
    query q = {.database = database, .arena = asked->arena, .sql = asked->sql, .span = asked->span, .diags = diags};
    *rows = TS_NEW(asked->arena, ts_rows);
    if (!*rows)
        return TS_MACHINE;
    if (ts_recall_answer(database, asked, *rows))
        return TS_OK;
    q.statement = ts_store_find_statement(database, asked->sql);
    ts_status status = ts_waiting_load(database, q.statement ? "" : asked->sql, diags); /* what it names is there since it was prepared */
    if (status != TS_OK)
        return status;
    ts_store_begin_query(database, whose, asked->arena);
    status = answer(&q, asked->bindings, asked->binding_count, *rows);
    ts_store_reset_statement(q.statement);
    ts_store_end_query(database);
    if (status == TS_OK)
        ts_recall_keep_answer(database, asked, *rows);
    return ts_arena_failed(asked->arena) ? TS_MACHINE : status;
}

ts_status ts_database_query(ts_database *database, const ts_query *asked, ts_diags *diags, ts_rows **rows)
{
    return ts_store_query(database, TS_QUERY_OF_SHEET, asked, diags, rows);
}
