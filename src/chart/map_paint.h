/*
 * map_paint.h - one view of a map: what map.c, map_edges.c, map_names.c and
 * map_paint.c share, and nobody else includes.
 */
#ifndef TS_CHART_MAP_PAINT_H
#define TS_CHART_MAP_PAINT_H

#include "chart/map.h"
#include "chart/place.h"

#define TS_SEAM_REACH 1.0 /* points on the map: two surveys of one line lie closer */

typedef struct ts_meeting { /* seams of two shapes */
    size_t first, second;
    size_t from, to; /* in the seams */
} ts_meeting;

typedef struct ts_scene { /* the shapes as thin as a view needs them */
    const ts_map_request *map;
    ts_view view;
    ts_rect clip; /* page: nothing outside is painted */
    const ts_shapes *shapes;
    ts_seams seams;
    struct {
        ts_meeting *items;
        size_t count, capacity;
    } meetings;
} ts_scene;

/* False: memory is out (the plot has failed). */
bool ts_scene_make(ts_plot *plot, const ts_map_request *map, ts_view view, ts_rect clip, ts_scene *scene);
void ts_scene_paint(ts_plot *plot, const ts_scene *scene); /* sea, shapes, border; the caller clips */
/* The least x of what is painted within a box on the page; its left edge at least. Its right one: nothing is. */
double ts_scene_left(const ts_scene *scene, ts_rect box);
ts_ink ts_scene_under(const ts_plot *plot, const ts_scene *scene, ts_point page);

/* The bow of a route on the page: from, two controls, to. */
void ts_route_bow(const ts_map_request *map, const ts_map_route *route, ts_point bow[4]);
void ts_map_icons(ts_plot *plot, const ts_map_request *map);

typedef struct ts_edges {
    ts_edge *items;
    size_t count, capacity;
} ts_edges;

/* Adds the lines of a view that names keep off: coasts, borders, seams. On failure the plot has failed. */
void ts_map_edges(ts_plot *plot, const ts_scene *scene, ts_edges *edges);
void ts_map_names(ts_plot *plot, const ts_scene *scene);
void ts_lens_names(ts_plot *plot, const ts_scene *scene);

#endif
