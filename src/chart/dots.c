#include "chart/dots.h"

#include "chart/scale.h"

#include <math.h>

static const double ROW = 11, GAP = 4, HEAD_ROW = 12, NAME_GAP = 8, VALUE_GAP = 4, RADIUS = 3.25;
static const double MOST_NAME = 0.42;   /* of the measure: longer names stand above their rows */
static const double FROM_NOUGHT = 1.0 / 3; /* of the highest: a lowest value under it brings nought in */
static const double RANGE = 5, JOIN = 1.5, GUIDE = 0.25, HALO = 0.75;

/* ---- scale */

static bool is_shown(const ts_dots_value *value)
{
    return value->known && isfinite(value->amount);
}

static void take(const ts_dots_value *value, bool used, double *low, double *high)
{
    if (!used || !is_shown(value))
        return;
    *low = fmin(*low, value->amount);
    *high = fmax(*high, value->amount);
}

void ts_dots_reach(const ts_dots *dots, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < dots->count; i++) {
        const ts_dots_row *row = &dots->rows[i];
        for (size_t s = 0; s < dots->series; s++)
            take(&row->values[s], true, low, high);
        take(&row->low, row->ranged, low, high);
        take(&row->high, row->ranged, low, high);
    }
    if (!(*low <= *high))
        *low = *high = 0;
    if (*low > 0 && *low < *high * FROM_NOUGHT)
        *low = 0;
    if (*high < 0 && *high > *low * FROM_NOUGHT)
        *high = 0;
    if (*low == *high)
        *high = *low + fmax(1, fabs(*low));
}

/* ---- room */

typedef struct frame {
    bool above; /* names stand above their rows */
    double names, gap, head;
    double unit; /* height of its own row; 0: there is none, or it stands in the row of the heads */
} frame;

/* The labels at the two ends of a row; NULL: it has none there. */
static void ends_of(const ts_dots *dots, const ts_dots_row *row, const ts_dots_value **left, const ts_dots_value **right)
{
    const ts_dots_value *a = row->ranged ? &row->low : &row->values[0], *b = row->ranged ? &row->high : &row->values[1];
    *left = *right = NULL;
    if (!row->ranged && dots->series < 2) {
        *right = a;
        return;
    }
    bool swapped = is_shown(a) && is_shown(b) && a->amount > b->amount;
    *left = swapped ? b : a;
    *right = swapped ? a : b;
    if (!is_shown(*right) && is_shown(*left)) { /* one of two: its value behind it, and the dash goes with it */
        const ts_dots_value *known = *left;
        *left = NULL;
        *right = known;
    }
}

/* Of two values, the one that is not known while the other is; else NULL. */
static const ts_dots_value *missing_of(const ts_dots *dots, const ts_dots_row *row, const ts_dots_value **known)
{
    const ts_dots_value *a = row->ranged ? &row->low : &row->values[0], *b = row->ranged ? &row->high : &row->values[1];
    *known = is_shown(a) ? a : b;
    if ((!row->ranged && dots->series < 2) || is_shown(a) == is_shown(b))
        return NULL;
    return is_shown(a) ? b : a;
}

/* From the middle of an end's mark to the outer end of its words. */
static double reach_of(double words)
{
    return RADIUS + (words > 0 ? VALUE_GAP + words : 0);
}

static double reach_left(ts_plot *plot, const ts_dots_value *left)
{
    return reach_of(left ? ts_label_width(plot, &left->label) : 0);
}

static double reach_right(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_dots_value *right)
{
    const ts_dots_value *known, *unknown = missing_of(dots, row, &known);
    double dash = unknown ? VALUE_GAP + ts_label_width(plot, &unknown->label) : 0;
    return reach_of(dash + (right ? ts_label_width(plot, &right->label) : 0));
}

static double place_on(const ts_scale *scale, const ts_dots_value *value)
{
    return value && is_shown(value) ? (value->amount / 2 - scale->from / 2) / (scale->to / 2 - scale->from / 2) : 0;
}

/* As far to both sides as the words of each row, where its own values stand, leave room: widening moves them, too, so
 * that it goes step by step. */
static void widen(ts_plot *plot, const ts_dots *dots, ts_rect room, ts_scale *scale)
{
    enum { STEPS = 40 };
    scale->start = scale->end = room.x + room.w / 2;
    for (int step = 0; step < STEPS; step++) {
        double width = fmax(0, scale->end - scale->start), start = room.x + RADIUS, end = ts_rect_right(room) - RADIUS;
        for (size_t i = 0; i < dots->count; i++) {
            const ts_dots_value *left, *right;
            ends_of(dots, &dots->rows[i], &left, &right);
            start = fmax(start, room.x + reach_left(plot, left) - place_on(scale, left) * width);
            end = fmin(end, ts_rect_right(room) - reach_right(plot, dots, &dots->rows[i], right) + (1 - place_on(scale, right)) * width);
        }
        scale->start = start;
        scale->end = end;
    }
}

/* Middles of two heads, over the dots of the first row, moved apart and kept inside. */
static void place_heads(const ts_dots *dots, const ts_scale *scale, const double *widths, double edge, double *at)
{
    for (size_t s = 0; s < TS_DOTS_SERIES; s++) {
        const ts_dots_value *value = &dots->rows[0].values[s];
        at[s] = is_shown(value) ? ts_scale_at(scale, value->amount) : scale->start;
    }
    size_t left = at[0] <= at[1] ? 0 : 1, right = 1 - left;
    double apart = (widths[0] + widths[1]) / 2 + NAME_GAP, over = apart - (at[right] - at[left]);
    if (over > 0) {
        at[left] -= over / 2;
        at[right] += over / 2;
    }
    at[right] -= fmax(0, at[right] + widths[right] / 2 - edge);
    at[left] -= fmax(0, apart - (at[right] - at[left]));
}

static ts_scale make_scale(ts_plot *plot, const ts_dots *dots, const frame *f, ts_rect box)
{
    ts_scale scale = {0};
    ts_dots_reach(dots, &scale.from, &scale.to);
    widen(plot, dots, (ts_rect){box.x + f->names, box.y, box.w - f->names, box.h}, &scale);
    return scale;
}

/* Whether the heads stand clear of the unit before them. */
static bool shares_row(ts_plot *plot, const ts_dots *dots, const frame *f, double width)
{
    ts_scale scale = make_scale(plot, dots, f, (ts_rect){0, 0, width, 0});
    double widths[TS_DOTS_SERIES], at[TS_DOTS_SERIES], right = ts_label_width(plot, &dots->unit) + NAME_GAP;
    for (size_t s = 0; s < TS_DOTS_SERIES; s++)
        widths[s] = ts_label_width(plot, &dots->heads[s]);
    place_heads(dots, &scale, widths, width, at);
    return at[0] - widths[0] / 2 >= right && at[1] - widths[1] / 2 >= right;
}

static frame measure(ts_plot *plot, const ts_dots *dots, double width)
{
    frame f = {.gap = dots->gap >= 0 ? dots->gap : GAP, .head = dots->series > 1 ? HEAD_ROW : 0};
    for (size_t i = 0; i < dots->count; i++)
        f.names = fmax(f.names, ts_label_width(plot, &dots->rows[i].name));
    f.above = f.names > MOST_NAME * width;
    f.names = f.above || f.names <= 0 ? 0 : f.names + NAME_GAP;
    bool shared = dots->unit.count && dots->count && f.head > 0 && shares_row(plot, dots, &f, width);
    f.unit = shared ? 0 : ts_label_over_height(&dots->unit);
    f.head += f.unit;
    return f;
}

static double row_of(const frame *f)
{
    return ROW + (f->above ? ROW : 0) + f->gap;
}

double ts_dots_height(ts_plot *plot, const ts_dots *dots, double width)
{
    frame f = measure(plot, dots, width);
    return dots->count ? f.head + row_of(&f) * (double)dots->count - f.gap : 0;
}

/* ---- drawing */

static void draw_label(ts_plot *plot, const ts_dots_value *value, double x, double middle, bool left)
{
    ts_point at = {left ? x - RADIUS - VALUE_GAP : x + RADIUS + VALUE_GAP, middle + ts_label_drop(&value->label)};
    ts_label_put_line(plot, &value->label, at, left ? TS_TEXT_RIGHT : TS_TEXT_LEFT, plot->ground);
}

static void draw_between(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_scale *scale, double middle)
{
    const ts_dots_value *a = row->ranged ? &row->low : &row->values[0], *b = row->ranged ? &row->high : &row->values[1];
    if ((!row->ranged && dots->series < 2) || !is_shown(a) || !is_shown(b))
        return;
    double from = ts_scale_at(scale, fmin(a->amount, b->amount)), to = ts_scale_at(scale, fmax(a->amount, b->amount));
    double thick = row->ranged ? RANGE : JOIN;
    ts_plot_rect(plot, (ts_rect){from, middle - thick / 2, to - from, thick}, row->ranged ? row->ink : dots->between, a->origin);
}

static void draw_ends(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_scale *scale, double middle)
{
    const ts_dots_value *left, *right;
    ends_of(dots, row, &left, &right);
    if (left && is_shown(left))
        draw_label(plot, left, ts_scale_at(scale, left->amount), middle, true);
    if (right)
        draw_label(plot, right, is_shown(right) ? ts_scale_at(scale, right->amount) : scale->start, middle, false);
}

/* The dash stands behind the other's value; the known end of a range is a dot. */
static void draw_missing(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_scale *scale, double middle)
{
    const ts_dots_value *known, *unknown = missing_of(dots, row, &known);
    if (!unknown)
        return;
    double x = ts_scale_at(scale, known->amount);
    draw_label(plot, unknown, x + VALUE_GAP + ts_label_width(plot, &known->label), middle, false);
    if (row->ranged)
        ts_plot_disc(plot, (ts_point){x, middle}, RADIUS, row->ink, known->origin);
}

/* From the names to the first words of the row: the eye goes along it. */
static void draw_guide(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_scale *scale, ts_point start)
{
    const ts_dots_value *left, *right;
    double middle = start.y, from = start.x;
    ends_of(dots, row, &left, &right);
    const ts_dots_value *first = left ? left : right;
    double words = left ? ts_label_width(plot, &left->label) + VALUE_GAP : 0;
    double end = first && is_shown(first) ? ts_scale_at(scale, first->amount) - RADIUS - words - VALUE_GAP : 0;
    if (end > from + NAME_GAP)
        ts_plot_line(plot, (ts_point){from, middle}, (ts_point){end, middle}, plot->rule, GUIDE);
}

/* Of two dots that overlap the one in front stands off by a hairline of the ground. */
static void draw_dot(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, size_t s, const ts_scale *scale, double middle)
{
    const ts_dots_value *value = &row->values[s], *behind = s == 0 && dots->series > 1 ? &row->values[1] : NULL;
    if (!is_shown(value))
        return;
    ts_point at = {ts_scale_at(scale, value->amount), middle};
    double apart = behind && is_shown(behind) ? fabs(ts_scale_at(scale, behind->amount) - at.x) : INFINITY;
    if (apart < 2 * RADIUS + HALO)
        ts_plot_disc(plot, at, RADIUS + HALO, plot->ground.swatch ? plot->ground : plot->paper, NULL);
    ts_plot_disc(plot, at, RADIUS, s ? dots->second : row->ink, value->origin);
}

static void draw_row(ts_plot *plot, const ts_dots *dots, const ts_dots_row *row, const ts_scale *scale, double middle)
{
    draw_between(plot, dots, row, scale, middle);
    for (size_t s = dots->series; s-- > 0;)
        draw_dot(plot, dots, row, s, scale, middle);
    draw_ends(plot, dots, row, scale, middle);
    draw_missing(plot, dots, row, scale, middle);
}

static void draw_heads(ts_plot *plot, const ts_dots *dots, const ts_scale *scale, const frame *f, ts_rect box)
{
    double widths[TS_DOTS_SERIES], at[TS_DOTS_SERIES], baseline = box.y + f->head - 5;
    ts_point unit = {box.x, f->unit > 0 ? box.y + ts_label_over_baseline(&dots->unit) : baseline};
    ts_label_put_line(plot, &dots->unit, unit, TS_TEXT_LEFT, plot->ground);
    if (dots->series < 2)
        return;
    for (size_t s = 0; s < TS_DOTS_SERIES; s++)
        widths[s] = ts_label_width(plot, &dots->heads[s]);
    place_heads(dots, scale, widths, ts_rect_right(box), at);
    for (size_t s = 0; s < TS_DOTS_SERIES; s++)
        ts_label_put_line(plot, &dots->heads[s], (ts_point){at[s], baseline}, TS_TEXT_CENTER, plot->ground);
}

void ts_dots_draw(ts_plot *plot, const ts_dots *dots, ts_rect box)
{
    frame f = measure(plot, dots, box.w);
    ts_scale scale = make_scale(plot, dots, &f, box);
    if (!dots->count || scale.end <= scale.start + 2 * RADIUS) {
        ts_plot_error(plot, "the dots have no room beside their names and values");
        return;
    }
    ts_plot_keeps(plot, scale.end - scale.start, box.w);
    if (f.head > 0)
        draw_heads(plot, dots, &scale, &f, box);
    double y = box.y + f.head;
    for (size_t i = 0; i < dots->count && !plot->failed; i++, y += row_of(&f)) {
        const ts_dots_row *row = &dots->rows[i];
        double middle = y + (f.above ? ROW : 0) + ROW / 2;
        ts_point name = {box.x, f.above ? y + ROW - 4 : middle + ts_label_drop(&row->name)};
        ts_label_put_line(plot, &row->name, name, TS_TEXT_LEFT, plot->ground);
        double width = ts_label_width(plot, &row->name), named = f.above ? 0 : width + VALUE_GAP;
        if (f.above && width > box.w + 0.01)
            ts_label_tell(plot, &row->name, width, box.w, "above its row");
        draw_guide(plot, dots, row, &scale, (ts_point){box.x + named, middle});
        draw_row(plot, dots, row, &scale, middle);
    }
    if (scale.from < 0 && scale.to > 0) {
        double zero = ts_scale_at(&scale, 0);
        ts_plot_line(plot, (ts_point){zero, box.y + f.head}, (ts_point){zero, y - f.gap}, plot->rule, 0.5);
    }
}
