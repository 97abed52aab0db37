#include "chart/panel.h"

static const double WIDTH = 1.25, LIT_WIDTH = 2;

static void draw_line(ts_plot *plot, const ts_line_of *line, const ts_panel *p)
{
    ts_path *path = ts_path_new(plot->arena);
    bool drawn = false, pen = false;
    for (size_t k = 0; k < line->count; k++) {
        const ts_line_point *point = &line->points[k];
        bool next = k + 1 < line->count && line->points[k + 1].known && !line->points[k + 1].parted;
        ts_point at = {ts_scale_at(&p->x, point->at), ts_scale_at(&p->y, point->value)};
        if (point->known && pen && !point->parted) {
            ts_path_line(path, at.x, at.y);
            drawn = true;
        } else if (point->known && next) {
            ts_path_move(path, at.x, at.y);
        } else if (point->known) {
            ts_plot_disc(plot, at, TS_END_DOT, line->ink, line->origin);
        }
        pen = point->known;
    }
    ts_stroke stroke = {.width = line->lit ? LIT_WIDTH : WIDTH, .cap = TS_CAP_ROUND, .join = TS_JOIN_ROUND};
    if (drawn)
        ts_plot_stroke(plot, path, line->ink, stroke, line->origin);
}

static void draw_dot(ts_plot *plot, const ts_line_of *line, const ts_panel *p)
{
    const ts_line_point *last = ts_line_last(line);
    if (last)
        ts_plot_disc(plot, (ts_point){ts_scale_at(&p->x, last->at), ts_scale_at(&p->y, last->value)}, TS_END_DOT, line->ink, line->origin);
}

static void draw_some(ts_plot *plot, const ts_lines *lines, const ts_panel *p, bool lit)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].lit == lit)
            draw_line(plot, &lines->items[i], p);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].lit == lit)
            draw_dot(plot, &lines->items[i], p);
}

double ts_lines_head(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    return ts_panel_make(plot, lines, box).box.y - box.y;
}

void ts_lines_draw(ts_plot *plot, const ts_lines *lines, ts_rect box)
{
    ts_panel p = ts_panel_make(plot, lines, box);
    if (p.box.w < 12 || p.box.h < 12) {
        ts_plot_error(plot, "the lines have no room beside their names");
        return;
    }
    if (!(p.x.from <= p.x.to))
        return;
    ts_plot_keeps(plot, p.box.w, box.w);
    ts_panel_draw_values(plot, &p);
    ts_panel_draw_moments(plot, lines, &p);
    draw_some(plot, lines, &p, false);
    draw_some(plot, lines, &p, true);
    ts_panel_names(plot, lines, &p);
}
