/*
 * What nobody sees on the page: that a chart ends before the moment that the sheet names. And
 * charts that say no "at" take the newest moment of their series. Where two of them, or two
 * series of one, are of different years, nobody sees it: a year stands at neither. Nor where
 * another says a later year than the newest that one has.
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

/* Read against each other, and of different years. Who says an earlier year than the newest means it. */
static bool are_mixed(const ts_binder *b, const ts_latest *one, const ts_latest *other)
{
    int year = year_of(one->time), than = year_of(other->time);
    bool differ = year && than && (other->said ? than > year : than != year);
    return differ && same_unit(one->series, other->series) &&
           (other->chart == one->chart || share_source(b, one->series->name, other->series->name));
}

/* One of its own chart before one of another. Of two newest ones it is the second that is told. NULL: there is none. */
static const ts_latest *find_mixed(const ts_binder *b, size_t at)
{
    const ts_latest *one = &b->latest.items[at], *found = NULL;
    for (size_t i = 0; i < b->latest.count; i++) {
        const ts_latest *other = &b->latest.items[i];
        if ((i < at || other->said) && (!found || other->chart == one->chart) && are_mixed(b, one, other))
            found = other;
    }
    return found;
}

static void tell(const ts_binder *b, const ts_latest *one, const ts_latest *other)
{
    const ts_span used = b->diags->used;
    b->diags->used = one->used;
    ts_warn(b->diags, one->chart->head_span, "mixed-years",
            "series \"%s\" is shown as of %s, and \"%s\" %s as of %s: say \"at\", a moment or \"latest\"", one->series->name, one->time,
            other->series->name, other->chart == one->chart ? "beside it" : "in another chart of the page", other->time);
    b->diags->used = used;
}

void ts_bind_tell_moments(ts_binder *b)
{
    const ts_chart *told = NULL;
    for (size_t i = 0; i < b->latest.count; i++) {
        const ts_latest *one = &b->latest.items[i], *other = one->said || one->chart == told ? NULL : find_mixed(b, i);
        if (!other)
            continue;
        told = one->chart;
        tell(b, one, other);
    }
}

/* ---- ends of what is shown */

typedef struct extent { /* of all series of a chart together */
    const ts_datapoint *first, *last;
    const ts_series *of_first, *of_last;
} extent;

static extent extent_of(const ts_charting *c)
{
    extent all = {0};
    for (size_t i = 0; i < c->chart->series.count; i++) {
        const ts_series *series = ts_map_find(&c->binder->edition->series, c->chart->series.items[i].text);
        if (!series || !series->timed || !series->count)
            continue;
        const ts_datapoint *first = &series->points[0], *last = &series->points[series->count - 1];
        if (!all.first || ts_period_order(first->moment, all.first->moment) < 0)
            all.first = first, all.of_first = series;
        if (!all.last || ts_period_order(last->moment, all.last->moment) > 0)
            all.last = last, all.of_last = series;
    }
    return all;
}

/* 2024 does not lie beyond March 2024, nor that beyond it. direction: 1 after it, -1 before. */
static bool is_beyond(const ts_moment *said, ts_period end, int direction)
{
    ts_period moment;
    return said->text && strcmp(said->text, "latest") != 0 && ts_period_read(said->text, &moment) && !ts_period_holds(moment, end) &&
           !ts_period_holds(end, moment) && direction * ts_period_order(moment, end) > 0;
}

static void tell_beyond(const ts_charting *c, const ts_moment *said, const char *name, const ts_series *series, const char *end)
{
    const char *cause = ts_bind_cause(c->binder, said, said->text);
    const char *message = ts_arena_print(c->binder->arena, "\"%s\" is %s%s%s%s, and series \"%s\" %s with %s: say that, or leave \"%s\" out for all that there is",
                                         name, said->text, cause ? " (" : "", cause ? cause : "", cause ? ")" : "", series->name,
                                         *name == 'f' ? "begins" : "ends", end, name);
    if (message)
        ts_diag_add(c->binder->diags, (ts_diag){.severity = TS_WARNING, .span = said->span, .rule = "moment", .message = message, .cause = cause});
}

void ts_bind_tell_ends(const ts_charting *c)
{
    const ts_moment *from = &c->chart->from, *to = &c->chart->to;
    const extent all = from->text || to->text ? extent_of(c) : (extent){0};
    if (all.first && is_beyond(from, all.first->moment, -1))
        tell_beyond(c, from, "from", all.of_first, all.first->time);
    if (all.last && is_beyond(to, all.last->moment, 1))
        tell_beyond(c, to, "to", all.of_last, all.last->time);
}

/* ---- moments of a page */

/* "latest", when it is said, is whatever it is. */
bool ts_bind_see_moment(ts_charting *c, const ts_series *series)
{
    ts_binder *b = c->binder;
    const char *at = c->chart->at.text;
    bool counts = series->timed && c->moment && !(at && strcmp(at, "latest") == 0);
    return !counts || b->latest.count >= MOST ||
           TS_PUSH(b->arena, &b->latest, ((ts_latest){series, c->moment, c->chart, c->stand->used, at != NULL}));
}
