#include "chart/panel.h"

#include <math.h>

static const double WORD_GAP = 4, NAME_PITCH = 9.5, WIDTH = 1.25, DOT = 2;

const ts_line_point *ts_line_last(const ts_line_of *line)
{
    for (size_t k = line->count; k-- > 0;)
        if (line->points[k].known)
            return &line->points[k];
    return NULL;
}

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
            ts_plot_disc(plot, at, DOT, line->ink, line->origin);
        }
        pen = point->known;
    }
    ts_stroke stroke = {.width = WIDTH, .cap = TS_CAP_ROUND, .join = TS_JOIN_ROUND};
    if (drawn)
        ts_plot_stroke(plot, path, line->ink, stroke, line->origin);
}

/* The name, and behind or under it the value; a point at the left, midway. */
static void put_words(ts_plot *plot, const ts_line_of *line, ts_point label, bool stacked)
{
    bool both = stacked && line->name.count && line->last.count;
    ts_point at = {label.x, label.y + ts_label_drop(&line->name) - (both ? ts_label_leading(&line->name) / 2 : 0)};
    double width = ts_label_put_line(plot, &line->name, at, TS_TEXT_LEFT, plot->ground);
    if (both)
        at.y += (ts_label_leading(&line->name) + ts_label_leading(&line->last)) / 2;
    else
        at.x += width + (width > 0 ? WORD_GAP : 0);
    ts_label_put_line(plot, &line->last, at, TS_TEXT_LEFT, plot->ground);
}

static void draw_end(ts_plot *plot, const ts_line_of *line, ts_point end, ts_point label, bool stacked)
{
    bool named = line->name.count || line->last.count;
    if (named && (fabs(label.y - end.y) > 1.5 || label.x > end.x + TS_NAME_GAP + 1))
        ts_plot_line(plot, (ts_point){end.x + DOT, end.y}, (ts_point){label.x - 1, label.y}, line->ink, 0.5);
    put_words(plot, line, label, stacked);
}

void ts_panel_names(ts_plot *plot, const ts_lines *lines, const ts_panel *p, const ts_point *ends)
{
    double *places = TS_ARRAY(plot->arena, double, lines->count);
    size_t count = 0;
    for (size_t i = 0; places && i < lines->count; i++)
        if (isfinite(ends[i].y))
            places[count++] = ends[i].y;
    double pitch = p->stacked ? 2 * NAME_PITCH : NAME_PITCH, inset = p->stacked ? NAME_PITCH / 2 : 0;
    if (!places || !ts_spread(plot->arena, places, count, pitch, p->box.y + inset, ts_rect_bottom(p->box) - 2 - inset)) {
        plot->failed = true;
        return;
    }
    count = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (isfinite(ends[i].y))
            draw_end(plot, &lines->items[i], ends[i],
                     (ts_point){ts_rect_right(p->box) + TS_NAME_GAP, places[count++]}, p->stacked);
}

static void draw_ends(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    ts_point *ends = TS_ARRAY(plot->arena, ts_point, lines->count);
    for (size_t i = 0; ends && i < lines->count; i++) {
        const ts_line_point *last = ts_line_last(&lines->items[i]);
        ends[i] = (ts_point){NAN, NAN};
        if (!last)
            continue;
        ends[i] = (ts_point){ts_scale_at(&p->x, last->at), ts_scale_at(&p->y, last->value)};
        ts_plot_disc(plot, ends[i], DOT, lines->items[i].ink, lines->items[i].origin);
    }
    if (ends)
        ts_panel_names(plot, lines, p, ends);
    plot->failed = plot->failed || !ends;
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
    ts_panel_draw_values(plot, &p);
    ts_panel_draw_moments(plot, lines, &p);
    for (size_t i = 0; i < lines->count; i++)
        draw_line(plot, &lines->items[i], &p);
    draw_ends(plot, lines, &p);
}
