#include "chart/bar.h"
#include "chart/scale.h"

#include <math.h>

static const double NAME_GAP = 3, VALUE_GAP = 3, CLEAR = 3, MOST_WIDTH = 64, BESIDE = 1, LEAD = 3;
static const double THINNEST = 3; /* pitch of columns that stand true to time, points */
static const double UNIT_GAP = 4; /* from the axis' unit down to the middle of the highest value */

typedef struct standing {
    double pitch, width; /* of a column */
    ts_slots slots; /* that they stand in; at NULL: one after the other */
    double clear;        /* between values beside each other */
    double names;        /* height below the columns */
    double above, below; /* room for values over and under them */
    ts_scale scale;
    double base; /* top of the names */
    ts_axis axis;
    ts_rect box; /* right of the axis' values */
} standing;

/* Charts of one scale have the same rooms, whichever of their own columns need them. */
static void hold_rooms(const ts_bars *bars, standing *m)
{
    double room = fmax(m->above, m->below), line = 0;
    for (size_t i = 0; i < bars->count; i++)
        line = fmax(line, ts_label_leading(&bars->items[i].name));
    m->above = room;
    m->below = bars->low < 0 ? room : 0;
    m->names = line * (bars->parted ? 2 : 1) + NAME_GAP;
}

/* The axis has its values left of the columns, about three lines of type apart. */
static void make_axis(ts_plot *plot, const ts_bars *bars, standing *m, double height)
{
    m->axis = ts_axis_make(plot, bars->print, &m->scale, (int)fmax(1, fmin(4, height / 22)));
    m->box.x += m->axis.width;
    m->box.w -= m->axis.width;
    if (!bars->print)
        m->axis.unit = bars->unit;
}

static double unit_room(const ts_axis *axis)
{
    double height = ts_axis_unit_height(axis);
    return height > 0 ? height + UNIT_GAP : 0;
}

static void place_columns(ts_plot *plot, const ts_bars *bars, standing *m)
{
    m->slots = bars->moments ? ts_moments_slots(plot, bars->moments, m->box.w, THINNEST) : (ts_slots){NULL, (double)bars->count};
    m->pitch = m->box.w / m->slots.count;
}

/* Half a figure space: more than there is between the figures of one value. */
static double value_clear(const ts_bars *bars)
{
    const ts_type *type = bars->items[0].value.type;
    return type ? ts_font_advance(type->font, ts_font_glyph(type->font, '0')) * type->size / 2 : 0;
}

static standing measure_columns(ts_plot *plot, const ts_bars *bars, ts_rect box)
{
    standing m = {.box = box, .clear = value_clear(bars)};
    ts_bars_reach(bars, &m.scale.from, &m.scale.to);
    make_axis(plot, bars, &m, box.h);
    place_columns(plot, bars, &m);
    double gap = bars->gap >= 0 ? bars->gap : m.pitch * 0.3;
    m.width = fmin(fmax(m.pitch - gap, 0.5), MOST_WIDTH);
    for (size_t i = 0; i < bars->count; i++) {
        const ts_bar *bar = &bars->items[i];
        const ts_block *name = bars->moments ? NULL : ts_label_set(plot, &bar->name, m.pitch - CLEAR, TS_TEXT_CENTER);
        bool two = name && !name->too_wide && name->count == 2;
        m.names = fmax(m.names, ts_label_leading(&bar->name) * (two ? 2 : 1) + NAME_GAP);
        double room = bar->value.count && bar->known ? ts_label_leading(&bar->value) + VALUE_GAP : 0;
        if (bar->known && bar->amount < 0)
            m.below = fmax(m.below, room);
        else
            m.above = fmax(m.above, room); /* what is missing has a dash at nought: it needs no room over the columns */
    }
    if (bars->held)
        hold_rooms(bars, &m);
    m.base = ts_rect_bottom(box) - m.names;
    m.scale.start = m.base - m.below;
    double unit = unit_room(&m.axis), over = bars->print ? fmax(m.above, unit) : m.above + unit;
    m.scale.end = box.y + fmax(over, bars->head);
    return m;
}

typedef struct taken {     /* labels of a row, as far as they are printed */
    double from[2], to[2]; /* first and last, which come first */
    double edge;           /* right edge of the newest between them */
    double clear;          /* between any two */
} taken;

/* First and last are always printed; one between them only where it is clear of
 * its neighbours: a series over many years keeps its row of names readable. */
static bool has_room(taken *row, double middle, double width, size_t i, size_t count)
{
    double from = middle - width / 2, to = middle + width / 2;
    if (i > 0 && i + 1 < count && (from < row->edge + row->clear || to > row->from[1] - row->clear))
        return false;
    if (i + 1 == count && count > 1 && from < row->to[0] + row->clear)
        return false;
    row->edge = to;
    return true;
}

static double slot_of(const standing *m, size_t i)
{
    return m->slots.at ? m->slots.at[i] : (double)i;
}

static double middle_of(const standing *m, ts_rect box, size_t i)
{
    return box.x + m->pitch * (slot_of(m, i) + 0.5);
}

/* Of its value, which stays within the chart. */
static double value_middle(const standing *m, ts_rect box, size_t i, double width)
{
    return fmax(box.x + width / 2, fmin(middle_of(m, box, i), ts_rect_right(box) - width / 2));
}

static void draw_names(ts_plot *plot, const ts_bars *bars, const standing *m, ts_rect box)
{
    size_t last = bars->count - 1;
    double first_width = ts_label_width(plot, &bars->items[0].name), last_width = ts_label_width(plot, &bars->items[last].name);
    taken row = {.edge = -INFINITY, .clear = CLEAR};
    row.to[0] = fmax(middle_of(m, box, 0) - first_width / 2, box.x) + first_width;
    row.from[1] = fmin(middle_of(m, box, last) + last_width / 2, ts_rect_right(box)) - last_width;
    for (size_t i = 0; i < bars->count; i++) {
        const ts_label *name = &bars->items[i].name;
        const ts_block *block = ts_label_set(plot, name, m->pitch - CLEAR, TS_TEXT_CENTER);
        double middle = middle_of(m, box, i), left = middle - (m->pitch - CLEAR) / 2;
        if (block && (block->too_wide || block->count > 2 || m->pitch <= CLEAR)) {
            block = ts_label_set(plot, name, 0, TS_TEXT_CENTER);
            left = block ? fmax(box.x, fmin(middle - block->width / 2, ts_rect_right(box) - block->width)) : middle;
            middle = block ? left + block->width / 2 : middle;
        }
        if (block && has_room(&row, middle, block->width, i, bars->count))
            ts_label_put(plot, name, block, (ts_point){left, m->base + NAME_GAP}, plot->ground);
        else if (block)
            ts_plot_warn(plot, "the columns are too narrow for %s: use \"bars\" or shorter names", ts_label_quote(plot, name));
    }
}

/* Whether every value stands clear of the next one. */
static bool all_fit(ts_plot *plot, const ts_bars *bars, const standing *m, ts_rect box)
{
    double edge = -INFINITY;
    for (size_t i = 0; i < bars->count; i++) {
        double width = ts_label_width(plot, &bars->items[i].value), middle = value_middle(m, box, i, width);
        if (width > 0 && middle - width / 2 < edge + m->clear)
            return false;
        edge = width > 0 ? middle + width / 2 : edge;
    }
    return true;
}

static bool is_extreme(const ts_bars *bars, size_t i)
{
    bool highest = bars->items[i].known, lowest = highest;
    for (size_t k = 0; k < bars->count; k++) {
        const ts_bar *other = &bars->items[k];
        highest = highest && (k == i || !other->known || other->amount < bars->items[i].amount);
        lowest = lowest && (k == i || !other->known || other->amount > bars->items[i].amount);
    }
    return highest || lowest;
}

/* Where words over a column, so wide and about a centre so far from its middle, stand free: at its end, or beyond the
 * neighbours that they reach over. */
static double free_end(const ts_bars *bars, const standing *m, size_t i, double width, double aside)
{
    const ts_bar *bar = &bars->items[i];
    double own = bar->known && isfinite(bar->amount) ? bar->amount : 0, end = ts_scale_at(&m->scale, own);
    for (size_t k = 0; k < bars->count; k++) {
        const ts_bar *other = &bars->items[k];
        double apart = fabs((slot_of(m, k) - slot_of(m, i)) * m->pitch - aside);
        if (k == i || !other->known || !isfinite(other->amount) || apart >= (width + m->width) / 2 + BESIDE)
            continue;
        double reached = ts_scale_at(&m->scale, other->amount);
        end = own < 0 ? fmax(end, reached) : fmin(end, reached);
    }
    return end;
}

static void draw_value(ts_plot *plot, const ts_bars *bars, const standing *m, size_t i, ts_rect box)
{
    double width = ts_label_width(plot, &bars->items[i].value), middle = middle_of(m, box, i), centre = value_middle(m, box, i, width);
    const ts_bar *bar = &bars->items[i];
    bool under = bar->known && bar->amount < 0;
    double own = ts_scale_at(&m->scale, bar->known && isfinite(bar->amount) ? bar->amount : 0);
    double end = free_end(bars, m, i, width, centre - middle);
    double baseline = under ? end + VALUE_GAP + 2 * ts_label_drop(&bar->value) : end - VALUE_GAP;
    if (fabs(end - own) > LEAD) /* over its neighbours: a leader says whose it is */
        ts_plot_line(plot, (ts_point){middle, own}, (ts_point){middle, under ? end + VALUE_GAP : end - VALUE_GAP + 1}, plot->rule, 0.5);
    ts_label_put_line(plot, &bar->value, (ts_point){centre, baseline}, TS_TEXT_CENTER, plot->ground);
}

/* Where not all values fit, the first, the last, the highest and the lowest say enough. */
static void draw_values(ts_plot *plot, const ts_bars *bars, const standing *m, ts_rect box)
{
    size_t last = bars->count - 1;
    bool all = all_fit(plot, bars, m, box);
    double first_width = ts_label_width(plot, &bars->items[0].value), last_width = ts_label_width(plot, &bars->items[last].value);
    taken row = {.edge = -INFINITY, .clear = m->clear};
    row.to[0] = value_middle(m, box, 0, first_width) + first_width / 2;
    row.from[1] = value_middle(m, box, last, last_width) - last_width / 2;
    for (size_t i = 0; i < bars->count; i++) {
        double width = ts_label_width(plot, &bars->items[i].value), middle = value_middle(m, box, i, width);
        bool chosen = all || i == 0 || i == last || is_extreme(bars, i);
        if (width > 0 && chosen && has_room(&row, middle, width, i, bars->count))
            draw_value(plot, bars, m, i, box);
    }
}

double ts_columns_head(ts_plot *plot, const ts_bars *bars, ts_rect box)
{
    return bars->count ? measure_columns(plot, bars, box).scale.end - box.y : 0;
}

void ts_columns_draw(ts_plot *plot, const ts_bars *bars, ts_rect box)
{
    if (!bars->count)
        return;
    standing m = measure_columns(plot, bars, box);
    if (m.scale.start <= m.scale.end) {
        ts_plot_error(plot, "the columns have no height beside their names and values");
        return;
    }
    ts_plot_keeps(plot, m.box.w, box.w);
    ts_plot_keeps(plot, m.scale.start - m.scale.end, box.h);
    double zero = ts_scale_at(&m.scale, 0);
    box = m.box;
    ts_axis_draw(plot, &m.axis, &m.scale, box.x, ts_rect_right(box));
    ts_axis_draw_unit(plot, &m.axis, (ts_point){box.x - m.axis.width, box.y + ts_label_over_baseline(&m.axis.unit)});
    for (size_t i = 0; i < bars->count && !plot->failed; i++) {
        const ts_bar *bar = &bars->items[i];
        double end = bar->known && isfinite(bar->amount) ? ts_scale_at(&m.scale, bar->amount) : zero;
        ts_rect column = {middle_of(&m, box, i) - m.width / 2, fmin(zero, end), m.width, fabs(end - zero)};
        ts_plot_rect(plot, column, bar->ink, bar->origin);
        if (ts_plot_same(bar->ink, plot->ground))
            ts_plot_outline(plot, column, plot->rule, 0.5);
    }
    ts_plot_line(plot, (ts_point){box.x, zero}, (ts_point){ts_rect_right(box), zero}, plot->rule, 0.5);
    if (bars->moments)
        ts_moments_draw_slots(plot, bars->moments, m.slots, (ts_rect){box.x, m.base + NAME_GAP, box.w, m.names - NAME_GAP});
    else
        draw_names(plot, bars, &m, box);
    draw_values(plot, bars, &m, box);
}
