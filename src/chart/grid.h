/*
 * grid.h - a table: names at the left, columns of figures or words, hairlines
 * instead of boxes.
 *
 * A grid is planned for a width, then drawn. Columns without a width of their
 * own take at least what cannot be broken, better their cells on one line, best
 * their heads as well, and share what is left over by their content. In a decimal column whole parts end on one line,
 * whatever stands before and behind them; names that run over hang, and then
 * figures stand on their last line. Heads break into three lines at most, and
 * the last lines of all stand on one baseline, over the edge of their column.
 *
 * A column may have a bar behind each of its numbers, from nought, all on one
 * scale: the column's own. Numbers keep their place; with values on both sides
 * of nought a hairline stands there. The ink is the caller's: one that the
 * numbers can be read on.
 *
 * Columns that need more than the width are never laid over each other: the
 * plan says by how many points the table is too wide.
 */
#ifndef TS_CHART_GRID_H
#define TS_CHART_GRID_H

#include "chart/chart.h"

typedef enum ts_grid_align { TS_GRID_LEFT, TS_GRID_CENTER, TS_GRID_RIGHT, TS_GRID_DECIMAL } ts_grid_align;

typedef struct ts_grid_column {
    ts_label head;
    const ts_tag *tag; /* of the head; NULL: artifact */
    ts_grid_align align;
    double width; /* 0: by its content */
    ts_ink bar;   /* behind its numbers; swatch NULL: none */
} ts_grid_column;

typedef struct ts_grid_cell {
    ts_label label;
    size_t whole; /* bytes of its text before the decimal sign; as many as there are: it has none */
    const ts_tag *tag;
    bool barred;  /* it has a bar, as long as its value */
    double value;
} ts_grid_cell;

typedef struct ts_grid_rule { /* weight 0: none */
    ts_ink ink;
    double weight;
} ts_grid_rule;

typedef struct ts_grid {
    const ts_grid_column *columns; /* that of the names first */
    const ts_grid_cell *cells;     /* row by row, names first */
    size_t column_count, row_count;
    double gap;                   /* between columns; 0: 12 */
    ts_grid_rule head_rule, rule; /* under heads, over a total and at the end; between rows */
    ts_ink stripe;                /* every second row; swatch NULL: none */
    bool total;                   /* the last row is one */
} ts_grid;

typedef struct ts_grid_plan {
    double *left, *width;          /* of the columns, from the table's left edge */
    double *lack;                  /* points that a column of a given width is too narrow by */
    double *axis;                  /* where whole parts end in a decimal column, from the same */
    double *top;                   /* of the rows, from the table's top; one more: the end */
    double *drop, *rise;           /* of the rows: from the top to the first baseline, from the last one to the end */
    double head_baseline;          /* of the last lines of all heads */
    const ts_block **heads, **set; /* as columns and cells; NULL: empty */
    double *whole;                 /* widths up to the decimal sign, as cells */
    double height;
    double over; /* points that the columns need beyond the width */
} ts_grid_plan;

const ts_grid_cell *ts_grid_cell_at(const ts_grid *grid, size_t row, size_t column);

/* NULL: memory is out (the plot fails). */
const ts_grid_plan *ts_grid_make(ts_plot *plot, const ts_grid *grid, double width);
/* grid_draw.c */
void ts_grid_draw(ts_plot *plot, const ts_grid *grid, const ts_grid_plan *plan, ts_point at);

typedef struct ts_grid_room { /* what a column asks of the width */
    double given;   /* 0: nothing */
    double least;   /* nothing is broken that cannot be */
    double plain;   /* cells on one line each */
    double natural; /* the head too */
    bool figures;   /* such columns are equally wide where all can be */
    double width;   /* what it gets */
} ts_grid_room;

typedef struct ts_grid_scale { /* of the bars of a column */
    double low, high; /* nought is always among them */
    double width;
} ts_grid_scale;

double ts_grid_x(const ts_grid_scale *scale, double value); /* from the column's left edge */

/* Shares a width, gaps taken off, among columns. Gives the points that are missing; a
 * given width that is less than the least is kept. */
double ts_grid_share(ts_grid_room *rooms, size_t count, double width);

#endif
