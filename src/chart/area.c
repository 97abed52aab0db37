/* Areas over time, and lines as small as a word. */
#include "chart/panel.h"

#include <math.h>

static const double WORD_GAP = 4, SPARK_WIDTH = 1, SPARK_DOT = 1.6, SPARK_ROOM = 2;

/* ---- on each other */

/* Each line's points, raised by those before it. False: told, or memory is out. */
static bool stack(ts_plot *plot, const ts_lines *lines, ts_line_of *raised)
{
    for (size_t i = 0; i < lines->count; i++) {
        const ts_line_of *line = &lines->items[i], *below = i ? &raised[i - 1] : NULL;
        ts_line_point *points = TS_ARRAY(plot->arena, ts_line_point, line->count);
        raised[i] = *line;
        raised[i].points = points;
        for (size_t k = 0; points && k < line->count; k++) {
            const ts_line_point *under = below ? ts_line_point_at(below, line->points[k].at) : NULL;
            points[k] = line->points[k];
            points[k].value += under ? under->value : 0;
            points[k].known = points[k].known && (!below || (under && under->known));
            points[k].parted = points[k].parted || (under && under->parted); /* what stands on it cannot go on either */
            if (line->points[k].known && line->points[k].value < 0) {
                ts_plot_error(plot, "areas stand on each other: none can be below nought");
                return false;
            }
        }
        plot->failed = plot->failed || !points;
    }
    return !plot->failed;
}

/* From the upper edge's points there, back along the lower edge. */
static void fill_stretch(ts_plot *plot, const ts_panel *p, const ts_line_of *top, const ts_line_of *below,
                         size_t from, size_t to)
{
    ts_path *path = ts_path_new(plot->arena);
    for (size_t k = from; k <= to; k++) {
        double x = ts_scale_at(&p->x, top->points[k].at), y = ts_scale_at(&p->y, top->points[k].value);
        if (k == from)
            ts_path_move(path, x, y);
        else
            ts_path_line(path, x, y);
    }
    for (size_t k = to + 1; k-- > from;) {
        const ts_line_point *under = below ? ts_line_point_at(below, top->points[k].at) : NULL;
        ts_path_line(path, ts_scale_at(&p->x, top->points[k].at), ts_scale_at(&p->y, under ? under->value : 0));
    }
    ts_path_close(path);
    ts_plot_fill(plot, path, top->ink, top->origin);
}

/* A moment alone between two gaps or breaks: as a line it would be a dot. */
static void fill_moment(ts_plot *plot, const ts_panel *p, const ts_line_of *top, const ts_line_of *below, size_t at)
{
    static const double WIDTH = 1.5;
    const ts_line_point *under = below ? ts_line_point_at(below, top->points[at].at) : NULL;
    double x = ts_scale_at(&p->x, top->points[at].at), high = ts_scale_at(&p->y, top->points[at].value);
    double low = ts_scale_at(&p->y, under ? under->value : 0);
    double left = fmin(fmax(x - WIDTH / 2, p->box.x), ts_rect_right(p->box) - WIDTH);
    ts_plot_rect(plot, (ts_rect){left, high, WIDTH, low - high}, top->ink, top->origin);
}

static void fill_area(ts_plot *plot, const ts_panel *p, const ts_line_of *top, const ts_line_of *below)
{
    for (size_t from = 0; from < top->count; from++) {
        if (!top->points[from].known)
            continue;
        size_t to = from;
        while (to + 1 < top->count && top->points[to + 1].known && !top->points[to + 1].parted)
            to++;
        if (to > from)
            fill_stretch(plot, p, top, below, from, to);
        else
            fill_moment(plot, p, top, below, from);
        from = to;
    }
}

/* A hairline of paper between two areas. */
static void part_areas(ts_plot *plot, const ts_panel *p, const ts_line_of *line)
{
    ts_path *path = ts_path_new(plot->arena);
    bool pen = false;
    for (size_t k = 0; k < line->count; k++) {
        double x = ts_scale_at(&p->x, line->points[k].at), y = ts_scale_at(&p->y, line->points[k].value);
        if (line->points[k].known && pen && !line->points[k].parted)
            ts_path_line(path, x, y);
        else if (line->points[k].known)
            ts_path_move(path, x, y);
        pen = line->points[k].known;
    }
    ts_plot_stroke(plot, path, plot->paper, (ts_stroke){.width = 0.75, .join = TS_JOIN_ROUND}, NULL);
}

/* False: told, or memory is out. */
static bool raise_all(ts_plot *plot, const ts_lines *lines, ts_lines *shown)
{
    ts_line_of *raised = TS_ARRAY(plot->arena, ts_line_of, lines->count);
    plot->failed = plot->failed || !raised;
    *shown = *lines;
    shown->items = raised;
    shown->zero = shown->filled = true;
    return !plot->failed && stack(plot, lines, raised);
}

double ts_areas_head(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    ts_lines shown;
    return raise_all(plot, lines, &shown) ? ts_panel_make(plot, &shown, box).box.y - box.y : 0;
}

void ts_areas_draw(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    ts_lines shown;
    if (!raise_all(plot, lines, &shown))
        return;
    const ts_line_of *raised = shown.items;
    ts_panel p = ts_panel_make(plot, &shown, box);
    if (p.box.w < 12 || p.box.h < 12) {
        ts_plot_error(plot, "the areas have no room beside their names");
        return;
    }
    if (!(p.x.from <= p.x.to))
        return;
    ts_plot_keeps(plot, p.box.w, box.w);
    ts_panel_draw_values(plot, &p);
    for (size_t i = 0; i < lines->count; i++) {
        fill_area(plot, &p, &raised[i], i ? &raised[i - 1] : NULL);
        if (i > 0) {
            part_areas(plot, &p, &raised[i - 1]);
            ts_plot_beside(plot, raised[i - 1].ink, raised[i].ink, 0.75);
        }
    }
    ts_panel_draw_moments(plot, &shown, &p);
    ts_panel_names(plot, &shown, &p);
}

/* ---- sparks */

static void draw_spark(ts_plot *plot, const ts_line_of *line, const ts_scale *x, const ts_scale *y)
{
    ts_path *path = ts_path_new(plot->arena);
    bool pen = false, drawn = false;
    for (size_t k = 0; k < line->count; k++) {
        const ts_line_point *point = &line->points[k];
        double px = ts_scale_at(x, point->at), py = ts_scale_at(y, point->value);
        if (point->known && pen)
            ts_path_line(path, px, py);
        else if (point->known)
            ts_path_move(path, px, py);
        drawn = drawn || (point->known && pen);
        pen = point->known;
    }
    ts_stroke stroke = {.width = SPARK_WIDTH, .cap = TS_CAP_ROUND, .join = TS_JOIN_ROUND};
    if (drawn)
        ts_plot_stroke(plot, path, line->ink, stroke, line->origin);
}

/* The baseline of a value at the height of its point, its figures within the box. */
static double level_of_value(const ts_label *value, double y, ts_rect box)
{
    double drop = ts_label_drop(value), middle = box.y + box.h / 2, room = fmax(0, box.h / 2 - drop);
    return middle + fmax(-room, fmin(room, y - middle)) + drop;
}

void ts_spark_draw(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    ts_lines one = *lines;
    const ts_line_point *last = lines->count ? ts_line_last(&lines->items[0]) : NULL;
    if (!last)
        return;
    const ts_line_of *line = &lines->items[0];
    one.count = 1;
    one.zero = false;
    double value = ts_label_width(plot, &line->last), low, high;
    ts_lines_reach(&one, &low, &high);
    double right = ts_rect_right(box) - (value > 0 ? value + WORD_GAP : 0) - SPARK_ROOM;
    ts_scale x = {line->points[0].at, line->points[line->count - 1].at, box.x, right};
    ts_scale y = {low, high, ts_rect_bottom(box) - SPARK_ROOM, box.y + SPARK_ROOM};
    if (right - box.x < 8) {
        ts_plot_error(plot, "the line has no room beside its value");
        return;
    }
    ts_plot_keeps(plot, right - box.x, box.w);
    draw_spark(plot, line, &x, &y);
    ts_point end = {ts_scale_at(&x, last->at), ts_scale_at(&y, last->value)};
    ts_plot_disc(plot, end, SPARK_DOT, plot->accent.swatch ? plot->accent : line->ink, line->origin);
    ts_point at = {right + SPARK_ROOM + WORD_GAP, level_of_value(&line->last, end.y, box)};
    ts_label_put_line(plot, &line->last, at, TS_TEXT_LEFT, plot->ground);
}
