/* Places among the categories of a series at one moment. Those without a value have no place. */
#include "data/method.h"

#include <stdlib.h>
#include <string.h>

typedef ts_stat stat;

static ts_levels order_levels(stat *s, ts_moment_range *range)
{
    if (!ts_stat_series(s)->categorised)
        ts_stat_fault(s, "series", "an order needs a series with \"by\"");
    *range = ts_level_moment(&s->reader, ts_stat_series(s), s->request->at);
    ts_stat_moment(s, range);
    if (s->reader.status != TS_OK)
        return (ts_levels){0};
    return ts_level_by_category(&s->reader, ts_stat_series(s), range);
}

static bool ahead(const stat *s, double a, double b)
{
    return s->request->smallest_first ? a < b : a > b;
}

/* Another category with the same value; NULL: there is none. */
static const char *equal_of(const ts_levels *levels, const ts_level *own)
{
    for (size_t i = 0; i < levels->count; i++)
        if (&levels->items[i] != own && levels->items[i].known && levels->items[i].value == own->value)
            return levels->items[i].category;
    return NULL;
}

/* 1 + how many are ahead: those that are equal share their rank. */
void ts_stat_rank(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    const char *who = s->request->for_;
    if (!who) {
        ts_stat_fault(s, "method", "rank needs \"for\"");
        return;
    }
    const ts_level *own = NULL;
    size_t before = 0;
    for (size_t i = 0; i < levels.count; i++)
        if (levels.items[i].known && strcmp(levels.items[i].category, who) == 0)
            own = &levels.items[i];
    for (size_t i = 0; own && i < levels.count; i++)
        before += levels.items[i].known && ahead(s, levels.items[i].value, own->value);
    if (own)
        ts_stat_give(s, (double)before + 1);
    if (own)
        s->value->tied = equal_of(&levels, own);
    else
        ts_stat_lack(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value for %s%s%s",
                                       ts_stat_series(s)->name, who, range.to ? " in " : "",
                                       range.to ? range.to : "")),
                     ts_level_lacks(ts_stat_series(s), &range, who));
}

typedef struct places { /* the levels that are known, the first place first; equal ones by name, which is their order */
    const ts_level **items;
    size_t count;
} places;

static int by_name(const ts_level *a, const ts_level *b)
{
    return (a > b) - (a < b); /* of one array, in the order of their names */
}

static int largest_first(const void *left, const void *right)
{
    const ts_level *a = *(const ts_level *const *)left, *b = *(const ts_level *const *)right;
    return a->value != b->value ? (a->value < b->value) - (a->value > b->value) : by_name(a, b);
}

static int smallest_first(const void *left, const void *right)
{
    const ts_level *a = *(const ts_level *const *)left, *b = *(const ts_level *const *)right;
    return a->value != b->value ? (a->value > b->value) - (a->value < b->value) : by_name(a, b);
}

static places in_order(stat *s, const ts_levels *levels)
{
    places p = {TS_ARRAY(s->reader.arena, const ts_level *, levels->count), 0};
    if (!p.items)
        s->reader.status = TS_MACHINE;
    for (size_t i = 0; p.items && i < levels->count; i++)
        if (levels->items[i].known)
            p.items[p.count++] = &levels->items[i];
    if (p.count > 1)
        qsort(p.items, p.count, sizeof *p.items, s->request->smallest_first ? smallest_first : largest_first);
    return p;
}

/* All categories together; false: one of them is not known, and the statistic misses. */
static bool add_up(stat *s, const ts_levels *levels, double *whole)
{
    *whole = 0;
    for (size_t i = 0; i < levels->count; i++) {
        if (!levels->items[i].known) {
            ts_stat_miss(s, levels->items[i].why);
            return false;
        }
        *whole += levels->items[i].value;
    }
    return true;
}

static void give_share(stat *s, const ts_levels *levels, double part)
{
    double whole;
    s->value->unit = "share";
    if (!ts_stat_adds(s, ts_stat_series(s), "a share") || !add_up(s, levels, &whole))
        return;
    whole == 0 ? ts_stat_miss(s, "the divisor is nought") : ts_stat_give(s, part / whole);
}

static void show(stat *s, const ts_levels *levels, const ts_level *own)
{
    if (s->request->show == TS_SHOW_VALUE) {
        s->value->unit = ts_stat_series(s)->unit;
        ts_stat_give(s, own->value);
    } else if (s->request->show == TS_SHOW_SHARE) {
        give_share(s, levels, own->value);
    } else {
        s->value->kind = TS_VALUE_TEXT;
        s->value->text = own->category;
        s->value->tied = equal_of(levels, own);
    }
}

/* "series "x" has no value in 2034", or "has 3 categories in 2024, and no place 5" */
static const char *too_few(stat *s, const ts_moment_range *range, size_t count)
{
    const char *name = ts_stat_series(s)->name, *in = range->to ? " in " : "", *at = range->to ? range->to : "";
    ts_arena *arena = s->reader.arena;
    return ts_stat_keep(s, !count ? ts_arena_print(arena, "series \"%s\" has no value%s%s", name, in, at)
                                  : ts_arena_print(arena, "series \"%s\" has %zu categor%s%s%s, and no place %d", name, count,
                                                   count == 1 ? "y" : "ies", in, at, s->request->place));
}

void ts_stat_top(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    size_t place = s->request->place > 0 ? (size_t)s->request->place : 1;
    places p = in_order(s, &levels);
    if (place <= p.count) {
        show(s, &levels, p.items[place - 1]);
        return;
    }
    ts_stat_lack(s, too_few(s, &range, p.count), ts_level_lacks(ts_stat_series(s), &range, NULL));
}

/* What is left when the first places are taken: with the values of `top` from 1 to `beyond` it
 * adds up to the total, for ties are parted by name here as there. */
void ts_stat_others(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    size_t beyond = s->request->beyond > 0 ? (size_t)s->request->beyond : 0;
    double rest = 0, whole;
    if (!ts_stat_adds(s, ts_stat_series(s), "all other") || !add_up(s, &levels, &whole))
        return;
    places p = in_order(s, &levels);
    size_t count = p.count > beyond ? p.count - beyond : 0;
    for (size_t i = beyond; i < p.count; i++)
        rest += p.items[i]->value;
    s->value->unit = s->request->show == TS_SHOW_COUNT ? "count" : s->value->unit;
    if (levels.count == 0)
        ts_stat_lack(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value%s%s",
                                                       ts_stat_series(s)->name, range.to ? " in " : "",
                                                       range.to ? range.to : "")),
                     ts_level_lacks(ts_stat_series(s), &range, NULL));
    else if (s->request->show == TS_SHOW_COUNT)
        ts_stat_give(s, (double)count);
    else if (count == 0)
        ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no more than %zu categories",
                                                       ts_stat_series(s)->name, levels.count)));
    else if (s->request->show == TS_SHOW_SHARE)
        give_share(s, &levels, rest);
    else
        ts_stat_give(s, rest);
}
