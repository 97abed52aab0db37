#include "data/level.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void ts_reader_fault(ts_reader *reader, const char *rule, const char *message)
{
    if (reader->status == TS_OK)
        ts_error(reader->diags, reader->span, rule, "\"%s\": %s", reader->name,
                 message ? message : "memory is out");
    if (reader->status == TS_OK)
        reader->status = message ? TS_FAULT : TS_MACHINE;
}

void ts_reader_turned(ts_reader *reader, const char *from, const char *how, const char *to)
{
    const char *advice = reader->turned_advice;
    ts_diag diag = {.severity = TS_ERROR, .span = reader->span, .rule = "moment", .cause = reader->turned_by,
                    .subject = ts_arena_print(reader->arena, "\"%s\"", reader->name),
                    .message = ts_arena_print(reader->arena, "\"%s\": %s %s %s%s%s", reader->name, from, how, to, advice ? ": " : "",
                                              advice ? advice : "")};
    if (reader->status != TS_OK)
        return;
    reader->status = diag.subject && diag.message ? TS_FAULT : TS_MACHINE;
    if (reader->status == TS_FAULT)
        ts_diag_add(reader->diags, diag);
}

static const char *say(ts_reader *reader, const char *text)
{
    if (!text && reader->status == TS_OK)
        reader->status = TS_MACHINE;
    return text ? text : "";
}

/* ---- moments */

static bool read_moment(ts_reader *reader, const ts_series *series, const char **text, ts_period *period)
{
    if ((!*text || strcmp(*text, "latest") == 0) && series->count > 0)
        *text = series->points[series->count - 1].time;
    if (!*text || strcmp(*text, "latest") == 0)
        return false; /* a series without points */
    if (ts_period_read(*text, period))
        return true;
    ts_reader_fault(reader, "moment",
                    ts_arena_print(reader->arena,
                                   "\"%.*s\" is no moment: 2024, \"2024-03\", \"2024-Q1\" or \"latest\"",
                                   ts_utf8_fit(*text, 40), *text));
    return false;
}

static bool within(const ts_moment_range *range, const ts_datapoint *at)
{
    const ts_period point = at->moment;
    if (range->all || !range->to)
        return range->all;
    if (!range->from)
        return ts_period_holds(range->last, point);
    bool ended =
        ts_period_holds(range->last, point) || (ts_period_order(point, range->last) < 0 &&
                                                point.months <= (range->last.day ? 0 : range->last.months));
    return ts_period_order(range->first, point) <= 0 && ended;
}

/* A moment wider than the points, or a span of them, should have all: ten months are no year. */
static void warn_of_gaps(ts_reader *reader, const ts_series *series, const ts_moment_range *range, const char *only)
{
    ts_period point;
    size_t have = 0;
    const char *before = "";
    if (range->all || !range->to || series->count == 0 || !ts_period_read(series->points[0].time, &point) || point.months == 0)
        return;
    int months = 12 * (range->last.year - range->first.year) + range->last.month - range->first.month + range->last.months;
    int want = months / point.months;
    if (want < 2)
        return;
    for (size_t i = 0; i < series->count; i++) {
        const char *time = series->points[i].time;
        if (only && strcmp(series->points[i].category, only) != 0)
            continue;
        have += strcmp(time, before) != 0 && within(range, &series->points[i]);
        before = time;
    }
    if (have > 0 && have < (size_t)want)
        ts_warn(reader->diags, reader->span, "moment", "\"%s\": series \"%s\" has only %zu of the %d parts of %s%s%s%s%s", reader->name,
                series->name, have, want, range->from ? range->from : "", range->from ? " to " : "", range->to, only ? " for " : "",
                only ? only : "");
}

ts_moment_range ts_level_moment(ts_reader *reader, const ts_series *series, const char *at)
{
    ts_moment_range range = {.all = !series->timed, .to = at};
    if (!series->timed && at && strcmp(at, "latest") != 0)
        ts_reader_fault(
            reader, "moment",
            ts_arena_print(reader->arena, "series \"%s\" has no time (give it \"over\")", series->name));
    if (!series->timed)
        return (ts_moment_range){.all = true};
    if (!read_moment(reader, series, &range.to, &range.last))
        return (ts_moment_range){0};
    range.first = range.last;
    return range;
}

ts_moment_range ts_level_range(ts_reader *reader, const ts_series *series, const char *from, const char *to)
{
    ts_moment_range range = {.from = from, .to = to};
    if (!from)
        return ts_level_moment(reader, series, to);
    if (!series->timed)
        return ts_level_moment(reader, series, from);
    if (!read_moment(reader, series, &range.from, &range.first) ||
        !read_moment(reader, series, &range.to, &range.last))
        return (ts_moment_range){0};
    if (ts_period_order(range.first, range.last) > 0)
        ts_reader_turned(reader, range.from, "comes after", range.to);
    return range;
}

/* ---- values */

/* Puts one more point to those before. */
static void join(ts_reader *reader, const ts_series *series, ts_level *level, const ts_datapoint *point,
                 size_t before)
{
    if (!point->known && level->known)
        *level = (ts_level){
            .category = level->category,
            .why = say(reader,
                       ts_arena_print(reader->arena, "series \"%s\" has an empty value%s%s", series->name,
                                      point->time ? " in " : "", point->time ? point->time : ""))};
    if (before == 0 && point->known)
        *level = (ts_level){.known = true, .value = point->value, .category = point->category};
    if (before == 0)
        return;
    if (series->aggregate == TS_SERIES_MEAN)
        ts_reader_fault(reader, "unit",
                        "means of several points cannot be joined (say one moment, \"only\", or use sql)");
    bool picks = series->aggregate == TS_SERIES_MINIMUM || series->aggregate == TS_SERIES_MAXIMUM;
    if (!picks && !ts_unit_adds(series->unit))
        ts_reader_fault(reader, "unit",
                        ts_arena_print(reader->arena,
                                       "values of unit %s cannot be added (say one moment, or \"only\")",
                                       series->unit));
    if (!level->known)
        return;
    if (!picks)
        level->value += point->value;
    else if (series->aggregate == TS_SERIES_MINIMUM ? point->value < level->value
                                                    : point->value > level->value)
        level->value = point->value;
}

static const char *nothing(ts_reader *reader, const ts_series *series, const ts_moment_range *range,
                           const char *only)
{
    const char *at = range->to ? range->to : "";
    return say(reader, ts_arena_print(reader->arena, "series \"%s\" has no value%s%s%s%s", series->name,
                                      only ? " for " : "", only ? only : "", *at ? " in " : "", at));
}

const char *ts_level_lacks(const ts_series *series, const ts_moment_range *range, const char *only)
{
    bool elsewhere = false;
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (only && (!point->category || strcmp(point->category, only) != 0))
            continue;
        if (within(range, point))
            return NULL;
        elsewhere = true;
    }
    return elsewhere ? range->to : NULL;
}

ts_level ts_level_at(ts_reader *reader, const ts_series *series, const ts_moment_range *range,
                     const char *only)
{
    ts_level level = {.known = true, .category = only};
    size_t count = 0;
    if (only && !series->categorised)
        ts_reader_fault(
            reader, "series",
            ts_arena_print(reader->arena, "series \"%s\" has no categories (give it \"by\")", series->name));
    for (size_t i = 0; reader->status == TS_OK && i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (within(range, point) && (!only || strcmp(point->category, only) == 0))
            join(reader, series, &level, point, count++);
    }
    if (reader->status == TS_OK)
        warn_of_gaps(reader, series, range, only);
    if (count == 0 || reader->status != TS_OK)
        level = (ts_level){.category = only,
                           .why = nothing(reader, series, range, only),
                           .lacks = ts_level_lacks(series, range, only)};
    return level;
}

static int by_category(const void *left, const void *right)
{
    const ts_datapoint *a = *(const ts_datapoint *const *)left, *b = *(const ts_datapoint *const *)right;
    int order = strcmp(a->category, b->category);
    return order ? order : (a > b) - (a < b);
}

ts_levels ts_level_by_category(ts_reader *reader, const ts_series *series, const ts_moment_range *range)
{
    ts_levels levels = {TS_ARRAY(reader->arena, ts_level, series->count), 0};
    const ts_datapoint **points = TS_ARRAY(reader->arena, const ts_datapoint *, series->count);
    size_t count = 0, together = 0;
    if (!levels.items || !points) {
        reader->status = TS_MACHINE;
        return levels;
    }
    for (size_t i = 0; i < series->count; i++)
        if (within(range, &series->points[i]))
            points[count++] = &series->points[i];
    warn_of_gaps(reader, series, range, NULL);
    if (count > 1)
        qsort(points, count, sizeof *points, by_category);
    for (size_t i = 0; i < count; i++) {
        together = i > 0 && strcmp(points[i - 1]->category, points[i]->category) == 0 ? together + 1 : 0;
        if (together == 0)
            levels.items[levels.count++] = (ts_level){.known = true, .category = points[i]->category};
        join(reader, series, &levels.items[levels.count - 1], points[i], together);
    }
    return levels;
}

ts_levels ts_level_by_time(ts_reader *reader, const ts_series *series, const ts_moment_range *range,
                           const char *only)
{
    ts_levels levels = {TS_ARRAY(reader->arena, ts_level, series->count), 0};
    size_t together = 0;
    if (!levels.items)
        reader->status = TS_MACHINE;
    for (size_t i = 0; levels.items && i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (!within(range, point) || (only && strcmp(point->category, only) != 0))
            continue;
        ts_level *last = levels.count ? &levels.items[levels.count - 1] : NULL;
        together = last && strcmp(last->category, point->time) == 0 ? together + 1 : 0;
        if (together == 0)
            levels.items[levels.count++] = (ts_level){.known = true};
        join(reader, series, &levels.items[levels.count - 1], point, together);
        levels.items[levels.count - 1].category = point->time;
    }
    return levels;
}
