/*
 * figure_map.h - what the map of a figure and its keys share (only figure_map*.c include it).
 */
#ifndef TS_LAYOUT_FIGURE_MAP_H
#define TS_LAYOUT_FIGURE_MAP_H

#include "chart/map.h"
#include "chart/scale.h"
#include "layout/figure_kit.h"

typedef struct ts_figure_classes { /* of a choropleth */
    double bounds[TS_CLASSES];
    ts_ink inks[TS_CLASSES];
    size_t count;
    double least;
} ts_figure_classes;

double ts_figure_point_radius(const ts_figure *figure); /* of the largest point */
double ts_figure_point_most(const ts_figure *figure);   /* its value */
double ts_figure_route_width(const ts_figure *figure);  /* of the widest route */

/* What the colours stand for; where points or routes say the unit of their sizes, these too. */
bool ts_figure_map_key(ts_figure *figure, const ts_figure_classes *classes, ts_map_request *map);

#endif
