/*
 * atlas.h - what maps of one edition have in common with those of the next:
 * shapes laid flat, scenes, and what is painted of them. Found in the plot's
 * memo by all that it depends on; made in the plot's arena where there is none.
 */
#ifndef TS_CHART_ATLAS_H
#define TS_CHART_ATLAS_H

#include "chart/map_paint.h"
#include "chart/place.h"

/* As ts_shapes_region. */
ts_region ts_atlas_region(ts_plot *plot, const ts_shapes *shapes, const bool *shown);
/* NULL: memory is out. */
const ts_shapes *ts_atlas_lay(ts_plot *plot, const ts_shapes *shapes, const ts_globe *globe);
/* tolerance: in units of the shapes. NULL: memory is out. */
const ts_shapes *ts_atlas_thin(ts_plot *plot, const ts_shapes *shapes, double tolerance);

/* Keys: of a scene's seams and thinned shapes; of its lines on the page; of what is painted. False: it cannot last, for its shapes do not, or
 * it varies, its fills show the numbers of one edition. */
bool ts_atlas_scene_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES]);
bool ts_atlas_edges_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES]);
bool ts_atlas_paint_key(ts_plot *plot, const ts_scene *scene, unsigned char key[TS_DIGEST_BYTES]);

/* Of what closes places to names: the edges of the scene, and those of `around`, with its bounds. */
bool ts_atlas_crowd_key(ts_plot *plot, const ts_scene *scene, const ts_obstacles *around, unsigned char key[TS_DIGEST_BYTES]);

/* The plot with its things made in the memo. */
ts_plot ts_atlas_plot(const ts_plot *plot);

#endif
