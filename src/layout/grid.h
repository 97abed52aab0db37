/*
 * grid.h - the columns of a page: n of width (live - (n - 1) gutter) / n.
 */
#ifndef TS_LAYOUT_GRID_H
#define TS_LAYOUT_GRID_H

#include "spec/frame.h"

typedef struct ts_grid {
    double left, width;  /* live area */
    double column, gutter;
    int count;
    double page_width, page_height, bleed;
    double top, bottom;  /* live area, from the trim's top */
} ts_grid;

/* The grid of a page (number from 0); mirrored margins swap on even folios. */
ts_grid ts_grid_of(const ts_paper *paper, int page_number);

double ts_grid_left(const ts_grid *grid, int column);           /* column from 1 */
double ts_grid_width(const ts_grid *grid, int first, int last); /* both from 1 */

/* A box with the sides in `sides` (enum ts_side) run through the trim to the bleed. */
ts_rect ts_grid_bled(const ts_grid *grid, ts_rect box, unsigned sides);

#endif
