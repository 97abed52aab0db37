/* The sheet's tables and facts go into one database, shared by its editions. */
#include "bind/edition.h"

#include <string.h>

static const char *const *texts_of(ts_arena *arena, const ts_words *words)
{
    const char **texts = TS_ARRAY(arena, const char *, words->count);
    for (size_t i = 0; texts && i < words->count; i++)
        texts[i] = words->items[i].text;
    return texts;
}

static bool column_rules(ts_arena *arena, const ts_table_spec *spec, ts_table_request *request)
{
    ts_column_rule *rules = TS_ARRAY(arena, ts_column_rule, spec->columns.count);
    for (size_t i = 0; rules && i < spec->columns.count; i++) {
        const ts_choice *type = spec->columns.items[i].value;
        rules[i] = (ts_column_rule){spec->columns.items[i].name, (ts_column_type)type->value, type->span};
    }
    request->columns = rules;
    request->column_count = spec->columns.count;
    return rules;
}

static bool rename_rules(ts_arena *arena, const ts_table_spec *spec, ts_table_request *request)
{
    ts_rename_rule *rules = TS_ARRAY(arena, ts_rename_rule, spec->rename.count);
    for (size_t i = 0; rules && i < spec->rename.count; i++) {
        const ts_word *name = spec->rename.items[i].value;
        rules[i] = (ts_rename_rule){spec->rename.items[i].name, name->text, name->span};
    }
    request->renames = rules;
    request->rename_count = spec->rename.count;
    return rules;
}

static bool fill_request(ts_arena *arena, const ts_table_spec *spec, ts_table_request *request)
{
    *request = (ts_table_request){
        .name = spec->name,
        .path = ts_sheet_path(arena, spec->folder, spec->file.text),
        .separator = spec->separator.text && spec->separator.text[0] ? spec->separator.text[0] : ',',
        .empty = texts_of(arena, &spec->empty),
        .empty_count = spec->empty.count,
        .unique = texts_of(arena, &spec->unique),
        .unique_count = spec->unique.count,
        .span = spec->file.span,
    };
    return column_rules(arena, spec, request) && rename_rules(arena, spec, request) && request->path &&
           request->empty && request->unique;
}

static ts_status load_table(ts_arena *arena, const ts_table_spec *spec, ts_database *database,
                            ts_diags *diags)
{
    if (!spec->file.text)
        return TS_FAULT;
    if (strchr(spec->file.text, '{')) {
        ts_error(diags, spec->file.span, "table", "not yet: a parameter in the path of a table (\"%s\")",
                 spec->file.text);
        return TS_FAULT;
    }
    ts_table_request request;
    if (!fill_request(arena, spec, &request))
        return TS_MACHINE;
    const ts_table *table;
    return ts_database_load(database, &request, diags, &table);
}

static ts_status load_fact(const ts_fact_spec *spec, ts_database *database)
{
    const ts_scalar *value = &spec->value;
    const double *number = value->kind == TS_SCALAR_NUMBER ? &value->number : NULL;
    const char *text = value->kind == TS_SCALAR_TEXT ? value->text : NULL;
    return ts_database_fact(database, spec->name, number, text);
}

static ts_status worse(ts_status a, ts_status b)
{
    return a > b ? a : b;
}

ts_status ts_edition_tables(ts_arena *arena, const ts_sheet *sheet, ts_diags *diags, ts_database **database)
{
    ts_status status = TS_OK;
    *database = ts_database_new(arena);
    if (!*database)
        return TS_MACHINE;
    for (size_t i = 0; i < sheet->tables.count && status != TS_MACHINE; i++)
        status = worse(status, load_table(arena, sheet->tables.items[i].value, *database, diags));
    for (size_t i = 0; i < sheet->facts.count && status != TS_MACHINE; i++)
        status = worse(status, load_fact(sheet->facts.items[i].value, *database));
    return status == TS_MACHINE ? status : worse(status, ts_database_close_for_writing(*database));
}
