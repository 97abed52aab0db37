/*
 * axis.h - hairlines across a chart, each with its value at the left: what lines,
 * areas and columns are read off where no values stand on the marks.
 */
#ifndef TS_CHART_AXIS_H
#define TS_CHART_AXIS_H

#include "chart/chart.h"
#include "chart/scale.h"

typedef ts_label (*ts_axis_print)(void *user, double value);

typedef struct ts_axis {
    ts_axis_print print;
    void *user;
    double ticks[TS_TICKS];
    size_t count;
    double reach; /* of the scale: what is nought is measured by it */
    double width; /* of the widest value and its gap, points; 0: there are none */
} ts_axis;

/* At most so many, at round values within from..to. print NULL: none. */
ts_axis ts_axis_make(ts_plot *plot, ts_axis_print print, void *user, const ts_scale *scale, int most);
/* From left to right, the values before `left`; nought is a stronger line. */
void ts_axis_draw(ts_plot *plot, const ts_axis *axis, const ts_scale *scale, double left, double right);

#endif
