#include "canvas/path.h"

#include <math.h>

/* A quarter of a circle as one cubic: 4/3 tan(pi/8), off by 0.027 % of the radius at most. */
#define QUARTER 0.55228474983079340

#define PI 3.14159265358979324

ts_path *ts_path_new(ts_arena *arena)
{
    ts_path *path = TS_NEW(arena, ts_path);
    if (path)
        path->arena = arena;
    return path;
}

static const size_t taken[] = {[TS_MOVE] = 1, [TS_LINE] = 1, [TS_CURVE] = 3, [TS_CLOSE] = 0};

static void extend(ts_path *path, ts_verb verb, const ts_point *points, size_t count)
{
    size_t verbs = path->verbs.count;
    path->stray |= verb == TS_MOVE && verbs > 0 && path->verbs.items[verbs - 1] == TS_MOVE;
    for (size_t i = 0; i < count; i++)
        ts_extent_point(&path->reach, points[i]);
    if (count)
        ts_extent_point(&path->ends, points[count - 1]);
}

static void add(ts_path *path, ts_verb verb, const ts_point *points, size_t count)
{
    extend(path, verb, points, count);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            path->failed = true;
    for (size_t i = 0; i < count && !path->failed; i++)
        path->failed = !TS_PUSH(path->arena, &path->points, points[i]);
    if (!path->failed)
        path->failed = !TS_PUSH(path->arena, &path->verbs, (unsigned char)verb);
}

bool ts_path_take(ts_path *path, const unsigned char *verbs, size_t verb_count, const ts_point *points, size_t point_count)
{
    size_t at = 0;
    path->verbs.items = TS_ARRAY(path->arena, unsigned char, verb_count);
    path->points.items = TS_ARRAY(path->arena, ts_point, point_count);
    path->failed = !path->verbs.items || !path->points.items;
    path->verbs.capacity = verb_count;
    path->points.capacity = point_count;
    for (size_t i = 0; i < verb_count && !path->failed; i++) {
        if (verbs[i] > TS_CLOSE || point_count - at < taken[verbs[i]])
            return false;
        add(path, (ts_verb)verbs[i], points + at, taken[verbs[i]]);
        at += taken[verbs[i]];
    }
    return at == point_count && !path->failed;
}

static bool usable(const ts_path *path)
{
    return path && !path->failed;
}

/* Where the part that is being drawn began: the last point that a TS_MOVE brought. */
static ts_point start_of_part(const ts_path *path)
{
    size_t at = path->points.count;
    for (size_t i = path->verbs.count; i-- > 0;) {
        at -= taken[path->verbs.items[i]];
        if (path->verbs.items[i] == TS_MOVE)
            return path->points.items[at];
    }
    return (ts_point){0, 0};
}

static ts_point current(const ts_path *path)
{
    size_t verbs = path->verbs.count, points = path->points.count;
    if (!verbs)
        return (ts_point){0, 0};
    return path->verbs.items[verbs - 1] == TS_CLOSE ? start_of_part(path) : path->points.items[points - 1];
}

/* What follows a close goes on from the point where the closed part began. */
static void begin_part(ts_path *path, ts_point otherwise)
{
    size_t verbs = path->verbs.count;
    if (verbs && path->verbs.items[verbs - 1] != TS_CLOSE)
        return;
    ts_point at = verbs ? start_of_part(path) : otherwise;
    add(path, TS_MOVE, &at, 1);
}

void ts_path_move(ts_path *path, double x, double y)
{
    if (usable(path))
        add(path, TS_MOVE, &(ts_point){x, y}, 1);
}

void ts_path_line(ts_path *path, double x, double y)
{
    if (!usable(path))
        return;
    begin_part(path, (ts_point){x, y});
    add(path, TS_LINE, &(ts_point){x, y}, 1);
}

void ts_path_curve(ts_path *path, double x1, double y1, double x2, double y2, double x, double y)
{
    if (!usable(path))
        return;
    begin_part(path, (ts_point){x1, y1});
    add(path, TS_CURVE, (ts_point[]){{x1, y1}, {x2, y2}, {x, y}}, 3);
}

void ts_path_quad(ts_path *path, double x1, double y1, double x, double y)
{
    if (!usable(path))
        return;
    begin_part(path, (ts_point){x1, y1});
    if (path->failed)
        return;
    ts_point p = current(path);
    ts_path_curve(path, p.x + (x1 - p.x) * 2 / 3, p.y + (y1 - p.y) * 2 / 3, x + (x1 - x) * 2 / 3,
                  y + (y1 - y) * 2 / 3, x, y);
}

void ts_path_close(ts_path *path)
{
    if (!usable(path) || !path->verbs.count || path->verbs.items[path->verbs.count - 1] == TS_CLOSE)
        return;
    add(path, TS_CLOSE, NULL, 0);
}

void ts_path_rect(ts_path *path, ts_rect r)
{
    ts_path_move(path, r.x, r.y);
    ts_path_line(path, r.x + r.w, r.y);
    ts_path_line(path, r.x + r.w, r.y + r.h);
    ts_path_line(path, r.x, r.y + r.h);
    ts_path_close(path);
}

void ts_path_round_rect(ts_path *path, ts_rect r, double radius)
{
    double most = (r.w < r.h ? r.w : r.h) / 2;
    double q = radius < most ? radius : most;
    if (!(q > 0)) {
        ts_path_rect(path, r);
        return;
    }
    double right = r.x + r.w, bottom = r.y + r.h, in = q * (1 - QUARTER);
    ts_path_move(path, r.x + q, r.y);
    ts_path_line(path, right - q, r.y);
    ts_path_curve(path, right - in, r.y, right, r.y + in, right, r.y + q);
    ts_path_line(path, right, bottom - q);
    ts_path_curve(path, right, bottom - in, right - in, bottom, right - q, bottom);
    ts_path_line(path, r.x + q, bottom);
    ts_path_curve(path, r.x + in, bottom, r.x, bottom - in, r.x, bottom - q);
    ts_path_line(path, r.x, r.y + q);
    ts_path_curve(path, r.x, r.y + in, r.x + in, r.y, r.x + q, r.y);
    ts_path_close(path);
}

void ts_path_circle(ts_path *path, double cx, double cy, double radius)
{
    double k = radius * QUARTER;
    ts_path_move(path, cx + radius, cy);
    ts_path_curve(path, cx + radius, cy + k, cx + k, cy + radius, cx, cy + radius);
    ts_path_curve(path, cx - k, cy + radius, cx - radius, cy + k, cx - radius, cy);
    ts_path_curve(path, cx - radius, cy - k, cx - k, cy - radius, cx, cy - radius);
    ts_path_curve(path, cx + k, cy - radius, cx + radius, cy - k, cx + radius, cy);
    ts_path_close(path);
}

/* ---- arcs: from end points to centre, SVG 1.1 (Second Edition) F.6.5 and F.6.6 */

typedef struct arc {
    double rx, ry, cos_phi, sin_phi;
    double cx, cy, from, sweep; /* centre, first angle and how far, radians */
} arc;

static double angle_between(double ux, double uy, double vx, double vy)
{
    return atan2(ux * vy - uy * vx, ux * vx + uy * vy);
}

static arc arc_of(arc a, ts_point p, ts_point q, bool large, bool sweep)
{
    double hx = (p.x - q.x) / 2, hy = (p.y - q.y) / 2;
    double x = a.cos_phi * hx + a.sin_phi * hy, y = a.cos_phi * hy - a.sin_phi * hx;
    double excess = x * x / (a.rx * a.rx) + y * y / (a.ry * a.ry);
    if (excess > 1) { /* F.6.6: radii too small to reach are scaled up */
        a.rx *= sqrt(excess);
        a.ry *= sqrt(excess);
        excess = 1;
    }
    double k = sqrt((1 - excess) / excess) * (large == sweep ? -1 : 1);
    double mx = k * a.rx * y / a.ry, my = -k * a.ry * x / a.rx;
    a.cx = a.cos_phi * mx - a.sin_phi * my + (p.x + q.x) / 2;
    a.cy = a.sin_phi * mx + a.cos_phi * my + (p.y + q.y) / 2;
    double ux = (x - mx) / a.rx, uy = (y - my) / a.ry;
    a.from = atan2(uy, ux);
    a.sweep = angle_between(ux, uy, (-x - mx) / a.rx, (-y - my) / a.ry);
    if (sweep && a.sweep < 0)
        a.sweep += 2 * PI;
    if (!sweep && a.sweep > 0)
        a.sweep -= 2 * PI;
    return a;
}

static ts_point on_ellipse(const arc *a, double u, double v)
{
    return (ts_point){a->cx + a->rx * u * a->cos_phi - a->ry * v * a->sin_phi,
                      a->cy + a->rx * u * a->sin_phi + a->ry * v * a->cos_phi};
}

static void draw_arc(ts_path *path, const arc *a, ts_point end)
{
    int parts = (int)ceil(fabs(a->sweep) / (PI / 2) - 1e-9);
    if (parts < 1)
        parts = 1;
    double step = a->sweep / parts, k = 4.0 / 3 * tan(step / 4);
    for (int i = 0; i < parts; i++) {
        double s = a->from + i * step, t = s + step;
        ts_point c1 = on_ellipse(a, cos(s) - k * sin(s), sin(s) + k * cos(s));
        ts_point c2 = on_ellipse(a, cos(t) + k * sin(t), sin(t) - k * cos(t));
        ts_point to = i == parts - 1 ? end : on_ellipse(a, cos(t), sin(t));
        ts_path_curve(path, c1.x, c1.y, c2.x, c2.y, to.x, to.y);
    }
}

void ts_path_arc(ts_path *path, double rx, double ry, double rotation, bool large, bool sweep, double x,
                 double y)
{
    if (!usable(path))
        return;
    begin_part(path, (ts_point){x, y});
    if (path->failed)
        return;
    ts_point p = current(path), q = {x, y};
    if (p.x == q.x && p.y == q.y) /* F.6.2 */
        return;
    rx = fabs(rx);
    ry = fabs(ry);
    if (!(rx > 0) || !(ry > 0)) { /* F.6.6, step 1 */
        ts_path_line(path, x, y);
        return;
    }
    double phi = fmod(rotation, 360) * PI / 180;
    arc a = arc_of((arc){.rx = rx, .ry = ry, .cos_phi = cos(phi), .sin_phi = sin(phi)}, p, q, large, sweep);
    draw_arc(path, &a, q);
}

void ts_path_append(ts_path *path, const ts_path *other, ts_matrix m)
{
    if (!usable(path) || !other)
        return;
    /* counts first: a path may be appended to itself */
    size_t verbs = other->verbs.count, at = 0;
    path->failed = other->failed;
    for (size_t i = 0; i < verbs && !path->failed; i++) {
        ts_verb verb = (ts_verb)other->verbs.items[i];
        size_t count = verb == TS_CURVE ? 3 : verb == TS_CLOSE ? 0 : 1;
        ts_point points[3];
        for (size_t j = 0; j < count; j++)
            points[j] = ts_matrix_apply(m, other->points.items[at + j]);
        at += count;
        add(path, verb, points, count);
    }
}

ts_path *ts_path_transformed(ts_arena *arena, const ts_path *path, ts_matrix m)
{
    ts_path *copy = ts_path_new(arena);
    ts_path_append(copy, path, m);
    return copy;
}
