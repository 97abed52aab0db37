#include "layout/grid.h"

ts_grid ts_grid_of(const ts_paper *paper, int page_number)
{
    bool swap = paper->mirrored && page_number % 2 == 1;
    double left = swap ? paper->margins.right : paper->margins.left;
    double right = swap ? paper->margins.left : paper->margins.right;
    ts_grid grid = {.left = left, .width = paper->width - left - right, .gutter = paper->gutter,
                    .count = paper->columns > 0 ? paper->columns : 1, .page_width = paper->width,
                    .page_height = paper->height, .bleed = paper->bleed, .top = paper->margins.top,
                    .bottom = paper->height - paper->margins.bottom};
    grid.column = (grid.width - (grid.count - 1) * grid.gutter) / grid.count;
    return grid;
}

double ts_grid_left(const ts_grid *grid, int column)
{
    return grid->left + (column - 1) * (grid->column + grid->gutter);
}

double ts_grid_width(const ts_grid *grid, int first, int last)
{
    return (last - first + 1) * (grid->column + grid->gutter) - grid->gutter;
}

ts_rect ts_grid_bled(const ts_grid *grid, ts_rect box, unsigned sides)
{
    double left = sides & TS_SIDE_LEFT ? -grid->bleed : box.x;
    double top = sides & TS_SIDE_TOP ? -grid->bleed : box.y;
    double right = sides & TS_SIDE_RIGHT ? grid->page_width + grid->bleed : ts_rect_right(box);
    double bottom = sides & TS_SIDE_BOTTOM ? grid->page_height + grid->bleed : ts_rect_bottom(box);
    return (ts_rect){left, top, right - left, bottom - top};
}
