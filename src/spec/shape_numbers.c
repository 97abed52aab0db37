/* Series, and the forms that numbers share: moments, queries, filters. */
#include "spec/fill.h"
#include "spec/read.h"
#include "spec/value.h"

#include <string.h>

/* ---- shared forms */

static bool read_moment(ts_reader *reader, const ts_json *json, void *field)
{
    ts_word *moment = field;
    if (json->kind != TS_JSON_NUMBER)
        return ts_read_text(reader, json, TS_P_MOMENT, moment);
    if (json->number < 1000 || json->number > 9999 || json->number != (double)(long)json->number) {
        ts_error(reader->diags, json->span, "moment", "a year has four digits");
        return false;
    }
    *moment = (ts_word){ts_value_print(reader->arena, json->number), json->span};
    return moment->text != NULL;
}

const ts_own ts_own_moment = {
    "\"anyOf\": [{ \"type\": \"integer\", \"minimum\": 1000, \"maximum\": 9999 }, { \"$ref\": "
    "\"#/$defs/moment-text\" }]",
    read_moment, NULL};

/* The first line begins the SELECT; the others may be anything. */
static bool read_lines(ts_reader *reader, const ts_json *json, void *field)
{
    ts_word *out = field;
    if (json->kind == TS_JSON_STRING)
        return ts_read_text(reader, json, TS_P_SELECT, out);
    ts_words lines;
    ts_word first;
    if (!ts_read_is_list(reader, json, 1) || !ts_read_text(reader, json->child, TS_P_SELECT, &first) ||
        !ts_read_texts(reader, json, TS_P_ANY, 1, &lines))
        return false;
    const char *text = lines.items[0].text;
    for (size_t i = 1; i < lines.count && text; i++)
        text = ts_arena_print(reader->arena, "%s\n%s", text, lines.items[i].text);
    *out = (ts_word){text, json->span};
    return text != NULL;
}

const ts_own ts_own_lines = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/select\" }, { \"type\": \"array\", \"minItems\": 1, \"prefixItems\": "
    "[{ "
    "\"$ref\": \"#/$defs/select\" }], \"items\": { \"type\": \"string\", \"minLength\": 1 } }]",
    read_lines, NULL};

static bool read_range(ts_reader *reader, const ts_json *json, ts_where *where)
{
    static const char *const names[] = {"from", "to", "not"};
    ts_scalar *fields[] = {&where->from, &where->to, &where->not };
    for (const ts_json *item = json->child; item; item = item->next) {
        int i = 0;
        while (i < 3 && strcmp(names[i], item->key) != 0)
            i++;
        if (i < 3)
            (void)ts_read_scalar(reader, item, false, fields[i]);
        else
            ts_error_near(reader->diags, item->key_span, "member", ts_nearest(names, 3, item->key),
                          "unknown member \"%s\" in a range", ts_value_excerpt(reader->arena, item->key));
    }
    if (!json->count)
        ts_error(reader->diags, json->span, "required", "a range needs \"from\", \"to\" or \"not\"");
    return true;
}

static bool read_cell(ts_reader *reader, const ts_json *json, ts_where *where)
{
    ts_scalar scalar;
    return ts_read_scalar(reader, json, false, &scalar) && TS_PUSH(reader->arena, &where->any, scalar);
}

static bool read_condition(ts_reader *reader, const ts_json *json, ts_where *where)
{
    if (json->kind == TS_JSON_OBJECT)
        return read_range(reader, json, where);
    if (json->kind != TS_JSON_ARRAY)
        return read_cell(reader, json, where);
    bool right = ts_read_is_list(reader, json, 1);
    for (const ts_json *item = json->child; right && item; item = item->next)
        right = read_cell(reader, item, where);
    return right;
}

static bool read_where(ts_reader *reader, const ts_json *json, void *field)
{
    if (!ts_read_is_map(reader, json, TS_P_SQL_NAME, 0))
        return false;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_where *where = TS_NEW(reader->arena, ts_where);
        if (!where)
            return false;
        where->column = item->key;
        where->span = item->span;
        if (read_condition(reader, item, where) && !ts_map_put(reader->arena, field, item->key, where))
            return false;
    }
    return true;
}

const ts_own ts_own_where = {"\"type\": \"object\", \"propertyNames\": { \"$ref\": \"#/$defs/sql-name\" }, "
                             "\"additionalProperties\": { "
                             "\"anyOf\": [{ \"type\": [\"string\", \"number\"] }, { \"type\": \"array\", "
                             "\"items\": { \"type\": [\"string\", "
                             "\"number\"] }, \"minItems\": 1, \"maxItems\": 1000 }, { \"type\": \"object\", "
                             "\"properties\": { \"from\": { \"type\": [\"string\", "
                             "\"number\"] }, \"to\": { \"type\": [\"string\", \"number\"] }, \"not\": { "
                             "\"type\": [\"string\", \"number\"] } }, "
                             "\"additionalProperties\": false, \"minProperties\": 1 }] }",
                             read_where, ts_fill_where};

/* ---- series */

static bool read_columns(ts_reader *reader, const ts_json *json, void *field)
{
    ts_words *words = field;
    if (json->kind == TS_JSON_ARRAY)
        return ts_read_texts(reader, json, TS_P_SQL_NAME, 2, words);
    ts_word word;
    return ts_read_text(reader, json, TS_P_SQL_NAME, &word) && TS_PUSH(reader->arena, words, word);
}

static const ts_own own_columns = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/sql-name\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/sql-name\" }, \"minItems\": 2, \"maxItems\": 1000 }]",
    read_columns, NULL};

#define T ts_break_spec
static const ts_member break_members[] = {
    M("at", OWN, at, "The first moment that is counted the new way.", .own = &ts_own_moment,
      .flags = TS_REQUIRED),
    M("note", WORD, note, "What changed.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_break = {.name = "break",
                                 .what = "a break",
                                 .about = "From this moment on the numbers are counted another way.",
                                 .size = sizeof(ts_break_spec),
                                 .members = break_members,
                                 .count = TS_COUNT(break_members),
                                 .span = offsetof(ts_break_spec, span),
                                 .label = TS_NO_FIELD};

static const char *const rows_word[] = {"rows", NULL};
static const char *const gaps_words[] = {"leave", "keep", NULL};

#define T ts_series_spec
#define FROM_A_TABLE (1u << TS_SUM | 1u << TS_MEAN | 1u << TS_MINIMUM | 1u << TS_MAXIMUM | 1u << TS_COUNT)
static const ts_member series_members[] = {
    M("table", WORD, table, "Table.", .pattern = TS_P_SQL_NAME, .with = FROM_A_TABLE),
    M("sum", OWN, columns, "Column(s) to add up.", .own = &own_columns, .pick = 1 + TS_SUM),
    M("mean", OWN, columns, "Column(s) to average.", .own = &own_columns, .pick = 1 + TS_MEAN),
    M("minimum", OWN, columns, "Column(s) of which to take the least.", .own = &own_columns,
      .pick = 1 + TS_MINIMUM),
    M("maximum", OWN, columns, "Column(s) of which to take the most.", .own = &own_columns,
      .pick = 1 + TS_MAXIMUM),
    M("count", ENUM, sql, "Count rows.", .words = rows_word, .pick = 1 + TS_COUNT),
    M("sql", OWN, sql, "SELECT with columns named value and, as wanted, time and category.",
      .own = &ts_own_lines, .pick = 1 + TS_SQL),
    M("where", OWN, where, "Only rows with… a value, a list (any of them), {from, to} or {not}.",
      .own = &ts_own_where, .with = FROM_A_TABLE),
    M("over", WORD, over, "Column of time.", .pattern = TS_P_SQL_NAME, .with = FROM_A_TABLE),
    M("by", WORD, by, "Column of categories.", .pattern = TS_P_SQL_NAME, .with = FROM_A_TABLE),
    M("gaps", CHOICE, gaps, "Times that the table has and the series has not: left out, or kept as values that are missing.",
      .words = gaps_words, .initial = "leave", .with = FROM_A_TABLE),
    M("times", REAL, times, "Factor, e.g. 1e6 for millions.", .initial = "1"),
    M("unit", WORD, unit, "What it counts.", .pattern = TS_P_UNIT, .flags = TS_REQUIRED),
    M("sources", WORDS, sources, "Default: those of the table.", .pattern = TS_P_NAME),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("allow", WORD_MAP, allow, "Doubts that do not matter here, and why.", .key = TS_P_NAME),
    M("breaks", LIST, breaks, "Where the numbers begin to be counted another way.", .shape = &ts_shape_break),
};
#undef T

static bool finish_series(ts_reader *reader, const ts_json *json, void *object)
{
    (void)reader;
    ts_series_spec *series = object;
    series->sources_given = ts_json_member(json, "sources") != NULL;
    if (series->aggregate == TS_COUNT)
        series->sql = (ts_word){0};
    return true;
}

static const ts_need series_needs[] = {
    {"sum", {"table"}, "method", NULL},     {"mean", {"table"}, "method", NULL},
    {"minimum", {"table"}, "method", NULL}, {"maximum", {"table"}, "method", NULL},
    {"count", {"table"}, "method", NULL},   {"gaps", {"over"}, "series", NULL},
    {0}};

const ts_shape ts_shape_series = {
    .name = "series",
    .what = "a series",
    .about = "A named row of numbers over time, by category, or both.",
    .size = sizeof(ts_series_spec),
    .members = series_members,
    .count = TS_COUNT(series_members),
    .span = offsetof(ts_series_spec, span),
    .label = offsetof(ts_series_spec, name),
    .pick = {"method", "method", NULL, "a series needs one of sum, mean, minimum, maximum, count, sql", NULL,
             offsetof(ts_series_spec, aggregate), TS_NO_FIELD},
    .needs = series_needs,
    .finish = finish_series,
    .examples =
        "[{ \"table\": \"goods_trade\", \"sum\": \"value_usd\", \"where\": { \"partner\": [\"North\", "
        "\"South\"] }, \"over\": \"year\", \"unit\": \"USD\" }]"};
