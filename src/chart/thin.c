#include "chart/geo.h"

#include <stdint.h>
#include <string.h>

/* A set of positions, by their bits. */
typedef struct positions {
    ts_point *slots;
    bool *used;
    size_t mask;
} positions;

static size_t slot_of(const positions *set, ts_point p)
{
    uint64_t x, y;
    double px = p.x + 0.0, py = p.y + 0.0; /* one nought, not two */
    memcpy(&x, &px, sizeof x);
    memcpy(&y, &py, sizeof y);
    uint64_t hash = (x * UINT64_C(0x9E3779B97F4A7C15)) ^ (y * UINT64_C(0xC2B2AE3D27D4EB4F));
    size_t at = (size_t)(hash >> 32) & set->mask; /* of short decimals the lower half is much alike */
    while (set->used[at] && (set->slots[at].x != p.x || set->slots[at].y != p.y))
        at = (at + 1) & set->mask;
    return at;
}

static bool make_set(ts_arena *arena, size_t points, positions *set)
{
    size_t size = 16;
    while (size < 2 * points + 2)
        size *= 2;
    set->slots = TS_ARRAY(arena, ts_point, size);
    set->used = TS_ARRAY(arena, bool, size);
    set->mask = size - 1;
    return set->slots && set->used;
}

static void keep(positions *set, ts_point p)
{
    size_t at = slot_of(set, p);
    set->used[at] = true;
    set->slots[at] = p;
}

typedef struct stretch {
    size_t from, to; /* positions along the ring; `to` may wrap */
} stretch;

static ts_point point_at(const ts_ring *ring, size_t at)
{
    return ring->points[at < ring->count ? at : at - ring->count];
}

/* The point of a stretch that is farthest from the line between its ends, and the square of how far. */
static size_t farthest(const ts_ring *ring, stretch s, double *away)
{
    const ts_point a = point_at(ring, s.from), b = point_at(ring, s.to);
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy, part = length > 0 ? 1 / length : 0;
    size_t best = s.from;
    *away = -1;
    for (size_t i = s.from + 1; i < s.to; i++) {
        const ts_point p = point_at(ring, i);
        const double x = p.x - a.x, y = p.y - a.y, along = (x * dx + y * dy) * part, t = along < 0 ? 0 : along > 1 ? 1 : along;
        const double off_x = x - t * dx, off_y = y - t * dy, square = off_x * off_x + off_y * off_y;
        if (square > *away) {
            *away = square;
            best = i;
        }
    }
    return best;
}

static size_t opposite(const ts_ring *ring)
{
    size_t best = 0;
    double most = -1;
    for (size_t i = 1; i < ring->count; i++) {
        const double dx = ring->points[i].x - ring->points[0].x, dy = ring->points[i].y - ring->points[0].y, d = dx * dx + dy * dy;
        if (d > most) {
            most = d;
            best = i;
        }
    }
    return best;
}

/* A ring has no ends: its first point and the one farthest from it stand in.
 * The longer half waits, the shorter is done first: the stack stays short. */
static void mark_ring(const ts_ring *ring, double tolerance, positions *set)
{
    stretch waiting[80];
    size_t depth = 0, half = opposite(ring);
    keep(set, ring->points[0]);
    keep(set, ring->points[half]);
    waiting[depth++] = (stretch){0, half};
    waiting[depth++] = (stretch){half, ring->count};
    while (depth) {
        stretch s = waiting[--depth];
        double away;
        size_t at = farthest(ring, s, &away);
        if (away <= tolerance * tolerance)
            continue;
        keep(set, point_at(ring, at));
        stretch left = {s.from, at}, right = {at, s.to};
        bool left_longer = at - s.from > s.to - at;
        waiting[depth++] = left_longer ? left : right;
        waiting[depth++] = left_longer ? right : left;
    }
}

static bool thin_ring(ts_arena *arena, const ts_ring *ring, const positions *set, ts_ring *out)
{
    out->points = TS_ARRAY(arena, ts_point, ring->count);
    if (!out->points)
        return false;
    out->count = 0;
    for (size_t i = 0; i < ring->count; i++)
        if (set->used[slot_of(set, ring->points[i])])
            out->points[out->count++] = ring->points[i];
    out->box = ring->box;
    return true;
}

static bool thin_shape(ts_arena *arena, const ts_shape *shape, const positions *set, ts_shape *out)
{
    *out = (ts_shape){.name = shape->name, .box = shape->box};
    out->rings = TS_ARRAY(arena, ts_ring, shape->count);
    if (!out->rings)
        return false;
    for (size_t i = 0; i < shape->count; i++) {
        if (!thin_ring(arena, &shape->rings[i], set, &out->rings[out->count]))
            return false;
        out->count += out->rings[out->count].count > 2;
    }
    return true;
}

ts_shapes *ts_shapes_thin(ts_arena *arena, const ts_shapes *shapes, double tolerance)
{
    positions set;
    ts_shapes *thin = TS_NEW(arena, ts_shapes);
    ts_shape *items = TS_ARRAY(arena, ts_shape, shapes->count);
    if (!thin || !items || !make_set(arena, shapes->points, &set))
        return NULL;
    *thin = *shapes;
    thin->items = items;
    thin->points = 0;
    for (size_t i = 0; i < shapes->count; i++)
        for (size_t k = 0; k < shapes->items[i].count; k++)
            if (shapes->items[i].rings[k].count > 2)
                mark_ring(&shapes->items[i].rings[k], tolerance, &set);
    for (size_t i = 0; i < shapes->count; i++) {
        if (!thin_shape(arena, &shapes->items[i], &set, &items[i]))
            return NULL;
        for (size_t k = 0; k < items[i].count; k++)
            thin->points += items[i].rings[k].count;
    }
    return thin;
}
