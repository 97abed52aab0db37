/*
 * figure_time.c - moments of a chart: what they are counted in, and what they are called under it.
 *
 * Years, quarters and months are counted as such, and so are days that mean their months, or that all begin one. Moments of several kinds are
 * counted by the months that they begin with.
 */
#include "layout/figure_kit.h"

#include <math.h>

static const ts_period EPOCH = {.year = 2000, .month = 1, .months = 12};
static const double YEAR = 365.2425; /* days */

static int per_year_of(ts_period period)
{
    return period.day > 1 ? 0 : period.months == 12 ? 1 : period.months == 3 ? 4 : 12;
}

static long number_of(ts_period period, int per_year)
{
    if (!per_year)
        return lround(ts_period_years(EPOCH, period) * YEAR);
    return (long)period.year * per_year + (period.month - 1) / (12 / per_year);
}

double ts_figure_years(const char *time)
{
    ts_period period;
    if (!time || !ts_period_read(time, &period))
        return NAN;
    return period.year + (period.month - 1) / 12.0 + (period.day ? period.day - 1 : 0) / 372.0;
}

/* The finest that one of them is counted in; -1: they are no moments in order. */
static int find_per_year(const char *const *times, size_t count)
{
    ts_period before, period;
    int finest = 1;
    for (size_t i = 0; i < count; i++) {
        if (!ts_period_read(times[i], &period) || (i && ts_period_order(before, period) >= 0))
            return -1;
        int own = per_year_of(period);
        finest = !finest || !own ? 0 : own > finest ? own : finest;
        before = period;
    }
    return finest;
}

bool ts_figure_count_moments(ts_figure *figure, const char *const *times, size_t count, ts_moments *moments)
{
    const int found = find_per_year(times, count), per_year = found >= 0 && figure->bound->monthly ? 12 : found;
    *moments = (ts_moments){TS_ARRAY(figure->kit->arena, ts_moment_label, count), count, per_year > 0 ? per_year : 0};
    figure->plot.failed = figure->plot.failed || !moments->items;
    for (size_t i = 0; moments->items && i < count; i++) {
        ts_period period;
        bool counted = per_year >= 0 && ts_period_read(times[i], &period);
        moments->items[i].number = counted ? number_of(period, per_year) : (long)i;
    }
    return per_year >= 0 && moments->items;
}

ts_moments *ts_figure_mark_moments(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_moments *moments = TS_NEW(figure->kit->arena, ts_moments);
    const char **times = TS_ARRAY(figure->kit->arena, const char *, bound->mark_count);
    figure->plot.failed = figure->plot.failed || !moments || !times;
    if (!bound->timed || figure->plot.failed)
        return NULL;
    for (size_t i = 0; i < bound->mark_count; i++)
        times[i] = bound->marks[i].id;
    if (!ts_figure_count_moments(figure, times, bound->mark_count, moments))
        return NULL;
    for (size_t i = 0; i < bound->mark_count; i++) {
        moments->items[i].label = ts_figure_words(figure, TS_ROLE_PLACE, bound->marks[i].label);
        moments->items[i].brief = ts_figure_words(figure, TS_ROLE_PLACE, bound->marks[i].short_label);
    }
    return moments;
}
