/* Lines over time, slopes between two moments, and the columns of a table. */
#include "bind/bind.h"

#include <stdlib.h>
#include <string.h>

static bool is_open(const char *moment)
{
    return !moment || strcmp(moment, "latest") == 0;
}

bool ts_bind_within(const char *time, const char *from, const char *to)
{
    ts_period at, first, last;
    if (!time || !ts_period_read(time, &at))
        return false;
    if (!is_open(from) && ts_period_read(from, &first) && ts_period_order(at, first) < 0)
        return false;
    if (!is_open(to) && ts_period_read(to, &last))
        return ts_period_holds(last, at) || ts_period_order(at, last) <= 0;
    return true;
}

static bool check_moment(ts_charting *c, const ts_moment *moment)
{
    ts_period period;
    if (is_open(moment->text) || ts_period_read(moment->text, &period))
        return true;
    ts_error(c->binder->diags, moment->span, "moment",
             "\"%s\" is no moment: 2024, \"2024-03\", \"2024-Q1\" or \"latest\"", moment->text);
    return false;
}

static bool print_points(ts_charting *c, ts_line_bound *line)
{
    line->printed = TS_ARRAY(c->binder->arena, const char *, line->count);
    for (size_t i = 0; line->printed && i < line->count; i++) {
        line->printed[i] =
            line->points[i].known ? ts_bind_chart_print(c, line->points[i].value, c->out->unit) : "";
        if (!line->printed[i])
            return false;
    }
    return line->printed;
}

static bool add_line(ts_charting *c, ts_line_bound *line)
{
    if (c->lines.count == TS_BIND_MARKS) {
        ts_error(c->binder->diags, c->chart->span, "chart", "the chart has more than %d lines",
                 TS_BIND_MARKS);
        return false;
    }
    line->label = ts_bind_chart_label(c, line->id);
    return line->label && print_points(c, line) && TS_PUSH(c->binder->arena, &c->lines, *line);
}

/* ------------------------------------------------------------ lines */

static bool is_of(const ts_datapoint *point, const char *category)
{
    return !category || (point->category && strcmp(point->category, category) == 0);
}

static bool add_over_time(ts_charting *c, const ts_series *series, const char *category)
{
    ts_line_bound line = {.id = category ? category : series->name};
    line.points = TS_ARRAY(c->binder->arena, ts_datapoint, series->count);
    if (!line.points)
        return false;
    for (size_t i = 0; i < series->count; i++)
        if (is_of(&series->points[i], category) &&
            ts_bind_within(series->points[i].time, c->chart->from.text, c->chart->to.text))
            line.points[line.count++] = series->points[i];
    return !line.count || add_line(c, &line);
}

/* A slope stands on two moments; a moment of many months is their sum. */
static bool add_slope(ts_charting *c, const ts_series *series, const char *category)
{
    const ts_moment *ends[] = {&c->chart->from, &c->chart->to};
    ts_line_bound line = {.id = category ? category : series->name, .count = 2};
    line.points = TS_ARRAY(c->binder->arena, ts_datapoint, 2);
    if (!line.points)
        return false;
    for (size_t i = 0; i < 2; i++) {
        ts_reader reader = {c->binder->arena, c->binder->diags, c->chart->span, series->name, TS_OK};
        ts_moment_range range = ts_level_moment(&reader, series, ends[i]->text);
        ts_level level =
            reader.status == TS_OK ? ts_level_at(&reader, series, &range, category) : (ts_level){0};
        c->binder->machine = c->binder->machine || reader.status == TS_MACHINE;
        if (reader.status != TS_OK)
            return false;
        line.points[i] = (ts_datapoint){range.to, category, level.known, level.value};
    }
    return add_line(c, &line);
}

static bool add_lines(ts_charting *c, const ts_series *series)
{
    bool (*add)(ts_charting *, const ts_series *, const char *) =
        c->chart->kind == TS_CHART_SLOPE ? add_slope : add_over_time;
    ts_map seen = {0};
    if (!series->categorised)
        return add(c, series, NULL);
    for (size_t i = 0; i < series->count; i++) {
        const char *category = series->points[i].category;
        if (!category || ts_map_find(&seen, category))
            continue;
        if (!ts_map_put(c->binder->arena, &seen, category, c) || !add(c, series, category))
            return false;
    }
    return true;
}

static bool has_two_ends(ts_charting *c)
{
    if (c->chart->kind != TS_CHART_SLOPE || c->chart->from.text)
        return true;
    ts_error(c->binder->diags, c->chart->span, "chart", "a slope goes \"from\" a moment \"to\" another");
    return false;
}

bool ts_bind_chart_lines(ts_charting *c)
{
    if (!check_moment(c, &c->chart->from) || !check_moment(c, &c->chart->to) || !has_two_ends(c))
        return false;
    for (size_t i = 0; i < c->chart->series.count; i++) {
        const ts_word *name = &c->chart->series.items[i];
        const ts_series *series = ts_bind_chart_series(c, name);
        if (!series || !ts_bind_chart_unit(c, series->unit, name->span))
            return false;
        if (!series->timed) {
            ts_error(c->binder->diags, name->span, "chart",
                     "a line needs time: give the series \"%s\" \"over\"", name->text);
            return false;
        }
        if (!add_lines(c, series))
            return false;
    }
    return c->lines.count || ts_bind_chart_empty(c, "its series have no values there");
}

/* ------------------------------------------------------------ tables */

static bool add_level_column(ts_charting *c, const ts_series *series, ts_line_bound *line)
{
    ts_levels levels;
    if (!ts_bind_chart_levels(c, series, &c->chart->at, &levels))
        return false;
    line->points = TS_ARRAY(c->binder->arena, ts_datapoint, levels.count);
    for (size_t i = 0; line->points && i < levels.count; i++)
        line->points[line->count++] =
            (ts_datapoint){NULL, levels.items[i].category ? levels.items[i].category : series->name,
                           levels.items[i].known, levels.items[i].value};
    return line->points;
}

static bool add_time_column(ts_charting *c, const ts_series *series, ts_line_bound *line)
{
    line->points = TS_ARRAY(c->binder->arena, ts_datapoint, series->count);
    for (size_t i = 0; line->points && i < series->count; i++)
        if (ts_bind_within(series->points[i].time, c->chart->from.text, c->chart->to.text))
            line->points[line->count++] = series->points[i];
    return line->points;
}

/* Columns of a table may differ in unit: each prints in its own. */
static bool add_column(ts_charting *c, const ts_word *name)
{
    const ts_series *series = ts_bind_chart_series(c, name);
    if (!series)
        return false;
    if (!c->out->unit)
        c->out->unit = series->unit;
    ts_line_bound line = {.id = series->name};
    bool timed = !series->categorised && series->timed && !c->chart->at.text;
    if (!(timed ? add_time_column(c, series, &line) : add_level_column(c, series, &line)))
        return false;
    const char *first = c->out->unit;
    c->out->unit = series->unit;
    bool printed = print_points(c, &line);
    c->out->unit = first;
    ts_span span = c->chart->heads.text ? c->chart->heads.span : name->span;
    line.label = ts_bind_label(c->binder, c->chart->heads.text, series->name, span, c->missing);
    return printed && line.label && TS_PUSH(c->binder->arena, &c->lines, line);
}

static const char *row_of(const ts_datapoint *point)
{
    return point->category ? point->category : point->time;
}

/* The rows in the order in which the columns bring them; a row's value is its first column's. */
static bool collect_rows(ts_charting *c)
{
    ts_map seen = {0};
    for (size_t l = 0; l < c->lines.count; l++) {
        for (size_t i = 0; i < c->lines.items[l].count; i++) {
            const ts_datapoint *point = &c->lines.items[l].points[i];
            const char *id = row_of(point);
            if (ts_map_find(&seen, id))
                continue;
            ts_mark_bound row = {.id = id,
                                 .known = l == 0 && point->known,
                                 .value = l == 0 ? point->value : 0,
                                 .printed = "",
                                 .growth_printed = "",
                                 .number = c->lines.items[l].id,
                                 .span = c->chart->span};
            if (!ts_map_put(c->binder->arena, &seen, id, c) || !TS_PUSH(c->binder->arena, &c->marks, row))
                return false;
        }
    }
    return true;
}

static int by_first_column(const void *a, const void *b)
{
    const ts_mark_bound *x = a, *y = b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->known && x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->id, y->id);
}

static void reverse(ts_charting *c)
{
    for (size_t i = 0, k = c->marks.count; i + 1 < k; i++) {
        ts_mark_bound swap = c->marks.items[i];
        c->marks.items[i] = c->marks.items[--k];
        c->marks.items[k] = swap;
    }
}

static const char *const order_words[] = {"largest-first", "smallest-first", "as-given"};

static void sort_rows(ts_charting *c, bool timed)
{
    const char *order = order_words[c->chart->sort.given ? c->chart->sort.value : timed ? 2 : 0];
    if (strcmp(order, "as-given") == 0 || !c->marks.count)
        return;
    qsort(c->marks.items, c->marks.count, sizeof *c->marks.items, by_first_column);
    if (strcmp(order, "smallest-first") == 0)
        reverse(c);
}

/* The column's points row by row; a row that it lacks is unknown. */
static bool align_column(ts_charting *c, ts_line_bound *line)
{
    size_t rows = c->marks.count;
    ts_datapoint *points = TS_ARRAY(c->binder->arena, ts_datapoint, rows);
    const char **printed = TS_ARRAY(c->binder->arena, const char *, rows);
    if (!points || !printed)
        return false;
    for (size_t r = 0; r < rows; r++) {
        points[r] = (ts_datapoint){.category = c->marks.items[r].id};
        printed[r] = "";
        for (size_t i = 0; i < line->count; i++) {
            if (strcmp(row_of(&line->points[i]), c->marks.items[r].id) != 0)
                continue;
            points[r] = line->points[i];
            printed[r] = line->printed[i];
            break;
        }
    }
    line->points = points;
    line->printed = printed;
    line->count = rows;
    return true;
}

static bool finish_rows(ts_charting *c)
{
    for (size_t i = 0; i < c->marks.count; i++) {
        c->marks.items[i].label = ts_bind_chart_label(c, c->marks.items[i].id);
        if (!c->marks.items[i].label)
            return false;
    }
    for (size_t i = 0; i < c->lines.count; i++)
        if (!align_column(c, &c->lines.items[i]))
            return false;
    return true;
}

bool ts_bind_chart_table(ts_charting *c)
{
    if (!check_moment(c, &c->chart->from) || !check_moment(c, &c->chart->to))
        return false;
    for (size_t i = 0; i < c->chart->series.count; i++)
        if (!add_column(c, &c->chart->series.items[i]))
            return false;
    if (!collect_rows(c))
        return false;
    if (!c->marks.count)
        return ts_bind_chart_empty(c, "its series have no values there");
    if (c->marks.count > TS_BIND_MARKS) {
        ts_error(c->binder->diags, c->chart->span, "chart", "the table has more than %d rows", TS_BIND_MARKS);
        return false;
    }
    bool timed = c->lines.items[0].count && !c->lines.items[0].points[0].category;
    sort_rows(c, timed);
    if (c->chart->top.given && c->chart->top.value >= 1 && (size_t)c->chart->top.value < c->marks.count) {
        if (c->chart->others.text) {
            ts_error(c->binder->diags, c->chart->others.span, "chart", "not yet: \"others\" in a table");
            return false;
        }
        c->marks.count = (size_t)c->chart->top.value;
    }
    return finish_rows(c);
}
