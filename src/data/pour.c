/*
 * The records of a file, as a table that SQLite reads while it fills its own: one
 * statement for all of them, whose place in the tree is not looked for from the
 * root again for each row. It stops at a row whose key is there already, without
 * taking back those before it; that row is told of, and the next statement goes on
 * behind it.
 */
#include "data/loader.h"

#define ROWS "rows of the file" /* no SQL name: no table has it */

typedef struct pouring {
    sqlite3_vtab_cursor cursor;
    ts_loader *loader;
} pouring;

typedef struct file_rows {
    sqlite3_vtab table;
    ts_loader *loader;
} file_rows;

/* ---- rows */

static void take_row(ts_loader *l)
{
    for (size_t i = 0; i < l->records->count; i++) {
        l->row[i] = ts_loader_take(l, i);
        ts_keeper_put(l->keeper, i, l->table->row_count, &l->row[i]);
    }
}

static bool is_row(ts_loader *l)
{
    return l->records->count == l->table->column_count && !ts_loader_ignores(l, false);
}

ts_row_event ts_loader_next_row(ts_loader *l)
{
    while (!ts_store_is_cancelled(l->database)) {
        switch (ts_records_next(l->records, l->table->column_count)) {
        case TS_RECORD_READ:
            if (!is_row(l))
                break;
            take_row(l);
            return TS_ROW_TAKEN;
        case TS_RECORD_FAULT:
            break; /* the first pass told of it */
        case TS_RECORDS_END:
            return TS_ROWS_END;
        case TS_RECORDS_BROKEN:
            return TS_ROWS_BROKEN;
        }
    }
    return TS_ROWS_BROKEN;
}

/* Past the heads, which are a record, too. */
bool ts_loader_begin_rows(ts_loader *l)
{
    l->row = TS_ARRAY(l->scratch, ts_cell, l->table->column_count);
    return l->row && ts_records_rewind(l->records) && ts_records_next(l->records, l->table->column_count) != TS_RECORDS_BROKEN;
}

/* SQLite's status. */
static int next_row(ts_loader *l)
{
    ts_row_event event = ts_loader_next_row(l);
    l->poured = event == TS_ROWS_END;
    return event == TS_ROWS_BROKEN ? SQLITE_IOERR : SQLITE_OK;
}

/* ---- what SQLite calls (sqlite.org/vtab.html) */

static int connect_rows(sqlite3 *handle, void *loader, int count, const char *const *words, sqlite3_vtab **table, char **why)
{
    (void)count;
    (void)words;
    (void)why;
    const ts_loader *l = loader;
    file_rows *made = sqlite3_malloc(sizeof *made);
    sqlite3_str *sql = sqlite3_str_new(handle);
    sqlite3_str_appendall(sql, "CREATE TABLE r(");
    for (size_t i = 0; i < l->table->column_count; i++)
        sqlite3_str_appendf(sql, "%sc%d", i ? "," : "", (int)i);
    sqlite3_str_appendall(sql, ")");
    char *columns = sqlite3_str_finish(sql);
    int status = made && columns ? sqlite3_declare_vtab(handle, columns) : SQLITE_NOMEM;
    sqlite3_free(columns);
    if (status != SQLITE_OK) {
        sqlite3_free(made);
        return status;
    }
    *made = (file_rows){.loader = loader};
    *table = &made->table;
    return SQLITE_OK;
}

static int disconnect_rows(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* There is one way through the file. */
static int choose_way(sqlite3_vtab *table, sqlite3_index_info *way)
{
    (void)table;
    way->estimatedCost = 1;
    return SQLITE_OK;
}

static int open_rows(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    pouring *made = sqlite3_malloc(sizeof *made);
    if (!made)
        return SQLITE_NOMEM;
    *made = (pouring){.loader = ((file_rows *)table)->loader};
    *cursor = &made->cursor;
    return SQLITE_OK;
}

static int close_rows(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

/* A statement begins. */
static int begin_rows(sqlite3_vtab_cursor *cursor, int way, const char *name, int count, sqlite3_value **values)
{
    (void)way;
    (void)name;
    (void)count;
    (void)values;
    return next_row(((pouring *)cursor)->loader);
}

/* The row before it stands in the table. */
static int step_rows(sqlite3_vtab_cursor *cursor)
{
    ts_loader *l = ((pouring *)cursor)->loader;
    l->table->row_count++;
    return next_row(l);
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
    return ((pouring *)cursor)->loader->poured;
}

static int give_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column)
{
    const ts_loader *l = ((pouring *)cursor)->loader;
    const ts_cell *cell = &l->row[column];
    if (cell->kind == TS_CELL_TEXT)
        sqlite3_result_text(to, cell->text, -1, SQLITE_STATIC);
    else if (cell->kind == TS_CELL_NUMBER && l->columns[column].type == TS_COLUMN_INTEGER)
        sqlite3_result_int64(to, (sqlite3_int64)cell->number);
    else if (cell->kind == TS_CELL_NUMBER)
        sqlite3_result_double(to, cell->number);
    return SQLITE_OK; /* nothing given is NULL */
}

static int give_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
    *row = (sqlite3_int64)((pouring *)cursor)->loader->table->row_count;
    return SQLITE_OK;
}

static const sqlite3_module rows_module = {.xConnect = connect_rows, .xDisconnect = disconnect_rows, .xBestIndex = choose_way,
                                           .xOpen = open_rows, .xClose = close_rows, .xFilter = begin_rows, .xNext = step_rows,
                                           .xEof = at_end, .xColumn = give_cell, .xRowid = give_number};

/* ---- the statement */

static sqlite3_stmt *prepare(const ts_loader *l)
{
    sqlite3_stmt *insert = NULL;
    char *sql = sqlite3_mprintf("INSERT OR FAIL INTO \"%w\" SELECT * FROM \"" ROWS "\"", l->table->name);
    if (sql)
        (void)sqlite3_prepare_v2(l->database->handle, sql, -1, &insert, NULL);
    sqlite3_free(sql);
    return insert;
}

/* Until all is poured, or something else than a row is at fault; SQLite's status. */
static int pour(ts_loader *l, sqlite3_stmt *insert)
{
    int status = SQLITE_OK;
    while (!l->poured && (status == SQLITE_OK || status == SQLITE_CONSTRAINT)) {
        status = sqlite3_step(insert);
        bool told = sqlite3_extended_errcode(l->database->handle) == SQLITE_CONSTRAINT_NOTNULL; /* a key without a value */
        if (status == SQLITE_CONSTRAINT && !told)
            ts_loader_say_double(l);
        sqlite3_reset(insert);
    }
    return status;
}

ts_status ts_loader_pour(ts_loader *l)
{
    sqlite3 *handle = l->database->handle;
    if (!ts_loader_begin_rows(l) || sqlite3_create_module(handle, ROWS, &rows_module, l) != SQLITE_OK)
        return TS_MACHINE;
    sqlite3_stmt *insert = prepare(l);
    int status = insert ? pour(l, insert) : SQLITE_NOMEM;
    sqlite3_finalize(insert);
    sqlite3_create_module(handle, ROWS, NULL, NULL); /* no query reads it */
    if (status == SQLITE_FULL)
        ts_error(l->diags, l->request->span, "table", "the tables take more than 4 GiB, or than /var/tmp, or /tmp where that cannot be written to, has room for");
    return status == SQLITE_DONE ? TS_OK : status == SQLITE_FULL ? TS_FAULT : TS_MACHINE;
}
