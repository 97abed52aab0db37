/* Shapes from degrees to map units. */
#include "chart/geo.h"

#include <math.h>
#include <string.h>

enum { MERIDIANS = 720, MOST_BETWEEN = 400 };
static const double STEP = 0.5; /* degrees: an edge that is longer gets vertices between */

/* ---- what is covered */

typedef struct cover { /* half degrees of longitude that some ring touches */
    bool met[MERIDIANS];
    double south, north;
    bool any;
} cover;

static int cell_of(double longitude)
{
    double turned = fmod(longitude, 360);
    int cell = (int)floor((turned < 0 ? turned + 360 : turned) * MERIDIANS / 360);
    return cell < MERIDIANS ? cell : MERIDIANS - 1;
}

/* Every half degree that an edge goes over, the shorter way. */
static void meet_edge(cover *c, double from, double to)
{
    double by = remainder(to - from, 360);
    int steps = (int)(fabs(by) * MERIDIANS / 360) + 1;
    for (int i = 0; i <= steps; i++)
        c->met[cell_of(from + by * i / steps)] = true;
}

static void meet_ring(cover *c, const ts_ring *ring)
{
    for (size_t i = 0; i < ring->count; i++) {
        const ts_point *at = &ring->points[i], *next = &ring->points[(i + 1) % ring->count];
        meet_edge(c, at->x, next->x);
        c->south = c->any ? fmin(c->south, at->y) : at->y;
        c->north = c->any ? fmax(c->north, at->y) : at->y;
        c->any = true;
    }
}

/* The widest stretch without land, in cells; *end: the first cell after it. */
static int widest_gap(const cover *c, int *end)
{
    int widest = 0, run = 0;
    for (int i = 0; i < 2 * MERIDIANS; i++) {
        run = c->met[i % MERIDIANS] ? 0 : run + 1;
        if (run > widest && run <= MERIDIANS) {
            widest = run;
            *end = (i + 1) % MERIDIANS;
        }
    }
    return widest;
}

ts_region ts_shapes_region(const ts_shapes *shapes, const bool *shown)
{
    cover c = {.any = false};
    for (size_t i = 0; i < shapes->count; i++)
        for (size_t k = 0; (!shown || shown[i]) && k < shapes->items[i].count; k++)
            meet_ring(&c, &shapes->items[i].rings[k]);
    int first = 0, gap = c.any ? widest_gap(&c, &first) : 0;
    if (gap == 0)
        return (ts_region){-180, 180, c.any ? c.south : -90, c.any ? c.north : 90};
    double west = remainder(first * 360.0 / MERIDIANS, 360), wide = (MERIDIANS - gap) * 360.0 / MERIDIANS;
    return (ts_region){west, west + wide, c.south, c.north};
}

/* ---- laid flat */

static size_t between(ts_point a, ts_point b)
{
    double length = fmax(fabs(remainder(b.x - a.x, 360)), fabs(b.y - a.y));
    return length > STEP ? (size_t)fmin(ceil(length / STEP) - 1, MOST_BETWEEN) : 0;
}

static size_t count_points(const ts_ring *ring, bool bends)
{
    size_t count = ring->count;
    for (size_t i = 0; bends && i < ring->count; i++)
        count += between(ring->points[i], ring->points[(i + 1) % ring->count]);
    return count;
}

static bool comes_first(ts_point a, ts_point b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/* The vertex `part` of an edge, reckoned from the same end whichever way the ring goes round. */
static ts_point on_edge(ts_point a, ts_point b, double part)
{
    if (!comes_first(a, b))
        return on_edge(b, a, 1 - part);
    return (ts_point){a.x + remainder(b.x - a.x, 360) * part, a.y + (b.y - a.y) * part};
}

static void add(ts_ring *ring, const ts_globe *globe, ts_point place)
{
    ts_point at = ts_globe_at(globe, place.x, place.y);
    if (isfinite(at.x) && isfinite(at.y))
        ring->points[ring->count++] = at;
}

static void find_box(ts_ring *ring)
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < ring->count; i++) {
        x0 = fmin(x0, ring->points[i].x);
        y0 = fmin(y0, ring->points[i].y);
        x1 = fmax(x1, ring->points[i].x);
        y1 = fmax(y1, ring->points[i].y);
    }
    ring->box = (ts_rect){x0, y0, x1 - x0, y1 - y0};
}

static bool lay_ring(ts_arena *arena, const ts_globe *globe, const ts_ring *from, ts_ring *to)
{
    bool bends = ts_globe_bends(globe);
    *to = (ts_ring){.points = TS_ARRAY(arena, ts_point, count_points(from, bends))};
    for (size_t i = 0; to->points && i < from->count; i++) {
        ts_point a = from->points[i], b = from->points[(i + 1) % from->count];
        size_t steps = bends ? between(a, b) : 0;
        add(to, globe, a);
        for (size_t k = 1; k <= steps; k++)
            add(to, globe, on_edge(a, b, (double)k / (double)(steps + 1)));
    }
    if (to->points)
        find_box(to);
    return to->points != NULL;
}

static bool lay_shape(ts_arena *arena, const ts_globe *globe, const ts_shape *from, ts_shape *to)
{
    *to = (ts_shape){.name = from->name, .rings = TS_ARRAY(arena, ts_ring, from->count)};
    for (size_t i = 0; to->rings && i < from->count; i++) {
        ts_ring *ring = &to->rings[to->count];
        if (!lay_ring(arena, globe, &from->rings[i], ring))
            return false;
        if (ring->count < 3)
            continue;
        to->box = ts_rect_join(to->box, ring->box);
        to->count++;
    }
    return to->rings != NULL;
}

ts_shapes *ts_shapes_lay(ts_arena *arena, const ts_shapes *shapes, const ts_globe *globe)
{
    ts_shapes *laid = TS_NEW(arena, ts_shapes);
    ts_shape *items = TS_ARRAY(arena, ts_shape, shapes->count);
    if (!laid || !items)
        return NULL;
    *laid = *shapes;
    laid->items = items;
    laid->points = 0;
    laid->box = (ts_rect){0};
    laid->lasting = false;
    for (size_t i = 0; i < shapes->count; i++) {
        if (!lay_shape(arena, globe, &shapes->items[i], &items[i]))
            return NULL;
        laid->box = ts_rect_join(laid->box, items[i].box);
        for (size_t k = 0; k < items[i].count; k++)
            laid->points += items[i].rings[k].count;
    }
    return laid;
}
