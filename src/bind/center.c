/*
 * The number inside of a ring is read as what its parts add up to. Where it comes from other sources than these, and is
 * neither their sum nor one of them, it is something else. Of the same sources it may be anything that is said of them.
 */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

static const double NEAR = 0.01; /* of a sum: two sources round, and close their books, on their own */

static bool is_near(double number, double other)
{
    return fabs(number - other) <= NEAR * fabs(other);
}

static bool shares_source(ts_binder *b, const ts_names *own, const char *name)
{
    ts_names others;
    if (!name || !ts_bind_sources_of(b, name, &others))
        return true; /* it is not known */
    for (size_t i = 0; i < own->count; i++)
        for (size_t k = 0; k < others.count; k++)
            if (strcmp(own->items[i], others.items[k]) == 0)
                return true;
    return !own->count || !others.count;
}

/* Of the items: their numbers, each and all together. */
static bool fits_items(const ts_charting *c, const ts_result *center)
{
    double sum = 0;
    for (size_t i = 0; i < c->marks.count; i++) {
        const ts_mark_bound *mark = &c->marks.items[i];
        const ts_result *part = mark->number ? ts_bind_find_result(c->binder, mark->number) : NULL;
        if (!part || shares_source(c->binder, &center->sources, mark->number) || is_near(center->value.number, part->value.number))
            return true;
        sum += part->value.number;
    }
    return is_near(center->value.number, sum);
}

static bool fits_series(const ts_charting *c, const ts_result *center)
{
    const ts_series *series = ts_map_find(&c->binder->edition->series, c->chart->series.items[0].text);
    ts_period at;
    double sum = 0;
    if (!series || shares_source(c->binder, &center->sources, series->name) || (c->moment && !ts_period_read(c->moment, &at)))
        return true;
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        if (!point->known || (c->moment && !ts_period_holds(at, point->moment)))
            continue;
        if (is_near(center->value.number, point->value))
            return true;
        sum += point->value;
    }
    return is_near(center->value.number, sum);
}

bool ts_bind_center_stands_apart(const ts_charting *c)
{
    const ts_result *center = c->chart->center.text ? ts_bind_find_result(c->binder, c->chart->center.text) : NULL;
    if (!center || center->value.kind != TS_VALUE_NUMBER)
        return false;
    return !(c->chart->series.count ? fits_series(c, center) : fits_items(c, center));
}
