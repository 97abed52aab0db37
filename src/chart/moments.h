/*
 * moments.h - moments under a chart: which of them are named, where, and in how many words.
 *
 * Where not all have room, those are named that a calendar would name: years that their step divides (1, 2, 5, 10, 20,
 * 25, 50, 100 and so on), their Januaries and first quarters, within a year every second, third or sixth month or every
 * second quarter, from January. So the names are round numbers in the sense of Talbot, Lin and Hanrahan ("An Extension of
 * Wilkinson's Algorithm", 2010), whose axes need not be named at their ends. Here they are: the first moment is where all
 * begins, the last has a value beside it, and what is said of the chart is said of these two. A round one that crowds them
 * gives way. Fewer than three round ones are no scale that others could be counted by: then the two ends come first. Where
 * moments are not evenly apart nobody can count: those that stand alone are named too, as far as they have room.
 *
 * Days, and what else no month begins with, are counted back from the last.
 *
 * Columns over moments stand true to time, as far apart as these are, as wide as the least time between two leaves room
 * for. Side by side in equal steps, 2007, 2010 and 2024 would show a rise of fourteen years as steep as one of three: what
 * Tufte calls a lie of the graphic ("The Visual Display of Quantitative Information", 1983), and why Wilkinson ("The
 * Grammar of Graphics", 2005) keeps a scale of time and one of categories apart. Months and quarters of unequal days are
 * equal. Where columns would come out too thin to be seen, they stand in equal steps, and the witness is told.
 */
#ifndef TS_CHART_MOMENTS_H
#define TS_CHART_MOMENTS_H

#include "chart/chart.h"

typedef struct ts_moment_label {
    ts_label label;
    ts_label brief; /* without the year, for where one of the same year is named before it; no words: there is none */
    double at;      /* on a scale of time */
    long number;    /* years, quarters or months since year nought, or days since any: what they are counted in */
} ts_moment_label;

typedef struct ts_moments { /* in order */
    ts_moment_label *items;
    size_t count;
    int per_year; /* of what they are counted in: 1, 4 or 12; 0: days */
} ts_moments;

typedef struct ts_moment_row {
    const ts_moments *moments;
    const double *middles; /* where they stand, points, rising */
    double left, right;    /* names stay between */
    double clear;          /* least space between two, points; twice as much where some are left out */
    double at_ends;        /* the same beside the first and the last, where some are left out */
} ts_moment_row;

typedef struct ts_slots { /* of one width, beside each other */
    const double *at; /* the one that each moment has, from nought; need not be whole */
    double count;
} ts_slots;

/* Slots of columns in so much width, none of them less wide than the least. at NULL: memory is out, the plot has failed. */
ts_slots ts_moments_slots(ts_plot *plot, const ts_moments *moments, double width, double least);

/* Their names, as many as have room, in one line. */
void ts_moments_draw(ts_plot *plot, const ts_moment_row *row, double top);

/* The same under columns, each name in the middle of its slot, the line at the top of the foot, which is as wide as all slots. */
void ts_moments_draw_slots(ts_plot *plot, const ts_moments *moments, ts_slots slots, ts_rect foot);

#endif
