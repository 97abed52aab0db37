#include "chart/geo.h"

#include <math.h>

static const double LEAST_LENGTH = 4; /* tolerances: shorter contacts are chance */

typedef struct sample { /* a point of the first shape's edge */
    ts_point at, facing;
    bool corner, meets;
} sample;

typedef struct samples {
    sample *items;
    size_t count, capacity;
} samples;

static ts_point nearest_on(ts_point a, ts_point b, ts_point p)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? fmax(0, fmin(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0;
    return (ts_point){a.x + t * dx, a.y + t * dy};
}

static bool near_box(ts_rect box, ts_point p, double tolerance)
{
    return p.x >= box.x - tolerance && p.x <= ts_rect_right(box) + tolerance && p.y >= box.y - tolerance &&
           p.y <= ts_rect_bottom(box) + tolerance;
}

/* best: the square of the distance; this is the innermost loop of a map. */
static void meet_ring(const ts_ring *ring, sample *s, double *best)
{
    for (size_t i = 0; i < ring->count; i++) {
        ts_point q = nearest_on(ring->points[i], ring->points[(i + 1) % ring->count], s->at);
        double dx = q.x - s->at.x, dy = q.y - s->at.y, d = dx * dx + dy * dy;
        if (d <= *best) {
            *best = d;
            s->facing = q;
            s->meets = true;
        }
    }
}

static bool add_sample(ts_arena *arena, samples *list, const ts_shape *second, sample s, double tolerance,
                       ts_seams *seams)
{
    double best = tolerance * tolerance;
    for (size_t i = 0; i < second->count; i++) {
        const ts_ring *ring = &second->rings[i];
        if (!near_box(ring->box, s.at, tolerance))
            continue;
        seams->tests += ring->count;
        meet_ring(ring, &s, &best);
    }
    if (seams->tests > TS_SEAM_TESTS || !TS_PUSH(arena, list, s))
        seams->failed = true;
    return !seams->failed;
}

enum { PIECES = 4000 }; /* of one edge at most */

static bool sample_ring(ts_arena *arena, const ts_ring *ring, const ts_shape *second, double tolerance,
                        samples *list, ts_seams *seams)
{
    for (size_t i = 0; i < ring->count; i++) {
        ts_point a = ring->points[i], b = ring->points[(i + 1) % ring->count];
        ts_rect edge = {fmin(a.x, b.x) - tolerance, fmin(a.y, b.y) - tolerance,
                        fabs(a.x - b.x) + 2 * tolerance, fabs(a.y - b.y) + 2 * tolerance};
        bool far =
            !ts_rect_overlap(edge, (ts_rect){second->box.x - tolerance, second->box.y - tolerance,
                                             second->box.w + 2 * tolerance, second->box.h + 2 * tolerance});
        double length = hypot(b.x - a.x, b.y - a.y), steps = fmin(PIECES, ceil(length / tolerance));
        size_t pieces = far || steps < 1 ? 1 : (size_t)steps;
        for (size_t k = 0; k < pieces; k++) {
            double t = (double)k / (double)pieces;
            sample s = {.at = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, .corner = k == 0};
            if (!add_sample(arena, list, second, s, tolerance, seams))
                return false;
        }
    }
    return true;
}

static double run_length(const samples *list, size_t from, size_t count)
{
    double length = 0;
    for (size_t i = 1; i < count; i++) {
        ts_point a = list->items[(from + i - 1) % list->count].at,
                 b = list->items[(from + i) % list->count].at;
        length += hypot(b.x - a.x, b.y - a.y);
    }
    return length;
}

static bool add_seam(ts_arena *arena, const samples *list, size_t from, size_t count, ts_seams *seams)
{
    ts_seam seam = {.edge = TS_ARRAY(arena, ts_point, count),
                    .facing = TS_ARRAY(arena, ts_point, count),
                    .corner = TS_ARRAY(arena, bool, count),
                    .count = count};
    if (!seam.edge || !seam.facing || !seam.corner)
        return false;
    for (size_t i = 0; i < count; i++) {
        const sample *s = &list->items[(from + i) % list->count];
        seam.edge[i] = s->at;
        seam.facing[i] = s->facing;
        seam.corner[i] = s->corner || i == 0 || i + 1 == count;
        seam.widest = fmax(seam.widest, hypot(s->at.x - s->facing.x, s->at.y - s->facing.y));
    }
    return TS_PUSH(arena, seams, seam);
}

/* Begins behind a sample that does not meet, so that no seam is cut in two. */
static bool cut_seams(ts_arena *arena, const samples *list, double tolerance, ts_seams *seams)
{
    size_t start = 0, i = 0;
    while (start < list->count && list->items[start].meets)
        start++;
    while (i < list->count) {
        size_t from = start + i, count = 0;
        while (i < list->count && list->items[(start + i) % list->count].meets) {
            count++;
            i++;
        }
        i++;
        if (count > 1 && run_length(list, from, count) >= LEAST_LENGTH * tolerance &&
            !add_seam(arena, list, from, count, seams))
            return false;
    }
    return true;
}

bool ts_seams_find(ts_arena *arena, const ts_shape *first, const ts_shape *second, double tolerance,
                   ts_seams *seams)
{
    for (size_t i = 0; i < first->count && tolerance > 0; i++) {
        samples list = {0};
        if (!sample_ring(arena, &first->rings[i], second, tolerance, &list, seams) ||
            !cut_seams(arena, &list, tolerance, seams))
            seams->failed = true;
        if (seams->failed)
            return false;
    }
    return true;
}
