/*
 * Means and medians of a series: over its categories at one moment, or, with
 * "from" and "to", over its times, each with all its categories together (or
 * one, "only"). They are of what is there: one value that is not known, or a
 * time that has no row, makes them missing, for nobody knows what it would do.
 */
#include "data/method.h"

#include <stdlib.h>
#include <string.h>

typedef ts_stat stat;

/* How many points there are from the first to the last; 0: days, which nobody is sure of. */
static size_t times_between(const ts_moment_range *range, ts_period point)
{
    int months = 12 * (range->last.year - range->first.year) + range->last.month - range->first.month +
                 range->last.months;
    return point.months > 0 ? (size_t)(months / point.months) : 0;
}

static bool whole(stat *s, const ts_series *series, const ts_moment_range *range, size_t have)
{
    ts_period point;
    if (have == 0 || !ts_period_read(series->points[0].time, &point))
        return have > 0;
    size_t want = times_between(range, point);
    if (have >= want)
        return true;
    ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has only %zu of the %zu times from %s to %s",
                                                   series->name, have, want, range->from, range->to)));
    return false;
}

static ts_levels over_times(stat *s, const ts_series *series, ts_moment_range *range)
{
    const ts_stat_request *r = s->request;
    if (!series->timed)
        ts_stat_fault(s, "moment", "\"from\" and \"to\" need a series with \"over\"");
    *range = ts_level_range(&s->reader, series, r->from, r->to);
    if (s->reader.status != TS_OK)
        return (ts_levels){0};
    return ts_level_by_time(&s->reader, series, range, r->only);
}

static ts_levels over_categories(stat *s, const ts_series *series, ts_moment_range *range)
{
    if (!series->categorised)
        ts_stat_fault(s, "series", "it needs a series with \"by\", or \"from\" and \"to\"");
    *range = ts_level_moment(&s->reader, series, s->request->at);
    if (s->reader.status != TS_OK)
        return (ts_levels){0};
    return ts_level_by_category(&s->reader, series, range);
}

/* Each with its name in `category`: the time's, or the category's. */
static ts_levels take(stat *s, const ts_series *series, ts_moment_range *range)
{
    bool times = s->request->from != NULL;
    return times ? over_times(s, series, range) : over_categories(s, series, range);
}

static bool all_known(stat *s, const ts_series *series, const ts_moment_range *range, const ts_levels *levels)
{
    if (s->reader.status != TS_OK || (s->request->from && levels->count > 0 && !whole(s, series, range, levels->count)))
        return false;
    for (size_t i = 0; i < levels->count; i++) {
        if (!levels->items[i].known) {
            ts_stat_miss(s, levels->items[i].why);
            return false;
        }
    }
    if (levels->count == 0)
        ts_stat_lack(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value%s%s", series->name,
                                                       range->to ? " in " : "", range->to ? range->to : "")),
                     ts_level_lacks(series, range, s->request->from ? s->request->only : NULL));
    return levels->count > 0;
}

/* The values, or nothing and the statistic misses. */
static ts_levels read_values(stat *s)
{
    ts_moment_range range = {0};
    ts_levels levels = take(s, ts_stat_series(s), &range);
    ts_stat_moment(s, &range);
    return all_known(s, ts_stat_series(s), &range, &levels) ? levels : (ts_levels){0};
}

void ts_stat_mean(stat *s)
{
    ts_levels levels = read_values(s);
    double sum = 0;
    for (size_t i = 0; i < levels.count; i++)
        sum += levels.items[i].value;
    if (levels.count > 0)
        ts_stat_give(s, sum / (double)levels.count);
}

static int by_value(const void *left, const void *right)
{
    double a = ((const ts_level *)left)->value, b = ((const ts_level *)right)->value;
    return (a > b) - (a < b);
}

/* Of an even count, the mean of the two in the middle. */
void ts_stat_median(stat *s)
{
    ts_levels levels = read_values(s);
    if (levels.count == 0)
        return;
    qsort(levels.items, levels.count, sizeof *levels.items, by_value);
    double low = levels.items[(levels.count - 1) / 2].value, high = levels.items[levels.count / 2].value;
    ts_stat_give(s, low + (high - low) / 2);
}

/* Both stand in the order of their names, so that each has its like at its own place, or one has none. */
static bool matched(stat *s, const ts_levels *values, const ts_levels *weights)
{
    size_t i = 0;
    while (i < values->count && i < weights->count && strcmp(values->items[i].category, weights->items[i].category) == 0)
        i++;
    if (i == values->count && i == weights->count)
        return true;
    const char *value = i < values->count ? values->items[i].category : NULL;
    const char *weight = i < weights->count ? weights->items[i].category : NULL;
    bool bare = value && (!weight || strcmp(value, weight) < 0);
    ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value for %s",
                                                   (bare ? s->request->weights : ts_stat_series(s))->name, bare ? value : weight)));
    return false;
}

static void weigh(stat *s, const ts_levels *values, const ts_levels *weights)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < values->count; i++) {
        double weight = weights->items[i].value;
        if (weight < 0) {
            ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "the weight of %s is negative",
                                                           values->items[i].category)));
            return;
        }
        sum += weight * values->items[i].value;
        all += weight;
    }
    all == 0 ? ts_stat_miss(s, "the weights add up to nought") : ts_stat_give(s, sum / all);
}

void ts_stat_weighted_mean(stat *s)
{
    const ts_series *of = s->request->weights;
    ts_moment_range range = {0}, other = {0};
    if (!of) {
        ts_stat_fault(s, "method", "weighted-mean needs \"weights\"");
        return;
    }
    ts_levels values = take(s, ts_stat_series(s), &range), weights = take(s, of, &other);
    ts_stat_moment(s, &range);
    if (range.to && other.to && strcmp(range.to, other.to) != 0)
        ts_stat_fault(s, "moment", ts_arena_print(s->reader.arena, "the newest times differ, %s and %s: say \"at\"",
                                                  range.to, other.to));
    s->value->query = ts_stat_keep(s, ts_arena_print(s->reader.arena, "%s\n-- and\n%s", ts_stat_series(s)->query, of->query));
    if (all_known(s, ts_stat_series(s), &range, &values) && all_known(s, of, &other, &weights) &&
        matched(s, &values, &weights))
        weigh(s, &values, &weights);
}
