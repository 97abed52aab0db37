/*
 * Whether what a path fills touches a box, without flattening it. A curve lies within the box of its control
 * points: where none of these boxes meets ours, the chords wind around our middle as the curves do.
 */
#include "canvas/path.h"

typedef struct meeting {
    ts_rect box;
    ts_point middle;
    int winding, crossings;
    bool met;
} meeting;

static bool overlaps(ts_rect box, const ts_extent *extent)
{
    return extent->left <= ts_rect_right(box) && extent->right >= box.x && extent->top <= ts_rect_bottom(box) && extent->bottom >= box.y;
}

static bool hull_meets(ts_rect box, const ts_point *p, int count)
{
    ts_extent hull = {0};
    for (int i = 0; i < count; i++)
        ts_extent_point(&hull, p[i]);
    return overlaps(box, &hull);
}

static double side_of(ts_point a, ts_point b, double x, double y)
{
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/* A line misses a box of which it has all corners on one side. */
static bool line_meets(ts_rect box, ts_point a, ts_point b)
{
    ts_point ends[2] = {a, b};
    if (!hull_meets(box, ends, 2))
        return false;
    double right = ts_rect_right(box), bottom = ts_rect_bottom(box);
    double sides[4] = {side_of(a, b, box.x, box.y), side_of(a, b, right, box.y), side_of(a, b, box.x, bottom),
                       side_of(a, b, right, bottom)};
    int above = 0, below = 0;
    for (int i = 0; i < 4; i++) {
        above += sides[i] > 0;
        below += sides[i] < 0;
    }
    return above < 4 && below < 4;
}

static void wind(meeting *m, ts_point a, ts_point b)
{
    if ((a.y <= m->middle.y) == (b.y <= m->middle.y))
        return;
    if (a.x + (m->middle.y - a.y) / (b.y - a.y) * (b.x - a.x) <= m->middle.x)
        return;
    m->winding += a.y <= m->middle.y ? 1 : -1;
    m->crossings++;
}

static void take_line(meeting *m, ts_point a, ts_point b)
{
    m->met = m->met || line_meets(m->box, a, b);
    wind(m, a, b);
}

static ts_point between(ts_point a, ts_point b)
{
    return (ts_point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/* Halved (de Casteljau) while its hull reaches into the box, six times at most. */
static void take_curve(meeting *m, const ts_point p[4], int halvings)
{
    if (m->met)
        return;
    if (!hull_meets(m->box, p, 4)) {
        wind(m, p[0], p[3]);
        return;
    }
    m->met = halvings == 0;
    ts_point ab = between(p[0], p[1]), bc = between(p[1], p[2]), cd = between(p[2], p[3]);
    ts_point abc = between(ab, bc), bcd = between(bc, cd), middle = between(abc, bcd);
    take_curve(m, (ts_point[]){p[0], ab, abc, middle}, halvings - 1);
    take_curve(m, (ts_point[]){middle, bcd, cd, p[3]}, halvings - 1);
}

static void walk_bands(meeting *m, const ts_path_bands *bands)
{
    ts_path_sides near = ts_path_between(bands, m->box.y, ts_rect_bottom(m->box)), level = ts_path_between(bands, m->middle.y, m->middle.y);
    for (size_t i = 0; i < near.count && !m->met; i++)
        m->met = line_meets(m->box, near.items[i].from, near.items[i].to);
    for (size_t i = 0; i < level.count && !m->met; i++)
        wind(m, level.items[i].from, level.items[i].to);
}

static void walk(meeting *m, const ts_path *path)
{
    if (path->bands) {
        walk_bands(m, path->bands);
        return;
    }
    const ts_point *p = path->points.items;
    ts_point at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < path->verbs.count && !m->met; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            take_line(m, at, start); /* a fill closes every part */
            start = at = *p++;
            break;
        case TS_LINE:
            take_line(m, at, *p);
            at = *p++;
            break;
        case TS_CURVE:
            take_curve(m, (ts_point[]){at, p[0], p[1], p[2]}, 6);
            at = p[2];
            p += 3;
            break;
        case TS_CLOSE:
            take_line(m, at, start);
            at = start;
            break;
        }
    }
    take_line(m, at, start);
}

bool ts_path_line_meets(const ts_path *path, ts_rect box)
{
    if (!overlaps(box, &path->reach))
        return false;
    meeting m = {.box = box};
    walk(&m, path);
    return m.met;
}

bool ts_path_meets(const ts_path *path, bool even_odd, ts_rect box)
{
    if (!overlaps(box, &path->reach))
        return false;
    meeting m = {.box = box, .middle = {box.x + box.w / 2, box.y + box.h / 2}};
    walk(&m, path);
    return m.met || (even_odd ? m.crossings & 1 : m.winding != 0);
}
