#include "chart/group.h"

#include "chart/scale.h"

#include <math.h>

static const double BAR = 11, THIN = 8, GROUP_GAP = 7, BESIDE_GAP = 1, PART_GAP = 1, NAME_GAP = 8, VALUE_GAP = 4,
                    SERIES_GAP = 10, INSET = 4, HEAD = 12, HEAD_BASELINE = 8, SIDES = 4;
static const double MOST_NAME = 0.42; /* of the measure: longer names stand above their bars */
static const double NAME_ROW = 10;

typedef struct plan {
    bool above;           /* names stand above their bars */
    double names;         /* width of their column, its gap included */
    double head;          /* height of the row of series' names, and of the unit's where it has its own */
    double unit;          /* of that row; 0: there is none */
    double bar, group;    /* heights */
    double before, after; /* room for what stands at the ends of bars */
    double low, high;
} plan;

const ts_group_cell *ts_group_cell_at(const ts_groups *groups, size_t group, size_t series)
{
    return &groups->cells[group * groups->series_count + series];
}

bool ts_groups_on_end(const ts_groups *groups)
{
    return groups->kind == TS_GROUP_STACKED || groups->kind == TS_GROUP_SHARE;
}

double ts_group_sum(const ts_groups *groups, size_t group)
{
    double sum = 0;
    for (size_t s = 0; s < groups->series_count; s++) {
        const ts_group_cell *cell = ts_group_cell_at(groups, group, s);
        sum += cell->known ? cell->amount : NAN;
    }
    return sum;
}

static double end_label(ts_plot *plot, const ts_groups *g, size_t group, size_t series)
{
    double value = ts_label_width(plot, &ts_group_cell_at(g, group, series)->value);
    bool named = group == 0 && g->kind == TS_GROUP_BESIDE;
    double name = named ? ts_label_width(plot, &g->series[series]) : 0;
    return (value > 0 ? value + VALUE_GAP : 0) + (name > 0 ? name + VALUE_GAP : 0);
}

static void reach(const ts_groups *g, plan *p)
{
    for (size_t i = 0; i < g->count; i++) {
        double sum = ts_groups_on_end(g) ? ts_group_sum(g, i) : 0;
        p->high = isfinite(sum) ? fmax(p->high, sum) : p->high;
        for (size_t s = 0; s < g->series_count && !ts_groups_on_end(g); s++) {
            double amount = ts_group_cell_at(g, i, s)->known ? ts_group_cell_at(g, i, s)->amount : 0;
            p->low = fmin(p->low, g->kind == TS_GROUP_DIVERGING && s == 0 ? -amount : amount);
            p->high = fmax(p->high, g->kind == TS_GROUP_DIVERGING && s == 0 ? 0 : amount);
        }
    }
    if (g->kind == TS_GROUP_SHARE)
        p->high = 1;
    if (p->low >= p->high)
        p->high = p->low + 1;
}

static void room_at_ends(ts_plot *plot, const ts_groups *g, plan *p)
{
    for (size_t i = 0; i < g->count && !ts_groups_on_end(g); i++)
        for (size_t s = 0; s < g->series_count; s++) {
            const ts_group_cell *cell = ts_group_cell_at(g, i, s);
            bool left = g->kind == TS_GROUP_DIVERGING ? s == 0 : cell->known && cell->amount < 0;
            double *room = left ? &p->before : &p->after;
            *room = fmax(*room, end_label(plot, g, i, s));
        }
}

/* Whether all values of a bar stand inside their parts; points: of its whole length. */
static bool fits_inside(ts_plot *plot, const ts_groups *g, const plan *p, size_t group, double points)
{
    for (size_t s = 0; s < g->series_count; s++) {
        const ts_group_cell *cell = ts_group_cell_at(g, group, s);
        double width = ts_label_width(plot, &cell->value), part = cell->amount / p->high * points - PART_GAP;
        if (width > 0 && width + 2 * INSET > part)
            return false;
    }
    return true;
}

static double values_width(ts_plot *plot, const ts_groups *g, size_t group)
{
    double width = 0;
    for (size_t s = 0; s < g->series_count; s++)
        width += VALUE_GAP + ts_label_width(plot, &ts_group_cell_at(g, group, s)->value);
    return width;
}

/* Values that have no room inside stand behind their bar, all of them. Room for them makes bars
 * shorter, so that others may lose theirs: asked twice. */
static void room_behind(ts_plot *plot, const ts_groups *g, plan *p, double width)
{
    for (int round = 0; round < 2 && ts_groups_on_end(g); round++) {
        double points = width - p->names - p->after, after = 0;
        for (size_t i = 0; i < g->count; i++) {
            double sum = ts_group_sum(g, i), beyond = isfinite(sum) ? points * (1 - sum / p->high) : 0;
            if (isfinite(sum) && !fits_inside(plot, g, p, i, points))
                after = fmax(after, values_width(plot, g, i) - beyond);
        }
        p->after = fmax(p->after, after);
    }
}

/* Whether the names of the series leave room before them. */
static bool shares_row(ts_plot *plot, const ts_groups *g, const plan *p, double width)
{
    double start = p->names + p->before, points = width - start - p->after, edge = start;
    if (g->kind == TS_GROUP_DIVERGING)
        edge += points * -p->low / (p->high - p->low) - SIDES - ts_label_width(plot, &g->series[0]);
    return p->head > 0 && ts_label_width(plot, &g->unit) + SERIES_GAP <= edge;
}

static plan make_plan(ts_plot *plot, const ts_groups *g, double width)
{
    plan p = {.bar = g->kind == TS_GROUP_BESIDE ? THIN : BAR};
    for (size_t i = 0; i < g->count; i++)
        p.names = fmax(p.names, ts_label_width(plot, &g->names[i]));
    p.above = p.names > MOST_NAME * width;
    p.names = p.above || p.names <= 0 ? 0 : p.names + NAME_GAP;
    p.head = g->kind == TS_GROUP_BESIDE ? 0 : HEAD;
    double bars = g->kind == TS_GROUP_BESIDE ? (double)g->series_count : 1;
    p.group = bars * p.bar + (bars - 1) * BESIDE_GAP;
    room_at_ends(plot, g, &p);
    reach(g, &p);
    room_behind(plot, g, &p, width);
    p.unit = g->unit.count && !shares_row(plot, g, &p, width) ? ts_label_over_height(&g->unit) : 0;
    p.head += p.unit;
    return p;
}

static double gap_of(const ts_groups *g)
{
    return g->gap >= 0 ? g->gap : GROUP_GAP;
}

static double pitch_of(const ts_groups *g, const plan *p)
{
    return p->group + (p->above ? NAME_ROW : 0) + gap_of(g);
}

double ts_groups_height(ts_plot *plot, const ts_groups *g, double width)
{
    plan p = make_plan(plot, g, width);
    return g->count ? p.head + pitch_of(g, &p) * (double)g->count - gap_of(g) : 0;
}

/* ---- bars */

static void fill_bar(ts_plot *plot, const ts_groups *g, const ts_group_cell *cell, size_t series, ts_rect box)
{
    ts_plot_rect(plot, box, g->inks[series], cell->origin);
    if (ts_plot_same(g->inks[series], plot->ground))
        ts_plot_outline(plot, box, plot->rule, 0.5);
}

static void draw_end_labels(ts_plot *plot, const ts_groups *g, size_t group, size_t series, ts_point at, bool left)
{
    const ts_group_cell *cell = ts_group_cell_at(g, group, series);
    ts_text_align align = left ? TS_TEXT_RIGHT : TS_TEXT_LEFT;
    at.y += ts_label_drop(&cell->value);
    double width = ts_label_put_line(plot, &cell->value, at, align, plot->ground);
    at.x += (left ? -1 : 1) * (width + (width > 0 ? VALUE_GAP : 0));
    if (group == 0 && g->kind == TS_GROUP_BESIDE)
        ts_label_put_line(plot, &g->series[series], at, align, plot->ground);
}

static void draw_single(ts_plot *plot, const ts_groups *g, const ts_scale *x, size_t group, size_t series, double top,
                        double height)
{
    const ts_group_cell *cell = ts_group_cell_at(g, group, series);
    bool mirrored = g->kind == TS_GROUP_DIVERGING && series == 0;
    double amount = cell->known ? cell->amount : 0, zero = ts_scale_at(x, 0);
    double end = ts_scale_at(x, mirrored ? -amount : amount);
    bool left = mirrored || amount < 0;
    fill_bar(plot, g, cell, series, (ts_rect){fmin(zero, end), top, fabs(end - zero), height});
    ts_point at = {end + (left ? -VALUE_GAP : VALUE_GAP), top + height / 2};
    draw_end_labels(plot, g, group, series, at, left);
}

static void draw_behind(ts_plot *plot, const ts_groups *g, size_t group, ts_point at)
{
    for (size_t s = 0; s < g->series_count; s++) {
        const ts_label *value = &ts_group_cell_at(g, group, s)->value;
        at.x += VALUE_GAP + ts_label_put_line(plot, value, (ts_point){at.x, at.y + ts_label_drop(value)}, TS_TEXT_LEFT,
                                              plot->ground);
    }
}

static void draw_parts(ts_plot *plot, const ts_groups *g, const plan *p, const ts_scale *x, size_t group, double top)
{
    double from = 0, height = p->bar;
    if (!isfinite(ts_group_sum(g, group))) {
        ts_plot_outline(plot, (ts_rect){x->start, top, x->end - x->start, height}, plot->accent, 0.75);
        return;
    }
    bool inside = fits_inside(plot, g, p, group, x->end - x->start);
    for (size_t s = 0; s < g->series_count; s++) {
        const ts_group_cell *cell = ts_group_cell_at(g, group, s);
        double left = ts_scale_at(x, from), right = ts_scale_at(x, from + cell->amount);
        double gap = s + 1 < g->series_count ? fmin(PART_GAP, right - left) : 0;
        ts_rect box = {left, top, right - left - gap, height};
        fill_bar(plot, g, cell, s, box);
        if (s > 0)
            ts_plot_beside(plot, g->inks[s - 1], g->inks[s], PART_GAP);
        if (inside)
            ts_label_put_line(plot, &cell->value, (ts_point){left + INSET, top + height / 2 + ts_label_drop(&cell->value)},
                              TS_TEXT_LEFT, g->inks[s]);
        from += cell->amount;
    }
    if (!inside)
        draw_behind(plot, g, group, (ts_point){ts_scale_at(x, from) + VALUE_GAP, top + height / 2});
}

/* ---- the series' names over the bars */

static void head_places(ts_plot *plot, const ts_groups *g, const ts_scale *x, double *places, double *widths)
{
    double from = 0, edge = -INFINITY;
    for (size_t s = 0; s < g->series_count; s++) {
        widths[s] = ts_label_width(plot, &g->series[s]);
        places[s] = fmax(ts_scale_at(x, from), edge + SERIES_GAP);
        edge = places[s] + widths[s];
        from += ts_group_cell_at(g, 0, s)->known ? ts_group_cell_at(g, 0, s)->amount : 0;
    }
    double limit = x->end;
    for (size_t s = g->series_count; s-- > 0;) { /* back from the right edge, as far as they must */
        places[s] = fmin(places[s], limit - widths[s]);
        limit = places[s] - SERIES_GAP;
    }
}

/* A leader from a name that does not stand over its part. */
static void lead(ts_plot *plot, const ts_scale *x, double place, double width, double from, double to, double y)
{
    double left = ts_scale_at(x, from), right = ts_scale_at(x, to), middle = (left + right) / 2;
    if (place <= right - 3 && place + width >= left + 3)
        return;
    ts_plot_line(plot, (ts_point){place + fmin(width / 2, SIDES), y + HEAD_BASELINE + 1.5}, (ts_point){middle, y + HEAD},
                 plot->rule, 0.5);
}

static void draw_head(ts_plot *plot, const ts_groups *g, const ts_scale *x, double y)
{
    double *places = TS_ARRAY(plot->arena, double, g->series_count), *widths = TS_ARRAY(plot->arena, double, g->series_count);
    plot->failed = plot->failed || !places || !widths;
    if (plot->failed)
        return;
    if (g->kind == TS_GROUP_DIVERGING) {
        double zero = ts_scale_at(x, 0);
        ts_label_put_line(plot, &g->series[0], (ts_point){zero - SIDES, y + HEAD_BASELINE}, TS_TEXT_RIGHT, plot->ground);
        ts_label_put_line(plot, &g->series[1], (ts_point){zero + SIDES, y + HEAD_BASELINE}, TS_TEXT_LEFT, plot->ground);
        return;
    }
    double from = 0;
    head_places(plot, g, x, places, widths);
    if (g->series_count && places[0] < x->start - 0.5)
        ts_plot_warn(plot, "the names of the series, from %s on, have no room over the bars: shorter ones, or a wider frame",
                     ts_label_quote(plot, &g->series[0]));
    for (size_t s = 0; s < g->series_count; s++) {
        double amount = ts_group_cell_at(g, 0, s)->known ? ts_group_cell_at(g, 0, s)->amount : 0;
        ts_label_put_line(plot, &g->series[s], (ts_point){places[s], y + HEAD_BASELINE}, TS_TEXT_LEFT, plot->ground);
        lead(plot, x, places[s], widths[s], from, from + amount, y);
        from += amount;
    }
}

static void draw_group(ts_plot *plot, const ts_groups *g, const plan *p, const ts_scale *x, size_t group, ts_point at)
{
    double top = at.y + (p->above ? NAME_ROW : 0);
    const ts_label *name = &g->names[group];
    ts_point baseline = {at.x, p->above ? at.y + NAME_ROW - 3 : top + p->group / 2 + ts_label_drop(name)};
    ts_label_put_line(plot, name, baseline, TS_TEXT_LEFT, plot->ground);
    if (ts_groups_on_end(g)) {
        draw_parts(plot, g, p, x, group, top);
        return;
    }
    for (size_t s = 0; s < g->series_count; s++)
        draw_single(plot, g, x, group, s,
                    top + (g->kind == TS_GROUP_BESIDE ? (double)s * (p->bar + BESIDE_GAP) : 0), p->bar);
}

void ts_groups_draw(ts_plot *plot, const ts_groups *g, ts_rect box)
{
    plan p = make_plan(plot, g, box.w);
    ts_scale x = {p.low, p.high, box.x + p.names + p.before, ts_rect_right(box) - p.after};
    if (!g->count || x.end <= x.start) {
        ts_plot_error(plot, "the bars have no room beside their names and values");
        return;
    }
    ts_plot_keeps(plot, x.end - x.start, box.w);
    double baseline = p.unit > 0 ? ts_label_over_baseline(&g->unit) : HEAD_BASELINE;
    ts_label_put_line(plot, &g->unit, (ts_point){box.x, box.y + baseline}, TS_TEXT_LEFT, plot->ground);
    if (p.head > p.unit)
        draw_head(plot, g, &x, box.y + p.unit);
    double pitch = pitch_of(g, &p), y = box.y + p.head;
    for (size_t i = 0; i < g->count && !plot->failed; i++, y += pitch)
        draw_group(plot, g, &p, &x, i, (ts_point){box.x, y});
    double zero = ts_scale_at(&x, 0);
    if (p.low < 0)
        ts_plot_line(plot, (ts_point){zero, box.y + p.head - 1}, (ts_point){zero, y - gap_of(g) + 1}, plot->rule, 0.5);
}
