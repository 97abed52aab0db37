#include "data/records.h"

#include <string.h>
#include <strings.h>

ts_table_kind ts_table_kind_of(const char *path)
{
    static const struct {
        const char *end;
        ts_table_kind kind;
    } ends[] = {{".json", TS_TABLE_JSON},
                {".sqlite", TS_TABLE_SQLITE},
                {".sqlite3", TS_TABLE_SQLITE},
                {".db", TS_TABLE_SQLITE}};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (strcasecmp(dot, ends[i].end) == 0)
            return ends[i].kind;
    return TS_TABLE_CSV;
}

static const char *advice(ts_magic magic)
{
    switch (magic) {
    case TS_MAGIC_ZIP:
    case TS_MAGIC_OLD_BOOK:
        return "save the sheet that is wanted as CSV (UTF-8)";
    case TS_MAGIC_SQLITE:
        return "the name of a database ends in .sqlite, .sqlite3 or .db";
    case TS_MAGIC_JSON:
        return "the name of a JSON file ends in .json";
    default:
        return "a table is CSV, JSON or SQLite";
    }
}

const char *ts_records_other(ts_arena *arena, ts_magic magic)
{
    const char *why = ts_arena_print(arena, "it is %s: %s", ts_magic_noun(magic), advice(magic));
    return why ? why : TS_NO_MEMORY;
}

ts_records *ts_records_open(ts_arena *arena, const ts_table_request *request, ts_diags *diags,
                            const char **why)
{
    *why = NULL;
    switch (ts_table_kind_of(request->path)) {
    case TS_TABLE_JSON:
        return ts_json_table_open(arena, request, diags, why);
    case TS_TABLE_SQLITE:
        return ts_sqlite_table_open(arena, request, why);
    default:
        return ts_csv_open(arena, request, why);
    }
}

ts_records_event ts_records_next(ts_records *records, size_t columns)
{
    records->fault = NULL;
    return records->kind->next(records, columns);
}

bool ts_records_rewind(ts_records *records)
{
    return records->kind->rewind(records);
}

ts_span ts_records_span(ts_records *records, ts_arena *arena, ts_record_place place)
{
    return records->kind->span ? records->kind->span(records, arena, place) : (ts_span){0};
}

size_t ts_records_memory(const ts_records *records)
{
    return records->kind->memory(records);
}
