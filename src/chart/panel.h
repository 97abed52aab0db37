/*
 * panel.h - what lines and areas over time share: two scales, hairlines with their
 * values, moments, marks; of this room only.
 */
#ifndef TS_CHART_PANEL_H
#define TS_CHART_PANEL_H

#include "chart/line.h"

enum { TS_END_DOT = 2 }; /* points: radius of the dot at a line's end */

typedef struct ts_panel {
    ts_scale x, y;
    ts_rect box; /* of the lines themselves */
    double left, right; /* of the whole chart, names and values included */
    bool brief;   /* last values leave out the words that stand over the axis */
    bool stacked; /* last values stand under the names, not behind them */
    double ends; /* from the lines' box to the names at its right; 0: there are none */
    double top; /* of the whole chart */
    double text; /* height of a small line of type */
    ts_axis axis;
    double rise, unit; /* from the lines' box up to the baselines of the marks' labels, of the axis' unit */
} ts_panel;

/* Room for names at the right, values at the left, moments below. x.from > x.to: there is no moment. */
ts_panel ts_panel_make(ts_plot *plot, const ts_lines *lines, ts_rect box);
void ts_panel_draw_values(ts_plot *plot, const ts_panel *panel); /* below what is drawn */
void ts_panel_draw_moments(ts_plot *plot, const ts_lines *lines, const ts_panel *panel); /* and marks: above it */

const ts_line_point *ts_line_last(const ts_line_of *line); /* that is known; NULL: none */
const ts_line_point *ts_line_point_at(const ts_line_of *line, double at); /* NULL: none */

/* ends.c: room for names and last values at the right; how high each line ends, and they themselves, kept apart. */
double ts_panel_ends_width(ts_plot *plot, const ts_lines *lines, const ts_panel *panel);
/* Whether a name must stand so far from its line's end that a leader says whose it is. */
bool ts_panel_leads(ts_plot *plot, const ts_lines *lines, const ts_panel *panel);
void ts_panel_names(ts_plot *plot, const ts_lines *lines, const ts_panel *panel);

#endif
