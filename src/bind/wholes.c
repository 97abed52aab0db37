/*
 * What the parts of a series say of their whole: a share of more than all there is, which is a column of percentages that
 * is read as fractions, and a category that is all others together, which is a table's row of totals.
 */
#include "bind/bind.h"

#include "spec/shape.h"

#include <math.h>
#include <string.h>

static const char *reason_of(const ts_series_spec *spec, int rule)
{
    const ts_word *reason = ts_map_find(&spec->allow, ts_doubt_words[rule]);
    return reason ? reason->text : NULL;
}

/* Series of one table have the same column, and the same row: it is told once. */
static bool is_news(ts_binder *b, const ts_series_spec *spec, const ts_doubt *doubt, const char *what)
{
    const char *of = spec->table.text && !spec->sql.text ? spec->table.text : spec->name;
    const char *key = ts_arena_print(b->arena, "%d %s %s", doubt->rule, of, what);
    return key && !ts_map_find(&b->told_wholes, key) && ts_map_put(b->arena, &b->told_wholes, key, b);
}

static bool add(ts_binder *b, const ts_series_spec *spec, ts_doubt doubt, const char *what, ts_doubts *doubts)
{
    doubt.reason = reason_of(spec, doubt.rule);
    if (!doubt.reason && doubt.message && is_news(b, spec, &doubt, what))
        ts_warn(b->diags, spec->unit.span, ts_doubt_words[doubt.rule], "%s", doubt.message);
    return TS_PUSH(b->arena, doubts, doubt);
}

static bool is_of_shares(const ts_series *series)
{
    return series->unit && strcmp(series->unit, "share") == 0;
}

/* ---- more than all */

/* Rates of growth may be above 1, and some of them are below 0: shares never are. */
static const ts_datapoint *find_above(const ts_series *series)
{
    static const double all = 1 + 1e-9;
    const ts_datapoint *found = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (point->known && point->value < 0)
            return NULL;
        if (point->known && point->value > all && !found)
            found = point;
    }
    return found;
}

static const char *remedy_for(ts_binder *b, const ts_series_spec *spec)
{
    if (!spec->table.text || spec->sql.text || !spec->columns.count)
        return "\"times\": 0.01 makes fractions of percentages";
    return ts_arena_print(b->arena, "cells in percent want \"columns\": { \"%s\": \"percent\" } in table \"%s\"", spec->columns.items[0].text,
                          spec->table.text);
}

static bool doubt_share(ts_binder *b, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts)
{
    const ts_datapoint *above = is_of_shares(series) ? find_above(series) : NULL;
    const char *remedy = above ? remedy_for(b, spec) : NULL;
    if (!above)
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_ABOVE_ALL, .series = spec->name};
    doubt.message = ts_arena_print(b->arena, "series \"%s\" is of shares, and has %s%s%s%s%s: 1 is all of a whole, 100%%; %s", spec->name,
                                   ts_bind_print_number(b, above->value, "share", NULL), above->category ? " for " : "",
                                   above->category ? above->category : "", above->time ? " in " : "", above->time ? above->time : "",
                                   remedy ? remedy : "");
    return add(b, spec, doubt, spec->columns.count ? spec->columns.items[0].text : "", doubts);
}

/* ---- all others together */

typedef struct moment { /* the points of one time */
    const ts_datapoint *points, *largest;
    size_t count, some; /* some: above nought */
    double sum;
    bool whole; /* all are known, and none is below nought */
    bool shares;
} moment;

static moment moment_at(const ts_series *series, size_t from)
{
    moment m = {.points = &series->points[from], .largest = &series->points[from], .whole = true, .shares = is_of_shares(series)};
    for (size_t i = from; i < series->count; i++, m.count++) {
        const ts_datapoint *point = &series->points[i];
        if (series->timed && strcmp(point->time, m.points->time) != 0)
            break;
        m.whole = m.whole && point->known && point->value >= 0;
        m.some += point->value > 0;
        m.sum += point->value;
        m.largest = point->value > m.largest->value ? point : m.largest;
    }
    return m;
}

/* The step in which all are given: 1 of whole numbers, 0.01 of percentages; 0: none that can be seen. */
static double step_of(const moment *m)
{
    for (double scale = 1; scale <= 1e6; scale *= 10) {
        size_t even = 0;
        while (even < m->count && fabs(m->points[even].value * scale - round(m->points[even].value * scale)) < 1e-6)
            even++;
        if (even == m->count)
            return 1 / scale;
    }
    return 0;
}

static bool is_near(const moment *m, double sum, double wanted)
{
    const double off = fabs(sum - wanted);
    return off <= 1e-9 * wanted || off <= 0.5 * step_of(m) * (double)m->count;
}

/* Of two that are not nought neither is the total of the other. Each of the others may be rounded by half a step; where that is much of it, chance would do. Of shares that are a
 * whole with it, the largest is a half: only where the others are one without it is it their total. */
static bool is_sum_of_others(const moment *m)
{
    const double total = m->largest->value, others = m->sum - total;
    if (m->some < 3 || fabs(others - total) > 1e-3 * total)
        return false;
    return is_near(m, others, total) && (!m->shares || is_near(m, others, 1));
}

/* Ten is three, three and four by chance. */
static bool is_evident(const moment *m)
{
    enum { OTHERS = 3, STEPS = 100 };
    return m->some > OTHERS && m->largest->value >= STEPS * step_of(m);
}

static bool has_category(const moment *m, const char *category)
{
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->points[i].category, category) == 0)
            return true;
    return false;
}

/* The first that is one; it may be missing at other moments. *evident: chance would not do it. */
static const char *find_candidate(const ts_series *series, bool *evident)
{
    for (size_t at = 0; at < series->count;) {
        const moment m = moment_at(series, at);
        at += m.count;
        *evident = m.whole && is_evident(&m);
        if (m.whole && is_sum_of_others(&m))
            return m.largest->category;
    }
    return NULL;
}

/* NULL: there is none. *moments: at how many it is the sum. */
static const char *find_total(const ts_series *series, size_t *moments)
{
    bool evident = false;
    const char *total = series->categorised ? find_candidate(series, &evident) : NULL;
    *moments = 0;
    for (size_t at = 0; total && at < series->count;) {
        const moment m = moment_at(series, at);
        at += m.count;
        if (!m.whole || m.some < 3 || !has_category(&m, total))
            continue;
        if (!is_sum_of_others(&m) || strcmp(m.largest->category, total) != 0)
            return NULL;
        ++*moments;
    }
    return evident || *moments > 1 ? total : NULL;
}

static const char *way_out(ts_binder *b, const ts_series_spec *spec, const char *total)
{
    if (!spec->table.text || spec->sql.text || !spec->by.text)
        return "its query may leave it out";
    return ts_arena_print(b->arena, "table \"%s\" leaves such rows out by \"ignore\": { \"%s\": \"%s\" }, the series by \"where\": { \"%s\": { \"not\": \"%s\" } }",
                          spec->table.text, spec->by.text, total, spec->by.text, total);
}

static bool doubt_total(ts_binder *b, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts)
{
    size_t moments;
    bool adds = series->unit && (ts_unit_adds(series->unit) || is_of_shares(series));
    const char *total = adds ? find_total(series, &moments) : NULL;
    const char *out = total ? way_out(b, spec, total) : NULL;
    if (!total)
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_TOTAL_ROW, .series = spec->name};
    doubt.message = ts_arena_print(b->arena, "\"%s\" of series \"%s\" is the sum of all its other categories%s, and counts as one of them: %s", total,
                                   spec->name, moments > 1 ? ts_arena_print(b->arena, " at each of %zu moments", moments) : "", out ? out : "");
    return add(b, spec, doubt, total, doubts);
}

bool ts_doubt_wholes(ts_binder *b, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts)
{
    return doubt_share(b, spec, series, doubts) && doubt_total(b, spec, series, doubts);
}
