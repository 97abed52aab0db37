/* The sheet's tables and facts go into one database, shared by its editions. */
#include "bind/bind.h"

#include "spec/shape.h"

#include <string.h>

static const char *const *texts_of(ts_arena *arena, const ts_words *words)
{
    const char **texts = TS_ARRAY(arena, const char *, words->count);
    for (size_t i = 0; texts && i < words->count; i++)
        texts[i] = words->items[i].text;
    return texts;
}

static const ts_span *spans_of(ts_arena *arena, const ts_words *words)
{
    ts_span *spans = TS_ARRAY(arena, ts_span, words->count);
    for (size_t i = 0; spans && i < words->count; i++)
        spans[i] = words->items[i].span;
    return spans;
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

static bool ignore_rules(ts_arena *arena, const ts_table_spec *spec, ts_table_request *request)
{
    ts_ignore_rule *rules = TS_ARRAY(arena, ts_ignore_rule, spec->ignore.count);
    for (size_t i = 0; rules && i < spec->ignore.count; i++) {
        const ts_ignore_spec *rule = &spec->ignore.items[i];
        rules[i] = (ts_ignore_rule){.kind = rule->kind == TS_IGNORE_FIRST        ? TS_IGNORE_FIRST_CELL
                                            : rule->kind == TS_IGNORE_IN_COLUMN ? TS_IGNORE_COLUMN
                                                                                : TS_IGNORE_BLANK,
                                    .column = rule->column,
                                    .pattern = rule->pattern,
                                    .span = rule->span};
    }
    request->ignore = rules;
    request->ignore_count = spec->ignore.count;
    return rules;
}

/* The sample number says its signs itself: what stands behind the 1, and before the 5. */
static bool number_style(ts_arena *arena, const ts_table_spec *spec, ts_table_request *request)
{
    enum { BRACKETS = 1, MINUS_AFTER = 2, PLUS = 4, PERCENT = 8, EXPONENT = 16 };
    const char *sample = spec->numbers.given ? ts_table_numbers[spec->numbers.value] : "1234.5";
    request->style = (ts_number_style){.group = sample[1] != '2' ? sample[1] : '\0',
                                       .decimal = sample[strlen(sample) - 2],
                                       .brackets = spec->signs & BRACKETS,
                                       .minus_after = spec->signs & MINUS_AFTER,
                                       .plus = spec->signs & PLUS,
                                       .percent = spec->signs & PERCENT,
                                       .exponent = spec->signs & EXPONENT,
                                       .currency = texts_of(arena, &spec->currency),
                                       .currency_count = spec->currency.count};
    return request->style.currency;
}

bool ts_bind_table_request(ts_arena *arena, const ts_sheet *sheet, const ts_table_spec *spec, ts_table_request *request)
{
    const ts_word *alike = ts_map_find(&spec->allow, ts_doubt_words[TS_DOUBT_TWICE]);
    *request = (ts_table_request){
        .name = spec->name,
        .path = ts_sheet_path(arena, spec->folder, spec->file.text),
        .from = spec->from.text,
        .separator = spec->separator.text && spec->separator.text[0] ? spec->separator.text[0] : ',',
        .encoding = spec->encoding.given ? (ts_encoding)spec->encoding.value : TS_ENCODING_UTF8,
        .skip = spec->skip.given ? (size_t)spec->skip.value : 0,
        .heads_as_names = spec->heads.given && spec->heads.value == 1,
        .dates = !spec->dates.given       ? TS_DATES_UNSAID
                 : spec->dates.value == 0 ? TS_DATES_MONTH_FIRST
                                          : TS_DATES_DAY_FIRST,
        .empty = texts_of(arena, &spec->empty),
        .empty_count = spec->empty.count,
        .unique = texts_of(arena, &spec->unique),
        .unique_count = spec->unique.count,
        .unique_spans = spans_of(arena, &spec->unique),
        .alike = alike,
        .alike_span = alike ? alike->span : (ts_span){0},
        .span = spec->file.span,
    };
    return column_rules(arena, spec, request) && rename_rules(arena, spec, request) &&
           ignore_rules(arena, spec, request) && ts_bind_uses(arena, sheet, spec, request) && number_style(arena, spec, request) && request->path &&
           request->empty && request->unique && request->unique_spans;
}

/* What a file of this kind does not have is not said of it. */
static bool members_fit(const ts_table_spec *spec, ts_diags *diags)
{
    ts_table_kind kind = ts_table_kind_of(spec->file.text);
    bool csv = kind == TS_TABLE_CSV;
    const struct {
        const char *name;
        ts_span span;
        bool wrong;
    } members[] = {
        {"separator", spec->separator.span, spec->separator.span.source && !csv},
        {"encoding", spec->encoding.span, spec->encoding.given && spec->encoding.span.source && !csv},
        {"skip", spec->skip.span, spec->skip.given && spec->skip.span.source && !csv}};
    bool fit = true;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (members[i].wrong) {
            ts_error(diags, members[i].span, "option", "\"%s\" is for CSV files", members[i].name);
            fit = false;
        }
    if (spec->from.text && csv)
        ts_error(diags, spec->from.span, "option", "\"from\" is for SQLite and JSON files");
    return fit && !(spec->from.text && csv);
}

/* Another was refused where the sheet was read. */
static bool is_name(const char *name)
{
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0' && strchr("0123456789_", name[0]) == NULL;
}

static ts_status load_table(ts_arena *arena, const ts_sheet *sheet, const ts_table_spec *spec, ts_database *database,
                            ts_diags *diags)
{
    if (!spec->file.text || !is_name(spec->name) || !members_fit(spec, diags))
        return TS_FAULT;
    if (strchr(spec->file.text, '{')) {
        ts_error(diags, spec->file.span, "table", "not yet: a parameter in the path of a table (\"%s\")",
                 spec->file.text);
        return TS_FAULT;
    }
    ts_table_request request;
    if (!ts_bind_table_request(arena, sheet, spec, &request))
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

ts_status ts_edition_tables(ts_arena *arena, const ts_tables_order *order, ts_diags *diags, ts_database **database)
{
    const ts_sheet *sheet = order->sheet;
    ts_status status = TS_OK;
    *database = ts_database_new(arena);
    if (!*database)
        return TS_MACHINE;
    ts_database_keep_in(*database, order->cache);
    const size_t told = diags->count;
    for (size_t i = 0; i < sheet->tables.count && status != TS_MACHINE; i++) {
        ts_stage_reach(order->stages, sheet->tables.items[i].name, i, sheet->tables.count);
        status = worse(status, load_table(arena, sheet, sheet->tables.items[i].value, *database, diags));
    }
    ts_diags_fold(diags, told);
    for (size_t i = 0; i < sheet->facts.count && status != TS_MACHINE; i++)
        status = worse(status, load_fact(sheet->facts.items[i].value, *database));
    if (status == TS_OK)
        status = ts_edition_check_indexes(sheet, *database, diags);
    return status == TS_MACHINE ? status : worse(status, ts_database_close_for_writing(*database));
}
