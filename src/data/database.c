#include "data/store.h"

#include "data/condition.h"
#include "data/number.h"
#include "data/records.h"
#include "data/series_sql.h"

#include <string.h>

/* ---- the connection */

static void release(void *opened)
{
    ts_database *database = opened;
    ts_store_forget(database);
    sqlite3_close_v2(database->handle);
    sqlite3_free(database->serialised);
}

bool ts_store_is_cancelled(const ts_database *database)
{
    return ts_arena_stopped(database->heeds);
}

void ts_database_heed(ts_database *database, const ts_arena *arena)
{
    database->heeds = arena;
}

static int heed(void *user)
{
    return ts_store_is_cancelled(user);
}

bool ts_store_run(ts_database *database, const char *sql)
{
    enum { TICK = 10000 }; /* steps of SQLite's machine: less than a millisecond */
    database->own_work = true;
    sqlite3_progress_handler(database->handle, TICK, heed, database);
    bool fine = sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_progress_handler(database->handle, 0, NULL, NULL);
    database->own_work = false;
    return fine;
}

bool ts_store_open(ts_database *database)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    database->spill.most = TS_SPILL_BYTES;
    int status = ts_spill_open(&database->spill, &database->handle, flags);
    bool kept = database->handle && ts_arena_defer(database->arena, release, database);
    return kept && status == SQLITE_OK && ts_store_guard(database) && ts_store_sums(database->handle) &&
           ts_store_median(database->handle) && ts_store_printf(database->handle);
}

/* 4 GiB in pages of 4 KiB, of which the cache holds 32 MiB, and 8 MiB beyond those that are there once the tables are
 * loaded; what is sorted in more than that goes to the spill, too. */
static const char opening[] =
    "PRAGMA page_size = 4096; PRAGMA max_page_count = 1048576; PRAGMA temp_store = FILE;"
    "PRAGMA cache_size = -32768; PRAGMA journal_mode = MEMORY; PRAGMA cell_size_check = ON;"
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID";

ts_database *ts_database_new(ts_arena *arena)
{
    ts_database *database = TS_NEW(arena, ts_database);
    if (!database)
        return NULL;
    database->arena = arena;
    database->column_room = TS_COLUMN_BYTES;
    database->held.most = TS_HELD_BYTES;
    database->alike_reach = (ts_alike_reach){.rows = 1 << 20, .probes = 256, .bits = {UINT64_MAX, UINT64_MAX}};
    database->heeds = arena;
    return ts_store_open(database) && ts_store_run(database, opening) ? database : NULL;
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

static const ts_column *find_column(const ts_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

static void append_columns(sqlite3_str *sql, const ts_table *table, const char *const *columns, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (find_column(table, columns[i]))
            sqlite3_str_appendf(sql, "%s\"%w\"", used++ ? ", " : "", columns[i]);
}

/* False: SQLite failed. */
static bool make_index(ts_database *database, const char *table, const char *sql)
{
    if (!ts_recall_index(database, sql))
        return false;
    if (ts_waiting_has_table(database, table))
        return ts_waiting_add_index(database, table, sql);
    bool made = !ts_arena_failed(database->arena) && ts_store_run(database, "PRAGMA query_only = OFF") && ts_store_run(database, sql);
    return (!database->closed || ts_store_run(database, "PRAGMA query_only = ON")) && made;
}

/* By a name that says its columns, so that one that is there is not made again. */
ts_status ts_database_index(ts_database *database, const char *table, const char *const *columns, size_t count)
{
    const ts_table *found = ts_database_table(database, table);
    if (!found || found->row_count < TS_FEW_ROWS || database->frozen)
        return TS_OK;
    sqlite3_str *list = sqlite3_str_new(database->handle);
    append_columns(list, found, columns, count);
    bool whole = sqlite3_str_errcode(list) == SQLITE_OK;
    char *names = sqlite3_str_finish(list);
    char *sql = names ? sqlite3_mprintf("CREATE INDEX IF NOT EXISTS \"%w by %w\" ON \"%w\" (%s)", table, names, table, names) : NULL;
    bool made = whole && (!names || (sql && make_index(database, found->name, sql))); /* none of the columns is there: nothing to index */
    sqlite3_free(names);
    sqlite3_free(sql);
    return made ? TS_OK : TS_MACHINE;
}

bool ts_store_put_fact(ts_database *database, const ts_waiting_fact *fact)
{
    sqlite3_stmt *insert = NULL;
    database->own_work = true;
    bool fine = sqlite3_prepare_v2(database->handle, "INSERT INTO fact VALUES (?, ?)", -1, &insert, NULL) ==
                    SQLITE_OK &&
                sqlite3_bind_text(insert, 1, fact->name, -1, SQLITE_STATIC) == SQLITE_OK;
    if (fine && fact->known)
        fine = sqlite3_bind_double(insert, 2, fact->number) == SQLITE_OK;
    else if (fine && fact->text)
        fine = sqlite3_bind_text(insert, 2, fact->text, -1, SQLITE_STATIC) == SQLITE_OK;
    fine = fine && sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    database->own_work = false;
    return fine;
}

ts_status ts_database_fact(ts_database *database, const char *name, const double *number, const char *text)
{
    const ts_waiting_fact fact = {name, text, number ? *number : 0, number != NULL};
    if (database->closed)
        return TS_USAGE;
    ts_recall_fact(database, &fact);
    const bool waits = database->recall.cache && database->waiting.tables.count; /* it may be that nobody asks */
    return (waits ? ts_waiting_add_fact : ts_store_put_fact)(database, &fact) ? TS_OK : TS_MACHINE;
}

void ts_database_keep_in(ts_database *database, ts_cache *cache)
{
    database->recall.cache = cache;
}

void ts_database_end_indexes(ts_database *database)
{
    database->indexed = true;
}

bool ts_database_has_indexes(const ts_database *database)
{
    return database->indexed;
}

unsigned ts_database_begin_edition(ts_database *database)
{
    return ++database->editions;
}

ts_status ts_database_close_for_writing(ts_database *database)
{
    if (!database->closed && !ts_store_run(database, "PRAGMA query_only = ON; PRAGMA cache_size = -8192"))
        return TS_MACHINE;
    database->closed = true;
    return TS_OK;
}

/* ---- what tables have */

/* The nearest, else one that begins so: "value" of value_usd. */
static const char *likely_column(const ts_table *table, const char *name)
{
    const char *names[TS_RECORD_COLUMNS];
    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    const char *near = ts_nearest(names, table->column_count, name);
    for (size_t i = 0; i < table->column_count && !near && *name; i++)
        near = strncmp(names[i], name, strlen(name)) == 0 ? names[i] : NULL;
    return near;
}

/* ": it has year, partner, mode" of a few; "" of many. */
static const char *list_columns(const ts_table *table, ts_arena *arena)
{
    enum { FEW = 12 };
    const char *list = table->column_count <= FEW ? ": it has " : "";
    for (size_t i = 0; i < table->column_count && table->column_count <= FEW && list; i++)
        list = ts_arena_print(arena, "%s%s%s", list, i ? ", " : "", table->columns[i].name);
    return list ? list : "";
}

void ts_table_tell_no_column(const ts_table *table, const char *column, ts_span span, ts_diags *diags)
{
    const char *near = likely_column(table, column), *hint = near ? ts_arena_print(diags->arena, " (did you mean \"%s\"?)", near) : list_columns(table, diags->arena);
    const char *message = ts_arena_print(diags->arena, "table \"%s\" has no column \"%s\"%s", table->name, column, hint ? hint : "");
    if (message)
        ts_diag_add(diags, (ts_diag){.severity = TS_ERROR, .span = span, .rule = "column", .message = message, .hint = near, .subject = message});
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
    ts_table_tell_no_column(found, column, span, diags);
    return NULL;
}

ts_status ts_database_has(ts_database *database, ts_arena *arena, const char *table, const char *column, const ts_cell *value, bool *has)
{
    const ts_table *found = ts_database_table(database, table);
    const ts_binding binding = {"v", *value};
    const bool empty = ts_filter_is_empty(value);
    ts_diags unheard = ts_diags_new(arena);
    ts_rows *rows = NULL;
    if (found && ts_columns_have(arena, found, column, value, has) == TS_COLUMNS_DONE)
        return TS_OK;
    const char *sql = ts_arena_print(arena, "SELECT 1 FROM \"%s\" WHERE \"%s\" %s LIMIT 1", table, column, empty ? "IS NULL" : "= :v");
    if (!sql)
        return TS_MACHINE;
    const ts_query query = {.arena = arena, .sql = sql, .bindings = &binding, .binding_count = empty ? 0 : 1};
    ts_status status = ts_database_query(database, &query, &unheard, &rows);
    *has = status == TS_OK && rows->row_count > 0;
    return status;
}

/* Distinct ones among so many values that rows have. */
static ts_status count_values(ts_database *database, ts_arena *arena, const char *table, const char *column, ts_series_values values,
                              size_t *have)
{
    const char *list = "";
    ts_diags unheard = ts_diags_new(arena);
    ts_rows *rows = NULL;
    for (size_t i = 0; i < values.count && list; i++)
        list = ts_arena_print(arena, "%s%s:%s", list, i ? ", " : "", values.items[i].name);
    const char *sql = list ? ts_arena_print(arena, "SELECT count(DISTINCT \"%s\") FROM \"%s\" WHERE \"%s\" IN (%s)", column, table, column, list)
                           : NULL;
    if (!sql)
        return TS_MACHINE;
    const ts_query query = {.arena = arena, .sql = sql, .bindings = values.items, .binding_count = values.count};
    ts_status status = ts_database_query(database, &query, &unheard, &rows);
    *have = status == TS_OK ? (size_t)rows->cells[0].number : 0;
    return status;
}

static bool have_all_in_memory(ts_arena *arena, const ts_table *table, const char *column, ts_cells values, bool *has)
{
    *has = true;
    for (size_t i = 0; i < values.count && *has; i++)
        if (ts_columns_have(arena, table, column, &values.items[i], has) != TS_COLUMNS_DONE)
            return false;
    return true;
}

ts_status ts_database_has_all(ts_database *database, ts_arena *arena, const char *table, const char *column, ts_cells values, bool *has)
{
    enum { TOGETHER = 200 }; /* SQLite is given 500 values at most */
    const ts_table *found = ts_database_table(database, table);
    ts_status status = TS_OK;
    if (found && have_all_in_memory(arena, found, column, values, has))
        return TS_OK;
    *has = true;
    for (size_t i = 0; i < values.count && *has && status == TS_OK; i += TOGETHER) {
        ts_series_values some = {0};
        size_t have = 0;
        for (size_t k = i; k < values.count && some.count < TOGETHER; k++)
            if (!TS_PUSH(arena, &some, ((ts_binding){ts_arena_print(arena, "v%zu", some.count), values.items[k]})))
                return TS_MACHINE;
        status = count_values(database, arena, table, column, some, &have);
        *has = have == some.count;
    }
    return status;
}

/* The column is in memory: its values, in order. False: memory is out. */
static bool list_values(ts_arena *arena, const ts_key *key, const char *column, ts_rows **rows)
{
    ts_rows *list = *rows = TS_NEW(arena, ts_rows);
    if (!list || !(list->heads = TS_ARRAY(arena, const char *, 1)) || !(list->cells = TS_ARRAY(arena, ts_cell, key->count)))
        return false;
    list->heads[0] = column;
    list->column_count = 1;
    for (size_t i = 0; i < key->count; i++)
        if (key->values[i].kind != TS_CELL_MISSING)
            list->cells[list->row_count++] = key->values[i];
    return true;
}

ts_status ts_database_distinct(ts_database *database, ts_arena *arena, const char *table, const char *column,
                               ts_span span, ts_diags *diags, ts_rows **rows)
{
    *rows = NULL;
    if (!ts_table_column(database, table, column, span, diags))
        return TS_FAULT;
    const ts_key *key = ts_columns_key(ts_database_table(database, table), column);
    const char *sql = key ? ""
                          : ts_arena_print(arena, "SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1",
                                           column, table, column);
    if (!sql || (key && !list_values(arena, key, column, rows)))
        return TS_MACHINE;
    ts_status status = key ? TS_OK : ts_database_query(database, &(ts_query){.arena = arena, .sql = sql, .span = span}, diags, rows);
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
