#include "chart/grid.h"

#include <math.h>

static const double ROW = 14, BASELINE = 4, NAME_GAP = 12;

static bool has_heads(const ts_grid *grid)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (grid->heads[i].count)
            return true;
    return false;
}

double ts_grid_height(const ts_grid *grid)
{
    return ROW * (double)(grid->rows + has_heads(grid));
}

static double widest_name(ts_plot *plot, const ts_grid *grid)
{
    double widest = 0;
    for (size_t i = 0; i < grid->rows; i++)
        widest = fmax(widest, ts_label_width(plot, &grid->names[i]));
    return widest;
}

static bool cells_fit(ts_plot *plot, const ts_grid *grid, double width)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (ts_label_width(plot, &grid->heads[i]) > width)
            return false;
    for (size_t i = 0; i < grid->rows * grid->columns; i++)
        if (ts_label_width(plot, &grid->cells[i]) > width)
            return false;
    return true;
}

static void draw_row(ts_plot *plot, const ts_label *cells, size_t columns, ts_point first, double width)
{
    for (size_t i = 0; i < columns; i++) {
        ts_point at = {first.x + width * (double)(i + 1), first.y};
        ts_label_put_line(plot, &cells[i], at, TS_TEXT_RIGHT, plot->ground);
    }
}

void ts_grid_draw(ts_plot *plot, const ts_grid *grid, ts_rect box)
{
    if (!grid->columns)
        return;
    double names = widest_name(plot, grid);
    double left = box.x + (names > 0 ? names + NAME_GAP : 0), right = ts_rect_right(box);
    double width = (right - left) / (double)grid->columns, y = box.y;
    if (width <= 0 || !cells_fit(plot, grid, width - 2))
        ts_plot_warn(plot, "the table is too narrow for its figures: use a shorter format or fewer columns");
    ts_plot_line(plot, (ts_point){box.x, y}, (ts_point){right, y}, plot->rule, 0.5);
    if (has_heads(grid)) {
        y += ROW;
        draw_row(plot, grid->heads, grid->columns, (ts_point){left, y - BASELINE}, width);
        ts_plot_line(plot, (ts_point){box.x, y}, (ts_point){right, y}, plot->rule, 0.5);
    }
    for (size_t i = 0; i < grid->rows && !plot->failed; i++) {
        y += ROW;
        ts_label_put_line(plot, &grid->names[i], (ts_point){box.x, y - BASELINE}, TS_TEXT_LEFT, plot->ground);
        draw_row(plot, grid->cells + i * grid->columns, grid->columns, (ts_point){left, y - BASELINE}, width);
        ts_plot_line(plot, (ts_point){box.x, y}, (ts_point){right, y}, plot->rule,
                     i + 1 == grid->rows ? 0.5 : 0.25);
    }
}
