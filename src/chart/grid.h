/*
 * grid.h - numbers set as a table: names at the left, values right-aligned in
 * equal columns, hairlines instead of boxes. An empty cell prints a dash, which
 * is the caller's label.
 */
#ifndef TS_CHART_GRID_H
#define TS_CHART_GRID_H

#include "chart/chart.h"

typedef struct ts_grid {
    const ts_label *heads; /* one a column */
    const ts_label *names; /* one a row */
    const ts_label *cells; /* row by row */
    size_t rows, columns;
} ts_grid;

double ts_grid_height(const ts_grid *grid);
void ts_grid_draw(ts_plot *plot, const ts_grid *grid, ts_rect box);

#endif
