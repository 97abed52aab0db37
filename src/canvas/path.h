/*
 * path.h - lines and curves in points.
 *
 * A path is built by calls that cannot fail one by one: when memory is out, or
 * a coordinate is no finite number, it is marked failed and stays as it was.
 * Every part begins with TS_MOVE; a line or curve after a close, or at the very
 * start, brings its own.
 */
#ifndef TS_CANVAS_PATH_H
#define TS_CANVAS_PATH_H

#include "base/arena.h"
#include "base/geom.h"

#include <stdint.h>

typedef enum ts_verb { TS_MOVE, TS_LINE, TS_CURVE, TS_CLOSE } ts_verb; /* 1, 1, 3, 0 points */

/* A box that grows around points and curves. */
typedef struct ts_extent {
    double left, top, right, bottom;
    bool any;
} ts_extent;

typedef struct ts_path_side {
    ts_point from, to;
} ts_path_side;

typedef struct ts_path_sides {
    const ts_path_side *items;
    size_t count;
} ts_path_sides;

typedef struct ts_path_bands { /* the straight sides of what a path fills, by height */
    double top, bottom, height; /* the last: of a band */
    size_t count;               /* of bands */
    const uint32_t *ends;       /* of each, among the sides */
    const ts_path_side *sides;       /* band by band, in the path's order; one that goes through several is in each */
} ts_path_bands;

typedef struct ts_path {
    struct { unsigned char *items; size_t count, capacity; } verbs;
    struct { ts_point *items; size_t count, capacity; } points;
    ts_arena *arena; /* where it grows */
    ts_extent ends, reach; /* of the points that it goes through; of all, controls too */
    bool stray;      /* a point without line or curve, which has no extent */
    bool lasting;    /* made once for many editions: it stays as it is, at its address, as long as their memo keeps it */
    const ts_path_bands *bands; /* of one that lasts; NULL: it has curves, or few sides */
    bool failed;     /* memory was out or a number was not finite: the path is not whole */
} ts_path;

ts_path *ts_path_new(ts_arena *arena); /* NULL: memory is out; the calls below take NULL */
void ts_path_move(ts_path *path, double x, double y);
void ts_path_line(ts_path *path, double x, double y);
void ts_path_curve(ts_path *path, double x1, double y1, double x2, double y2, double x, double y);
void ts_path_quad(ts_path *path, double x1, double y1, double x, double y);
void ts_path_close(ts_path *path);
void ts_path_rect(ts_path *path, ts_rect r);
void ts_path_round_rect(ts_path *path, ts_rect r, double radius); /* no more than half of the shorter side */
void ts_path_circle(ts_path *path, double cx, double cy, double radius);
/* SVG 1.1 elliptical arc (F.6) from the current point; rotation in degrees. */
void ts_path_arc(ts_path *path, double rx, double ry, double rotation, bool large, bool sweep, double x,
                 double y);
/* other may be the path itself, and NULL: nothing. One that has failed makes the path fail. */
void ts_path_append(ts_path *path, const ts_path *other, ts_matrix m);
/* NULL: memory is out at once; else look at `failed`, as with any path. */
ts_path *ts_path_transformed(ts_arena *arena, const ts_path *path, ts_matrix m);
ts_rect ts_path_box(const ts_path *path);  /* tight: extremes of curves, not control points */
ts_rect ts_path_reach(const ts_path *path); /* around the control points: no smaller than the box, and known at once */
/* What was built elsewhere: copied into an empty path. False: memory is out, the points are not those that the verbs ask
 * for, or not finite. */
bool ts_path_take(ts_path *path, const unsigned char *verbs, size_t verb_count, const ts_point *points, size_t point_count);
/* Whether the fill touches the box; near a curve it may say so where they only nearly do. */
bool ts_path_meets(const ts_path *path, bool even_odd, ts_rect box);
bool ts_path_line_meets(const ts_path *path, ts_rect box); /* the line itself, each part closed */
/* It is as it will be, and lasts (see there). */
void ts_path_keep(ts_path *path);
/* The sides that may reach into these heights, and some of their neighbours. */
ts_path_sides ts_path_between(const ts_path_bands *bands, double top, double bottom);
/* Sum of |signed area| of the parts, each closed as a fill closes it. */
double ts_path_area(const ts_path *path);
/* The path as straight lines, no further than tolerance from the curves. */
ts_path *ts_path_flat(ts_arena *arena, const ts_path *path, double tolerance);

static inline void ts_extent_point(ts_extent *extent, ts_point p)
{
    if (!extent->any)
        *extent = (ts_extent){p.x, p.y, p.x, p.y, true};
    extent->left = p.x < extent->left ? p.x : extent->left;
    extent->top = p.y < extent->top ? p.y : extent->top;
    extent->right = p.x > extent->right ? p.x : extent->right;
    extent->bottom = p.y > extent->bottom ? p.y : extent->bottom;
}

void ts_extent_curve(ts_extent *extent, const ts_point p[4]);
ts_rect ts_extent_rect(const ts_extent *extent); /* all 0 when nothing came */

#endif
