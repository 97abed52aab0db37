/* Lines over time, and slopes between two moments. */
#include "bind/bind.h"

#include <stdlib.h>
#include <math.h>
#include <string.h>

enum { NO_ENDS = 2 }; /* of the choices of `ends` */

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

bool ts_bind_check_moment(ts_charting *c, const ts_moment *moment)
{
    ts_period period;
    if (is_open(moment->text) || ts_period_read(moment->text, &period))
        return true;
    ts_error(c->binder->diags, moment->span, "moment",
             "\"%s\" is no moment: 2024, \"2024-03\", \"2024-Q1\" or \"latest\"", moment->text);
    return false;
}

/* From the last that is known back, or the first point of all. NULL: it has no value. */
static const ts_datapoint *end_of(const ts_line_bound *line, size_t first)
{
    if (first)
        return line->points[0].known ? &line->points[0] : NULL;
    for (size_t i = line->count; i-- > 0;)
        if (line->points[i].known)
            return &line->points[i];
    return NULL;
}

/* Lines are read at their ends, all of them against each other: the last value, of a slope the first, too. */
static bool print_ends(ts_charting *c)
{
    const size_t ends = c->chart->kind == TS_CHART_SLOPE ? 2 : 1, count = c->lines.count * ends;
    double *values = TS_ARRAY(c->binder->arena, double, count);
    const char **printed = TS_ARRAY(c->binder->arena, const char *, count);
    for (size_t i = 0; values && i < count; i++) {
        const ts_datapoint *end = end_of(&c->lines.items[i / ends], i % ends);
        values[i] = end ? end->value : NAN;
    }
    if (!values || !printed || !ts_bind_chart_print_all(c, values, count, printed))
        return false;
    for (size_t i = 0; i < count; i++) {
        ts_line_bound *line = &c->lines.items[i / ends];
        const ts_datapoint *end = end_of(line, i % ends);
        if (end)
            line->printed[end - line->points] = printed[i];
    }
    return true;
}

static bool add_line(ts_charting *c, ts_line_bound *line)
{
    if (c->lines.count == TS_BIND_MARKS) {
        ts_error(c->binder->diags, c->chart->span, "chart", "the chart has more than %d lines",
                 TS_BIND_MARKS);
        return false;
    }
    line->label = ts_bind_chart_label(c, line->id);
    line->printed = TS_ARRAY(c->binder->arena, const char *, line->count);
    for (size_t i = 0; line->printed && i < line->count; i++)
        line->printed[i] = "";
    return line->label && line->printed && TS_PUSH(c->binder->arena, &c->lines, *line);
}

/* ---- lines */

static bool is_of(const ts_datapoint *point, const char *category)
{
    return !category || (point->category && strcmp(point->category, category) == 0);
}

/* A category is a word of the table; a series' name was never meant for readers. */
static void doubt_name(const ts_charting *c, const ts_series *series)
{
    bool named = c->chart->kind == TS_CHART_LINE && !(c->chart->ends.given && c->chart->ends.value == NO_ENDS);
    if (named && !c->chart->labels.text)
        ts_warn(c->binder->diags, c->chart->span, "copy", "the line is called \"%s\" on the page, as its series in the sheet: \"labels\": \"KEY\" and \"KEY.%s\" in the deck give it a name",
                series->name, ts_bind_slug(c->binder->arena, series->name));
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
    if (line.count && !category)
        doubt_name(c, series);
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
        ts_reader reader = {
            .arena = c->binder->arena, .diags = c->binder->diags, .span = c->chart->span, .name = series->name, .status = TS_OK};
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

static double last_value(const ts_line_bound *line)
{
    const ts_datapoint *last = end_of(line, 0);
    return last ? last->value : 0;
}

static int by_last_value(const void *a, const void *b)
{
    double x = last_value(a), y = last_value(b);
    if (x != y)
        return x > y ? -1 : 1;
    return strcmp(((const ts_line_bound *)a)->id, ((const ts_line_bound *)b)->id);
}

bool ts_bind_chart_lines(ts_charting *c)
{
    if (!ts_bind_check_moment(c, &c->chart->from) || !ts_bind_check_moment(c, &c->chart->to) || !has_two_ends(c))
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
    if (c->chart->kind == TS_CHART_AREA && c->lines.count) /* the largest is the ground that others stand on */
        qsort(c->lines.items, c->lines.count, sizeof *c->lines.items, by_last_value);
    return c->lines.count ? print_ends(c) : ts_bind_chart_empty(c, "its series have no values there");
}
