/* Charts. */
#include "spec/fill.h"
#include "spec/read.h"

#include <string.h>

/* ---- marks */

#define T ts_item_spec
static const ts_member item_members[] = {
    M("name", WORD, name, "Label.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("value", WORD, value, "Number.", .pattern = TS_P_NAME_OR_SLOT),
    M("growth", WORD, growth, "Number: growth since the base year.", .pattern = TS_P_NAME_OR_SLOT),
    M("target", WORD, target, "Number: a tick to reach (bullet).", .pattern = TS_P_NAME_OR_SLOT),
    M("of", WORD, of, "Number: the full length of its bar (bullet).", .pattern = TS_P_NAME_OR_SLOT),
    M("low", WORD, low, "Number: where its range begins (dots).", .pattern = TS_P_NAME_OR_SLOT),
    M("high", WORD, high, "Number: where its range ends (dots).", .pattern = TS_P_NAME_OR_SLOT),
    M("color", WORD, color, "Swatch.", .pattern = TS_P_SWATCH),
    M("icon", WORD, icon, "Art: SVG.", .pattern = TS_P_NAME_OR_SLOT),
    M("rest", FLAG, rest, "What is left to 100 percent.", .initial = "false"),
};
#undef T

static const char *const item_never[][2] = {{"value", "rest"}, {NULL, NULL}};
static const ts_need item_needs[] = {{"low", {"high"}, "content", NULL}, {"high", {"low"}, "content", NULL}, {0}};

const ts_shape ts_shape_item = {.name = "item",
                                .what = "an item",
                                .about = "One mark of a chart, from single numbers.",
                                .size = sizeof(ts_item_spec),
                                .members = item_members,
                                .count = TS_COUNT(item_members),
                                .span = offsetof(ts_item_spec, span),
                                .label = TS_NO_FIELD,
                                .needs = item_needs,
                                .never = item_never};

#define T ts_link_spec
static const ts_member link_members[] = {
    M("from", WORD, from, "Name of the node that it leaves.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("to", WORD, to, "Name of the node that it enters.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("value", WORD, value, "Number.", .pattern = TS_P_NAME_OR_SLOT, .flags = TS_REQUIRED),
    M("color", WORD, color, "Swatch; default that of the node that it leaves.", .pattern = TS_P_SWATCH),
};
#undef T

const ts_shape ts_shape_link = {.name = "sankey-link",
                                .what = "a link",
                                .about = "So much goes from one node to another.",
                                .size = sizeof(ts_link_spec),
                                .members = link_members,
                                .count = TS_COUNT(link_members),
                                .span = offsetof(ts_link_spec, span),
                                .label = TS_NO_FIELD};

#define T ts_event_spec
static const ts_member event_members[] = {
    M("at", OWN, at, "When.", .own = &ts_own_moment, .flags = TS_REQUIRED),
    M("until", OWN, until, "When it ended, if it lasted.", .own = &ts_own_moment),
    M("label", WORD, label, "What it was.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("icon", WORD, icon, "Art: SVG.", .pattern = TS_P_NAME_OR_SLOT),
    M("color", WORD, color, "Swatch.", .pattern = TS_P_SWATCH),
};
#undef T

const ts_shape ts_shape_event = {.name = "event",
                                 .what = "an event",
                                 .about = "One event of a timeline.",
                                 .size = sizeof(ts_event_spec),
                                 .members = event_members,
                                 .count = TS_COUNT(event_members),
                                 .span = offsetof(ts_event_spec, span),
                                 .label = TS_NO_FIELD};

/* ---- tables */

static const char *const column_align_words[] = {"left", "center", "right", "decimal", NULL};

#define T ts_column_spec
static const ts_member column_members[] = {
    M("width", SIZE, width, "Width; columns without one share what is left, by their content."),
    M("align", CHOICE, align, "How its cells stand; default decimal for numbers, left for words.",
      .words = column_align_words),
    M("head", WORD, head, "Its head; default from heads.", .pattern = TS_P_COPY_KEY),
    M("values", WORD, values, "Format of its numbers.", .pattern = TS_P_NAME),
    M("bar", WORD, bar, "Swatch of a bar behind each number, from nought.", .pattern = TS_P_SWATCH),
};
#undef T

const ts_shape ts_shape_column = {.name = "table-column",
                                  .what = "a column",
                                  .about = "A column of a table.",
                                  .size = sizeof(ts_column_spec),
                                  .members = column_members,
                                  .count = TS_COUNT(column_members),
                                  .span = offsetof(ts_column_spec, span),
                                  .label = TS_NO_FIELD};

#define T ts_row_spec
static const ts_member row_members[] = {
    M("name", WORD, name, "What stands at its left.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("values", WORDS, values, "Numbers, or copy keys; one for each column.", .pattern = TS_P_COPY_KEY,
      .least = 1, .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_row = {.name = "table-row",
                               .what = "a row",
                               .about = "A row of a table, from single numbers and texts.",
                               .size = sizeof(ts_row_spec),
                               .members = row_members,
                               .count = TS_COUNT(row_members),
                               .span = offsetof(ts_row_spec, span),
                               .label = TS_NO_FIELD};

/* ---- flows */

#define T ts_node_spec
static const ts_member node_members[] = {
    M("label", WORD, label, "Over the node.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("inside", LIST, inside, "Frames set inside the node.", .shape = &ts_shape_frame),
    M("ground", WORD, ground, "Fill.", .pattern = TS_P_SWATCH),
    M("width", SIZE, width, "Width."),
};

static const ts_member end_node_members[] = {
    M("label", WORD, label, "Over the node.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
    M("ground", WORD, ground, "Fill.", .pattern = TS_P_SWATCH),
    M("width", SIZE, width, "Width."),
};
#undef T

const ts_shape ts_shape_node = {.name = "node",
                                .what = "a node",
                                .about = "Left node.",
                                .size = sizeof(ts_node_spec),
                                .members = node_members,
                                .count = TS_COUNT(node_members),
                                .span = offsetof(ts_node_spec, span),
                                .label = TS_NO_FIELD};

const ts_shape ts_shape_end_node = {.name = "end-node",
                                    .what = "a node",
                                    .about = "Right node.",
                                    .size = sizeof(ts_node_spec),
                                    .members = end_node_members,
                                    .count = TS_COUNT(end_node_members),
                                    .span = offsetof(ts_node_spec, span),
                                    .label = TS_NO_FIELD};

#define T ts_chart_mark
static const ts_member chart_mark_members[] = {
    M("at", OWN, at, "The moment.", .own = &ts_own_moment, .flags = TS_REQUIRED),
    M("label", WORD, label, "What it says.", .pattern = TS_P_COPY_KEY, .flags = TS_REQUIRED),
};
#undef T

const ts_shape ts_shape_chart_mark = {.name = "chart-mark",
                                      .what = "a mark",
                                      .about = "A moment to mark.",
                                      .size = sizeof(ts_chart_mark),
                                      .members = chart_mark_members,
                                      .count = TS_COUNT(chart_mark_members),
                                      .span = offsetof(ts_chart_mark, span),
                                      .label = TS_NO_FIELD};

/* ---- data of a chart */

static bool read_series(ts_reader *reader, const ts_json *json, ts_chart *chart)
{
    ts_word word;
    return ts_read_text(reader, json, TS_P_NAME_OR_SLOT, &word) &&
           TS_PUSH(reader->arena, &chart->series, word);
}

static bool read_parts(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    if (json->kind == TS_JSON_ARRAY)
        return ts_read_list(reader, json, &ts_shape_item, 2, &chart->items);
    return read_series(reader, json, chart);
}

/* One bar against its target, or with its growth, says something. */
static bool read_measured(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    if (json->kind == TS_JSON_ARRAY)
        return ts_read_list(reader, json, &ts_shape_item, 1, &chart->items);
    return read_series(reader, json, chart);
}

static bool read_lines(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    if (json->kind == TS_JSON_ARRAY)
        return ts_read_texts(reader, json, TS_P_NAME, 1, &chart->series);
    return read_series(reader, json, chart);
}

static bool is_mixed(const ts_json *list)
{
    for (const ts_json *item = list->child; item; item = item->next)
        if ((item->kind == TS_JSON_OBJECT) != (list->child->kind == TS_JSON_OBJECT))
            return true;
    return false;
}

static bool read_table(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    if (json->kind != TS_JSON_ARRAY || !json->child)
        return read_lines(reader, json, object);
    if (is_mixed(json)) {
        ts_error(reader->diags, json->span, "content",
                 "a table has series as its columns, or rows: not both in one list");
        return false;
    }
    return json->child->kind == TS_JSON_OBJECT ? ts_read_list(reader, json, &ts_shape_row, 1, &chart->rows)
                                               : read_lines(reader, json, object);
}

/* Items, or the names of series beside each other. */
static bool read_marks(ts_reader *reader, const ts_json *json, void *object)
{
    bool names = json->kind == TS_JSON_ARRAY && json->child && json->child->kind == TS_JSON_STRING;
    return names ? read_lines(reader, json, object) : read_parts(reader, json, object);
}

static bool read_links(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    return ts_read_list(reader, json, &ts_shape_link, 1, &chart->links);
}

static bool read_events(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    return ts_read_list(reader, json, &ts_shape_event, 1, &chart->events);
}

static bool read_single(ts_reader *reader, const ts_json *json, void *object)
{
    return read_series(reader, json, object);
}

static const ts_own own_parts = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/name-or-slot\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/item\" }, \"minItems\": 2, \"maxItems\": 1000 }]",
    read_parts, NULL};
static const ts_own own_measured = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/name-or-slot\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/item\" }, \"minItems\": 1, \"maxItems\": 1000 }]",
    read_measured, NULL};
static const ts_own own_marks = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/name-or-slot\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/name\" }, \"minItems\": 1, \"maxItems\": 1000 }, { \"type\": \"array\", \"items\": { "
    "\"$ref\": \"#/$defs/item\" }, \"minItems\": 2, \"maxItems\": 1000 }]",
    read_marks, NULL};
static const ts_own own_links = {
    "\"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/sankey-link\" }, \"minItems\": 1, \"maxItems\": 1000",
    read_links, NULL};
static const ts_own own_events = {
    "\"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/event\" }, \"minItems\": 1, \"maxItems\": 1000",
    read_events, NULL};
static const ts_own own_lines = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/name-or-slot\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/name\" }, \"minItems\": 1, \"maxItems\": 1000 }]",
    read_lines, NULL};
static const ts_own own_table = {
    "\"anyOf\": [{ \"$ref\": \"#/$defs/name-or-slot\" }, { \"type\": \"array\", \"items\": { \"$ref\": "
    "\"#/$defs/name\" }, \"minItems\": 1, \"maxItems\": 1000 }, { \"type\": \"array\", \"items\": { "
    "\"$ref\": \"#/$defs/table-row\" }, \"minItems\": 1, \"maxItems\": 1000 }]",
    read_table, NULL};
static const ts_own own_single = {"\"$ref\": \"#/$defs/name-or-slot\"", read_single, NULL};

static bool read_colors(ts_reader *reader, const ts_json *json, void *object)
{
    ts_chart *chart = object;
    if (json->kind == TS_JSON_ARRAY)
        return ts_read_texts(reader, json, TS_P_SWATCH, 1, &chart->colors);
    if (!ts_read_is_map(reader, json, TS_P_ANY, 1))
        return false;
    for (const ts_json *item = json->child; item; item = item->next) {
        ts_color_of one = {.category = {item->key, item->key_span}};
        if (ts_read_text(reader, item, TS_P_SWATCH, &one.swatch) && !TS_PUSH(reader->arena, &chart->color_by, one))
            return false;
    }
    return true;
}

static const ts_own own_colors = {"\"anyOf\": [{ \"type\": \"array\", \"items\": { \"$ref\": "
                                  "\"#/$defs/swatch\" }, \"minItems\": 1, \"maxItems\": 1000 }, { \"type\": "
                                  "\"object\", \"propertyNames\": { \"minLength\": 1 }, "
                                  "\"additionalProperties\": { \"$ref\": \"#/$defs/swatch\" }, "
                                  "\"minProperties\": 1 }]",
                                  read_colors, NULL};

static bool fill_colors(ts_filler *filler, ts_chart *chart)
{
    const size_t count = chart->color_by.count;
    ts_color_of *filled = count ? TS_ARRAY(filler->arena, ts_color_of, count) : NULL;
    for (size_t i = 0; filled && i < count; i++) {
        filled[i] = chart->color_by.items[i];
        if (!ts_fill_word(filler, &filled[i].category) || !ts_fill_word(filler, &filled[i].swatch))
            return false;
    }
    chart->color_by.items = filled;
    chart->color_by.capacity = count;
    return filled || !count;
}

static bool fill_data(ts_filler *filler, void *object)
{
    ts_chart *chart = object;
    return ts_fill_words(filler, &chart->series) && ts_fill_words(filler, &chart->colors) &&
           fill_colors(filler, chart) && ts_fill_list(filler, &ts_shape_item, &chart->items) &&
           ts_fill_list(filler, &ts_shape_row, &chart->rows) &&
           ts_fill_list(filler, &ts_shape_link, &chart->links) &&
           ts_fill_list(filler, &ts_shape_event, &chart->events);
}

/* ---- charts */

const char *const ts_chart_words[] = {"bars",   "columns",   "stacked", "paired", "line",  "slope", "donut",
                                      "waffle", "pictogram", "treemap", "flow",   "table", "map",
                                      "area",   "spark",     "bullet",  "dots",   "sankey", "timeline", NULL};

const char *const ts_honesty_words[] = {"hues", "color-blind", "grey", "contrast", "order", "zero", "whole", "rounding", "break", "spacing", NULL};

static const char *const sort_words[] = {"largest-first", "smallest-first", "as-given", NULL};
static const char *const numeral_words[] = {"growth", "value", "none", NULL};
static const char *const ends_words[] = {"name", "name-and-value", "none", NULL};
static const char *const last_words[] = {"row", "total", NULL};
static const char *const arrange_words[] = {"beside", "stacked", "share", "diverging", NULL};
static const char *const projection_words[] = {"mercator", "albers", "lambert", NULL};
static const char *const classes_words[] = {"quantile", "equal", "natural", NULL};

#define ON(kind) (1u << TS_CHART_##kind)
#define PARTS(kind) .own = &own_parts, .pick = 1 + TS_CHART_##kind
#define MEASURED(kind) .own = &own_measured, .pick = 1 + TS_CHART_##kind
#define MARKS(kind) .own = &own_marks, .pick = 1 + TS_CHART_##kind
#define LINES(kind) .own = &own_lines, .pick = 1 + TS_CHART_##kind
#define DATA(name_, about_, ...)                                                                             \
    {                                                                                                        \
        .name = name_, .kind = TS_K_OWN, .offset = 0, .about = about_, __VA_ARGS__                           \
    }

/* Charts of marks beside each other, with tables, whose marks are rows; and those whose ends bear names. */
#define OF_MARKS                                                                                             \
    (ON(BARS) | ON(COLUMNS) | ON(STACKED) | ON(PAIRED) | ON(DONUT) | ON(WAFFLE) | ON(TREEMAP) | ON(FLOW) | \
     ON(BULLET) | ON(DOTS))
#define OF_PARTS (OF_MARKS | ON(TABLE))
#define OVER_TIME (ON(LINE) | ON(SLOPE) | ON(AREA) | ON(SPARK))
#define SCALED (ON(COLUMNS) | ON(LINE) | ON(SLOPE) | ON(AREA) | ON(SPARK))

#define T ts_chart
static const ts_member chart_members[] = {
    DATA("bars", "Horizontal bars, common zero. A series, several, or a list of items.", MARKS(BARS)),
    DATA("columns", "Upright bars. A series, several, or a list of items.", MARKS(COLUMNS)),
    DATA("stacked", "One bar of 100 percent. A series, or a list of items.", PARTS(STACKED)),
    DATA("paired", "Bars with the growth as a second, darker segment. A series, or a list of items.",
         MEASURED(PAIRED)),
    DATA("line", "Lines over time.", LINES(LINE)),
    DATA("slope", "Two moments, joined.", LINES(SLOPE)),
    DATA("donut", "Shares as a ring. A series, or a list of items.", PARTS(DONUT)),
    DATA("waffle", "100 cells. A series, or a list of items.", PARTS(WAFFLE)),
    DATA("pictogram", "Number shown as a count of icons.", .own = &own_single,
         .pick = 1 + TS_CHART_PICTOGRAM),
    DATA("treemap", "Areas. A series, or a list of items.", PARTS(TREEMAP)),
    DATA("flow",
         "Ribbons from an origin to a destination; without values they are equal, never invented. A series, "
         "or a list "
         "of items.",
         PARTS(FLOW)),
    DATA("table", "Series as columns, or a list of rows.", .own = &own_table, .pick = 1 + TS_CHART_TABLE),
    DATA("map", "Shapes.", .own = &own_single, .pick = 1 + TS_CHART_MAP),
    DATA("area", "Filled lines over time from nought; several are stacked.", LINES(AREA)),
    DATA("spark", "A line over time as small as a word.", LINES(SPARK)),
    DATA("bullet", "Values against their full length, with a tick to reach. A series, or a list of items.",
         MEASURED(BULLET)),
    DATA("dots", "Values as dots on one scale, or ranges. A series, several, or a list of items.", MARKS(DOTS)),
    DATA("sankey", "Amounts that go from node to node.", .own = &own_links, .pick = 1 + TS_CHART_SANKEY),
    DATA("timeline", "Events in their distances.", .own = &own_events, .pick = 1 + TS_CHART_TIMELINE),

    M("at", OWN, at, "The moment.", .own = &ts_own_moment, .with = OF_PARTS | ON(MAP)),
    M("top", WHOLE, top, "Only the largest n…", .low = 1, .high = 30, .with = OF_PARTS | ON(SLOPE)),
    M("others", WORD, others, "…and the rest under this label.", .pattern = TS_P_COPY_KEY, .with = OF_PARTS),
    M("sort", CHOICE, sort, "Order of marks.", .words = sort_words, .initial = "largest-first",
      .with = OF_PARTS),
    M("labels", WORD, labels, "Where the deck has the categories' names, as KEY.category.",
      .pattern = TS_P_COPY_KEY, .with = OF_PARTS | OVER_TIME | ON(MAP)),
    M("highlight", WORD, highlight, "Category or shape to stress, or the name of a text number that says which.", .with = OF_PARTS | ON(LINE) | ON(SLOPE) | ON(MAP)),
    M("highlight-color", WORD, highlight_color,
      "Its swatch; default the first that may not be text (an accent).", .pattern = TS_P_SWATCH,
      .with = OF_MARKS | ON(LINE) | ON(SLOPE) | ON(MAP)),
    DATA("colors", "Swatches in order, or by category (others: all that are not named).", .own = &own_colors, .with = OF_MARKS | OVER_TIME | ON(SANKEY)),
    M("values", WORD, values, "Format of value labels; \"none\" hides them.", .pattern = TS_P_NAME,
      .with = OF_PARTS | OVER_TIME | ON(MAP) | ON(SANKEY)),
    M("gap", SIZE, gap, "Space between marks, nodes, or a table's columns.", .with = OF_PARTS | ON(SANKEY)),
    M("arrange", CHOICE, arrange, "How several series stand.", .words = arrange_words, .initial = "beside",
      .with = ON(BARS) | ON(COLUMNS)),
    M("scale", WORD, scale, "Charts with the same name here are as high for the same value.", .pattern = TS_P_NAME,
      .with = SCALED),
    M("axis", FLAG, axis, "Values stand at hairlines, as those of lines do, not over the columns.", .initial = "false",
      .with = ON(COLUMNS)),
    M("rounded", WORD, rounded, "What is said behind the note where rounding alone keeps printed percentages from adding up.",
      .pattern = TS_P_COPY_KEY, .with = ON(BARS) | ON(COLUMNS) | ON(STACKED) | ON(DONUT) | ON(WAFFLE) | ON(TREEMAP) | ON(TABLE)),
    M("allow", WORD_MAP, allow, "Rules of honesty that this chart may break, and why.", .key = TS_P_NAME,
      .pattern = TS_P_ANY, .least = 1),
    M("as-table", FLAG, as_table, "The screen file carries the numbers as a table as well.", .initial = "false",
      .with = ((1u << TS_CHART_KINDS) - 1) & ~ON(TABLE)),
    M("from", OWN, from, "First.", .own = &ts_own_moment, .with = ON(COLUMNS) | OVER_TIME | ON(TABLE) | ON(TIMELINE)),
    M("to", OWN, to, "Last.", .own = &ts_own_moment, .with = ON(COLUMNS) | OVER_TIME | ON(TABLE) | ON(TIMELINE)),
    M("thickness", SIZE, thickness, "Of the bar, of nodes.", .with = ON(STACKED) | ON(BULLET) | ON(SANKEY)),
    M("numeral", CHOICE, numeral, "Big figure at the left.", .words = numeral_words, .initial = "growth",
      .with = ON(PAIRED)),
    M("base", WORD, base, "Swatch of the base segment, or of what a bar is measured against.",
      .pattern = TS_P_SWATCH, .with = ON(PAIRED) | ON(BULLET)),
    M("ends", CHOICE, ends, "What stands at a line's ends.", .words = ends_words, .initial = "name-and-value",
      .with = OVER_TIME),
    M("zero", FLAG, zero, "Axis starts at nought. Always so for bars.", .initial = "true", .with = OVER_TIME),
    M("mark", LIST, marks_at, "Moments to mark.", .shape = &ts_shape_chart_mark, .with = OVER_TIME),
    M("center", WORD, center, "Number in the middle.", .pattern = TS_P_NAME_OR_SLOT, .with = ON(DONUT)),
    M("half", FLAG, half, "Its upper half.", .initial = "false", .with = ON(DONUT)),
    M("cells", WHOLE, cells, "Default 100.", .low = 10, .high = 1000, .initial = "100", .with = ON(WAFFLE)),
    M("icon", WORD, icon, "Art: SVG.", .pattern = TS_P_NAME_OR_SLOT, .with = ON(PICTOGRAM)),
    M("each", REAL, each, "One icon stands for this many.", .low = 0, .flags = TS_ABOVE,
      .with = ON(PICTOGRAM)),
    M("color", WORD, color, "Swatch.", .pattern = TS_P_SWATCH, .with = ON(PICTOGRAM)),
    M("origin", SHAPE, origin, "Left node.", .shape = &ts_shape_node, .with = ON(FLOW)),
    M("destination", SHAPE, destination, "Right node.", .shape = &ts_shape_end_node, .with = ON(FLOW)),
    M("head", WORD, head, "Text over the ribbons.", .pattern = TS_P_COPY_KEY, .with = ON(FLOW)),
    M("heads", WORD, heads, "Column heads, as KEY.series.", .pattern = TS_P_COPY_KEY, .with = ON(TABLE)),
    M("column", LIST, columns, "The columns in order; one more than there are values: the first is the names'.",
      .shape = &ts_shape_column, .with = ON(TABLE)),
    M("rule", SHAPE, rule, "Between rows.", .shape = &ts_shape_rule, .with = ON(TABLE)),
    M("head-rule", SHAPE, head_rule, "Under the heads, and at the end.", .shape = &ts_shape_rule,
      .with = ON(TABLE)),
    M("stripe", WORD, stripe, "Swatch of every second row, in place of rules.", .pattern = TS_P_SWATCH,
      .with = ON(TABLE)),
    M("last", CHOICE, last, "What the last row is.", .words = last_words, .initial = "row", .with = ON(TABLE)),
    M("fills", WORD_MAP, fills, "Swatch by shape name; \"others\" is the rest.", .key = TS_P_ANY,
      .pattern = TS_P_SWATCH, .least = 1, .with = ON(MAP)),
    M("fill-by", WORD, fill_by, "Series by category: a choropleth.", .pattern = TS_P_NAME_OR_SLOT,
      .with = ON(MAP)),
    M("ramp", WORDS, ramp, "Swatches, light to dark.", .pattern = TS_P_SWATCH, .least = 2, .high = 7,
      .with = ON(MAP)),
    M("classes", CHOICE, classes, "How values are cut.", .words = classes_words, .initial = "quantile",
      .with = ON(MAP)),
    M("key", WORD, key, "Property that the series' category equals; default: the shape name.",
      .with = ON(MAP)),
    M("sea", WORD, sea, "Swatch of the ground.", .pattern = TS_P_SWATCH, .with = ON(MAP)),
    M("outline", SHAPE, outline, "Line around each shape.", .shape = &ts_shape_rule, .with = ON(MAP)),
    M("border", SHAPE, border, "Line between two sets of shapes.", .shape = &ts_shape_rule, .with = ON(MAP)),
    M("inner", SHAPE, inner, "Line where some shapes meet each other, in place of the border.", .shape = &ts_shape_inner,
      .with = ON(MAP)),
    M("view", SHAPE, view, "Where the map stands.", .shape = &ts_shape_view, .with = ON(MAP)),
    M("projection", CHOICE, projection, "How the globe is laid flat.", .words = projection_words,
      .initial = "mercator", .with = ON(MAP)),
    M("routes", SHAPE, routes, "Lines between places, from a table.", .shape = &ts_shape_routes, .with = ON(MAP)),
    M("points", SHAPE, points, "Dots from a table.", .shape = &ts_shape_points, .with = ON(MAP)),
    M("texts", LIST, texts, "Text on the map.", .shape = &ts_shape_map_text, .with = ON(MAP)),
    M("marks", LIST, marks, "Icons in discs.", .shape = &ts_shape_map_mark, .with = ON(MAP)),
    M("lens", SHAPE, lens, "A magnified part in a circle.", .shape = &ts_shape_lens, .with = ON(MAP)),
    M("locator", SHAPE, locator, "A small map that shows where this is.", .shape = &ts_shape_locator,
      .with = ON(MAP)),
};
#undef T

static const ts_need chart_needs[] = {{"pictogram", {"icon", "each"}, "content", NULL},
                                      {"flow", {"origin", "destination"}, "content", NULL},
                                      {0}};

const ts_shape ts_shape_chart = {
    .name = "chart",
    .what = "a chart",
    .about = "One picture of numbers; exactly one kind, whose value is its data.",
    .size = sizeof(ts_chart),
    .members = chart_members,
    .count = TS_COUNT(chart_members),
    .span = offsetof(ts_chart, span),
    .label = TS_NO_FIELD,
    .pick = {"kind", "content", NULL, NULL, NULL, offsetof(ts_chart, kind), offsetof(ts_chart, head_span)},
    .needs = chart_needs,
    .fill = fill_data,
    .examples =
        "[{ \"bars\": \"by-mode\", \"at\": \"{year}\", \"top\": 5, \"others\": \"all-other\" }, { \"slope\": "
        "\"by-partner\", \"from\": 2019, \"to\": 2024 }, { \"map\": \"states\", \"fill-by\": \"by-state\", "
        "\"ramp\": [\"Mist\", \"Pacific\"], \"highlight\": \"{state}\" }]"};
