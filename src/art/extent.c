/* What art really covers. Fills cover their path; a stroke is taken apart into
 * the corners of its pieces, its joins and its caps, so that the box is tight. */
#include "art/svg.h"

#include <math.h>

typedef struct bounds {
    double x0, y0, x1, y1;
    bool any;
} bounds;

static void cover(bounds *b, double x, double y)
{
    b->x0 = b->any ? fmin(b->x0, x) : x;
    b->y0 = b->any ? fmin(b->y0, y) : y;
    b->x1 = b->any ? fmax(b->x1, x) : x;
    b->y1 = b->any ? fmax(b->y1, y) : y;
    b->any = true;
}

static void cover_disc(bounds *b, ts_point p, double radius)
{
    cover(b, p.x - radius, p.y - radius);
    cover(b, p.x + radius, p.y + radius);
}

typedef struct pen {
    const ts_stroke *stroke;
    double half; /* width */
    bounds bounds;
    double length;
} pen;

static ts_point direction(ts_point from, ts_point to)
{
    double dx = to.x - from.x, dy = to.y - from.y, length = hypot(dx, dy);
    return length > 0 ? (ts_point){dx / length, dy / length} : (ts_point){0, 0};
}

static void cover_segment(pen *p, ts_point from, ts_point to)
{
    ts_point d = direction(from, to);
    double nx = -d.y * p->half, ny = d.x * p->half;
    cover(&p->bounds, from.x + nx, from.y + ny);
    cover(&p->bounds, from.x - nx, from.y - ny);
    cover(&p->bounds, to.x + nx, to.y + ny);
    cover(&p->bounds, to.x - nx, to.y - ny);
    p->length += hypot(to.x - from.x, to.y - from.y);
}

/* The point of a mitre stands half the width over the sine of half the angle
 * away, if that is within the limit (SVG 1.1, 11.4). */
static void cover_join(pen *p, ts_point at, ts_point in, ts_point out)
{
    if (p->stroke->join == TS_JOIN_ROUND) {
        cover_disc(&p->bounds, at, p->half);
        return;
    }
    double cosine = -(in.x * out.x + in.y * out.y), sine = sqrt(fmax(0, (1 - cosine) / 2));
    double limit = p->stroke->miter > 0 ? p->stroke->miter : 10;
    if (p->stroke->join != TS_JOIN_MITER || sine <= 0 || 1 / sine > limit)
        return;
    double x = in.x - out.x, y = in.y - out.y, length = hypot(x, y);
    if (length > 1e-9)
        cover(&p->bounds, at.x + x / length * p->half / sine, at.y + y / length * p->half / sine);
}

static void cover_cap(pen *p, ts_point at, ts_point outward)
{
    double h = p->half;
    if (p->stroke->cap == TS_CAP_ROUND) {
        cover_disc(&p->bounds, at, h);
    } else if (p->stroke->cap == TS_CAP_SQUARE) {
        cover(&p->bounds, at.x + (outward.x - outward.y) * h, at.y + (outward.y + outward.x) * h);
        cover(&p->bounds, at.x + (outward.x + outward.y) * h, at.y + (outward.y - outward.x) * h);
    }
}

static bool apart(ts_point a, ts_point b)
{
    return fabs(a.x - b.x) > 1e-9 || fabs(a.y - b.y) > 1e-9;
}

/* One subpath of the flattened path: count points that differ, each from the one before. */
static void cover_run(pen *p, const ts_point *points, size_t count, bool closed)
{
    if (count < 2) {
        if (count && p->stroke->cap != TS_CAP_BUTT)
            cover_disc(&p->bounds, points[0], p->half);
        return;
    }
    for (size_t i = 1; i < count; i++)
        cover_segment(p, points[i - 1], points[i]);
    for (size_t i = 1; i + 1 < count; i++)
        cover_join(p, points[i], direction(points[i - 1], points[i]), direction(points[i], points[i + 1]));
    ts_point first = direction(points[0], points[1]), last = direction(points[count - 2], points[count - 1]);
    if (closed) {
        cover_segment(p, points[count - 1], points[0]);
        ts_point back = direction(points[count - 1], points[0]);
        cover_join(p, points[count - 1], last, back);
        cover_join(p, points[0], back, first);
    } else {
        cover_cap(p, points[0], (ts_point){-first.x, -first.y});
        cover_cap(p, points[count - 1], last);
    }
}

typedef struct run {
    ts_point *points;
    size_t count;
} run;

static void add_point(run *r, ts_point point)
{
    if (r->count == 0 || apart(r->points[r->count - 1], point))
        r->points[r->count++] = point;
}

static void cover_path(pen *p, const ts_path *flat, ts_point *room)
{
    run r = {room, 0};
    const ts_point *next = flat->points.items;
    for (size_t i = 0; i < flat->verbs.count; i++) {
        switch ((ts_verb)flat->verbs.items[i]) {
        case TS_MOVE:
            cover_run(p, r.points, r.count, false);
            r.count = 0;
            add_point(&r, *next++);
            break;
        case TS_CLOSE:
            if (r.count > 1 && !apart(r.points[0], r.points[r.count - 1]))
                r.count--;
            cover_run(p, r.points, r.count, true);
            r.count = 0;
            break;
        default:
            add_point(&r, *next++);
        }
    }
    cover_run(p, r.points, r.count, false);
}

/* Fine enough that the box is right to a hundredth of the stroke, in few pieces. */
static bool measure_stroke(ts_arena *scratch, const ts_item *item, pen *p)
{
    const ts_stroke *stroke = &item->u.stroke.stroke;
    ts_rect box = ts_path_box(item->u.stroke.path);
    double tolerance = fmax(fmin(stroke->width, (box.w + box.h) / 20) / 200, (box.w + box.h) * 1e-6);
    const ts_path *flat = ts_path_flat(scratch, item->u.stroke.path, fmax(tolerance, 1e-9));
    ts_point *room = flat ? TS_ARRAY(scratch, ts_point, flat->points.count + 1) : NULL;
    *p = (pen){.stroke = stroke, .half = stroke->width / 2};
    if (room)
        cover_path(p, flat, room);
    return room != NULL;
}

ts_rect ts_art_extent(ts_arena *scratch, const ts_item *item)
{
    pen p;
    if (item->kind == TS_ITEM_FILL)
        return ts_path_box(item->u.fill.path);
    if (item->kind != TS_ITEM_STROKE || !measure_stroke(scratch, item, &p) || !p.bounds.any)
        return (ts_rect){0};
    return (ts_rect){p.bounds.x0, p.bounds.y0, p.bounds.x1 - p.bounds.x0, p.bounds.y1 - p.bounds.y0};
}

static double stroke_area(ts_arena *scratch, const ts_item *item)
{
    pen p;
    return measure_stroke(scratch, item, &p) ? p.length * item->u.stroke.stroke.width : 0;
}

static ts_rect meet(ts_rect a, ts_rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    double r = fmin(ts_rect_right(a), ts_rect_right(b)), d = fmin(ts_rect_bottom(a), ts_rect_bottom(b));
    return r > x && d > y ? (ts_rect){x, y, r - x, d - y} : (ts_rect){0};
}

/* Clips are met by their boxes; deeper than the reader nests, they are passed over. */
enum { MOST_CLIPS = 2 * TS_SVG_DEPTH };

typedef struct clips {
    ts_rect boxes[MOST_CLIPS];
    size_t depth;
} clips;

static void open_clip(clips *c, const ts_path *path)
{
    ts_rect box = ts_path_box(path);
    if (c->depth > 0 && c->depth <= MOST_CLIPS)
        box = meet(box, c->boxes[c->depth - 1]);
    if (c->depth < MOST_CLIPS)
        c->boxes[c->depth] = box;
    c->depth++;
}

static ts_rect visible(const clips *c, ts_rect box)
{
    if (c->depth == 0)
        return box;
    size_t last = c->depth < MOST_CLIPS ? c->depth : MOST_CLIPS;
    return meet(box, c->boxes[last - 1]);
}

void ts_art_measure(ts_arena *scratch, ts_art *art)
{
    clips c = {.depth = 0};
    for (size_t i = 0; i < art->items.count; i++) {
        const ts_item *item = &art->items.items[i];
        if (item->kind == TS_ITEM_CLIP)
            open_clip(&c, item->u.clip.path);
        else if (item->kind == TS_ITEM_UNCLIP)
            c.depth -= c.depth > 0;
        else
            art->ink_box = ts_rect_join(art->ink_box, visible(&c, ts_art_extent(scratch, item)));
        if (item->kind == TS_ITEM_FILL)
            art->ink_area += ts_path_area(item->u.fill.path);
        else if (item->kind == TS_ITEM_STROKE)
            art->ink_area += stroke_area(scratch, item);
    }
}
