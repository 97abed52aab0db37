/* How far the values of charts that share a scale reach, all together. */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

static void take(ts_reach *reach, double value)
{
    if (!isfinite(value))
        return;
    reach->low = fmin(reach->low, value);
    reach->high = fmax(reach->high, value);
}

/* Areas stand on each other: what counts is their sum at a moment. */
static double stacked_at(const ts_chart_bound *out, size_t line, size_t point)
{
    const char *time = out->lines[line].points[point].time;
    double sum = out->lines[line].points[point].value;
    for (size_t i = 0; time && i < line; i++)
        for (size_t k = 0; k < out->lines[i].count; k++) {
            const ts_datapoint *other = &out->lines[i].points[k];
            if (other->known && other->time && strcmp(other->time, time) == 0)
                sum += other->value;
        }
    return sum;
}

/* Columns on end reach as high as their sum, two that diverge both ways. */
static void take_groups(ts_reach *reach, const ts_chart_bound *out)
{
    int arrange = out->chart->arrange.given ? out->chart->arrange.value : TS_ARRANGE_BESIDE;
    for (size_t r = 0; r < out->mark_count; r++) {
        double sum = 0;
        for (size_t i = 0; i < out->line_count; i++) {
            double value = out->lines[i].points[r].known ? out->lines[i].points[r].value : NAN;
            bool down = arrange == TS_ARRANGE_DIVERGING && i == 1;
            sum += value;
            if (arrange == TS_ARRANGE_BESIDE || arrange == TS_ARRANGE_DIVERGING)
                take(reach, down ? -value : value);
        }
        take(reach, arrange == TS_ARRANGE_STACKED ? sum : arrange == TS_ARRANGE_SHARE ? 1 : NAN);
    }
}

static bool is_parted(ts_arena *arena, const ts_chart_bound *out)
{
    for (size_t i = 0; i < out->mark_count && !out->timed; i++) {
        const char *words = out->marks[i].label ? ts_copy_plain(arena, out->marks[i].label) : NULL;
        if (words && strchr(words, ' '))
            return true;
    }
    return false;
}

bool ts_bind_chart_scale(ts_charting *c)
{
    const char *name = c->chart->scale.text;
    ts_map *scales = &c->binder->edition->scales;
    const ts_chart_bound *out = c->out;
    if (!name)
        return true;
    ts_reach *reach = ts_map_find(scales, name);
    if (!reach) {
        reach = TS_NEW(c->binder->arena, ts_reach);
        if (!reach || !ts_map_put(c->binder->arena, scales, name, reach))
            return false;
        *reach = (ts_reach){.low = INFINITY, .high = -INFINITY};
    }
    reach->parted |= is_parted(c->binder->arena, out);
    bool zero = !c->chart->zero.given || c->chart->zero.value;
    if (zero && c->chart->kind != TS_CHART_SPARK)
        take(reach, 0);
    for (size_t i = 0; i < out->mark_count && !out->line_count; i++)
        take(reach, out->marks[i].known ? out->marks[i].value : NAN);
    if (c->chart->kind == TS_CHART_COLUMNS && out->line_count) {
        take_groups(reach, out);
        return true;
    }
    for (size_t i = 0; i < out->line_count; i++)
        for (size_t k = 0; k < out->lines[i].count; k++)
            if (out->lines[i].points[k].known)
                take(reach, c->chart->kind == TS_CHART_AREA ? stacked_at(out, i, k) : out->lines[i].points[k].value);
    return true;
}
