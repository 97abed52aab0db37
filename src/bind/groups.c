/* Bars of several series: a group for each name, a bar in it for each series. */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

static bool are_series(const ts_charting *c)
{
    size_t count = c->chart->series.count;
    return count > 1 && !ts_bind_find_result(c->binder, c->chart->series.items[0].text);
}

static bool one_unit(ts_charting *c)
{
    for (size_t i = 0; i < c->lines.count; i++)
        if (!ts_bind_chart_unit(c, c->lines.items[i].unit, c->chart->series.items[i].span))
            return false;
    return true;
}

/* What stands on end, or on two sides, is no part below nought. */
static bool none_negative(ts_charting *c)
{
    for (size_t i = 0; i < c->lines.count; i++)
        for (size_t r = 0; r < c->lines.items[i].count; r++) {
            const ts_datapoint *point = &c->lines.items[i].points[r];
            if (!point->known || point->value >= 0)
                continue;
            ts_error(c->binder->diags, c->chart->arrange.span, "chart",
                     "\"%s\" of %s is below nought: its bars can only stand beside", c->marks.items[r].id,
                     c->lines.items[i].id);
            return false;
        }
    return true;
}

static double sum_at(const ts_charting *c, size_t row, bool *known)
{
    double sum = 0;
    for (size_t i = 0; i < c->lines.count; i++) {
        const ts_datapoint *point = &c->lines.items[i].points[row];
        *known = *known && point->known;
        sum += point->known ? point->value : 0;
    }
    return sum;
}

/* Each bar is 100 percent of its own. */
static bool make_shares(ts_charting *c)
{
    for (size_t r = 0; r < c->marks.count; r++) {
        bool known = true;
        double sum = sum_at(c, r, &known);
        for (size_t i = 0; i < c->lines.count; i++) {
            ts_line_bound *line = &c->lines.items[i];
            line->points[r].known = known && sum > 0;
            line->points[r].value = sum > 0 ? line->points[r].value / sum : 0;
            line->printed[r] = line->points[r].known ? ts_bind_chart_print(c, line->points[r].value, "share") : "";
            if (!line->printed[r])
                return false;
        }
    }
    c->out->unit = "share";
    return true;
}

/* The values of all series are read against each other. */
static bool print_values(ts_charting *c)
{
    const size_t rows = c->marks.count, count = c->lines.count * rows;
    double *values = TS_ARRAY(c->binder->arena, double, count);
    const char **printed = TS_ARRAY(c->binder->arena, const char *, count);
    for (size_t i = 0; values && i < count; i++) {
        const ts_datapoint *point = &c->lines.items[i / rows].points[i % rows];
        values[i] = point->known ? point->value : NAN;
    }
    if (!values || !printed || !ts_bind_chart_print_all(c, values, count, printed))
        return false;
    for (size_t i = 0; i < count; i++)
        c->lines.items[i / rows].printed[i % rows] = printed[i];
    return true;
}

bool ts_bind_chart_bars(ts_charting *c)
{
    int arrange = c->chart->arrange.given ? c->chart->arrange.value : TS_ARRANGE_BESIDE;
    if (!are_series(c))
        return ts_bind_chart_marks(c);
    if (arrange == TS_ARRANGE_DIVERGING && c->chart->series.count != 2) {
        ts_error(c->binder->diags, c->chart->arrange.span, "chart", "diverging bars are of two series, this has %zu",
                 c->chart->series.count);
        return false;
    }
    if (c->chart->kind == TS_CHART_DOTS && c->chart->series.count > 2) {
        ts_error(c->binder->diags, c->chart->series.items[2].span, "chart", "dots compare one or two series, this has %zu",
                 c->chart->series.count);
        return false;
    }
    if (!ts_bind_chart_table(c) || !one_unit(c))
        return false;
    if (arrange != TS_ARRANGE_BESIDE && !none_negative(c))
        return false;
    return arrange == TS_ARRANGE_SHARE ? make_shares(c) : print_values(c);
}
