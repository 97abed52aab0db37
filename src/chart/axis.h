/*
 * axis.h - hairlines across a chart, each with its value at the left: what lines,
 * areas and columns are read off where no values stand on the marks. A magnitude
 * that all values have as a word ("mil millones") stands once, over them.
 */
#ifndef TS_CHART_AXIS_H
#define TS_CHART_AXIS_H

#include "chart/chart.h"
#include "chart/scale.h"

typedef struct ts_axis_print {
    ts_label (*value)(void *user, double value);
    /* What all values have in common, which they then leave out; no words: nothing. Told them all before any is
     * printed. NULL: as if nothing. */
    ts_label (*unit)(void *user, const double *values, size_t count);
    void *user;
} ts_axis_print;

typedef struct ts_axis {
    const ts_axis_print *print;
    ts_label unit;
    double ticks[TS_TICKS];
    size_t count;
    double reach; /* of the scale: what is nought is measured by it */
    double width; /* of the widest value and its gap, points; 0: there are none */
} ts_axis;

/* At most so many, at round values within from..to, no two neighbours of which print alike. print NULL: none. */
ts_axis ts_axis_make(ts_plot *plot, const ts_axis_print *print, const ts_scale *scale, int most);
double ts_axis_unit_height(const ts_axis *axis); /* of the line over the values; 0: there is none */
void ts_axis_draw_unit(ts_plot *plot, const ts_axis *axis, ts_point baseline);
/* From left to right, the values before `left`; nought is a stronger line. */
void ts_axis_draw(ts_plot *plot, const ts_axis *axis, const ts_scale *scale, double left, double right);

#endif
