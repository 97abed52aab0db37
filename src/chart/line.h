/*
 * line.h - what happened over time: lines, and slopes between two moments.
 *
 * Each line is named where it ends; names that would touch are moved apart, and
 * a leader says whose they are where that is not plain. The scale shows nought unless it is asked not
 * to; a missing point breaks its line, and a point alone between two gaps is a
 * dot. Values are read off a few hairlines with the value on them.
 */
#ifndef TS_CHART_LINE_H
#define TS_CHART_LINE_H

#include "chart/axis.h"
#include "chart/moments.h"

typedef struct ts_line_point {
    double at, value; /* time, in years or in steps; the value */
    bool known;
    bool parted; /* counted another way than the point before: no line joins them */
} ts_line_point;

typedef struct ts_line_of {      /* one line */
    ts_label name, first, last;  /* first, last: values at its ends */
    const ts_line_point *points; /* in order of time */
    size_t count;
    ts_ink ink;
    bool lit; /* stressed: heavier, and over the others */
    const ts_origin *origin;
    ts_label brief;    /* the last value without its words, which an axis may have for all */
    const char *words; /* NULL: none */
} ts_line_of;

typedef struct ts_line_mark { /* across the chart */
    double at;
    ts_label label;
} ts_line_mark;

typedef struct ts_lines {
    const ts_line_of *items;
    size_t count;
    bool zero;                      /* nought is in the scale */
    bool filled;                    /* areas, raised by those below them: each is named in its middle */
    bool held;                      /* the scale goes from low to high, which it shares with other charts */
    double low, high;
    double head;                    /* points from the box's top to the plot, at least: charts beside it need them */
    ts_moments moments;             /* those without room are left out */
    const ts_line_mark *marks;
    size_t mark_count;
    const ts_axis_print *print; /* a value at a hairline; NULL: no hairlines */
    ts_label unit;              /* slopes: what all values have in common, over them; no words: nothing */
} ts_lines;

void ts_lines_draw(ts_plot *plot, const ts_lines *lines, ts_rect box);
/* Lines filled down to nought, each standing on those before it. Moments at which one of them has no value
 * are a gap. A value below nought is an error. */
void ts_areas_draw(ts_plot *plot, const ts_lines *lines, ts_rect box);

/* From the box's top to the plot: the row of marks' names and of the axis' unit. */
double ts_lines_head(ts_plot *plot, const ts_lines *lines, ts_rect box);
double ts_areas_head(ts_plot *plot, const ts_lines *lines, ts_rect box);

/* The first line alone, without a scale to read: its last point is a dot, its last value stands beside it, at its height. */
void ts_spark_draw(ts_plot *plot, const ts_lines *lines, ts_rect box);

/* The first and last known point of each line, the moments' first and last labels. */
void ts_slopes_draw(ts_plot *plot, const ts_lines *lines, ts_rect box);

/* Reach of the known values, nought in it when asked for; all missing gives 0 to 1. */
void ts_lines_reach(const ts_lines *lines, double *low, double *high);

#endif
