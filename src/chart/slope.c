#include "chart/line.h"
#include "chart/scale.h"

#include <math.h>

static const double GAP = 6, WORD_GAP = 4, PITCH = 9.5, DOT = 2.4, WIDTH = 1.5, HEAD = 14, HEAD_BASELINE = 8, UNIT_CLEAR = 8;

typedef struct slope {
    const ts_line_of *line;
    const ts_line_point *from, *to; /* NULL: not known */
    double left, right;             /* middles of the labels at either end */
} slope;

static slope make_slope(const ts_line_of *line)
{
    slope s = {.line = line};
    if (!line->count)
        return s;
    const ts_line_point *first = &line->points[0], *last = &line->points[line->count - 1];
    s.from = first->known ? first : NULL;
    s.to = last->known && last != first ? last : NULL;
    return s;
}

/* Nought is in the scale when the lines ask for it, as for any length; only the
 * two ends count, whatever lay between them. */
static void reach(const ts_lines *lines, const slope *slopes, ts_scale *y)
{
    y->from = lines->zero ? 0 : INFINITY;
    y->to = lines->zero ? 0 : -INFINITY;
    for (size_t i = 0; i < lines->count; i++) {
        const ts_line_point *ends[] = {slopes[i].from, slopes[i].to};
        for (int k = 0; k < 2; k++)
            if (ends[k] && isfinite(ends[k]->value)) {
                y->from = fmin(y->from, ends[k]->value);
                y->to = fmax(y->to, ends[k]->value);
            }
    }
    if (!(y->from < y->to)) {
        y->from = isfinite(y->from) ? y->from - 1 : 0;
        y->to = y->from + 2;
    }
}

static bool spread_side(ts_plot *plot, slope *slopes, size_t count, const ts_scale *y, bool right)
{
    double *places = TS_ARRAY(plot->arena, double, count);
    size_t used = 0;
    for (size_t i = 0; places && i < count; i++) {
        const ts_line_point *end = right ? slopes[i].to : slopes[i].from;
        if (end)
            places[used++] = ts_scale_at(y, end->value);
    }
    if (!places || !ts_spread(plot->arena, places, used, PITCH, y->end, y->start))
        return false;
    used = 0;
    for (size_t i = 0; i < count; i++) {
        const ts_line_point *end = right ? slopes[i].to : slopes[i].from;
        if (end)
            *(right ? &slopes[i].right : &slopes[i].left) = places[used++];
    }
    return true;
}

static void draw_left(ts_plot *plot, const slope *s, ts_point at)
{
    ts_plot_disc(plot, at, DOT, s->line->ink, s->line->origin);
    double baseline = s->left + ts_label_drop(&s->line->first);
    ts_label_put_line(plot, &s->line->first, (ts_point){at.x - GAP, baseline}, TS_TEXT_RIGHT, plot->ground);
}

static void draw_right(ts_plot *plot, const slope *s, ts_point at)
{
    ts_plot_disc(plot, at, DOT, s->line->ink, s->line->origin);
    ts_point label = {at.x + GAP, s->right + ts_label_drop(&s->line->name)};
    double width = ts_label_put_line(plot, &s->line->name, label, TS_TEXT_LEFT, plot->ground);
    label.x += width + (width > 0 ? WORD_GAP : 0);
    ts_label_put_line(plot, &s->line->last, label, TS_TEXT_LEFT, plot->ground);
}

static void draw_slope(ts_plot *plot, const slope *s, const ts_scale *y, double left, double right)
{
    ts_point from = {left, 0}, to = {right, 0};
    if (s->from)
        from.y = ts_scale_at(y, s->from->value);
    if (s->to)
        to.y = ts_scale_at(y, s->to->value);
    if (s->from && s->to)
        ts_plot_line(plot, from, to, s->line->ink, WIDTH);
    if (s->from)
        draw_left(plot, s, from);
    if (s->to)
        draw_right(plot, s, to);
}

/* The posts end at nought, where it is shown. */
static void draw_heads(ts_plot *plot, const ts_lines *lines, const double x[2], ts_rect box, double foot)
{
    for (int side = 0; side < 2; side++) {
        ts_plot_line(plot, (ts_point){x[side], box.y + HEAD}, (ts_point){x[side], foot},
                     plot->rule, 0.5);
        if (lines->moments.count < 2)
            continue;
        const ts_moment_label *moment = &lines->moments.items[side ? lines->moments.count - 1 : 0];
        ts_label_put_line(plot, &moment->label, (ts_point){x[side], box.y + HEAD_BASELINE}, TS_TEXT_CENTER, plot->ground);
    }
}

/* The unit stands in the row of the moments, or over it where the first one is in its way. What is left of the box. */
static ts_rect draw_unit(ts_plot *plot, const ts_lines *lines, double first, ts_rect box)
{
    double moment = lines->moments.count ? ts_label_width(plot, &lines->moments.items[0].label) : 0;
    if (box.x + ts_label_width(plot, &lines->unit) + UNIT_CLEAR <= first - moment / 2) {
        ts_label_put_line(plot, &lines->unit, (ts_point){box.x, box.y + HEAD_BASELINE}, TS_TEXT_LEFT, plot->ground);
        return box;
    }
    double over = ts_label_over_height(&lines->unit);
    ts_label_put_over(plot, &lines->unit, (ts_point){box.x, box.y});
    return (ts_rect){box.x, box.y + over, box.w, box.h - over};
}

static bool has_words_at(const slope *slopes, size_t count, double y)
{
    for (size_t i = 0; i < count; i++)
        if (slopes[i].from && fabs(slopes[i].left - y) < PITCH)
            return true;
    return false;
}

/* What the lines are measured from; its value, where no line begins there. */
static void draw_nought(ts_plot *plot, const ts_lines *lines, const slope *slopes, const double x[2], double y)
{
    ts_plot_line(plot, (ts_point){x[0], y}, (ts_point){x[1], y}, plot->rule, 0.25);
    if (has_words_at(slopes, lines->count, y))
        return;
    ts_label value = lines->print ? lines->print->value(lines->print->user, 0) : (ts_label){0};
    ts_label_put_line(plot, &value, (ts_point){x[0] - GAP, y + ts_label_drop(&value)}, TS_TEXT_RIGHT, plot->ground);
}

void ts_slopes_draw(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    slope *slopes = TS_ARRAY(plot->arena, slope, lines->count);
    if (!slopes) {
        plot->failed = true;
        return;
    }
    double left = 0, right = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const ts_line_of *line = &lines->items[i];
        slopes[i] = make_slope(line);
        left = fmax(left, ts_label_width(plot, &line->first));
        right = fmax(right, ts_label_width(plot, &line->name) + WORD_GAP + ts_label_width(plot, &line->last));
    }
    double x[2] = {box.x + left + GAP, ts_rect_right(box) - right - GAP};
    if (x[1] - x[0] < 24) {
        ts_plot_error(plot, "the slopes have no room between their names");
        return;
    }
    ts_plot_keeps(plot, x[1] - x[0], box.w);
    box = draw_unit(plot, lines, x[0], box);
    ts_scale y = {.start = ts_rect_bottom(box) - PITCH / 2, .end = box.y + HEAD + PITCH / 2};
    reach(lines, slopes, &y);
    if (!spread_side(plot, slopes, lines->count, &y, false) ||
        !spread_side(plot, slopes, lines->count, &y, true)) {
        plot->failed = true;
        return;
    }
    draw_heads(plot, lines, x, box, lines->zero && y.from >= 0 ? ts_scale_at(&y, 0) : ts_rect_bottom(box));
    if (lines->zero)
        draw_nought(plot, lines, slopes, x, ts_scale_at(&y, 0));
    for (size_t i = 0; i < lines->count; i++)
        draw_slope(plot, &slopes[i], &y, x[0], x[1]);
}
