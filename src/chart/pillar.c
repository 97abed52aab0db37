/* Columns of several series: upright groups. */
#include "chart/group.h"

#include "chart/scale.h"

#include <math.h>

static const double NAME_GAP = 3, VALUE_GAP = 2, CLEAR = 3, KEY = 6, KEY_GAP = 4, KEYS_GAP = 14, HEAD = 14, HEAD_DROP = 7, MOST_WIDTH = 48;
static const double TICK_CLEAR = 4; /* from the keys to the middle of a value at the top of the axis, beyond HEAD */
static const double UNIT_CLEAR = 1.5; /* from the axis' unit to its highest value, beyond a line's leading */
static const double APART = 2; /* between the values of two series, points */
static const double OVER_LINE = 1.5; /* from the line at nought to a value beside a thin part, points */
static const double THINNEST = 3; /* pitch of a column of groups that stand true to time, points */
static const double GROUP_SHARE = 0.8, BESIDE_GAP = 1, PART_GAP = 1; /* of the pitch that a group fills; points */

typedef struct plan {
    double pitch, group; /* from group to group; width of one */
    ts_slots slots; /* that they stand in; at NULL: one after the other */
    double names, head;  /* heights of the rows under and over the columns */
    double above, below; /* room for values over the highest, under the lowest */
    ts_scale scale;
    double base; /* top of the names */
    bool all;    /* values are as wide as their columns at most */
    ts_axis axis;
    bool unit_below; /* the keys leave no room for the axis' unit before them */
    ts_rect box; /* right of the axis' values */
} plan;

/* What a cell reaches on the scale: the second of two that diverge goes down. */
static double signed_amount(const ts_groups *g, size_t group, size_t series)
{
    double amount = ts_group_cell_at(g, group, series)->amount;
    return g->kind == TS_GROUP_DIVERGING && series == 1 ? -amount : amount;
}

static void take(ts_scale *scale, double value)
{
    if (!isfinite(value))
        return;
    scale->from = fmin(scale->from, value);
    scale->to = fmax(scale->to, value);
}

static void find_reach(const ts_groups *g, ts_scale *scale)
{
    for (size_t i = 0; i < g->count; i++) {
        if (ts_groups_on_end(g))
            take(scale, ts_group_sum(g, i));
        for (size_t s = 0; s < g->series_count && !ts_groups_on_end(g); s++)
            take(scale, ts_group_cell_at(g, i, s)->known ? signed_amount(g, i, s) : NAN);
    }
    if (g->kind == TS_GROUP_SHARE)
        scale->to = 1;
    if (g->held) {
        take(scale, g->low);
        take(scale, g->high);
    }
    if (scale->from >= scale->to)
        scale->to = scale->from + 1;
}

static void place_groups(ts_plot *plot, const ts_groups *g, plan *p)
{
    const double thinnest = THINNEST * (g->kind == TS_GROUP_BESIDE ? (double)g->series_count : 1);
    p->slots = g->moments ? ts_moments_slots(plot, g->moments, p->box.w, thinnest) : (ts_slots){NULL, (double)g->count};
    p->pitch = p->box.w / p->slots.count;
}

static double middle_of(const plan *p, ts_rect box, size_t i)
{
    return box.x + p->pitch * ((p->slots.at ? p->slots.at[i] : (double)i) + 0.5);
}

static double column_width(const ts_groups *g, const plan *p)
{
    double n = g->kind == TS_GROUP_BESIDE ? (double)g->series_count : 1;
    return (p->group - BESIDE_GAP * (n - 1)) / n;
}

static double value_room(const ts_groups *g, const plan *p)
{
    return g->kind == TS_GROUP_DIVERGING ? p->pitch - CLEAR : column_width(g, p) + (ts_groups_on_end(g) ? -1 : BESIDE_GAP - APART);
}

static bool group_fits(ts_plot *plot, const ts_groups *g, const plan *p, size_t i)
{
    for (size_t s = 0; s < g->series_count; s++)
        if (ts_label_width(plot, &ts_group_cell_at(g, i, s)->value) > value_room(g, p))
            return false;
    return true;
}

static bool all_fit(ts_plot *plot, const ts_groups *g, const plan *p)
{
    for (size_t i = 0; i < g->count; i++)
        if (!group_fits(plot, g, p, i))
            return false;
    return true;
}

/* Groups print all their values or none. */
static bool prints(ts_plot *plot, const ts_groups *g, const plan *p, size_t i)
{
    return p->all || ((i == 0 || i + 1 == g->count) && group_fits(plot, g, p, i));
}

static bool has_values(const ts_groups *g)
{
    for (size_t i = 0; i < g->count; i++)
        for (size_t s = 0; s < g->series_count; s++)
            if (ts_group_cell_at(g, i, s)->value.count)
                return true;
    return false;
}

/* Of columns over time the first and the last say enough; none at all is told. */
static void tell_unprinted(ts_plot *plot, const ts_groups *g, const plan *p)
{
    if (ts_groups_on_end(g) || !has_values(g) || prints(plot, g, p, 0) || prints(plot, g, p, g->count - 1))
        return;
    ts_plot_warn(plot, "the columns are too narrow for their values: give the chart more width, or \"values\": \"none\"");
}

static double keys_width(ts_plot *plot, const ts_groups *g)
{
    double width = 0;
    for (size_t s = 0; s < g->series_count; s++)
        width += KEY + KEY_GAP + ts_label_width(plot, &g->series[s]) + (s ? KEYS_GAP : 0);
    return width;
}

/* Where the keys begin; the axis' unit stands before them. */
static double keys_left(ts_plot *plot, const plan *p, double left)
{
    return left + (p->axis.unit.count && !p->unit_below ? ts_label_width(plot, &p->axis.unit) + KEYS_GAP : 0);
}

/* Half a line of it would stand among the keys. */
static bool has_value_at_top(const plan *p)
{
    static const double NEAR = 0.06; /* of the scale */
    return p->axis.count && p->axis.ticks[p->axis.count - 1] > p->scale.to - NEAR * p->axis.reach;
}

static void plan_head(ts_plot *plot, const ts_groups *g, plan *p, ts_rect box)
{
    p->unit_below = p->axis.unit.count && keys_left(plot, p, box.x) + keys_width(plot, g) > ts_rect_right(box);
    double clear = fmax(p->axis.unit.count ? UNIT_CLEAR : 0, has_value_at_top(p) ? TICK_CLEAR : 0);
    p->head = HEAD + clear + (p->unit_below ? ts_axis_unit_height(&p->axis) + 2 : 0);
}

static plan plan_with(ts_plot *plot, const ts_groups *g, ts_rect box, bool axis)
{
    plan p = {.box = box};
    find_reach(g, &p.scale);
    p.axis = ts_axis_make(plot, axis ? g->print : NULL, &p.scale, (int)fmax(1, fmin(4, box.h / 22)));
    p.axis.unit = axis ? p.axis.unit : g->unit;
    p.box.x += p.axis.width;
    p.box.w -= p.axis.width;
    plan_head(plot, g, &p, box);
    place_groups(plot, g, &p);
    double most = MOST_WIDTH * (g->kind == TS_GROUP_BESIDE ? (double)g->series_count : 1);
    p.group = g->gap >= 0 ? fmax(p.pitch - g->gap, 1) : p.pitch * GROUP_SHARE;
    p.group = fmin(p.group, most);
    for (size_t i = 0; i < g->count; i++) {
        const ts_block *name = g->moments ? NULL : ts_label_set(plot, &g->names[i], p.pitch - CLEAR, TS_TEXT_CENTER);
        bool two = name && !name->too_wide && name->count == 2;
        p.names = fmax(p.names, ts_label_leading(&g->names[i]) * (two ? 2 : 1) + NAME_GAP);
        for (size_t s = 0; s < g->series_count && !ts_groups_on_end(g); s++) {
            const ts_group_cell *cell = ts_group_cell_at(g, i, s);
            double *room = cell->known && signed_amount(g, i, s) < 0 ? &p.below : &p.above;
            if (cell->value.count && cell->known) /* the dash of what is missing stands at nought */
                *room = fmax(*room, ts_label_leading(&cell->value) + VALUE_GAP);
        }
    }
    p.base = ts_rect_bottom(box) - p.names;
    p.scale.start = p.base - p.below;
    p.scale.end = box.y + fmax(p.head + p.above, g->head);
    p.all = all_fit(plot, g, &p);
    return p;
}

static plan make_plan(ts_plot *plot, const ts_groups *g, ts_rect box)
{
    plan p = plan_with(plot, g, box, g->axis);
    bool silent = !prints(plot, g, &p, 0) && !prints(plot, g, &p, g->count - 1);
    return silent && !g->axis && g->print && ts_groups_on_end(g) && has_values(g) ? plan_with(plot, g, box, true) : p;
}

static double left_of(const plan *p, ts_rect box, size_t i)
{
    return middle_of(p, box, i) - p->group / 2;
}

static void fill(ts_plot *plot, const ts_groups *g, size_t series, const ts_group_cell *cell, ts_rect bar)
{
    ts_plot_rect(plot, bar, g->inks[series], cell->origin);
    if (ts_plot_same(g->inks[series], plot->ground))
        ts_plot_outline(plot, bar, plot->rule, 0.5);
}

typedef struct value_row { /* values at the right of a column, from the bottom up */
    double room;   /* points to the next column */
    double lowest; /* baseline, over the line at nought */
    double top;    /* a baseline stands no lower than this */
} value_row;

/* In the part where it has room; else at its right, where the next column leaves some and no other value stands;
 * else it is told. */
static void put_value(ts_plot *plot, const ts_group_cell *cell, ts_ink ink, ts_rect part, value_row *row)
{
    double width = ts_label_width(plot, &cell->value), high = ts_label_leading(&cell->value);
    double middle = part.y + part.h / 2 + ts_label_drop(&cell->value);
    if (width + 1 <= part.w && high <= part.h) {
        ts_label_put_line(plot, &cell->value, (ts_point){part.x + part.w / 2, middle}, TS_TEXT_CENTER, ink);
        return;
    }
    if (width <= 0)
        return;
    middle = fmin(middle, row->lowest);
    if (width + VALUE_GAP + APART > row->room || middle > row->top) {
        ts_plot_warn(plot, "%s has no room in its part of a column, nor beside it: give the chart more height, or \"values\": \"none\"",
                     ts_label_quote(plot, &cell->value));
        return;
    }
    ts_label_put_line(plot, &cell->value, (ts_point){ts_rect_right(part) + VALUE_GAP, middle}, TS_TEXT_LEFT, plot->ground);
    row->top = middle - 2 * ts_label_drop(&cell->value) - APART;
}

static void draw_on_end(ts_plot *plot, const ts_groups *g, const plan *p, ts_rect box, size_t i)
{
    double at = 0, right = left_of(p, box, i) + p->group;
    value_row row = {(i + 1 < g->count ? left_of(p, box, i + 1) : ts_rect_right(box)) - right, ts_scale_at(&p->scale, 0) - OVER_LINE, INFINITY};
    if (!isfinite(ts_group_sum(g, i))) /* too short without its missing part: none */
        return;
    for (size_t s = 0; s < g->series_count; s++) {
        const ts_group_cell *cell = ts_group_cell_at(g, i, s);
        double low = ts_scale_at(&p->scale, at), high = ts_scale_at(&p->scale, at + cell->amount);
        double gap = at > 0 ? fmin(PART_GAP, (low - high) / 2) : 0;
        ts_rect part = {left_of(p, box, i), high, p->group, low - high - gap};
        fill(plot, g, s, cell, part);
        if (prints(plot, g, p, i))
            put_value(plot, cell, g->inks[s], part, &row);
        if (s > 0)
            ts_plot_beside(plot, g->inks[s - 1], g->inks[s], gap);
        at += cell->amount;
    }
}

static void put_at_end(ts_plot *plot, const ts_group_cell *cell, double middle, double end, bool down)
{
    double drop = 2 * ts_label_drop(&cell->value);
    ts_label_put_line(plot, &cell->value, (ts_point){middle, down ? end + VALUE_GAP + drop : end - VALUE_GAP}, TS_TEXT_CENTER,
                      plot->ground);
}

static void draw_beside(ts_plot *plot, const ts_groups *g, const plan *p, ts_rect box, size_t i)
{
    bool diverging = g->kind == TS_GROUP_DIVERGING;
    double width = column_width(g, p), zero = ts_scale_at(&p->scale, 0);
    for (size_t s = 0; s < g->series_count; s++) {
        const ts_group_cell *cell = ts_group_cell_at(g, i, s);
        double amount = cell->known ? signed_amount(g, i, s) : 0, end = ts_scale_at(&p->scale, amount);
        double left = left_of(p, box, i) + (diverging ? 0 : (double)s * (width + BESIDE_GAP));
        fill(plot, g, s, cell, (ts_rect){left, fmin(zero, end), width, fabs(end - zero)});
        if (prints(plot, g, p, i))
            put_at_end(plot, cell, left + width / 2, end, amount < 0);
        if (s > 0 && !diverging)
            ts_plot_beside(plot, g->inks[s - 1], g->inks[s], BESIDE_GAP);
    }
}

static void draw_names(ts_plot *plot, const ts_groups *g, const plan *p, ts_rect box)
{
    double edge = -INFINITY, last = ts_label_width(plot, &g->names[g->count - 1]);
    double right = box.x + p->pitch * ((double)g->count - 0.5) + last / 2;
    double limit = fmin(right, ts_rect_right(box)) - last - CLEAR;
    for (size_t i = 0; i < g->count; i++) {
        double middle = middle_of(p, box, i);
        const ts_block *block = ts_label_set(plot, &g->names[i], p->pitch - CLEAR, TS_TEXT_CENTER);
        double left = middle - (p->pitch - CLEAR) / 2;
        if (block && (block->too_wide || block->count > 2 || p->pitch <= CLEAR)) {
            block = ts_label_set(plot, &g->names[i], 0, TS_TEXT_CENTER);
            left = block ? fmax(box.x, fmin(middle - block->width / 2, ts_rect_right(box) - block->width)) : middle;
            middle = block ? left + block->width / 2 : middle;
        }
        if (!block)
            continue;
        double from = middle - block->width / 2, to = from + block->width;
        bool room = from >= edge + CLEAR && (i + 1 == g->count || to <= limit);
        if (room)
            ts_label_put(plot, &g->names[i], block, (ts_point){left, p->base + NAME_GAP}, plot->ground);
        else
            ts_plot_warn(plot, "the columns are too narrow for %s: use \"bars\" or shorter names", ts_label_quote(plot, &g->names[i]));
        edge = room ? to : edge;
    }
}

/* Names of the series, each behind a key in its ink. */
static void draw_head(ts_plot *plot, const ts_groups *g, const plan *p, ts_rect box)
{
    double x = keys_left(plot, p, box.x);
    double below = p->unit_below ? ts_axis_unit_height(&p->axis) + 2 : 0;
    ts_axis_draw_unit(plot, &p->axis, (ts_point){box.x, box.y + HEAD - HEAD_DROP + below});
    for (size_t s = 0; s < g->series_count; s++) {
        double width = KEY + KEY_GAP + ts_label_width(plot, &g->series[s]), baseline = box.y + HEAD - HEAD_DROP;
        if (x + width > ts_rect_right(box) + 0.01)
            ts_plot_warn(plot, "the name of the series %s has no room over the columns", ts_label_quote(plot, &g->series[s]));
        ts_plot_rect(plot, (ts_rect){x, baseline - ts_label_drop(&g->series[s]) - KEY / 2, KEY, KEY}, g->inks[s], NULL);
        ts_label_put_line(plot, &g->series[s], (ts_point){x + KEY + KEY_GAP, baseline}, TS_TEXT_LEFT, plot->ground);
        x += width + KEYS_GAP;
    }
}

double ts_pillars_head(ts_plot *plot, const ts_groups *groups, ts_rect box)
{
    bool any = groups->count && groups->series_count;
    return any ? make_plan(plot, groups, box).scale.end - box.y : 0;
}

void ts_pillars_draw(ts_plot *plot, const ts_groups *groups, ts_rect box)
{
    if (!groups->count || !groups->series_count)
        return;
    plan p = make_plan(plot, groups, box);
    if (p.scale.start <= p.scale.end) {
        ts_plot_error(plot, "the columns have no height beside their names and values");
        return;
    }
    ts_plot_keeps(plot, p.box.w, box.w);
    ts_plot_keeps(plot, p.scale.start - p.scale.end, box.h);
    tell_unprinted(plot, groups, &p);
    draw_head(plot, groups, &p, box);
    box = p.box;
    ts_axis_draw(plot, &p.axis, &p.scale, box.x, ts_rect_right(box));
    for (size_t i = 0; i < groups->count && !plot->failed; i++)
        (ts_groups_on_end(groups) ? draw_on_end : draw_beside)(plot, groups, &p, box, i);
    double zero = ts_scale_at(&p.scale, 0);
    ts_plot_line(plot, (ts_point){box.x, zero}, (ts_point){ts_rect_right(box), zero}, plot->rule, 0.5);
    if (groups->moments)
        ts_moments_draw_slots(plot, groups->moments, p.slots, (ts_rect){box.x, p.base + NAME_GAP, box.w, p.names - NAME_GAP});
    else
        draw_names(plot, groups, &p, box);
}
