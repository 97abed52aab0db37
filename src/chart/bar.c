#include "chart/bar.h"
#include "chart/scale.h"

#include <math.h>

static const double BAR = 11, BAR_GAP = 6, NAME_ROW = 10, VALUE_GAP = 4, NAME_GAP = 8;
static const double MOST_NAME = 0.42; /* of the measure: longer names stand above their bars */

static bool shown(const ts_bar *bar)
{
    return bar->known && isfinite(bar->amount);
}

void ts_bars_reach(const ts_bars *bars, double *low, double *high)
{
    *low = 0;
    *high = 0;
    for (size_t i = 0; i < bars->count; i++)
        if (shown(&bars->items[i])) {
            *low = fmin(*low, bars->items[i].amount);
            *high = fmax(*high, bars->items[i].amount);
        }
    if (bars->held) {
        *low = fmin(*low, bars->low);
        *high = fmax(*high, bars->high);
    }
    if (*low >= *high)
        *high = *low + 1;
}

typedef struct lying {
    bool above;           /* names stand above their bars */
    double names;         /* width of the column of names, its gap included */
    double before, after; /* room for values left and right of the bars */
    double gap;
} lying;

static lying measure_bars(ts_plot *plot, const ts_bars *bars, double width)
{
    lying m = {.gap = bars->gap >= 0 ? bars->gap : BAR_GAP};
    for (size_t i = 0; i < bars->count; i++) {
        const ts_bar *bar = &bars->items[i];
        double value = ts_label_width(plot, &bar->value);
        m.names = fmax(m.names, ts_label_width(plot, &bar->name));
        if (value > 0 && shown(bar) && bar->amount < 0)
            m.before = fmax(m.before, value + VALUE_GAP);
        else if (value > 0)
            m.after = fmax(m.after, value + VALUE_GAP);
    }
    m.above = m.names > MOST_NAME * width;
    m.names = m.above || m.names <= 0 ? 0 : m.names + NAME_GAP;
    return m;
}

/* Right of the longest bar: so much that each bar's own value has room behind it, where all go one way. */
static double room_after(ts_plot *plot, const ts_bars *bars, const lying *m, double room, double high)
{
    double length = room;
    for (size_t i = 0; i < bars->count; i++) {
        const ts_bar *bar = &bars->items[i];
        double value = ts_label_width(plot, &bar->value), part = shown(bar) ? bar->amount / high : 0;
        if (value > 0 && part > 0)
            length = fmin(length, (room - value - VALUE_GAP) / part);
    }
    return m->after > room ? m->after : room - length;
}

double ts_bars_height(ts_plot *plot, const ts_bars *bars, double width)
{
    lying m = measure_bars(plot, bars, width);
    double row = BAR + (m.above ? NAME_ROW : 0);
    return bars->count ? (row + m.gap) * (double)bars->count - m.gap + ts_label_over_height(&bars->unit) : 0;
}

static void draw_value(ts_plot *plot, const ts_bar *bar, double end, double middle)
{
    bool left = shown(bar) && bar->amount < 0;
    ts_point at = {left ? end - VALUE_GAP : end + VALUE_GAP, middle + ts_label_drop(&bar->value)};
    ts_label_put_line(plot, &bar->value, at, left ? TS_TEXT_RIGHT : TS_TEXT_LEFT, plot->ground);
}

static void draw_bar(ts_plot *plot, const ts_bar *bar, const ts_scale *scale, double top, double height)
{
    double zero = ts_scale_at(scale, 0), end = shown(bar) ? ts_scale_at(scale, bar->amount) : zero;
    ts_rect box = {fmin(zero, end), top, fabs(end - zero), height};
    ts_plot_rect(plot, box, bar->ink, bar->origin);
    if (ts_plot_same(bar->ink, plot->ground))
        ts_plot_outline(plot, box, plot->rule, 0.5);
    draw_value(plot, bar, end, top + height / 2);
}

void ts_bars_draw(ts_plot *plot, const ts_bars *bars, ts_rect box)
{
    lying m = measure_bars(plot, bars, box.w);
    ts_scale scale = {.start = box.x + m.names + m.before, .end = ts_rect_right(box) - m.after};
    ts_bars_reach(bars, &scale.from, &scale.to);
    if (scale.from >= 0)
        scale.end = ts_rect_right(box) - room_after(plot, bars, &m, ts_rect_right(box) - scale.start, scale.to);
    if (!bars->count || scale.end <= scale.start) {
        ts_plot_error(plot, "the bars have no room beside their names and values");
        return;
    }
    ts_plot_keeps(plot, scale.end - scale.start, box.w);
    double name_row = m.above ? NAME_ROW : 0, over = ts_label_over_height(&bars->unit), wanted = ts_bars_height(plot, bars, box.w) - over;
    double pitch = (BAR + name_row + m.gap) * fmin(1, box.h > over ? (box.h - over) / wanted : 1);
    double height = fmin(BAR, pitch - name_row - 1);
    ts_label_put_over(plot, &bars->unit, (ts_point){box.x, box.y});
    box.y += over;
    double y = box.y;
    for (size_t i = 0; i < bars->count && !plot->failed; i++, y += pitch) {
        const ts_bar *bar = &bars->items[i];
        double top = y + name_row, drop = ts_label_drop(&bar->name);
        ts_point name = {box.x, m.above ? y + NAME_ROW - 3 : top + height / 2 + drop};
        ts_label_put_line(plot, &bar->name, name, TS_TEXT_LEFT, plot->ground);
        draw_bar(plot, bar, &scale, top, fmax(height, 1));
    }
    if (scale.from < 0) {
        double zero = ts_scale_at(&scale, 0);
        ts_plot_line(plot, (ts_point){zero, box.y - 1}, (ts_point){zero, y - pitch + name_row + height + 1},
                     plot->rule, 0.5);
    }
}
