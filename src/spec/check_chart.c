/* Charts: what each kind asks of its data, and every name in it. */
#include "spec/check.h"
#include "spec/value.h"

#include <string.h>

#define ON(kind) (1u << TS_CHART_##kind)

enum { PARTS = ON(STACKED) | ON(DONUT) | ON(WAFFLE) | ON(TREEMAP) };

static const ts_series_spec *find_series(ts_checker *checker, ts_word word)
{
    if (!word.text || ts_check_is_open(word.text) ||
        !ts_check_name(checker, word, &checker->sheet->series, "series", "series"))
        return NULL;
    return ts_map_find(&checker->sheet->series, word.text);
}

/* ---- series */

static void check_marks(ts_checker *checker, const ts_chart *chart)
{
    for (size_t i = 0; i < chart->series.count; i++) {
        const ts_series_spec *series = find_series(checker, chart->series.items[i]);
        if (!series || series->aggregate == TS_SQL || series->by.text)
            continue;
        if (chart->kind != TS_CHART_COLUMNS || !series->over.text)
            ts_error(checker->diags, chart->series.items[i].span, "series",
                     "\"%s\" takes a series by category; \"%s\" has no \"by\"", ts_chart_words[chart->kind],
                     series->name);
    }
}

static void check_lines(ts_checker *checker, const ts_chart *chart)
{
    size_t by = 0;
    for (size_t i = 0; i < chart->series.count; i++) {
        const ts_series_spec *series = find_series(checker, chart->series.items[i]);
        if (!series || series->aggregate == TS_SQL)
            continue;
        by += series->by.text != NULL;
        if (!series->over.text && chart->kind != TS_CHART_TABLE)
            ts_error(checker->diags, chart->series.items[i].span, "series",
                     "\"%s\" takes series over time; \"%s\" has no \"over\"", ts_chart_words[chart->kind],
                     series->name);
    }
    if (by && chart->series.count > 1 && chart->kind != TS_CHART_TABLE)
        ts_error(checker->diags, chart->series.items[0].span, "series",
                 "%s takes several series, or one with \"by\"", ts_chart_words[chart->kind]);
}

static void check_data(ts_checker *checker, const ts_chart *chart)
{
    if (!chart->series.count)
        return;
    switch (chart->kind) {
    case TS_CHART_MAP:
        (void)ts_check_name(checker, chart->series.items[0], &checker->sheet->shapes, "shapes", "shapes");
        break;
    case TS_CHART_PAIRED:
        ts_error(checker->diags, chart->series.items[0].span, "series",
                 "paired takes items with \"value\" and \"growth\"");
        break;
    case TS_CHART_PICTOGRAM:
        (void)ts_check_number(checker, chart->series.items[0]);
        break;
    case TS_CHART_LINE:
    case TS_CHART_SLOPE:
    case TS_CHART_AREA:
    case TS_CHART_SPARK:
    case TS_CHART_TABLE:
        check_lines(checker, chart);
        break;
    default:
        check_marks(checker, chart);
        break;
    }
}

/* ---- items */

static void check_item(ts_checker *checker, const ts_item_spec *item)
{
    ts_check_copy(checker, item->name);
    (void)ts_check_number(checker, item->value);
    const ts_word *numbers[] = {&item->growth, &item->target, &item->of, &item->low, &item->high};
    for (size_t i = 0; i < TS_COUNT(numbers); i++)
        (void)ts_check_number(checker, *numbers[i]);
    ts_check_swatch(checker, item->color);
    ts_check_art(checker, item->icon);
}

/* Members of an item that one kind of chart has alone. */
static void check_item_members(ts_checker *checker, const ts_chart *chart, const ts_item_spec *item)
{
    const struct {
        const ts_word *word;
        const char *name;
        int kind;
    } members[] = {{&item->target, "target", TS_CHART_BULLET}, {&item->of, "of", TS_CHART_BULLET},
                   {&item->low, "low", TS_CHART_DOTS}, {&item->high, "high", TS_CHART_DOTS},
                   {&item->icon, "icon", TS_CHART_FLOW}};
    for (size_t i = 0; i < TS_COUNT(members); i++)
        if (members[i].word->text && chart->kind != members[i].kind)
            ts_error(checker->diags, members[i].word->span, "option", "\"%s\" belongs to items of %s", members[i].name,
                     ts_chart_words[members[i].kind]);
    if (chart->kind == TS_CHART_DOTS && !item->low.text != !item->high.text)
        ts_error(checker->diags, item->low.text ? item->low.span : item->high.span, "item", "a range has \"low\" and \"high\"");
}

static void check_items(ts_checker *checker, const ts_chart *chart)
{
    size_t values = 0, rests = 0;
    for (size_t i = 0; i < chart->items.count; i++) {
        const ts_item_spec *item = chart->items.items[i];
        check_item(checker, item);
        check_item_members(checker, chart, item);
        values += item->value.text != NULL;
        rests += item->rest.value;
        bool needs = (chart->kind != TS_CHART_FLOW || (values > 0 && i >= values)) && !item->low.text;
        if (!item->value.text && !item->rest.value && needs)
            ts_error(checker->diags, item->name.span, "item",
                     chart->kind == TS_CHART_FLOW ? "either all ribbons have a \"value\" or none"
                                                  : "this item needs a \"value\"");
        if (chart->kind == TS_CHART_PAIRED && !item->growth.text)
            ts_error(checker->diags, item->name.span, "item", "an item of paired needs \"growth\"");
        if (item->rest.value && (rests > 1 || !(PARTS & (1u << chart->kind))))
            ts_error(checker->diags, item->rest.span, "item", "one item of the parts of a whole may be the rest");
    }
}

/* ---- tables */

static void check_row_value(ts_checker *checker, ts_word value)
{
    if (!value.text || ts_check_is_open(value.text) || ts_map_find(&checker->numbers, value.text))
        return;
    if (!checker->deck || ts_map_find(&checker->deck->copy, value.text))
        return;
    const char *number = ts_map_nearest(&checker->numbers, value.text);
    ts_check_lost(checker, value, "value", number ? number : ts_map_nearest(&checker->deck->copy, value.text),
                  ts_arena_print(checker->arena, "no number and no copy \"%s\"", ts_value_excerpt(checker->arena, value.text)));
}

static void check_row(ts_checker *checker, const ts_row_spec *row, size_t columns)
{
    ts_check_copy(checker, row->name);
    for (size_t i = 0; i < row->values.count; i++)
        check_row_value(checker, row->values.items[i]);
    if (row->values.count && columns && row->values.count != columns)
        ts_error(checker->diags, row->span, "values", "this row has %zu value%s, the first has %zu",
                 row->values.count, row->values.count == 1 ? "" : "s", columns);
}

/* What chooses, orders or names the rows of series says nothing of rows that are written out. */
static void check_row_options(ts_checker *checker, const ts_chart *chart)
{
    const struct {
        bool given;
        const char *name;
        ts_span span;
    } options[] = {
        {chart->at.text, "at", chart->at.span},
        {chart->from.text, "from", chart->from.span},
        {chart->to.text, "to", chart->to.span},
        {chart->top.given, "top", chart->top.span},
        {chart->others.text, "others", chart->others.span},
        {chart->sort.given, "sort", chart->sort.span},
        {chart->labels.text, "labels", chart->labels.span},
        {chart->heads.text, "heads", chart->heads.span},
    };
    for (size_t i = 0; i < TS_COUNT(options); i++)
        if (options[i].given)
            ts_error(checker->diags, options[i].span, "option",
                     "\"%s\" is for a table of series: rows stand as they are written", options[i].name);
}

static void check_columns(ts_checker *checker, const ts_chart *chart, size_t values)
{
    for (size_t i = 0; i < chart->columns.count; i++) {
        const ts_column_spec *column = chart->columns.items[i];
        ts_check_copy(checker, column->head);
        (void)ts_check_name(checker, column->values, &checker->sheet->formats, "format", "format");
        ts_check_swatch(checker, column->bar);
        if (column->bar.text && i == 0 && chart->columns.count == values + 1)
            ts_error(checker->diags, column->bar.span, "option", "names have no bars: \"bar\" is for columns of values");
    }
    if (chart->columns.count && values && chart->columns.count != values && chart->columns.count != values + 1)
        ts_error(checker->diags, chart->columns.items[0]->span, "columns",
                 "\"column\" has %zu entries for %zu column%s of values (one more is the names', the first)",
                 chart->columns.count, values, values == 1 ? "" : "s");
}

static void check_table(ts_checker *checker, const ts_chart *chart)
{
    size_t values = chart->rows.count ? chart->rows.items[0]->values.count : chart->series.count;
    for (size_t i = 0; i < chart->rows.count; i++)
        check_row(checker, chart->rows.items[i], values);
    if (chart->rows.count)
        check_row_options(checker, chart);
    check_columns(checker, chart, values);
    ts_check_rule(checker, chart->rule);
    ts_check_rule(checker, chart->head_rule);
    ts_check_swatch(checker, chart->stripe);
    if (chart->values.text && strcmp(chart->values.text, "none") == 0)
        ts_error(checker->diags, chart->values.span, "option", "a table prints its values: give a format");
}

/* ---- links, events */

static void check_links(ts_checker *checker, const ts_chart *chart)
{
    for (size_t i = 0; i < chart->links.count; i++) {
        const ts_link_spec *link = chart->links.items[i];
        ts_check_copy(checker, link->from);
        ts_check_copy(checker, link->to);
        (void)ts_check_number(checker, link->value);
        ts_check_swatch(checker, link->color);
    }
}

static void check_events(ts_checker *checker, const ts_chart *chart)
{
    for (size_t i = 0; i < chart->events.count; i++) {
        const ts_event_spec *event = chart->events.items[i];
        ts_check_copy(checker, event->label);
        ts_check_swatch(checker, event->color);
        ts_check_art(checker, event->icon);
    }
}

/* ---- maps */

static void check_view(ts_checker *checker, const ts_chart *chart)
{
    if (chart->lens)
        ts_check_rule(checker, chart->lens->outline);
    if (chart->locator)
        ts_check_rule(checker, chart->locator->outline);
    ts_check_rule(checker, chart->outline);
    ts_check_rule(checker, chart->border);
    if (chart->inner)
        ts_check_swatch(checker, chart->inner->swatch);
}

static void check_mapped(ts_checker *checker, ts_word word)
{
    const ts_map *tables = &checker->sheet->tables;
    const bool open = word.text && ts_check_is_open(word.text);
    for (size_t i = 0; word.text && i < tables->count; i++)
        if (open || strcmp(tables->items[i].name, word.text) == 0)
            ((ts_table_spec *)tables->items[i].value)->mapped = true;
    (void)ts_check_name(checker, word, tables, "table", "table");
}

static void check_map(ts_checker *checker, const ts_chart *chart)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < chart->fills.count; i++)
        ts_check_swatch(checker, *(const ts_word *)chart->fills.items[i].value);
    (void)find_series(checker, chart->fill_by);
    if (chart->routes) {
        check_mapped(checker, chart->routes->table);
        ts_check_swatch(checker, chart->routes->swatch);
        (void)ts_check_name(checker, chart->routes->values, &sheet->formats, "format", "format");
        if (chart->routes->label.given && !chart->routes->value.text)
            ts_error(checker->diags, chart->routes->span, "option", "\"label\" prints values: say their column, \"value\"");
    }
    if (chart->points) {
        check_mapped(checker, chart->points->table);
        ts_check_swatch(checker, chart->points->swatch);
    }
    for (size_t i = 0; i < chart->texts.count; i++) {
        ts_check_copy(checker, chart->texts.items[i]->text);
        (void)ts_check_name(checker, chart->texts.items[i]->style, &sheet->text_styles, "text style",
                            "style");
        ts_check_swatch(checker, chart->texts.items[i]->color);
    }
    for (size_t i = 0; i < chart->marks.count; i++)
        ts_check_art(checker, chart->marks.items[i]->icon);
    if (chart->fills.count && chart->fill_by.text)
        ts_error(checker->diags, chart->fill_by.span, "option", "a map has \"fills\" or \"fill-by\"");
    if (chart->ramp.count && !chart->fill_by.text)
        ts_error(checker->diags, chart->ramp.items[0].span, "option",
                 "\"ramp\" belongs to a map with \"fill-by\"");
    check_view(checker, chart);
}

/* ---- words and colours */

/* KEY.series for each column of a table, and each line when there are several. */
static void check_each(ts_checker *checker, const ts_chart *chart, ts_word group)
{
    for (size_t i = 0; group.text && i < chart->series.count; i++) {
        if (!ts_map_find(&checker->sheet->series, chart->series.items[i].text))
            continue; /* told */
        ts_word key = {ts_arena_print(checker->arena, "%s.%s", group.text, chart->series.items[i].text),
                       group.span};
        ts_check_copy(checker, key);
    }
}

static void check_words(ts_checker *checker, const ts_chart *chart)
{
    ts_check_copy(checker, chart->others);
    ts_check_copy(checker, chart->head);
    ts_check_copy(checker, chart->rounded);
    const bool labels = ts_check_labels(checker, chart->labels, chart->series.count ? chart->series.items[0].text : NULL);
    bool lines = chart->kind == TS_CHART_LINE || chart->kind == TS_CHART_SLOPE || chart->kind == TS_CHART_AREA;
    if ((lines || chart->kind == TS_CHART_BARS || chart->kind == TS_CHART_COLUMNS || chart->kind == TS_CHART_DOTS) && chart->series.count > 1 && labels)
        check_each(checker, chart, chart->labels);
    check_each(checker, chart, chart->heads);
    for (size_t i = 0; i < chart->marks_at.count; i++)
        ts_check_copy(checker, chart->marks_at.items[i]->label);
    const ts_node_spec *nodes[] = {chart->origin, chart->destination};
    for (int i = 0; i < 2; i++)
        if (nodes[i]) {
            ts_check_copy(checker, nodes[i]->label);
            ts_check_swatch(checker, nodes[i]->ground);
        }
}

static void check_colours(ts_checker *checker, const ts_chart *chart)
{
    const ts_word words[] = {chart->highlight_color, chart->base, chart->color, chart->sea};
    for (size_t i = 0; i < TS_COUNT(words); i++)
        ts_check_swatch(checker, words[i]);
    for (size_t i = 0; i < chart->colors.count; i++)
        ts_check_swatch(checker, chart->colors.items[i]);
    for (size_t i = 0; i < chart->ramp.count; i++)
        ts_check_swatch(checker, chart->ramp.items[i]);
    for (size_t i = 0; i < chart->color_by.count; i++)
        ts_check_swatch(checker, chart->color_by.items[i].swatch);
}

static size_t count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; *at; at++)
        words += *at != ' ' && (at == text || at[-1] == ' ');
    return words;
}

/* A rule of honesty is broken for a reason that can be read. */
static void check_allow(ts_checker *checker, const ts_chart *chart)
{
    enum { REASON = 3 };
    for (size_t i = 0; i < chart->allow.count; i++) {
        const char *name = chart->allow.items[i].name;
        const ts_word *why = chart->allow.items[i].value;
        size_t rule = 0;
        while (rule < TS_HONESTY_RULES && strcmp(name, ts_honesty_words[rule]) != 0)
            rule++;
        if (rule == TS_HONESTY_RULES)
            ts_error_near(checker->diags, why->span, "allow",
                          ts_nearest(ts_honesty_words, TS_HONESTY_RULES, name),
                          "there is no rule \"%s\" to allow", name);
        else if (count_words(why->text) < REASON)
            ts_error(checker->diags, why->span, "allow",
                     "why may \"%s\" be broken here? Say it in a sentence of %d words at least", name, REASON);
    }
}

void ts_check_chart(ts_checker *checker, const ts_frame *frame)
{
    const ts_chart *chart = frame->chart;
    if (!chart->head_span.source) /* no kind: that is told already */
        return;
    check_data(checker, chart);
    check_items(checker, chart);
    check_links(checker, chart);
    check_events(checker, chart);
    check_map(checker, chart);
    if (chart->kind == TS_CHART_TABLE)
        check_table(checker, chart);
    check_words(checker, chart);
    check_colours(checker, chart);
    check_allow(checker, chart);
    ts_check_roles(checker, chart);
    if (chart->values.text && strcmp(chart->values.text, "none") != 0)
        (void)ts_check_name(checker, chart->values, &checker->sheet->formats, "format", "format");
    (void)ts_check_number(checker, chart->center);
    ts_check_art(checker, chart->icon);
}
