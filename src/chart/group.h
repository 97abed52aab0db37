/*
 * group.h - bars and columns of several series, on one zero line.
 *
 * beside     a group of bars for each name, each series named in the first group
 * stacked    one bar a name, its parts on end; names of the series stand over the first
 * share      the same, each bar 100 percent
 * diverging  two series, to the left and to the right of nought (columns: over and under it)
 *
 * Columns have the names of their series over them, behind keys. They print their values
 * over the columns, in the parts that are high enough; where these are too narrow for some,
 * only the first and the last group do.
 *
 * A value that is missing leaves its place in a group empty, with a dash; a stacked
 * bar with a missing part has no bar at all: it would be too short.
 */
#ifndef TS_CHART_GROUP_H
#define TS_CHART_GROUP_H

#include "chart/axis.h"
#include "chart/moments.h"

typedef enum ts_group_kind { TS_GROUP_BESIDE, TS_GROUP_STACKED, TS_GROUP_SHARE, TS_GROUP_DIVERGING } ts_group_kind;

typedef struct ts_group_cell {
    ts_label value;
    double amount; /* share: of 1; no part of a stacked bar is below nought */
    bool known;
    const ts_origin *origin;
} ts_group_cell;

typedef struct ts_groups {
    ts_group_kind kind;
    const ts_label *names; /* of the groups */
    size_t count;
    const ts_label *series;
    const ts_ink *inks;
    size_t series_count;
    const ts_group_cell *cells; /* group by group, each with all series */
    ts_label unit;              /* what all values have in common, over them; no words: nothing. An axis has its own */
    double gap;                 /* between groups, points; below 0: by the kind */
    const ts_moments *moments;  /* columns: of which the groups are, and which name them; NULL: names of their own */
    bool held;                  /* columns: the scale takes in low and high, which other charts need */
    double low, high;
    const ts_axis_print *print; /* columns: values at hairlines; NULL: there are never any */
    double head;                /* columns: points from the box's top to the plot, at least: charts beside it need them */
    bool axis;           /* they are asked for; else they stand where parts of columns have no room for their values */
} ts_groups;

const ts_group_cell *ts_group_cell_at(const ts_groups *groups, size_t group, size_t series);
bool ts_groups_on_end(const ts_groups *groups); /* parts of one bar, not bars beside each other */
double ts_group_sum(const ts_groups *groups, size_t group); /* of its parts; NAN: one of them is missing */

double ts_groups_height(ts_plot *plot, const ts_groups *groups, double width);
void ts_groups_draw(ts_plot *plot, const ts_groups *groups, ts_rect box);
void ts_pillars_draw(ts_plot *plot, const ts_groups *groups, ts_rect box); /* pillar.c: columns, filling the box */
double ts_pillars_head(ts_plot *plot, const ts_groups *groups, ts_rect box); /* from the box's top to the plot */

#endif
