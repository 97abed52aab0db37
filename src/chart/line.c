#include "chart/line.h"
#include "chart/scale.h"

#include <math.h>

static const double NAME_GAP = 6, WORD_GAP = 4, NAME_PITCH = 9.5, WIDTH = 1.25, DOT = 2, TICK_GAP = 4,
                    MOMENT_CLEAR = 8;

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

static const ts_line_point *last_known(const ts_line_of *line)
{
    for (size_t k = line->count; k-- > 0;)
        if (line->points[k].known)
            return &line->points[k];
    return NULL;
}

static double end_width(ts_plot *plot, const ts_line_of *line)
{
    double name = ts_label_width(plot, &line->name), value = ts_label_width(plot, &line->last);
    return name + (name > 0 && value > 0 ? WORD_GAP : 0) + value;
}

typedef struct panel {
    ts_scale x, y;
    ts_rect box; /* of the lines themselves */
    double text; /* height of a small line of type */
    double ticks[TS_TICKS];
    size_t tick_count;
} panel;

static double tick_width(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    double widest = 0;
    for (size_t i = 0; i < p->tick_count; i++) {
        ts_label label = lines->print(lines->user, p->ticks[i]);
        widest = fmax(widest, ts_label_width(plot, &label));
    }
    return widest;
}

static panel make_panel(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    panel p = {.box = box};
    double ends = 0;
    for (size_t i = 0; i < lines->count; i++)
        ends = fmax(ends, end_width(plot, &lines->items[i]));
    p.box.w -= ends > 0 ? ends + NAME_GAP : 0;
    if (lines->moment_count && lines->moments[0].label.type)
        p.box.h -= lines->moments[0].label.type->leading + 2;
    for (size_t i = 0; i < lines->mark_count; i++)
        if (lines->marks[i].label.type)
            p.text = fmax(p.text, lines->marks[i].label.type->leading);
    double head = fmax(p.text + 3, 4); /* marks are named above the highest line */
    p.box.y += head;
    p.box.h -= head;
    ts_lines_reach(lines, &p.y.from, &p.y.to);
    p.tick_count = lines->print ? ts_scale_ticks(p.y.from, p.y.to, 4, p.ticks) : 0;
    double column = tick_width(plot, lines, &p);
    p.box.x += column > 0 ? column + TICK_GAP : 0;
    p.box.w -= column > 0 ? column + TICK_GAP : 0;
    p.x.start = p.box.x;
    p.x.end = ts_rect_right(p.box);
    reach_of_time(lines, &p.x);
    p.y.start = ts_rect_bottom(p.box);
    p.y.end = p.box.y;
    return p;
}

static void draw_values(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    for (size_t i = 0; i < p->tick_count; i++) {
        double y = ts_scale_at(&p->y, p->ticks[i]);
        bool nought = fabs(p->ticks[i]) < 1e-9 * (p->y.to - p->y.from);
        ts_plot_line(plot, (ts_point){p->box.x, y}, (ts_point){ts_rect_right(p->box), y}, plot->rule,
                     nought ? 0.5 : 0.25);
        ts_label label = lines->print(lines->user, p->ticks[i]);
        ts_point at = {p->box.x - TICK_GAP, y + ts_label_drop(&label)};
        ts_label_put_line(plot, &label, at, TS_TEXT_RIGHT, plot->ground);
    }
}

/* Every moment, or every second, third ..., counted back from the last. */
static size_t moment_step(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    double widest = 0;
    for (size_t i = 0; i < lines->moment_count; i++)
        widest = fmax(widest, ts_label_width(plot, &lines->moments[i].label));
    double room = p->box.w / (widest + MOMENT_CLEAR);
    return room >= 1 ? (size_t)ceil((double)(lines->moment_count - 1) / room) : lines->moment_count;
}

static void draw_moments(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    size_t last = lines->moment_count - 1, step = lines->moment_count ? moment_step(plot, lines, p) : 1;
    double edge = -INFINITY, end = ts_rect_right(p->box), final = end;
    if (lines->moment_count > 1)
        final -= ts_label_width(plot, &lines->moments[last].label);
    for (size_t i = 0; i < lines->moment_count; i++) {
        const ts_moment_label *moment = &lines->moments[i];
        double width = ts_label_width(plot, &moment->label), x = ts_scale_at(&p->x, moment->at);
        double left = fmax(p->box.x, fmin(x - width / 2, end - width));
        bool on_step = step < 2 || (last - i) % step == 0;
        bool free = left >= edge + MOMENT_CLEAR && left + width <= final - MOMENT_CLEAR;
        if (i > 0 && i < last && !(on_step && free))
            continue;
        ts_point at = {left, ts_rect_bottom(p->box) + 9};
        ts_label_put_line(plot, &moment->label, at, TS_TEXT_LEFT, plot->ground);
        edge = left + width;
    }
}

static void draw_marks(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    static const double dashes[] = {2, 1.5};
    for (size_t i = 0; i < lines->mark_count; i++) {
        double x = ts_scale_at(&p->x, lines->marks[i].at);
        if (x < p->box.x - 0.01 || x > ts_rect_right(p->box) + 0.01) {
            ts_plot_warn(plot, "a mark of the chart lies outside its time");
            continue;
        }
        ts_path *path = ts_path_new(plot->arena);
        ts_path_move(path, x, p->box.y - p->text - 1);
        ts_path_line(path, x, ts_rect_bottom(p->box));
        ts_plot_stroke(plot, path, plot->accent,
                       (ts_stroke){.width = 0.75, .dashes = dashes, .dash_count = 2}, NULL);
        bool right = x + 3 + ts_label_width(plot, &lines->marks[i].label) <= ts_rect_right(p->box);
        ts_point at = {right ? x + 3 : x - 3, p->box.y - 5};
        ts_label_put_line(plot, &lines->marks[i].label, at, right ? TS_TEXT_LEFT : TS_TEXT_RIGHT,
                          plot->ground);
    }
}

static void draw_line(ts_plot *plot, const ts_line_of *line, const panel *p)
{
    ts_path *path = ts_path_new(plot->arena);
    bool drawn = false, pen = false;
    for (size_t k = 0; k < line->count; k++) {
        const ts_line_point *point = &line->points[k];
        bool next = k + 1 < line->count && line->points[k + 1].known;
        ts_point at = {ts_scale_at(&p->x, point->at), ts_scale_at(&p->y, point->value)};
        if (point->known && pen) {
            ts_path_line(path, at.x, at.y);
            drawn = true;
        } else if (point->known && next) {
            ts_path_move(path, at.x, at.y);
        } else if (point->known) {
            ts_plot_disc(plot, at, DOT, line->ink, line->origin);
        }
        pen = point->known;
    }
    ts_stroke stroke = {.width = WIDTH, .cap = TS_CAP_ROUND, .join = TS_JOIN_ROUND};
    if (drawn)
        ts_plot_stroke(plot, path, line->ink, stroke, line->origin);
}

static void draw_end(ts_plot *plot, const ts_line_of *line, ts_point end, ts_point label)
{
    ts_plot_disc(plot, end, DOT, line->ink, line->origin);
    if (fabs(label.y - end.y) > 1.5 || label.x > end.x + NAME_GAP + 1)
        ts_plot_line(plot, (ts_point){end.x + DOT, end.y}, (ts_point){label.x - 1, label.y}, line->ink, 0.5);
    ts_point at = {label.x, label.y + ts_label_drop(&line->name)};
    double width = ts_label_put_line(plot, &line->name, at, TS_TEXT_LEFT, plot->ground);
    at.x += width + (width > 0 ? WORD_GAP : 0);
    ts_label_put_line(plot, &line->last, at, TS_TEXT_LEFT, plot->ground);
}

static void draw_ends(ts_plot *plot, const ts_lines *lines, const panel *p)
{
    double *places = TS_ARRAY(plot->arena, double, lines->count);
    size_t count = 0;
    for (size_t i = 0; places && i < lines->count; i++)
        if (last_known(&lines->items[i]))
            places[count++] = ts_scale_at(&p->y, last_known(&lines->items[i])->value);
    if (!places || !ts_spread(plot->arena, places, count, NAME_PITCH, p->box.y, ts_rect_bottom(p->box) - 2)) {
        plot->failed = true;
        return;
    }
    count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const ts_line_point *last = last_known(&lines->items[i]);
        if (!last)
            continue;
        ts_point end = {ts_scale_at(&p->x, last->at), ts_scale_at(&p->y, last->value)};
        draw_end(plot, &lines->items[i], end, (ts_point){ts_rect_right(p->box) + NAME_GAP, places[count++]});
    }
}

void ts_lines_draw(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    panel p = make_panel(plot, lines, box);
    if (p.box.w < 12 || p.box.h < 12) {
        ts_plot_error(plot, "the lines have no room beside their names");
        return;
    }
    if (!(p.x.from <= p.x.to))
        return;
    draw_values(plot, lines, &p);
    draw_moments(plot, lines, &p);
    draw_marks(plot, lines, &p);
    for (size_t i = 0; i < lines->count; i++)
        draw_line(plot, &lines->items[i], &p);
    draw_ends(plot, lines, &p);
}
