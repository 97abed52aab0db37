/* Names and last values where lines and areas end: apart from each other, a leader where it is not plain whose they are. */
#include "chart/panel.h"

#include <math.h>

static const double WORD_GAP = 4, NAME_PITCH = 9.5;
static const double BETWEEN_STACKED = 2; /* more, between names of two lines */
static const double LEADER_START = 1, LEADER_CLEAR = 2; /* from the dot's edge; to the words */

const ts_line_point *ts_line_last(const ts_line_of *line)
{
    for (size_t k = line->count; k-- > 0;)
        if (line->points[k].known)
            return &line->points[k];
    return NULL;
}

const ts_line_point *ts_line_point_at(const ts_line_of *line, double at)
{
    for (size_t k = 0; k < line->count; k++)
        if (line->points[k].at == at)
            return &line->points[k];
    return NULL;
}

static const ts_label *value_of(const ts_line_of *line, const ts_panel *p)
{
    return p->brief ? &line->brief : &line->last;
}

static double end_width(ts_plot *plot, const ts_line_of *line, const ts_panel *p)
{
    double name = ts_label_width(plot, &line->name), value = ts_label_width(plot, value_of(line, p));
    return p->stacked ? fmax(name, value) : name + (name > 0 && value > 0 ? WORD_GAP : 0) + value;
}

double ts_panel_ends_width(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    double ends = 0;
    for (size_t i = 0; i < lines->count; i++)
        ends = fmax(ends, end_width(plot, &lines->items[i], p));
    return ends;
}

/* Height at which a line ends, of an area its middle there; NAN: none of it is known. */
static double end_of(const ts_lines *lines, const ts_panel *p, size_t i)
{
    const ts_line_point *last = ts_line_last(&lines->items[i]);
    if (!last)
        return NAN;
    double top = ts_scale_at(&p->y, last->value);
    if (!lines->filled)
        return top;
    const ts_line_point *under = i ? ts_line_point_at(&lines->items[i - 1], last->at) : NULL;
    return (top + ts_scale_at(&p->y, under ? under->value : 0)) / 2;
}

/* Half of what a name and its value take: farther from its line's end it has a leader. */
static double half_height(const ts_panel *p)
{
    return p->stacked ? NAME_PITCH : NAME_PITCH / 2;
}

/* Where the names of lines that end somewhere stand, in the order of the lines. NULL: memory is out. */
static double *place_names(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    double *places = TS_ARRAY(plot->arena, double, lines->count);
    size_t count = 0;
    for (size_t i = 0; places && i < lines->count; i++)
        if (isfinite(end_of(lines, p, i)))
            places[count++] = end_of(lines, p, i);
    double half = half_height(p), pitch = 2 * half + (p->stacked ? BETWEEN_STACKED : 0);
    if (places && ts_spread(plot->arena, places, count, pitch, p->top + half, ts_rect_bottom(p->box) - 2 - (half - NAME_PITCH / 2)))
        return places;
    plot->failed = true;
    return NULL;
}

bool ts_panel_leads(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    const double *place = place_names(plot, lines, p);
    for (size_t i = 0; place && i < lines->count; i++) {
        double end = end_of(lines, p, i);
        if (isfinite(end) && fabs(*place++ - end) > half_height(p))
            return true;
    }
    return false;
}

/* The name, and behind or under it the value; a point at the left, midway. */
static void put_words(ts_plot *plot, const ts_line_of *line, ts_point label, const ts_panel *p)
{
    const ts_label *value = value_of(line, p);
    bool both = p->stacked && line->name.count && value->count;
    ts_point at = {label.x, label.y + ts_label_drop(&line->name) - (both ? ts_label_leading(&line->name) / 2 : 0)};
    double width = ts_label_put_line(plot, &line->name, at, TS_TEXT_LEFT, plot->ground);
    if (both)
        at.y += (ts_label_leading(&line->name) + ts_label_leading(value)) / 2;
    else
        at.x += width + (width > 0 ? WORD_GAP : 0);
    ts_label_put_line(plot, value, at, TS_TEXT_LEFT, plot->ground);
}

/* Clear of the dot and of the words. */
static void draw_leader(ts_plot *plot, const ts_line_of *line, ts_point end, ts_point label)
{
    ts_point from = {end.x + TS_END_DOT + LEADER_START, end.y}, to = {label.x - LEADER_CLEAR, label.y};
    ts_plot_line(plot, from, to, line->ink, 0.5);
}

void ts_panel_names(ts_plot *plot, const ts_lines *lines, const ts_panel *p)
{
    const double *place = place_names(plot, lines, p);
    const bool leads = ts_panel_leads(plot, lines, p); /* where one name has a leader all have */
    for (size_t i = 0; place && i < lines->count; i++) {
        const ts_line_of *line = &lines->items[i];
        const ts_line_point *last = ts_line_last(line);
        ts_point end = {last ? ts_scale_at(&p->x, last->at) : 0, end_of(lines, p, i)};
        if (!isfinite(end.y))
            continue;
        ts_point label = {ts_rect_right(p->box) + p->ends, *place++};
        bool named = line->name.count || line->last.count;
        if (named && (leads || label.x > end.x + p->ends + 1))
            draw_leader(plot, line, end, label);
        put_words(plot, line, label, p);
    }
}
