/* Where a text of a table stands in its file. It is read once more: places are not kept, and this is for a message. */
#include "data/loader.h"

#include <string.h>

static size_t column_of(const ts_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->column_count && strcmp(table->columns[i].name, name) != 0)
        i++;
    return i;
}

/* So that rows that are no data are passed over. */
static bool find_rules(ts_loader *l)
{
    l->ignoring = TS_ARRAY(l->scratch, ts_ignoring, l->request->ignore_count);
    for (size_t i = 0; l->ignoring && i < l->request->ignore_count; i++)
        l->ignoring[i].column = l->request->ignore[i].kind == TS_IGNORE_COLUMN ? column_of(l->table, l->request->ignore[i].column) : 0;
    return l->ignoring;
}

static ts_span find(ts_loader *l, size_t column, const char *text)
{
    bool heads = true;
    while (!ts_store_is_cancelled(l->database))
        switch (ts_records_next(l->records, l->table->column_count)) {
        case TS_RECORD_READ:
            if (!heads && l->records->count == l->table->column_count && strcmp(l->records->fields[column].text, text) == 0 &&
                !ts_loader_ignores(l, false))
                return ts_records_span(l->records, l->diags->arena, l->records->fields[column].place);
            heads = false;
            break;
        case TS_RECORD_FAULT:
            break;
        default:
            return (ts_span){0};
        }
    return (ts_span){0};
}

ts_span ts_table_find_cell(ts_database *database, ts_arena *arena, const ts_table_request *request, const char *column, const char *text)
{
    ts_diags unheard = ts_diags_new(arena);
    const ts_table *loaded = ts_database_table(database, request->name);
    ts_table table = loaded ? *loaded : (ts_table){0};
    ts_loader l = {.database = database, .request = request, .diags = &unheard, .table = &table, .scratch = ts_arena_new(0)};
    const char *why = NULL;
    ts_span span = {0};
    if (!l.scratch)
        return span;
    ts_arena_lend(l.scratch, ts_held_lender(database, request->path));
    const size_t at = column_of(&table, column);
    if (at < table.column_count && find_rules(&l) && (l.records = ts_records_open(l.scratch, request, &unheard, &why)))
        span = find(&l, at, text);
    ts_arena_drop(l.scratch);
    return span;
}
