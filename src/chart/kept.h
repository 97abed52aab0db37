/*
 * kept.h - boundaries and the scenes of maps as bytes, kept on disk by the file
 * that they came from: to read a file's shapes, to thin them and to look where
 * they meet takes most of a map's time, and every run would find the same.
 */
#ifndef TS_CHART_KEPT_H
#define TS_CHART_KEPT_H

#include "base/cache.h"
#include "chart/map_paint.h"

/* As ts_shapes_read does it, or as an earlier run did. A file that there is something to tell of is read by each. The cache may be NULL. */
ts_shapes *ts_shapes_kept_or_read(ts_arena *arena, ts_cache *cache, const ts_source *source, const char *name, bool planar,
                                  ts_diags *diags);

/* Thinned shapes, seams and meetings of a scene whose map, view and clip are set. False: none are kept; the scene is as it was. */
bool ts_scene_recall(ts_cache *cache, ts_arena *arena, ts_scene *scene);
void ts_scene_keep(ts_cache *cache, ts_arena *scratch, const ts_scene *scene);

#endif
