/* Parameters, editions, tables, shapes, sources, caveats. */
#include "spec/read.h"
#include "spec/value.h"

#include <string.h>

/* ---- parameters and editions */

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
        const bool known = json->count == (size_t)(table != NULL) + (size_t)(column != NULL); /* else it may be what is misspelt */
        if (known)
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
    M("labels", WORD, labels, "Where the deck has the names of its values: {name} prints KEY.value.", .pattern = TS_P_COPY_KEY),
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

/* ---- tables and sources */

static const char *const column_words[] = {"text", "number", "integer", "date", "percent", NULL};
static const char *const separator_words[] = {",", ";", "\t", "|", NULL};
static const char *const encoding_words[] = {"utf-8", "windows-1252", "iso-8859-1", "utf-16", NULL};
static const char *const heads_words[] = {"as-written", "as-names", NULL};
const char *const ts_table_numbers[] = {"1234.5",  "1,234.5", "1 234.5", "1'234.5",
                                       "1234,5", "1.234,5", "1 234,5", NULL};
static const char *const sign_words[] = {"brackets", "minus-after", "plus", "percent", "exponent", NULL};
static const char *const date_words[] = {"month/day/year", "day/month/year", NULL};

typedef struct ignoring {
    ts_reader *reader;
    ts_table_spec *table;
    ts_ignore_spec rule; /* without its pattern */
} ignoring;

static bool add_pattern(ignoring *to, const ts_json *json)
{
    ts_word pattern;
    if (!ts_read_text(to->reader, json, TS_P_ANY, &pattern))
        return false;
    ts_ignore_spec rule = to->rule;
    rule.pattern = pattern.text;
    rule.span = pattern.span;
    return TS_PUSH(to->reader->arena, &to->table->ignore, rule);
}

static bool add_rule(ignoring *to, const ts_json *json)
{
    if (strcmp(json->key, "blank-rows") == 0) {
        if (json->kind != TS_JSON_BOOL)
            return ts_read_refuse(to->reader, json, "true or false");
        ts_ignore_spec rule = {.kind = TS_IGNORE_BLANKS, .span = json->key_span};
        return !json->boolean || TS_PUSH(to->reader->arena, &to->table->ignore, rule);
    }
    bool first = strcmp(json->key, "first-cell") == 0;
    to->rule = (ts_ignore_spec){.kind = first ? TS_IGNORE_FIRST : TS_IGNORE_IN_COLUMN, .column = json->key};
    if (!first && !ts_matcher_test(to->reader->matcher, TS_P_SQL_NAME, json->key)) {
        ts_error(to->reader->diags, json->key_span, "name",
                 "\"%s\" is none of first-cell, blank-rows or a column's name",
                 ts_value_excerpt(to->reader->arena, json->key));
        return false;
    }
    if (json->kind != TS_JSON_ARRAY)
        return add_pattern(to, json);
    bool right = ts_read_is_list(to->reader, json, 1);
    for (const ts_json *item = json->child; right && item; item = item->next)
        right = add_pattern(to, item);
    return right;
}

static bool read_ignore(ts_reader *reader, const ts_json *json, void *object)
{
    ignoring to = {.reader = reader, .table = object};
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "an object");
    bool right = true;
    for (const ts_json *item = json->child; item; item = item->next)
        right &= add_rule(&to, item);
    return right;
}

static const ts_own own_ignore = {
    "\"type\": \"object\", \"properties\": { \"blank-rows\": { \"type\": \"boolean\" } }, \"patternProperties\": { "
    "\"^(first-cell|[a-z][a-z0-9_]*)$\": { \"anyOf\": [{ \"type\": \"string\", \"minLength\": 1 }, { \"type\": "
    "\"array\", \"items\": { \"type\": \"string\", \"minLength\": 1 }, \"minItems\": 1, \"maxItems\": 1000 }] } }, "
    "\"additionalProperties\": false, \"minProperties\": 1",
    read_ignore, NULL};

#define T ts_table_spec
static const ts_member table_members[] = {
    M("file", WORD, file, "In `folders.data`: .json, .sqlite, .sqlite3 and .db are what they say, all else is CSV.",
      .flags = TS_REQUIRED),
    M("from", WORD, from, "Table of an SQLite file (default: this one's name); member of a JSON file."),
    M("source", WORD, source, "Where it is from.", .pattern = TS_P_NAME, .flags = TS_REQUIRED),
    M("vintage", WORD, vintage, "Which release of the data: \"February 2025\"."),
    M("columns", CHOICE_MAP, columns,
      "Types of columns that are not what they look like; codes with leading zeros are text anyhow; of percent 48 is 0.48.",
      .key = TS_P_SQL_NAME, .words = column_words),
    M("rename", WORD_MAP, rename, "Column heads that are no SQL names: file's head to name.",
      .pattern = TS_P_SQL_NAME),
    M("empty", WORDS, empty, "Cells that mean no value, besides the empty one."),
    M("unique", WORDS, unique, "Columns that together name a row; a double is an error.",
      .pattern = TS_P_SQL_NAME, .least = 1, .flags = TS_UNIQUE),
    M("index", WORDS, index,
      "Columns that SELECTs filter by, the commonest first: they are then found without reading the whole table. What series filter "
      "by is found so anyhow.",
      .pattern = TS_P_SQL_NAME, .least = 1, .flags = TS_UNIQUE),
    M("separator", ENUM, separator, "Column separator.", .words = separator_words, .initial = ","),
    M("encoding", CHOICE, encoding, "Of a CSV file; UTF-16 begins with its byte order mark.",
      .words = encoding_words, .initial = "utf-8"),
    M("skip", WHOLE, skip, "Lines of a CSV file before its heads.", .low = 0, .high = 1000, .initial = "0"),
    M("heads", CHOICE, heads, "As-names: \"Port Name\" is port_name without a rename.", .words = heads_words,
      .initial = "as-written"),
    M("numbers", CHOICE, numbers, "How texts write numbers: their group and decimal signs.",
      .words = ts_table_numbers, .initial = "1234.5"),
    M("signs", BITS, signs,
      "What numbers may bear: brackets (1,234) and a minus after are negative; 31% is 0.31.",
      .words = sign_words, .least = 1),
    M("currency", WORDS, currency, "Signs that numbers may bear before or behind.", .least = 1,
      .flags = TS_UNIQUE),
    M("dates", CHOICE, dates, "Order of dates in figures whose year is last.", .words = date_words),
    {.name = "ignore",
     .kind = TS_K_OWN,
     .offset = 0,
     .own = &own_ignore,
     .about = "Rows that are no data: by first cell or by column, a text or texts, a star for any; blank rows."},
    M("caveats", WORDS, caveats, "Names of caveats; every number made from it carries them.",
      .pattern = TS_P_NAME, .least = 1, .flags = TS_UNIQUE),
    M("allow", WORD_MAP, allow, "Doubts that do not matter here, and why.", .key = TS_P_NAME),
    M("note", WORD, note, "For readers of the sheet."),
};
#undef T

const ts_shape ts_shape_table = {
    .name = "table",
    .what = "a table",
    .about = "A CSV file, a JSON file or a table of an SQLite file, seen by SQL under this name.",
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
    M("allow", WORD_MAP, allow, "Doubts that do not matter here, and why.", .key = TS_P_NAME),
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
