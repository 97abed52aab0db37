/*
 * dots.h - values as places on one scale (Cleveland's dot plot), pairs of them,
 * and ranges.
 *
 * A row for each name, on a hairline. One dot has its value behind it; of two,
 * joined by a line, the lower one has its value before it. A range is a bar from
 * its low to its high end, with a dot for a value in it. Dots say where, not how
 * much: the scale begins at nought only where the values are near it.
 */
#ifndef TS_CHART_DOTS_H
#define TS_CHART_DOTS_H

#include "chart/chart.h"

typedef struct ts_dots_value {
    ts_label label;
    double amount;
    bool known;
    const ts_origin *origin;
} ts_dots_value;

enum { TS_DOTS_SERIES = 2 };

typedef struct ts_dots_row {
    ts_label name;
    ts_dots_value values[TS_DOTS_SERIES]; /* of each series; one that is not known has a dash behind the other's */
    ts_dots_value low, high;              /* of a range */
    bool ranged;
    ts_ink ink; /* of the first value, or of the range */
} ts_dots_row;

typedef struct ts_dots {
    const ts_dots_row *rows;
    size_t count;
    size_t series;                  /* 0 (ranges alone), 1 or 2 */
    ts_label heads[TS_DOTS_SERIES]; /* over the first row, of two series */
    ts_ink second;                  /* ink of the second series */
    ts_ink between;                 /* of what joins two */
    ts_label unit;                  /* what all values have in common, over them; no words: nothing */
    double gap;                     /* between rows; below 0: 6 points */
} ts_dots;

/* The values of the scale's ends. */
void ts_dots_reach(const ts_dots *dots, double *low, double *high);

double ts_dots_height(ts_plot *plot, const ts_dots *dots, double width);
void ts_dots_draw(ts_plot *plot, const ts_dots *dots, ts_rect box);

#endif
