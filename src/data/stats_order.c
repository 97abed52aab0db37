/* Places among the categories of a series at one moment. Those without a value have no place. */
#include "data/method.h"

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
        ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value for %s%s%s",
                                       ts_stat_series(s)->name, who, range.to ? " in " : "",
                                       range.to ? range.to : "")));
}

/* How many stand before a level; equal ones by name, which is their order here. */
static size_t standing(const stat *s, const ts_levels *levels, size_t own)
{
    size_t before = 0;
    double value = levels->items[own].value;
    for (size_t i = 0; i < levels->count; i++) {
        const ts_level *other = &levels->items[i];
        before += other->known && (ahead(s, other->value, value) || (other->value == value && i < own));
    }
    return before;
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

void ts_stat_top(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    size_t place = s->request->place > 0 ? (size_t)s->request->place : 1;
    for (size_t i = 0; i < levels.count; i++) {
        if (levels.items[i].known && standing(s, &levels, i) + 1 == place) {
            show(s, &levels, &levels.items[i]);
            return;
        }
    }
    ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no %zu categories%s%s",
                                   ts_stat_series(s)->name, place, range.to ? " in " : "",
                                   range.to ? range.to : "")));
}

/* What is left when the first places are taken: with the values of `top` from 1 to `beyond` it
 * adds up to the total, for ties are parted by name here as there. */
void ts_stat_others(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    size_t beyond = s->request->beyond > 0 ? (size_t)s->request->beyond : 0, count = 0;
    double rest = 0, whole;
    if (!ts_stat_adds(s, ts_stat_series(s), "all other") || !add_up(s, &levels, &whole))
        return;
    for (size_t i = 0; i < levels.count; i++) {
        bool left = standing(s, &levels, i) >= beyond;
        rest += left ? levels.items[i].value : 0;
        count += left;
    }
    s->value->unit = s->request->show == TS_SHOW_COUNT ? "count" : s->value->unit;
    if (levels.count == 0)
        ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value%s%s",
                                                       ts_stat_series(s)->name, range.to ? " in " : "",
                                                       range.to ? range.to : "")));
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
