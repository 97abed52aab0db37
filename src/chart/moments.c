#include "chart/moments.h"

#include <stdlib.h>

enum { SCALE = 3 }; /* round moments, at least, that others can be counted by */

static const long IN_YEAR[] = {1, 2, 3, 6};
static const long YEARS[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000};
enum { PARTS = sizeof IN_YEAR / sizeof *IN_YEAR, SPANS = sizeof YEARS / sizeof *YEARS };

typedef struct chosen {
    const ts_moment_row *row;
    const ts_moment_label *items;
    size_t count;
    double *width, *brief; /* of names; brief: NAN where there is none */
    bool *named;
    bool years_once; /* behind another one of its year a name leaves the year out */
    double clear;
} chosen;

/* The steps from short to long; 0: no longer one. */
static long step_at(int per_year, size_t k)
{
    for (size_t i = 0; i < PARTS; i++)
        if (IN_YEAR[i] < per_year && per_year % IN_YEAR[i] == 0 && k-- == 0)
            return IN_YEAR[i];
    return k < SPANS ? YEARS[k] * (per_year ? per_year : 1) : 0;
}

static long least_step(const ts_moments *moments, long *most)
{
    long least = 0;
    *most = 0;
    for (size_t i = 1; i < moments->count; i++) {
        long step = moments->items[i].number - moments->items[i - 1].number;
        least = i == 1 || step < least ? step : least;
        *most = step > *most ? step : *most;
    }
    return least;
}

/* What is counted; days from the last one back. */
static long count_of(const chosen *c, size_t i)
{
    return c->row->moments->per_year ? c->items[i].number : (long)(c->count - 1 - i);
}

static bool is_round(const chosen *c, size_t i, long step)
{
    return count_of(c, i) % step == 0;
}

static bool same_year(const chosen *c, size_t a, size_t b)
{
    int per_year = c->row->moments->per_year;
    return per_year && c->items[a].number / per_year == c->items[b].number / per_year;
}

/* before: the moment named before it, or count: none. */
static bool is_brief(const chosen *c, size_t i, size_t before)
{
    return c->years_once && before < c->count && c->items[i].brief.count && same_year(c, i, before);
}

static double width_of(const chosen *c, size_t i, size_t before)
{
    return is_brief(c, i, before) ? c->brief[i] : c->width[i];
}

static double left_of(const chosen *c, size_t i, double width)
{
    double left = c->row->middles[i] - width / 2, most = c->row->right - width;
    left = left > most ? most : left;
    return left < c->row->left ? c->row->left : left;
}

static size_t named_before(const chosen *c, size_t i)
{
    while (i-- > 0)
        if (c->named[i])
            return i;
    return c->count;
}

static size_t named_after(const chosen *c, size_t i)
{
    while (++i < c->count)
        if (c->named[i])
            return i;
    return c->count;
}

/* From the name of a to that of b; before: the moment named before a. */
static double space_between(const chosen *c, size_t before, size_t a, size_t b)
{
    double width = width_of(c, a, before);
    return left_of(c, b, width_of(c, b, a)) - left_of(c, a, width) - width;
}

static bool are_clear(const chosen *c, size_t before, size_t a, size_t b)
{
    return space_between(c, before, a, b) >= c->clear;
}

static bool all_clear(const chosen *c, long step)
{
    size_t before = c->count, last = c->count;
    for (size_t i = 0; i < c->count; i++) {
        if (!is_round(c, i, step))
            continue;
        if (last < c->count && !are_clear(c, before, last, i))
            return false;
        before = last;
        last = i;
    }
    return true;
}

static void name_if_clear(chosen *c, size_t i)
{
    size_t before = named_before(c, i), after = named_after(c, i);
    bool clear = before == c->count || are_clear(c, named_before(c, before), before, i);
    clear = clear && (after == c->count || are_clear(c, before, i, after));
    c->named[i] = c->named[i] || clear;
}

static size_t name_round(chosen *c, long step)
{
    size_t found = 0;
    for (size_t i = 0; i < c->count && step; i++)
        found += c->named[i] = is_round(c, i, step);
    return found;
}

/* An end and a round one beside it: half a step apart they would break the rhythm of the others, further apart they need no
 * more than what keeps words apart. */
static bool is_crowded(const chosen *c, size_t a, size_t b, long step)
{
    return 2 * labs(count_of(c, b) - count_of(c, a)) <= step || space_between(c, named_before(c, a), a, b) < c->row->at_ends;
}

/* Both, but where they have no room beside each other the last alone; a round one that crowds them gives way. */
static void name_ends(chosen *c, long step)
{
    const size_t last = c->count - 1;
    c->named[0] = c->named[last] = true;
    for (size_t i; (i = named_before(c, last)) < c->count && is_crowded(c, i, last, i ? step : 0);)
        c->named[i] = false;
    for (size_t i; c->named[0] && (i = named_after(c, 0)) < last && is_crowded(c, 0, i, step);)
        c->named[i] = false;
}

static void name_ends_first(chosen *c, long step)
{
    c->years_once = false;
    for (size_t i = 0; i < c->count; i++)
        c->named[i] = false;
    name_ends(c, step);
    for (size_t i = c->count; i-- > 0 && step;)
        if (is_round(c, i, step))
            name_if_clear(c, i);
}

static bool are_even(const chosen *c)
{
    for (size_t i = 2; i < c->count; i++)
        if (c->items[i].number - c->items[i - 1].number != c->items[1].number - c->items[0].number)
            return false;
    return true;
}

/* One that has no other within a step on one side, where months are counted. */
static bool stands_alone(const chosen *c, size_t i, long step)
{
    const ts_moment_label *at = &c->items[i];
    return !c->row->moments->per_year || at[0].number - at[-1].number >= step || at[1].number - at[0].number >= step;
}

static void name_lone(chosen *c, long step)
{
    for (size_t i = c->count - 1; i-- > 1;)
        if (!c->named[i] && stands_alone(c, i, step))
            name_if_clear(c, i);
}

static void choose(chosen *c)
{
    size_t k = 0;
    long step = step_at(c->row->moments->per_year, k);
    if (all_clear(c, step)) {
        name_round(c, step);
        return;
    }
    bool even = are_even(c);
    c->clear *= 2;
    if (!even && !c->row->moments->per_year)
        step = 0;
    while (step && !all_clear(c, step))
        step = step_at(c->row->moments->per_year, ++k);
    if (name_round(c, step) < SCALE)
        name_ends_first(c, step);
    else
        name_ends(c, step);
    if (!even)
        name_lone(c, step);
}

static bool measure(ts_plot *plot, chosen *c)
{
    c->width = TS_ARRAY(plot->arena, double, c->count);
    c->brief = TS_ARRAY(plot->arena, double, c->count);
    c->named = TS_ARRAY(plot->arena, bool, c->count);
    if (!c->width || !c->brief || !c->named)
        return false;
    for (size_t i = 0; i < c->count; i++) {
        c->width[i] = ts_label_width(plot, &c->items[i].label);
        c->brief[i] = c->items[i].brief.count ? ts_label_width(plot, &c->items[i].brief) : 0;
    }
    return !plot->failed;
}

static void draw(ts_plot *plot, const chosen *c, double top)
{
    size_t before = c->count;
    for (size_t i = 0; i < c->count && !plot->failed; i++) {
        if (!c->named[i])
            continue;
        const ts_label *label = is_brief(c, i, before) ? &c->items[i].brief : &c->items[i].label;
        ts_point at = {left_of(c, i, width_of(c, i, before)), top};
        ts_label_put(plot, label, ts_label_set(plot, label, 0, TS_TEXT_LEFT), at, plot->ground);
        before = i;
    }
}

void ts_moments_draw(ts_plot *plot, const ts_moment_row *row, double top)
{
    chosen c = {.row = row, .items = row->moments->items, .count = row->moments->count, .years_once = true, .clear = row->clear};
    if (!c.count || plot->failed)
        return;
    if (!measure(plot, &c)) {
        plot->failed = true;
        return;
    }
    choose(&c);
    draw(plot, &c, top);
}

/* ---- slots */

static const double SLOT_CLEAR = 3; /* between the names of two columns, points */

void ts_moments_draw_slots(ts_plot *plot, const ts_moments *moments, ts_slots slots, ts_rect foot)
{
    double *middles = TS_ARRAY(plot->arena, double, moments->count);
    plot->failed = plot->failed || !middles;
    for (size_t i = 0; i < moments->count && middles && slots.at; i++)
        middles[i] = foot.x + foot.w / slots.count * (slots.at[i] + 0.5);
    const ts_moment_row row = {moments, middles, foot.x, ts_rect_right(foot), SLOT_CLEAR, SLOT_CLEAR};
    ts_moments_draw(plot, &row, foot.y);
}

/* Of one step to the next: months of 28 and 31 days, quarters of 90 and 92. */
static const double ALIKE = 1.15;

ts_slots ts_moments_slots(ts_plot *plot, const ts_moments *moments, double width, double least)
{
    double *at = TS_ARRAY(plot->arena, double, moments->count);
    plot->failed = plot->failed || !at;
    long most, step = least_step(moments, &most);
    const bool even = step <= 0 || (double)most <= ALIKE * (double)step;
    const long first = moments->items[0].number, last = moments->items[moments->count - 1].number;
    const double count = even ? (double)moments->count : (double)(last - first) / (double)step + 1;
    const bool thin = !even && width < least * count;
    for (size_t i = 0; at && i < moments->count; i++)
        at[i] = even || thin ? (double)i : (double)(moments->items[i].number - first) / (double)step;
    if (plot->witness && thin)
        plot->witness->uneven = true;
    return (ts_slots){at, thin ? (double)moments->count : count};
}
