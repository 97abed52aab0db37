/*
 * cells.h - parts of a whole as cells of a grid, and a number as icons.
 *
 * A waffle has a whole number of cells, shared out by largest remainders
 * (Hamilton's method), so that they add up. They are filled like a glass: row by
 * row from the bottom left, in the order of the parts. Names and values stand at
 * the right in that order from the bottom up, each behind a cell of its own.
 *
 * A pictogram has an icon for each so many, row by row from the top left; the
 * last one shows the part that is left, cut upright, the rest of it pale.
 */
#ifndef TS_CHART_CELLS_H
#define TS_CHART_CELLS_H

#include "chart/share.h"

enum { TS_WAFFLE_CELLS = 1000, TS_ICONS = 1000 };

typedef struct ts_waffle {
    const ts_share *items;
    size_t count;
    size_t cells; /* 1 to TS_WAFFLE_CELLS */
    double gap;   /* between cells, points; below 0: an eighth of a cell */
} ts_waffle;

/* How many cells each part gets; all together `cells`. Ties go to the part that
 * comes first. counts has room for all. False: see ts_shares_of_whole. */
bool ts_waffle_counts(const ts_waffle *waffle, size_t *counts);

double ts_waffle_height(ts_plot *plot, const ts_waffle *waffle, double width);
void ts_waffle_draw(ts_plot *plot, const ts_waffle *waffle, ts_rect box);

typedef struct ts_pictogram {
    const ts_art *art;
    double icons;  /* how many there are to show; not negative */
    ts_ink ink, pale;
    ts_label value; /* under the icons */
    const ts_origin *origin;
    double size, gap; /* of an icon, between them, points */
} ts_pictogram;

double ts_pictogram_height(ts_plot *plot, const ts_pictogram *pictogram, double width);
void ts_pictogram_draw(ts_plot *plot, const ts_pictogram *pictogram, ts_rect box);

#endif
