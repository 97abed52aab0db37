#include "data/waiting.h"

#include "data/loader.h"

#include <string.h>

bool ts_waiting_add_table(ts_database *database, const ts_table_request *request, const ts_table *table)
{
    return TS_PUSH(database->arena, &database->waiting.tables, ((ts_waiting_table){*request, table, false, false}));
}

bool ts_waiting_add_fact(ts_database *database, const ts_waiting_fact *fact)
{
    return TS_PUSH(database->arena, &database->waiting.facts, *fact);
}

bool ts_waiting_add_index(ts_database *database, const char *table, const char *sql)
{
    const char *copy = ts_arena_text(database->arena, sql);
    return copy && TS_PUSH(database->arena, &database->waiting.indexes, ((ts_waiting_index){table, copy, false}));
}

bool ts_waiting_has_table(const ts_database *database, const char *table)
{
    const ts_waiting *waiting = &database->waiting;
    for (size_t i = 0; i < waiting->tables.count; i++)
        if (strcmp(waiting->tables.items[i].table->name, table) == 0)
            return !waiting->tables.items[i].loaded;
    return false;
}

bool ts_waiting_is_left_out(const ts_waiting_table *table)
{
    return table->request.late && !table->loaded;
}

/* ---- what a query names */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool ts_sql_may_name(const char *sql, const char *table)
{
    const size_t length = strlen(table);
    while (*sql) {
        size_t word = 0;
        while (is_word(sql[word]))
            word++;
        if (word == length && sqlite3_strnicmp(sql, table, (int)length) == 0)
            return true;
        sql += word ? word : 1;
    }
    return false;
}

static bool is_wanted(const ts_waiting_table *table, const char *sql)
{
    return !table->loaded && (sql ? ts_sql_may_name(sql, table->table->name) : !table->request.late);
}

static bool anything_wanted(const ts_waiting *waiting, const char *sql)
{
    size_t i = 0;
    while (i < waiting->tables.count && !is_wanted(&waiting->tables.items[i], sql))
        i++;
    return i < waiting->tables.count || waiting->facts_put < waiting->facts.count;
}

/* ---- loading */

/* Nothing that is made from here on is like what an earlier run had. */
static ts_status say_changed(ts_database *database, const ts_table_request *request, ts_diags *diags)
{
    database->recall.unknown = true;
    ts_error(diags, request->span, "table", "%s changed since it was read: load it again", request->path);
    return TS_FAULT;
}

static bool same_table(const ts_table *a, const ts_table *b)
{
    bool same = a->column_count == b->column_count && a->row_count == b->row_count && a->file_size == b->file_size;
    for (size_t i = 0; same && i < a->column_count; i++)
        same = strcmp(a->columns[i].name, b->columns[i].name) == 0 && a->columns[i].type == b->columns[i].type;
    return same;
}

/* Warnings were told when the table was described. */
static ts_status load_again(ts_database *database, const ts_table_request *request, ts_diags *diags, const ts_table **table)
{
    ts_diags heard = ts_diags_new(diags->arena);
    ts_status status = ts_loader_load_again(database, request, &heard, table);
    for (size_t i = 0; i < heard.count; i++)
        if (heard.items[i].severity == TS_ERROR)
            ts_diag_add(diags, heard.items[i]);
    return status;
}

static ts_status load_table(ts_database *database, ts_waiting_table *waiting, ts_diags *diags)
{
    ts_table_request request = waiting->request;
    const ts_table *table;
    if (waiting->changed)
        return say_changed(database, &request, diags);
    request.use_count = 0; /* its columns are here already */
    ts_status status = load_again(database, &request, diags, &table);
    if (status == TS_OK && !(same_table(table, waiting->table) && ts_recall_holds(database, request.path)))
        status = say_changed(database, &request, diags);
    database->recall.unknown |= status == TS_FAULT;
    waiting->changed = status == TS_FAULT;
    waiting->loaded = status == TS_OK;
    ts_held_settle(database, request.path);
    return status;
}

static ts_status make_indexes(ts_database *database)
{
    ts_waiting *waiting = &database->waiting;
    for (size_t i = 0; i < waiting->indexes.count; i++) {
        ts_waiting_index *index = &waiting->indexes.items[i];
        if (index->made || ts_waiting_has_table(database, index->table))
            continue;
        index->made = ts_store_run(database, index->sql);
        if (!index->made)
            return TS_MACHINE;
    }
    return TS_OK;
}

static ts_status load_wanted(ts_database *database, const char *sql, ts_diags *diags)
{
    ts_waiting *waiting = &database->waiting;
    ts_status status = TS_OK;
    for (size_t i = 0; i < waiting->tables.count && status == TS_OK; i++)
        if (is_wanted(&waiting->tables.items[i], sql))
            status = load_table(database, &waiting->tables.items[i], diags);
    for (; waiting->facts_put < waiting->facts.count && status == TS_OK; waiting->facts_put += status == TS_OK)
        status = ts_store_put_fact(database, &waiting->facts.items[waiting->facts_put]) ? TS_OK : TS_MACHINE;
    return status == TS_OK ? make_indexes(database) : status;
}

ts_status ts_waiting_load(ts_database *database, const char *sql, ts_diags *diags)
{
    if (!anything_wanted(&database->waiting, sql))
        return TS_OK;
    if (!ts_store_run(database, "PRAGMA query_only = OFF"))
        return TS_MACHINE;
    ts_status status = load_wanted(database, sql, diags);
    if (database->closed && !ts_store_run(database, "PRAGMA query_only = ON"))
        return TS_MACHINE;
    return status;
}

bool ts_waiting_take_over(ts_database *database, const ts_database *frozen)
{
    const ts_waiting *from = &frozen->waiting;
    bool taken = true;
    database->recall.files = frozen->recall.files;
    database->held = frozen->held;
    for (size_t i = 0; i < from->tables.count && taken; i++)
        if (ts_waiting_is_left_out(&from->tables.items[i]))
            taken = ts_waiting_add_table(database, &from->tables.items[i].request, from->tables.items[i].table);
    for (size_t i = 0; i < from->indexes.count && taken; i++)
        if (ts_waiting_has_table(database, from->indexes.items[i].table))
            taken = ts_waiting_add_index(database, from->indexes.items[i].table, from->indexes.items[i].sql);
    return taken;
}
