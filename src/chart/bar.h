/*
 * bar.h - bars that start at nought.
 *
 * Bars lie and columns stand on one zero line, which moves in when some values
 * are negative. A missing value has no bar, only its name and a dash. The value
 * stands at the bar's end, and what all values have in common over the bars; there is
 * no axis and no grid, but for columns that ask for one.
 *
 * Paired bars show a value and how it grew: the light part is the level
 * before, value / (1 + growth), the dark part what came on top. A loss is an
 * outlined, empty part after the bar, up to the level before.
 */
#ifndef TS_CHART_BAR_H
#define TS_CHART_BAR_H

#include "chart/axis.h"
#include "chart/moments.h"

typedef struct ts_bar {
    ts_label name, value;
    double amount;
    bool known;
    ts_ink ink;
    const ts_origin *origin;
} ts_bar;

typedef struct ts_bars {
    const ts_bar *items;
    size_t count;
    double gap; /* between bars, points; less than 0: by the kind */
    const ts_moments *moments; /* columns: of which they are, and which name them; NULL: names of their own */
    bool held;  /* columns: the scale goes from low to high, which they share with other charts */
    double low, high;
    bool parted; /* some of them have names that can stand in two lines */
    const ts_axis_print *print; /* columns: values at hairlines, not over the columns; NULL: no hairlines */
    ts_label unit; /* what all values have in common, over them; no words: nothing. Columns with an axis: it has its own */
    double head; /* columns: points from the box's top to the plot, at least: charts beside it need them */
} ts_bars;

double ts_bars_height(ts_plot *plot, const ts_bars *bars, double width);
void ts_bars_draw(ts_plot *plot, const ts_bars *bars, ts_rect box);
void ts_columns_draw(ts_plot *plot, const ts_bars *bars, ts_rect box);
double ts_columns_head(ts_plot *plot, const ts_bars *bars, ts_rect box); /* from the box's top to the plot */

/* The values' reach with nought in it; all missing gives 0 to 1. */
void ts_bars_reach(const ts_bars *bars, double *low, double *high);

typedef struct ts_pair {
    ts_label name, brief, value, numeral; /* brief: a shorter name, for where there is no room */
    double amount, growth;                /* growth: 0.54 is 54 percent up */
    bool known, grown;                    /* a value that is not known has no bar; not grown: one part */
    ts_ink ink;                           /* of the growth */
    const ts_origin *origin, *growth_origin;
} ts_pair;

typedef struct ts_pairs {
    const ts_pair *items;
    size_t count;
    ts_ink base; /* of the level before */
} ts_pairs;

/* The level before: amount / (1 + growth); false when there is none (a loss of
 * 100 percent or more). */
bool ts_pair_base(double amount, double growth, double *base);

double ts_pairs_height(ts_plot *plot, const ts_pairs *pairs, double width);
void ts_pairs_draw(ts_plot *plot, const ts_pairs *pairs, ts_rect box);

#endif
