/*
 * Charts that say no "at" take the newest moment of their series. Where two of them, or two
 * series of one, are of different years, nobody sees it: a year stands at neither.
 */
#include "bind/bind.h"

#include <string.h>

enum { MOST = 256 /* series of a page that others are held against */ };

static int year_of(const char *time)
{
    ts_period period;
    return ts_period_read(time, &period) ? period.year : 0;
}

/* Charts of one page may be of things that have nothing to do with each other. */
static bool share_source(const ts_binder *b, const char *series, const char *other)
{
    const ts_roots *a = ts_map_find(&b->origins, series), *c = ts_map_find(&b->origins, other);
    for (size_t i = 0; a && c && i < a->sources.count; i++)
        for (size_t k = 0; k < c->sources.count; k++)
            if (strcmp(a->sources.items[i], c->sources.items[k]) == 0)
                return true;
    return false;
}

static bool same_unit(const ts_series *a, const ts_series *c)
{
    return a->unit && c->unit && strcmp(a->unit, c->unit) == 0;
}

/* Read against each other, and of different years. */
static bool are_mixed(const ts_charting *c, const ts_latest *before, const ts_series *series)
{
    int year = year_of(c->moment), other = year_of(before->time);
    return year && other && year != other && same_unit(series, before->series) &&
           (before->chart == c->chart || share_source(c->binder, series->name, before->series->name));
}

/* One of its own chart before one of another. NULL: there is none. */
static const ts_latest *find_mixed(const ts_charting *c, const ts_series *series)
{
    const ts_latest *found = NULL;
    for (size_t i = 0; i < c->binder->latest.count; i++) {
        const ts_latest *before = &c->binder->latest.items[i];
        if ((!found || before->chart == c->chart) && are_mixed(c, before, series))
            found = before;
    }
    return found;
}

static bool is_told(const ts_charting *c)
{
    bool told = false;
    for (size_t i = 0; i < c->binder->latest.count; i++)
        told |= c->binder->latest.items[i].chart == c->chart && c->binder->latest.items[i].told;
    return told;
}

bool ts_bind_see_latest(ts_charting *c, const ts_series *series)
{
    ts_binder *b = c->binder;
    const ts_latest *other = find_mixed(c, series);
    if (other && !is_told(c))
        ts_warn(b->diags, c->chart->head_span, "mixed-years",
                "series \"%s\" is shown as of %s, and \"%s\" %s as of %s: say \"at\", a moment or \"latest\"", series->name, c->moment,
                other->series->name, other->chart == c->chart ? "beside it" : "in another chart of the page", other->time);
    return b->latest.count >= MOST || TS_PUSH(b->arena, &b->latest, ((ts_latest){series, c->moment, c->chart, other != NULL}));
}
