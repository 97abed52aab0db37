/*
 * geom.h - points, boxes, matrices. Lengths are points (1/72 inch), y goes
 * down, the origin is the top left of the trim.
 */
#ifndef TS_BASE_GEOM_H
#define TS_BASE_GEOM_H

#include <stdbool.h>

typedef struct ts_point {
    double x, y;
} ts_point;

typedef struct ts_rect {
    double x, y, w, h;
} ts_rect;

/* x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1, 8.3.3). */
typedef struct ts_matrix {
    double a, b, c, d, e, f;
} ts_matrix;

typedef struct ts_insets {
    double top, right, bottom, left;
} ts_insets;

static inline ts_matrix ts_matrix_identity(void)
{
    return (ts_matrix){1, 0, 0, 1, 0, 0};
}

/* First m, then n. */
static inline ts_matrix ts_matrix_then(ts_matrix m, ts_matrix n)
{
    return (ts_matrix){m.a * n.a + m.b * n.c,       m.a * n.b + m.b * n.d,
                       m.c * n.a + m.d * n.c,       m.c * n.b + m.d * n.d,
                       m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static inline ts_point ts_matrix_apply(ts_matrix m, ts_point p)
{
    return (ts_point){m.a * p.x + m.c * p.y + m.e, m.b * p.x + m.d * p.y + m.f};
}

static inline double ts_rect_right(ts_rect r)
{
    return r.x + r.w;
}

static inline double ts_rect_bottom(ts_rect r)
{
    return r.y + r.h;
}

/* The smallest box around both; one without extent is ignored. */
static inline ts_rect ts_rect_join(ts_rect a, ts_rect b)
{
    if (a.w <= 0 && a.h <= 0)
        return b;
    if (b.w <= 0 && b.h <= 0)
        return a;
    double x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    double r = ts_rect_right(a) > ts_rect_right(b) ? ts_rect_right(a) : ts_rect_right(b);
    double d = ts_rect_bottom(a) > ts_rect_bottom(b) ? ts_rect_bottom(a) : ts_rect_bottom(b);
    return (ts_rect){x, y, r - x, d - y};
}

static inline bool ts_rect_overlap(ts_rect a, ts_rect b)
{
    return a.x < ts_rect_right(b) && b.x < ts_rect_right(a) && a.y < ts_rect_bottom(b) &&
           b.y < ts_rect_bottom(a);
}

#endif
