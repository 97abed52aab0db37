/* The panel of lines and areas: their scales, hairlines with values, moments, marks. */
#include "chart/panel.h"

#include <math.h>
#include <string.h>

static const double NAME_GAP = 6, LEADER_GAP = 14; /* from the lines to their names; where a leader leads to one */
static const double MOMENT_CLEAR = 8, END_CLEAR = 6, MOMENT_GAP = 2.2;
static const double MOMENT_UNDER = 5; /* from the value at the foot of the axis down to the first moment */
static const double MOST_FOR_ENDS = 0.25; /* of the width, before names and values stand in two lines */
static const double LEAST_FOR_LINES = 0.28; /* of the width, which one line of each leaves where two would crowd */
static const double MARK_GAP = 3, MARK_RISE = 5; /* a label from its line; its baseline over the lines */
static const double UNIT_CLEAR = 1.5; /* more, where the unit stands over the highest value of the axis */

void ts_lines_reach(const ts_lines *lines, double *low, double *high)
{
    *low = lines->zero ? 0 : INFINITY;
    *high = lines->zero ? 0 : -INFINITY;
    for (size_t i = 0; i < lines->count; i++)
        for (size_t k = 0; k < lines->items[i].count; k++) {
            const ts_line_point *p = &lines->items[i].points[k];
            if (!p->known || !isfinite(p->value))
                continue;
            *low = fmin(*low, p->value);
            *high = fmax(*high, p->value);
        }
    if (lines->held) {
        *low = lines->low;
        *high = lines->high;
    }
    if (*low > *high)
        *low = *high = 0;
    if (*low >= *high)
        *high = *low + 1;
}

static void reach_of_time(const ts_lines *lines, ts_scale *x)
{
    x->from = INFINITY;
    x->to = -INFINITY;
    for (size_t i = 0; i < lines->count; i++)
        for (size_t k = 0; k < lines->items[i].count; k++) {
            x->from = fmin(x->from, lines->items[i].points[k].at);
            x->to = fmax(x->to, lines->items[i].points[k].at);
        }
}

/* Left edge of a mark's label, which stands at the right of its line where it has room there and keeps off the ends. */
static double mark_left(ts_plot *plot, const ts_line_mark *mark, const ts_panel *p)
{
    double x = ts_scale_at(&p->x, mark->at), width = ts_label_width(plot, &mark->label);
    return x + MARK_GAP + width + MOMENT_CLEAR <= ts_rect_right(p->box) ? x + MARK_GAP : x - MARK_GAP - width;
}

/* The unit of the values stands in the row of the marks' labels, or over it where one of them would touch it. */
static double head_height(ts_plot *plot, const ts_lines *lines, ts_panel *p)
{
    double unit = ts_axis_unit_height(&p->axis), over = unit > 0 ? UNIT_CLEAR : 0, row = fmax(fmax(p->text, unit) + 3 + over, 4);
    double right = p->left + ts_label_width(plot, &p->axis.unit);
    p->rise = p->unit = MARK_RISE + over;
    for (size_t i = 0; i < lines->mark_count && p->axis.unit.count; i++)
        if (mark_left(plot, &lines->marks[i], p) < right + MOMENT_CLEAR) {
            p->unit = p->rise + unit;
            return row + unit;
        }
    return row;
}

/* From the foot of the lines' box down to the baseline of the moments. The value at the foot hangs as far below it as
 * half a capital. */
static double moment_drop(const ts_label *label, const ts_panel *p)
{
    return 3 * ts_label_drop(label) + (p->axis.width > 0 ? MOMENT_UNDER : MOMENT_GAP);
}

static double foot_height(const ts_lines *lines, const ts_panel *p)
{
    const ts_label *label = lines->moments.count ? &lines->moments.items[0].label : NULL;
    return label && label->type ? label->type->leading + 2 + (p->axis.width > 0 ? MOMENT_UNDER - MOMENT_GAP : 0) : 0;
}

/* Whether the words over the axis are those of all last values. */
static bool says_for_all(const ts_axis *axis, const ts_lines *lines)
{
    for (size_t i = 0; i < lines->count && axis->unit.count; i++) {
        const char *words = lines->items[i].words;
        if (lines->items[i].last.count && (!words || strcmp(words, axis->unit.pieces[0].text) != 0))
            return false;
    }
    return axis->unit.count;
}

static ts_panel make_panel(ts_plot *plot, const ts_lines *lines, ts_rect box, double gap, bool stacks)
{
    ts_panel p = {.box = box, .left = box.x, .right = ts_rect_right(box), .top = box.y};
    ts_lines_reach(lines, &p.y.from, &p.y.to);
    p.axis = ts_axis_make(plot, lines->print, &p.y, 4);
    p.brief = says_for_all(&p.axis, lines);
    p.stacked = stacks && ts_panel_ends_width(plot, lines, &p) > MOST_FOR_ENDS * box.w;
    double ends = ts_panel_ends_width(plot, lines, &p);
    p.ends = ends > 0 ? gap : 0;
    p.box.w -= ends + p.ends;
    for (size_t i = 0; i < lines->mark_count; i++)
        if (lines->marks[i].label.type)
            p.text = fmax(p.text, lines->marks[i].label.type->leading);
    p.box.h -= foot_height(lines, &p);
    p.box.x += p.axis.width;
    p.box.w -= p.axis.width;
    p.x.start = p.box.x;
    p.x.end = ts_rect_right(p.box);
    reach_of_time(lines, &p.x);
    double head = fmax(head_height(plot, lines, &p), lines->head); /* marks are named above the highest line */
    p.box.y += head;
    p.box.h -= head;
    p.y.start = ts_rect_bottom(p.box);
    p.y.end = p.box.y;
    return p;
}

ts_panel ts_panel_make(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    ts_panel p = make_panel(plot, lines, box, NAME_GAP, true);
    if (p.ends <= 0 || !ts_panel_leads(plot, lines, &p))
        return p;
    if (p.stacked) {
        ts_panel flat = make_panel(plot, lines, box, NAME_GAP, false);
        if (ts_panel_leads(plot, lines, &flat))
            flat = make_panel(plot, lines, box, LEADER_GAP, false);
        if (flat.box.w >= LEAST_FOR_LINES * box.w)
            return flat;
    }
    return make_panel(plot, lines, box, LEADER_GAP, p.stacked);
}

void ts_panel_draw_values(ts_plot *plot, const ts_panel *p)
{
    ts_axis_draw(plot, &p->axis, &p->y, p->box.x, ts_rect_right(p->box));
    ts_axis_draw_unit(plot, &p->axis, (ts_point){p->left, p->box.y - p->unit});
}

static void draw_moments(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    const ts_moments *moments = &lines->moments;
    double *middles = TS_ARRAY(plot->arena, double, moments->count);
    const ts_block *line = middles && moments->count ? ts_label_set(plot, &moments->items[0].label, 0, TS_TEXT_LEFT) : NULL;
    plot->failed = plot->failed || !middles;
    for (size_t i = 0; i < moments->count && middles; i++)
        middles[i] = ts_scale_at(&p->x, moments->items[i].at);
    const ts_moment_row row = {moments, middles, p->left, p->right, MOMENT_CLEAR, END_CLEAR};
    if (line)
        ts_moments_draw(plot, &row, ts_rect_bottom(p->box) + moment_drop(&moments->items[0].label, p) - line->first_baseline);
}

static void draw_marks(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    for (size_t i = 0; i < lines->mark_count; i++) {
        double x = ts_scale_at(&p->x, lines->marks[i].at);
        if (x < p->box.x - 0.01 || x > ts_rect_right(p->box) + 0.01) {
            ts_plot_warn(plot, "the mark %s lies outside the time of the chart", ts_label_quote(plot, &lines->marks[i].label));
            continue;
        }
        ts_path *path = ts_path_new(plot->arena);
        ts_path_move(path, x, p->box.y - p->text - 1);
        ts_path_line(path, x, ts_rect_bottom(p->box));
        ts_plot_dashes(plot, path, NULL);
        ts_point at = {mark_left(plot, &lines->marks[i], p), p->box.y - p->rise};
        ts_label_put_line(plot, &lines->marks[i].label, at, TS_TEXT_LEFT, plot->ground);
    }
}

void ts_panel_draw_moments(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    draw_moments(plot, lines, p);
    draw_marks(plot, lines, p);
}
