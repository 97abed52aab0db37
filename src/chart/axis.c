#include "chart/axis.h"

#include <math.h>
#include <string.h>

static const double TICK_GAP = 4;

static bool is_nought(const ts_axis *axis, size_t i)
{
    return fabs(axis->ticks[i]) < 1e-9 * axis->reach;
}

static bool reads_as(const ts_label *a, const ts_label *b)
{
    if (a->count != 1 || b->count != 1 || a->pieces->length != b->pieces->length)
        return false;
    return memcmp(a->pieces->text, b->pieces->text, a->pieces->length) == 0;
}

/* Of neighbours that print alike one stays, nought if it is among them: a hairline says where one value is. */
static void measure_values(ts_plot *plot, ts_axis *axis)
{
    ts_label last = {0};
    size_t kept = 0;
    for (size_t i = 0; i < axis->count; i++) {
        ts_label label = axis->print->value(axis->print->user, axis->ticks[i]);
        if (!kept || !reads_as(&label, &last))
            axis->ticks[kept++] = axis->ticks[i];
        else if (is_nought(axis, i))
            axis->ticks[kept - 1] = axis->ticks[i];
        axis->width = fmax(axis->width, ts_label_width(plot, &label));
        last = label;
    }
    axis->count = kept;
}

ts_axis ts_axis_make(ts_plot *plot, const ts_axis_print *print, const ts_scale *scale, int most)
{
    ts_axis axis = {.print = print, .reach = scale->to - scale->from};
    axis.count = print ? ts_scale_ticks(scale->from, scale->to, most, axis.ticks) : 0;
    if (print && print->unit && axis.count)
        axis.unit = print->unit(print->user, axis.ticks, axis.count);
    measure_values(plot, &axis);
    axis.width += axis.width > 0 ? TICK_GAP : 0;
    return axis;
}

double ts_axis_unit_height(const ts_axis *axis)
{
    return axis->unit.count ? ts_label_leading(&axis->unit) : 0;
}

void ts_axis_draw_unit(ts_plot *plot, const ts_axis *axis, ts_point baseline)
{
    ts_label_put_line(plot, &axis->unit, baseline, TS_TEXT_LEFT, plot->ground);
}

void ts_axis_draw(ts_plot *plot, const ts_axis *axis, const ts_scale *scale, double left, double right)
{
    for (size_t i = 0; i < axis->count; i++) {
        double y = ts_scale_at(scale, axis->ticks[i]);
        ts_plot_line(plot, (ts_point){left, y}, (ts_point){right, y}, plot->rule, is_nought(axis, i) ? 0.5 : 0.25);
        ts_label label = axis->print->value(axis->print->user, axis->ticks[i]);
        ts_label_put_line(plot, &label, (ts_point){left - TICK_GAP, y + ts_label_drop(&label)}, TS_TEXT_RIGHT, plot->ground);
    }
}
