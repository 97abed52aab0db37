#include "canvas/path.h"

#include <math.h>

enum { FLAT_PARTS = 4096 }; /* lines for one curve at most */

/* ---- boxes */

static double cubic(double a, double b, double c, double d, double t)
{
    double s = 1 - t;
    return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/* Where one coordinate of a cubic turns: the roots of its derivative, at most two. */
static int turns(double a, double b, double c, double d, double roots[2])
{
    double p = -a + 3 * b - 3 * c + d, q = 2 * (a - 2 * b + c), r = b - a;
    double scale = fabs(a) + fabs(b) + fabs(c) + fabs(d);
    if (fabs(p) <= 1e-12 * scale) {
        if (fabs(q) <= 1e-12 * scale)
            return 0;
        roots[0] = -r / q;
        return 1;
    }
    double under = q * q - 4 * p * r;
    if (under < 0)
        return 0;
    /* the form that does not cancel: Press et al., Numerical Recipes, 5.6 */
    double s = -0.5 * (q + copysign(sqrt(under), q));
    roots[0] = s / p;
    roots[1] = s != 0 ? r / s : 0;
    return 2;
}

void ts_extent_curve(ts_extent *extent, const ts_point p[4])
{
    double roots[4];
    int count = turns(p[0].x, p[1].x, p[2].x, p[3].x, roots);
    count += turns(p[0].y, p[1].y, p[2].y, p[3].y, roots + count);
    ts_extent_point(extent, p[0]);
    ts_extent_point(extent, p[3]);
    for (int i = 0; i < count; i++)
        if (roots[i] > 0 && roots[i] < 1)
            ts_extent_point(extent, (ts_point){cubic(p[0].x, p[1].x, p[2].x, p[3].x, roots[i]),
                                               cubic(p[0].y, p[1].y, p[2].y, p[3].y, roots[i])});
}

ts_rect ts_extent_rect(const ts_extent *extent)
{
    if (!extent->any)
        return (ts_rect){0, 0, 0, 0};
    return (ts_rect){extent->left, extent->top, extent->right - extent->left, extent->bottom - extent->top};
}

ts_rect ts_path_reach(const ts_path *path)
{
    return path ? ts_extent_rect(&path->reach) : (ts_rect){0};
}

/* The hull of its control points holds a curve: where they reach no further than its ends, nothing does. */
static bool ends_are_all(const ts_path *path)
{
    const ts_extent *ends = &path->ends, *reach = &path->reach;
    bool open = path->verbs.count && path->verbs.items[path->verbs.count - 1] == TS_MOVE;
    return !path->stray && !open && ends->left == reach->left && ends->top == reach->top && ends->right == reach->right &&
           ends->bottom == reach->bottom;
}

ts_rect ts_path_box(const ts_path *path)
{
    if (path && ends_are_all(path))
        return ts_extent_rect(&path->ends);
    ts_extent extent = {0};
    ts_point at = {0, 0};
    const ts_point *points = path ? path->points.items : NULL;
    for (size_t i = 0; path && i < path->verbs.count; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            at = *points++;
            continue;
        case TS_LINE:
            ts_extent_point(&extent, at);
            ts_extent_point(&extent, *points);
            at = *points++;
            break;
        case TS_CURVE:
            ts_extent_curve(&extent, (ts_point[]){at, points[0], points[1], points[2]});
            at = points[2];
            points += 3;
            break;
        case TS_CLOSE:
            ts_extent_point(&extent, at); /* a lone point with round caps is a dot */
            break;
        }
    }
    return ts_extent_rect(&extent);
}

/* ---- area */

static double cross(ts_point a, ts_point b)
{
    return a.x * b.y - a.y * b.x;
}

/* The integral of (x dy - y dx) / 2 along a cubic, in closed form. */
static double swept(ts_point a, ts_point b, ts_point c, ts_point d)
{
    return (6 * cross(a, b) + 3 * cross(a, c) + cross(a, d) + 3 * cross(b, c) + 3 * cross(b, d) +
            6 * cross(c, d)) /
           20;
}

double ts_path_area(const ts_path *path)
{
    if (!path || !path->points.count)
        return 0;
    double sum = 0, part = 0;
    /* relative to the first point: far from the origin the products would cancel badly */
    ts_point zero = path->points.items[0], start = {0, 0}, at = {0, 0};
    const ts_point *points = path->points.items;
    for (size_t i = 0; i < path->verbs.count; i++) {
        ts_verb verb = (ts_verb)path->verbs.items[i];
        size_t count = verb == TS_CURVE ? 3 : verb == TS_CLOSE ? 0 : 1;
        ts_point p[3];
        for (size_t j = 0; j < count; j++)
            p[j] = (ts_point){points[j].x - zero.x, points[j].y - zero.y};
        points += count;
        if (verb == TS_MOVE) {
            sum += fabs(part + cross(at, start) / 2);
            part = 0;
            start = p[0];
        } else if (verb == TS_LINE) {
            part += cross(at, p[0]) / 2;
        } else if (verb == TS_CURVE) {
            part += swept(at, p[0], p[1], p[2]);
        }
        at = count ? p[count - 1] : at;
    }
    return sum + fabs(part + cross(at, start) / 2);
}

/* ---- straight lines */

static double bend(ts_point a, ts_point b, ts_point c)
{
    return hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
}

/* How many lines follow a cubic within the tolerance: its second differences
 * bound the distance (Wang 1984: n = sqrt(d (d - 1) M / 8 tolerance), d = 3). */
static int parts_of(const ts_point p[4], double tolerance)
{
    double most = fmax(bend(p[0], p[1], p[2]), bend(p[1], p[2], p[3]));
    double parts = ceil(sqrt(0.75 * most / tolerance));
    return parts < 1 ? 1 : parts > FLAT_PARTS ? FLAT_PARTS : (int)parts;
}

static void flatten(ts_path *flat, const ts_point p[4], double tolerance)
{
    int parts = parts_of(p, tolerance);
    for (int i = 1; i < parts; i++) {
        double t = (double)i / parts;
        ts_path_line(flat, cubic(p[0].x, p[1].x, p[2].x, p[3].x, t),
                     cubic(p[0].y, p[1].y, p[2].y, p[3].y, t));
    }
    ts_path_line(flat, p[3].x, p[3].y);
}

ts_path *ts_path_flat(ts_arena *arena, const ts_path *path, double tolerance)
{
    ts_path *flat = ts_path_new(arena);
    if (!flat || !path)
        return flat;
    flat->failed = path->failed || !(tolerance > 0);
    ts_point at = {0, 0};
    const ts_point *points = path->points.items;
    for (size_t i = 0; i < path->verbs.count && !flat->failed; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            ts_path_move(flat, points->x, points->y);
            at = *points++;
            break;
        case TS_LINE:
            ts_path_line(flat, points->x, points->y);
            at = *points++;
            break;
        case TS_CURVE:
            flatten(flat, (ts_point[]){at, points[0], points[1], points[2]}, tolerance);
            at = points[2];
            points += 3;
            break;
        case TS_CLOSE:
            ts_path_close(flat);
            break;
        }
    }
    return flat;
}
