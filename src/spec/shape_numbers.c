/* Parameters, editions, tables, series, facts, statistics. */
#include "spec/fill.h"
#include "spec/read.h"
#include "spec/value.h"

#include <string.h>

/* ------------------------------------------------------------ shared forms */

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

/* ------------------------------------------------------------ parameters and editions */

static const char *const type_words[] = {"text", "integer", "number", "boolean", NULL};

static bool read_table_choices(ts_reader *reader, const ts_json *json, ts_param *param)
{
    const ts_json *table = ts_json_member(json, "table"), *column = ts_json_member(json, "column");
    for (const ts_json *item = json->child; item; item = item->next)
        if (item != table && item != column)
            ts_error_near(reader->diags, item->key_span, "member",
                          ts_nearest((const char *const[]){"table", "column"}, 2, item->key),
                          "unknown member \"%s\" in choices", ts_value_excerpt(reader->arena, item->key));
    if (!table || !column) {
        ts_error(reader->diags, json->span, "required", "choices need \"table\" and \"column\"");
        return false;
    }
    return ts_read_text(reader, table, TS_P_SQL_NAME, &param->choices_table) &&
           ts_read_text(reader, column, TS_P_SQL_NAME, &param->choices_column);
}

static bool read_choices(ts_reader *reader, const ts_json *json, void *object)
{
    ts_param *param = object;
    if (json->kind == TS_JSON_OBJECT)
        return read_table_choices(reader, json, param);
    bool right = ts_read_is_list(reader, json, 1);
    for (const ts_json *item = json->child; right && item; item = item->next) {
        ts_scalar scalar;
        right =
            ts_read_scalar(reader, item, false, &scalar) && TS_PUSH(reader->arena, &param->choices, scalar);
    }
    return right;
}

static const ts_own own_choices = {
    "\"anyOf\": [{ \"type\": \"array\", \"items\": { \"type\": [\"string\", \"number\"] }, \"minItems\": 1, "
    "\"maxItems\": 1000 }, { \"type\": "
    "\"object\", \"properties\": { \"table\": { \"$ref\": \"#/$defs/sql-name\" }, \"column\": { \"$ref\": "
    "\"#/$defs/sql-name\" } }, \"required\": [\"table\", \"column\"], \"additionalProperties\": false }]",
    read_choices, NULL};

#define T ts_param
static const ts_member param_members[] = {
    M("type", CHOICE, type, "Kind of value.", .words = type_words, .flags = TS_REQUIRED),
    M("default", SCALAR, initial, "Value when none is given.", .flags = TS_REQUIRED | TS_BOOLEAN),
    {.name = "choices",
     .kind = TS_K_OWN,
     .offset = 0,
     .own = &own_choices,
     .about = "Allowed values: a list, or a column of a table."},
    M("pattern", WORD, pattern, "Regular expression that a text must match."),
    M("means", WORD, means, "What it is."),
};
#undef T

const ts_shape ts_shape_param = {.name = "param",
                                 .what = "a parameter",
                                 .about = "What one edition may change.",
                                 .size = sizeof(ts_param),
                                 .members = param_members,
                                 .count = TS_COUNT(param_members),
                                 .span = offsetof(ts_param, span),
                                 .label = offsetof(ts_param, name)};

#define T ts_named_edition
static const ts_member edition_members[] = {
    M("language", WORD, language, "Language.", .pattern = TS_P_LANGUAGE),
    M("profile", WORD, profile, "Profile.", .pattern = TS_P_NAME),
    M("set", SCALAR_MAP, set, "Parameters.", .key = TS_P_SQL_NAME),
    M("output", WORD, output, "File name."),
};
#undef T

const ts_shape ts_shape_edition = {.name = "edition",
                                   .what = "an edition",
                                   .about = "One named way to print the sheet.",
                                   .size = sizeof(ts_named_edition),
                                   .members = edition_members,
                                   .count = TS_COUNT(edition_members),
                                   .span = offsetof(ts_named_edition, span),
                                   .label = offsetof(ts_named_edition, name)};

/* ------------------------------------------------------------ tables and sources */

static const char *const column_words[] = {"text", "number", "integer", "date", NULL};
static const char *const separator_words[] = {",", ";", "\t", NULL};

#define T ts_table_spec
static const ts_member table_members[] = {
    M("file", WORD, file, "In `folders.data`.", .flags = TS_REQUIRED),
    M("source", WORD, source, "Where it is from.", .pattern = TS_P_NAME, .flags = TS_REQUIRED),
    M("vintage", WORD, vintage, "Which release of the data: \"February 2025\"."),
    M("columns", CHOICE_MAP, columns,
      "Types of columns that are not what they look like; codes with leading zeros are text anyhow.",
      .key = TS_P_SQL_NAME, .words = column_words),
    M("rename", WORD_MAP, rename, "Column heads that are no SQL names: file's head to name.",
      .pattern = TS_P_SQL_NAME),
    M("empty", WORDS, empty, "Cells that mean no value, besides the empty one."),
    M("unique", WORDS, unique, "Columns that together name a row; a double is an error.",
      .pattern = TS_P_SQL_NAME, .least = 1, .flags = TS_UNIQUE),
    M("separator", ENUM, separator, "Column separator.", .words = separator_words, .initial = ","),
    M("caveats", WORDS, caveats, "Names of caveats; every number made from it carries them.",
      .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("note", WORD, note, "For readers of the sheet."),
};
#undef T

const ts_shape ts_shape_table = {
    .name = "table",
    .what = "a table",
    .about = "A CSV file, seen by SQL under this name.",
    .size = sizeof(ts_table_spec),
    .members = table_members,
    .count = TS_COUNT(table_members),
    .span = offsetof(ts_table_spec, span),
    .label = offsetof(ts_table_spec, name),
    .examples = "[{ \"file\": \"trade.csv\", \"source\": \"census\", \"unique\": [\"partner\", \"year\"] }]"};

#define T ts_shapes_spec
static const ts_member shapes_members[] = {
    M("file", WORD, file, "In `folders.data`.", .flags = TS_REQUIRED),
    M("name", WORD, key, "Property that names a shape.", .flags = TS_REQUIRED),
    M("source", WORD, source, "Where it is from.", .pattern = TS_P_NAME),
    M("planar", FLAG, planar, "Coordinates are already page-like (y down).", .initial = "false"),
};
#undef T

const ts_shape ts_shape_shapes = {.name = "shapes",
                                  .what = "shapes",
                                  .about = "Boundaries for maps (GeoJSON).",
                                  .size = sizeof(ts_shapes_spec),
                                  .members = shapes_members,
                                  .count = TS_COUNT(shapes_members),
                                  .span = offsetof(ts_shapes_spec, span),
                                  .label = offsetof(ts_shapes_spec, name)};

#define T ts_source_spec
static const ts_member source_members[] = {
    M("publisher", WORD, publisher, "Who issued it.", .flags = TS_REQUIRED),
    M("title", WORD, title, "Title, in its own language.", .flags = TS_REQUIRED),
    M("edition", WORD, edition, "Table, release or date of issue."),
    M("language", WORD, language, "Of publisher, title and edition, where it is not the page's: \"en\".",
      .pattern = TS_P_LANGUAGE),
    M("year", WHOLE, year, "Year of issue.", .low = 1000, .high = 9999),
    M("url", WORD, url, "Address.", .pattern = TS_P_WEB),
    M("read", WORD, read, "Day on which it was read.", .pattern = TS_P_DATE),
    M("licence", WORD, licence, "Terms."),
    M("note", WORD, note, "Not printed."),
};
#undef T

const ts_shape ts_shape_source = {
    .name = "source",
    .what = "a source",
    .about = "Something that a reader can look up. The citation is made from these.",
    .size = sizeof(ts_source_spec),
    .members = source_members,
    .count = TS_COUNT(source_members),
    .span = offsetof(ts_source_spec, span),
    .label = offsetof(ts_source_spec, name),
    .examples =
        "[{ \"publisher\": \"Statistics Office\", \"title\": \"Trade in Goods by Country\", \"read\": "
        "\"2026-10-01\" }]"};

#define T ts_caveat_spec
static const ts_member caveat_members[] = {
    M("say", WORD, say, "The text.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("print", FLAG, print, "Print it in the source list; if not, only stats and trace show it.",
      .initial = "false"),
};
#undef T

const ts_shape ts_shape_caveat = {.name = "caveat",
                                  .what = "a caveat",
                                  .about = "A reservation about a number.",
                                  .size = sizeof(ts_caveat_spec),
                                  .members = caveat_members,
                                  .count = TS_COUNT(caveat_members),
                                  .span = offsetof(ts_caveat_spec, span),
                                  .label = offsetof(ts_caveat_spec, name)};

/* ------------------------------------------------------------ series */

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
    M("times", REAL, times, "Factor, e.g. 1e6 for millions.", .initial = "1"),
    M("unit", WORD, unit, "What it counts.", .pattern = TS_P_UNIT, .flags = TS_REQUIRED),
    M("sources", WORDS, sources, "Default: those of the table.", .pattern = TS_P_NAME),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
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
    {"count", {"table"}, "method", NULL},   {0}};

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

/* ------------------------------------------------------------ facts */

const char *const ts_missing_words[] = {"fail", "hide", "tbc", NULL};
static const char *const qualifier_words[] = {"or-more", "about", "nearly", NULL};

#define T ts_fact_spec
static const ts_member fact_members[] = {
    M("value", SCALAR, value, "The value; a share as a fraction (0.43).", .pick = 1),
    M("unknown", WORD, unknown, "Why there is no value.", .pick = 2),
    M("unit", WORD, unit, "What it counts.", .pattern = TS_P_UNIT, .flags = TS_REQUIRED),
    M("source", WORD, source, "Source.", .pattern = TS_P_NAME),
    M("read", WORD, read, "Day on which it was read.", .pattern = TS_P_DATE),
    M("says", WORD, says, "The words of the source."),
    M("qualifier", CHOICE, qualifier,
      "How exact the source is: 475+, ~97%; the deck's numbers say how it prints.", .words = qualifier_words),
    M("period", SCALAR, period, "What time it is of."),
    M("format", WORD, format, "How it prints.", .pattern = TS_P_NAME),
    M("missing", CHOICE, missing, "What to do when there is no value.", .words = ts_missing_words,
      .initial = "fail"),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("note", WORD, note, "For trace and stats; not printed."),
    M("means", WORD, means, "One line for people who read the list of numbers."),
};
#undef T

static const ts_need fact_needs[] = {
    {"value", {"source"}, "source", "\"%s\" is quoted: say its source, or give \"unknown\" and \"missing\""},
    {"unknown", {"missing"}, "source", "\"%s\" is unknown: say with \"missing\" what then"},
    {0}};

const ts_shape ts_shape_fact = {
    .name = "fact",
    .what = "a fact",
    .about = "A number quoted from a source that was read, or one that is not known.",
    .size = sizeof(ts_fact_spec),
    .members = fact_members,
    .count = TS_COUNT(fact_members),
    .span = offsetof(ts_fact_spec, span),
    .label = offsetof(ts_fact_spec, name),
    .pick = {"value", "source", NULL, "a fact needs \"value\" and \"source\", or \"unknown\" and \"missing\"",
             NULL, TS_NO_FIELD, TS_NO_FIELD},
    .needs = fact_needs,
    .examples =
        "[{ \"value\": 0.43, \"unit\": \"share\", \"source\": \"study\", \"says\": \"up 43 percent\" }, { "
        "\"unknown\": \"lost in the scan\", \"unit\": \"count\", \"missing\": \"hide\" }]"};

/* ------------------------------------------------------------ statistics */

const char *const ts_method_words[] = {"sql",     "total", "latest", "share", "growth",     "cagr", "index",
                                       "per-day", "rank",  "top",    "ratio", "difference", NULL};

static const char *const order_words[] = {"largest", "smallest", NULL};
static const char *const show_words[] = {"name", "value", "share", NULL};

#define T struct ts_plausible
static const ts_member plausible_members[] = {
    M("from", REAL, from, "Least."),
    M("to", REAL, to, "Most."),
};
#undef T

const ts_shape ts_shape_plausible = {.name = "plausible",
                                     .what = "plausible",
                                     .about = "Bounds; outside is an error.",
                                     .size = sizeof(struct ts_plausible),
                                     .members = plausible_members,
                                     .count = TS_COUNT(plausible_members),
                                     .span = TS_NO_FIELD,
                                     .label = TS_NO_FIELD,
                                     .least = 1};

#define OF(method) (1u << TS_M_##method)
#define METHOD(method) .pattern = TS_P_NAME, .pick = 1 + TS_M_##method
#define T ts_stat_spec
static const ts_member stat_members[] = {
    M("sql", OWN, operand, "One row, one column.", .own = &ts_own_lines, .pick = 1 + TS_M_SQL),
    M("total", WORD, operand, "Sum of a series.", METHOD(TOTAL)),
    M("latest", WORD, operand, "Newest value of a series; its moment is {name.period}.", METHOD(LATEST)),
    M("share", WORD, operand, "Part.", METHOD(SHARE)),
    M("growth", WORD, operand, "Series or nothing else.", METHOD(GROWTH)),
    M("cagr", WORD, operand, "Mean growth a year.", METHOD(CAGR)),
    M("index", WORD, operand, "Level, with the base at 100.", METHOD(INDEX)),
    M("per-day", WORD, operand, "Total divided by the days of the period.", METHOD(PER_DAY)),
    M("rank", WORD, operand, "Series by category.", METHOD(RANK)),
    M("top", WORD, operand, "Series by category.", METHOD(TOP)),
    M("ratio", WORD, operand, "Series or number.", METHOD(RATIO)),
    M("difference", WORD, operand, "Series or number.", METHOD(DIFFERENCE)),
    M("at", OWN, at, "The moment.", .own = &ts_own_moment,
      .with =
          OF(TOTAL) | OF(SHARE) | OF(INDEX) | OF(PER_DAY) | OF(RANK) | OF(TOP) | OF(RATIO) | OF(DIFFERENCE)),
    M("from", OWN, from, "First of a span; growth: earlier; cagr: first.", .own = &ts_own_moment,
      .with = OF(TOTAL) | OF(GROWTH) | OF(CAGR)),
    M("to", OWN, to, "Last; growth: later; cagr: last.", .own = &ts_own_moment,
      .with = OF(TOTAL) | OF(GROWTH) | OF(CAGR)),
    M("only", WORD, only, "One category; share: one category of the part.",
      .with = OF(TOTAL) | OF(LATEST) | OF(SHARE) | OF(GROWTH) | OF(CAGR) | OF(INDEX) | OF(PER_DAY)),
    M("of", WORD, of, "Whole; default: the same series, all categories.", .pattern = TS_P_NAME,
      .with = OF(SHARE)),
    M("base", OWN, base, "Where it is 100.", .own = &ts_own_moment, .with = OF(INDEX)),
    M("days", REAL, days, "Default: the real days, leap years too.", .low = 0, .flags = TS_ABOVE,
      .with = OF(PER_DAY)),
    M("for", WORD, for_, "Which category.", .with = OF(RANK)),
    M("order", CHOICE, order, "1 is the…", .words = order_words, .initial = "largest",
      .with = OF(RANK) | OF(TOP)),
    M("place", WHOLE, place, "Which place; default 1.", .low = 1, .high = 1000000, .initial = "1",
      .with = OF(TOP)),
    M("show", CHOICE, show, "What to give.", .words = show_words, .initial = "name", .with = OF(TOP)),
    M("labels", WORD, labels, "Where the deck has the categories' names.", .pattern = TS_P_COPY_KEY,
      .with = OF(TOP)),
    M("per", WORD, per, "Divisor.", .pattern = TS_P_NAME, .with = OF(RATIO)),
    M("minus", WORD, minus, "What is taken off.", .pattern = TS_P_NAME, .with = OF(DIFFERENCE)),
    M("unit", WORD, unit, "Default: from the series or method.", .pattern = TS_P_UNIT),
    M("format", WORD, format, "How it prints when nothing else is said.", .pattern = TS_P_NAME),
    M("missing", CHOICE, missing,
      "What to do when there is no value. hide: the frame goes and its row closes up; tbc: a marked gap, "
      "refused by "
      "the print profile; fail: stop.",
      .words = ts_missing_words, .initial = "fail"),
    M("expect", WORD, expect,
      "What it must print in the first language with default parameters. A change stops the press, not the "
      "draft."),
    M("plausible", SHAPE, plausible, "Bounds; outside is an error.", .shape = &ts_shape_plausible),
    M("sources", WORDS, sources, "Default: those of the data.", .pattern = TS_P_NAME),
    M("caveats", WORDS, caveats, "Names of caveats.", .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("note", WORD, note, "For trace and stats; not printed."),
    M("means", WORD, means, "One line for people who read the list of numbers."),
};
#undef T

static bool finish_stat(ts_reader *reader, const ts_json *json, void *object)
{
    (void)reader;
    ts_stat_spec *stat = object;
    stat->sources_given = ts_json_member(json, "sources") != NULL;
    return true;
}

static const ts_need stat_needs[] = {
    {"sql", {"unit"}, "method", NULL},         {"growth", {"from", "to"}, "method", NULL},
    {"cagr", {"from", "to"}, "method", NULL},  {"index", {"base"}, "method", NULL},
    {"rank", {"for"}, "method", NULL},         {"ratio", {"per"}, "method", NULL},
    {"difference", {"minus"}, "method", NULL}, {0}};

const ts_shape ts_shape_stat = {
    .name = "stat",
    .what = "a stat",
    .about = "A number computed from tables by one method; read it aloud: \"growth\" of goods \"from\" 2019 "
             "\"to\" "
             "2024.",
    .size = sizeof(ts_stat_spec),
    .members = stat_members,
    .count = TS_COUNT(stat_members),
    .span = offsetof(ts_stat_spec, span),
    .label = offsetof(ts_stat_spec, name),
    .pick = {"method", "method", NULL,
             "a stat needs a method: sql, total, latest, share, growth, cagr, index, per-day, rank, top, "
             "ratio or "
             "difference",
             NULL, offsetof(ts_stat_spec, method), TS_NO_FIELD},
    .needs = stat_needs,
    .finish = finish_stat,
    .examples =
        "[{ \"total\": \"goods\", \"at\": \"{year}\", \"format\": \"short\", \"expect\": \"$1.6T\" }, { "
        "\"growth\": \"goods\", \"from\": 2019, \"to\": 2024 }, { \"rank\": \"by-state\", \"for\": "
        "\"{state}\" }, { \"sql\": \"select count(*) from ports\", \"unit\": \"count\" }]"};
