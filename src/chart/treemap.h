/*
 * treemap.h - parts of a whole as areas that fill a box.
 *
 * Squarified (Bruls, Huizing, van Wijk 2000): largest first, in rows along the
 * shorter side, as near to squares as may be. The areas are true up to half of
 * the gap, which each cell loses at the edges that it shares. Name and value
 * stand in the cell at its top left; what has no room there, nor in its brief
 * form, stands in a list under the map, by a number that the cell bears.
 */
#ifndef TS_CHART_TREEMAP_H
#define TS_CHART_TREEMAP_H

#include "chart/share.h"

typedef struct ts_treemap {
    const ts_share *items;
    size_t count;
    double gap; /* between cells, points */
} ts_treemap;

/* Where the parts lie in a box, before gaps: areas are exactly in proportion. cells has room for
 * all. False: see ts_shares_of_whole. */
bool ts_treemap_cut(const ts_treemap *map, ts_rect box, ts_rect *cells);

double ts_treemap_height(ts_plot *plot, const ts_treemap *map, double width);
void ts_treemap_draw(ts_plot *plot, const ts_treemap *map, ts_rect box);

#endif
