/*
 * geo.h - boundaries: read, projected, thinned, and where two of them meet.
 *
 * A GeoJSON file (RFC 7946) is read as it is, longitudes and latitudes in degrees
 * (or the file's own numbers when it is planar, y down), and then laid flat in
 * map units (globe.h). From there every view of a map, its lens and its locator
 * are one scale and one shift (ts_view), and a length in map units is a length in
 * points divided by scale.
 */
#ifndef TS_CHART_GEO_H
#define TS_CHART_GEO_H

#include "base/digest.h"
#include "base/geom.h"
#include "base/json.h"
#include "chart/globe.h"

typedef struct ts_ring { /* closed; the first point is not repeated */
    ts_point *points;
    size_t count;
    ts_rect box;
} ts_ring;

typedef struct ts_shape {
    const char *name; /* "" when the property is missing */
    ts_ring *rings;   /* of all its polygons; holes by the even-odd rule */
    size_t count;
    ts_rect box;
} ts_shape;

typedef struct ts_shapes {
    ts_shape *items;
    size_t count;
    size_t points; /* of all rings */
    bool planar;
    ts_rect box;
    bool lasting; /* of a memo: as it is, at its address, as long as that keeps it */
    bool known;   /* by their file: */
    unsigned char file[TS_DIGEST_BYTES]; /* of its bytes, and of how they were read; laid and thinned shapes have it too */
} ts_shapes;

enum { TS_GEO_SHAPES = 10000 };

/* As in the file. name: the property that names a shape. Polygon and MultiPolygon are read;
 * another geometry, or a coordinate that is not on the globe, is an error at
 * its place (rule "geojson"). NULL: nothing could be read, or memory is out. */
ts_shapes *ts_shapes_read(ts_arena *arena, const ts_source *source, const char *name, bool planar,
                          ts_diags *diags);

/* What shapes cover, in degrees: the shorter way round the globe. shown[i] false: without this
 * one; shown NULL: all. Of no shape: the whole globe. */
ts_region ts_shapes_region(const ts_shapes *shapes, const bool *shown);

/* The shapes in map units. Where the globe bends, long edges get vertices between, the same
 * for all rings that have the edge. A ring that cannot be shown is left out. NULL: memory is out. */
ts_shapes *ts_shapes_lay(ts_arena *arena, const ts_shapes *shapes, const ts_globe *globe);

typedef struct ts_view {
    ts_point from; /* map units */
    ts_point to;   /* where that is on the page */
    double scale;  /* points a unit: points a degree of longitude */
} ts_view;

static inline ts_point ts_view_at(const ts_view *view, ts_point unit)
{
    return (ts_point){view->to.x + (unit.x - view->from.x) * view->scale,
                      view->to.y + (unit.y - view->from.y) * view->scale};
}

/* The largest view in which the units' box stands in the middle of a box. */
ts_view ts_view_fit(ts_rect units, ts_rect box);

/* Douglas and Peucker (1973), tolerance in map units. A vertex that one ring
 * needs stays in all rings that have it, so that shared edges stay shared.
 * Rings that vanish are left out. NULL: memory is out. */
ts_shapes *ts_shapes_thin(ts_arena *arena, const ts_shapes *shapes, double tolerance);

bool ts_shape_holds(const ts_shape *shape, ts_point unit);

/* A stretch along which two shapes meet: points on the first one's edge and
 * the nearest ones on the second's. corner[i]: edge[i] is an end of the seam or
 * a vertex of the first shape, the others lie on straight lines between. */
typedef struct ts_seam {
    ts_point *edge, *facing;
    bool *corner;
    size_t count;
    double widest; /* between edge and facing, map units */
} ts_seam;

typedef struct ts_seams {
    ts_seam *items;
    size_t count, capacity;
    bool failed;  /* memory was out, or the shapes are too detailed (see tests) */
    size_t tests; /* distances taken so far; at most TS_SEAM_TESTS */
} ts_seams;

#define TS_SEAM_TESTS ((size_t)400000000)

/* Appends the seams of two shapes: edges no further apart than tolerance, and
 * at least 4 tolerances long (two surveys of one border never agree). */
bool ts_seams_find(ts_arena *arena, const ts_shape *first, const ts_shape *second, double tolerance,
                   ts_seams *seams);

#endif
